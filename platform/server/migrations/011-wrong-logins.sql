-- Wrong passwords for a login that nobody has are counted as those of an account are: else the hold would tell which logins there are.

CREATE TABLE unknown_login (
  name bytea PRIMARY KEY,
  failures integer NOT NULL,
  locked_until timestamptz,
  last_at timestamptz NOT NULL
);
COMMENT ON TABLE unknown_login IS 'Logins that nobody has and that were tried, by a keyed hash: a mistyped one may be somebody''s phone number. About twenty thousand of them at most.';
CALL guard('unknown_login', 'false', NULL);
GRANT SELECT ON unknown_login TO {{worker}};

CREATE FUNCTION login_for(wanted text, of_name bytea) RETURNS TABLE (id uuid, password_hash text, locked_until timestamptz, failures integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT a.id, a.password_hash, CASE WHEN a.id IS NULL THEN u.locked_until ELSE a.locked_until END, COALESCE(a.failures, u.failures, 0)
  FROM (VALUES (of_name)) AS asked (name) LEFT JOIN account a ON a.login = wanted AND a.closed_at IS NULL LEFT JOIN unknown_login u ON u.name = asked.name
$$;
COMMENT ON FUNCTION login_for(text, bytea) IS 'How a login stands, whether or not there is such an account: one row always.';

CREATE FUNCTION note_wrong(of_account uuid, of_name bytea, until timestamptz, now_at timestamptz, entry uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF of_account IS NOT NULL THEN
    UPDATE account SET failures = failures + 1, locked_until = until WHERE id = of_account;
    INSERT INTO audit_entry (id, at, actor, action, record, detail) VALUES (entry, now_at, 'account:' || of_account, 'login.failed', of_account, '{}');
    RETURN;
  END IF;
  INSERT INTO unknown_login AS u (name, failures, locked_until, last_at) VALUES (of_name, 1, until, now_at)
    ON CONFLICT (name) DO UPDATE SET failures = u.failures + 1, locked_until = until, last_at = now_at;
  -- Now and then, at nobody's choice. Those that are held stay, then those that were tried most, then the latest.
  IF random() > 0.004 THEN RETURN; END IF;
  DELETE FROM unknown_login u USING (
    SELECT name FROM unknown_login ORDER BY COALESCE(locked_until > now_at, false) DESC, failures DESC, last_at DESC, name OFFSET 20000) AS old
  WHERE u.name = old.name;
END $$;
COMMENT ON FUNCTION note_wrong(uuid, bytea, timestamptz, timestamptz, uuid) IS 'Counts a wrong password, of an account with its audit row or of a login that nobody has, and holds it until then.';

REVOKE ALL ON FUNCTION login_for(text, bytea), note_wrong(uuid, bytea, timestamptz, timestamptz, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION login_for(text, bytea), note_wrong(uuid, bytea, timestamptz, timestamptz, uuid) TO {{app}};
