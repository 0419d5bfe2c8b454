-- Sign-on by the city's own identity service: who is who there.

CREATE TABLE account_subject (
  issuer text NOT NULL,
  subject text NOT NULL,
  account uuid NOT NULL REFERENCES account,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (issuer, account)
);
COMMENT ON TABLE account_subject IS 'By what an identity service knows the holder of an account, as an administrator linked it.';
CALL guard('account_subject', 'false', NULL);
GRANT SELECT ON account_subject TO {{worker}};

CREATE FUNCTION account_of_subject(by_issuer text, known_as text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT a.id FROM account_subject s JOIN account a ON a.id = s.account WHERE s.issuer = by_issuer AND s.subject = known_as AND a.closed_at IS NULL $$;
COMMENT ON FUNCTION account_of_subject(text, text) IS 'The open account that is linked to a subject of an identity service.';

CREATE FUNCTION link_subject(of_account uuid, by_issuer text, known_as text, today date, now_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF NOT account_in_range(of_account, today) OR EXISTS (SELECT FROM account a WHERE a.id = of_account AND a.person = current_person()) THEN RETURN NULL; END IF;
  DELETE FROM account_subject s WHERE s.account = of_account AND s.issuer = by_issuer;
  IF known_as IS NOT NULL THEN
    INSERT INTO account_subject (issuer, subject, account, linked_at) VALUES (by_issuer, known_as, of_account, now_at) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;
  RETURN true;
END $$;
COMMENT ON FUNCTION link_subject(uuid, text, text, date, timestamptz) IS 'Links an account in the scope, not one''s own, to a subject of an identity service, or to none. A subject that another account has is refused.';

REVOKE ALL ON FUNCTION account_of_subject(text, text), link_subject(uuid, text, text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_of_subject(text, text), link_subject(uuid, text, text, date, timestamptz) TO {{app}};
