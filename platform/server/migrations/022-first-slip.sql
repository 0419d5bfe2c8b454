-- The posts that nobody in the system appoints to, the first administrator's among them, are given by whoever runs the server.

ALTER TABLE slip ALTER COLUMN made_by DROP NOT NULL;
COMMENT ON COLUMN slip.made_by IS 'Who gave it; null for whoever runs the server, on whose machine it was printed.';

CREATE FUNCTION give_first_slip(of_account uuid, new_hash text, now_at timestamptz, until timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  INSERT INTO slip (account, hash, made_by, made_at, ends_at)
    SELECT a.id, new_hash, NULL, now_at, until FROM account a WHERE a.id = of_account AND a.password_hash IS NULL AND a.closed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'account % has a password, or is closed', of_account USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN true;
END $$;
COMMENT ON FUNCTION give_first_slip(uuid, text, timestamptz, timestamptz) IS 'Gives an account that never had a password or a slip its first one.';
REVOKE ALL ON FUNCTION give_first_slip(uuid, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION give_first_slip(uuid, text, timestamptz, timestamptz) TO {{worker}};
