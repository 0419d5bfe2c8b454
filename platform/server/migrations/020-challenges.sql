-- Anybody may ask for a challenge, and none is a login that could be held: so many wait for their answer, and no more.
CREATE INDEX login_challenge_ends ON login_challenge (ends_at);
CREATE INDEX login_challenge_session ON login_challenge (session) WHERE session IS NOT NULL;

CREATE OR REPLACE FUNCTION put_challenge(fresh bytea, of_session uuid, now_at timestamptz, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  DELETE FROM login_challenge WHERE ends_at <= now_at;
  IF of_session IS NOT NULL THEN DELETE FROM login_challenge WHERE session = of_session; END IF;
  INSERT INTO login_challenge (challenge, session, ends_at) VALUES (fresh, of_session, until);
  -- Now and then: the latest stay, and those that were sent to a session, which are one each.
  IF of_session IS NOT NULL OR random() > 0.004 THEN RETURN; END IF;
  DELETE FROM login_challenge c USING (
    SELECT challenge FROM login_challenge WHERE session IS NULL ORDER BY ends_at DESC, challenge OFFSET 20000) AS old
  WHERE c.challenge = old.challenge;
END $$;
COMMENT ON FUNCTION put_challenge(bytea, uuid, timestamptz, timestamptz) IS 'A challenge goes out; those whose time is over are thrown away, and the oldest of too many that were sent to no session.';
REVOKE ALL ON FUNCTION put_challenge(bytea, uuid, timestamptz, timestamptz) FROM PUBLIC;
