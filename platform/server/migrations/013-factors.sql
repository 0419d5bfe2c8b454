-- Second factors, and challenges that are on their way. What could be used by whoever reads the database is sealed or hashed.

CREATE TABLE account_factor (
  id uuid PRIMARY KEY,
  account uuid NOT NULL REFERENCES account,
  kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
  name text NOT NULL,
  sealed bytea,
  master integer,
  last_step bigint,
  credential bytea UNIQUE,
  public_key bytea,
  counter bigint,
  transports text[],
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CHECK ((kind = 'totp') = (sealed IS NOT NULL AND master IS NOT NULL)),
  CHECK ((kind = 'passkey') = (credential IS NOT NULL AND public_key IS NOT NULL AND counter IS NOT NULL))
);
CREATE INDEX account_factor_account ON account_factor (account);
CREATE INDEX account_factor_master ON account_factor (master, id) WHERE master IS NOT NULL;
COMMENT ON TABLE account_factor IS 'Second factors of accounts: the secret of an authenticator app, sealed with the master key of that number, which is not in the database; the public half of a passkey. One that was not confirmed is none yet.';
CALL guard('account_factor', 'false', NULL);
GRANT SELECT, UPDATE ON account_factor TO {{worker}};

CREATE TABLE recovery_code (
  account uuid NOT NULL REFERENCES account,
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account, hash)
);
COMMENT ON TABLE recovery_code IS 'Codes that stand in for a lost factor, once each, by SHA-256: they hold 79 bits of chance, so nobody tries them out.';
CALL guard('recovery_code', 'false', NULL);
GRANT SELECT ON recovery_code TO {{worker}};

CREATE TABLE login_challenge (
  challenge bytea PRIMARY KEY,
  session uuid,
  ends_at timestamptz NOT NULL
);
COMMENT ON TABLE login_challenge IS 'Challenges to passkeys that wait for their answer; session is that of who was asked, null for somebody who comes in. Each is answered once.';
CALL guard('login_challenge', 'false', NULL);

CREATE FUNCTION factors_of(of_account uuid) RETURNS TABLE (id uuid, kind text, name text, sealed bytea, master integer, last_step bigint, credential bytea,
  public_key bytea, counter bigint, transports text[], made_at timestamptz, confirmed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT f.id, f.kind, f.name, f.sealed, f.master, f.last_step, f.credential, f.public_key, f.counter, f.transports, f.made_at, f.confirmed_at
  FROM account_factor f WHERE f.account = of_account ORDER BY f.made_at, f.id
$$;
COMMENT ON FUNCTION factors_of(uuid) IS 'The factors of an account, for checking them and for showing their names to its holder.';

CREATE FUNCTION entry_of(of_account uuid, today date) RETURNS TABLE (roles text[], factors integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT COALESCE((SELECT array_agg(DISTINCT g.role) FROM access_grant g JOIN account a ON a.person = g.person WHERE a.id = of_account AND (g."to" IS NULL OR g."to" > today)), '{}'),
    (SELECT count(*)::integer FROM account_factor f WHERE f.account = of_account AND f.confirmed_at IS NOT NULL)
$$;
COMMENT ON FUNCTION entry_of(uuid, date) IS 'What decides whether a second factor is wanted: the roles of an account, and how many factors it has.';

CREATE FUNCTION add_totp(token bytea, new_id uuid, called text, secret bytea, by_master integer, now_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE mine uuid;
BEGIN
  SELECT s.account INTO mine FROM session s WHERE s.token_hash = token;
  IF mine IS NULL THEN RETURN false; END IF;
  DELETE FROM account_factor f WHERE f.account = mine AND f.kind = 'totp' AND f.confirmed_at IS NULL;
  INSERT INTO account_factor (id, account, kind, name, sealed, master, made_at) VALUES (new_id, mine, 'totp', called, secret, by_master, now_at);
  RETURN true;
END $$;
COMMENT ON FUNCTION add_totp(bytea, uuid, text, bytea, integer, timestamptz) IS 'A new secret for an authenticator app of whoever holds this token; it counts once a code of it was shown.';

CREATE FUNCTION use_totp(of_factor uuid, step bigint, now_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH used AS (
    UPDATE account_factor f SET last_step = step, confirmed_at = COALESCE(f.confirmed_at, now_at)
    WHERE f.id = of_factor AND f.kind = 'totp' AND (f.last_step IS NULL OR f.last_step < step) RETURNING 1
  ) SELECT EXISTS (SELECT FROM used)
$$;
COMMENT ON FUNCTION use_totp(uuid, bigint, timestamptz) IS 'A code of this step was shown: no code of it, or of an earlier one, works again.';

CREATE FUNCTION add_passkey(token bytea, new_id uuid, called text, cred bytea, key bytea, count_now bigint, ways text[], now_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH made AS (
    INSERT INTO account_factor (id, account, kind, name, credential, public_key, counter, transports, made_at, confirmed_at)
    SELECT new_id, s.account, 'passkey', called, cred, key, count_now, ways, now_at, now_at FROM session s WHERE s.token_hash = token
    ON CONFLICT (credential) DO NOTHING RETURNING 1
  ) SELECT EXISTS (SELECT FROM made)
$$;
COMMENT ON FUNCTION add_passkey(bytea, uuid, text, bytea, bytea, bigint, text[], timestamptz) IS 'A passkey of whoever holds this token.';

CREATE FUNCTION passkey_of(cred bytea) RETURNS TABLE (id uuid, account uuid, credential bytea, public_key bytea, counter bigint, transports text[], locked_until timestamptz, failures integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT f.id, f.account, f.credential, f.public_key, f.counter, f.transports, a.locked_until, a.failures
  FROM account_factor f JOIN account a ON a.id = f.account WHERE f.credential = cred AND a.closed_at IS NULL
$$;
COMMENT ON FUNCTION passkey_of(bytea) IS 'Whose passkey this is.';

CREATE FUNCTION use_passkey(of_factor uuid, count_now bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH used AS (UPDATE account_factor SET counter = count_now WHERE id = of_factor AND kind = 'passkey' AND (counter < count_now OR (counter = 0 AND count_now = 0)) RETURNING 1)
  SELECT EXISTS (SELECT FROM used)
$$;
COMMENT ON FUNCTION use_passkey(uuid, bigint) IS 'A passkey was shown. Its counter only grows; one that keeps none stays at nought.';

CREATE FUNCTION remove_factor(token bytea, of_factor uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH gone AS (DELETE FROM account_factor f USING session s WHERE s.token_hash = token AND f.account = s.account AND f.id = of_factor RETURNING 1)
  SELECT EXISTS (SELECT FROM gone)
$$;
COMMENT ON FUNCTION remove_factor(bytea, uuid) IS 'Removes a factor of whoever holds this token.';

CREATE FUNCTION renew_recovery(token bytea, hashes bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE mine uuid;
BEGIN
  SELECT s.account INTO mine FROM session s WHERE s.token_hash = token;
  DELETE FROM recovery_code r WHERE r.account = mine;
  INSERT INTO recovery_code (account, hash) SELECT mine, fresh FROM unnest(hashes) AS fresh WHERE mine IS NOT NULL;
END $$;
COMMENT ON FUNCTION renew_recovery(bytea, bytea[]) IS 'New recovery codes in place of all earlier ones of whoever holds this token.';

CREATE FUNCTION use_recovery(of_account uuid, shown bytea, now_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH used AS (UPDATE recovery_code SET used_at = now_at WHERE account = of_account AND hash = shown AND used_at IS NULL RETURNING 1)
  SELECT EXISTS (SELECT FROM used)
$$;
COMMENT ON FUNCTION use_recovery(uuid, bytea, timestamptz) IS 'Uses a recovery code up, once.';

CREATE FUNCTION recovery_left(of_account uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT count(*)::integer FROM recovery_code WHERE account = of_account AND used_at IS NULL $$;
COMMENT ON FUNCTION recovery_left(uuid) IS 'How many recovery codes an account has left.';

CREATE FUNCTION put_challenge(fresh bytea, of_session uuid, now_at timestamptz, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  DELETE FROM login_challenge WHERE ends_at <= now_at OR session = of_session;
  INSERT INTO login_challenge (challenge, session, ends_at) VALUES (fresh, of_session, until)
$$;
COMMENT ON FUNCTION put_challenge(bytea, uuid, timestamptz, timestamptz) IS 'A challenge goes out; those whose time is over are thrown away.';

CREATE FUNCTION take_challenge(shown bytea, of_session uuid, now_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH taken AS (DELETE FROM login_challenge WHERE challenge = shown AND session IS NOT DISTINCT FROM of_session AND ends_at > now_at RETURNING 1)
  SELECT EXISTS (SELECT FROM taken)
$$;
COMMENT ON FUNCTION take_challenge(bytea, uuid, timestamptz) IS 'Whether this challenge was sent to that session and waits for its answer; asked once.';

CREATE FUNCTION reset_factors(of_account uuid, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE gone integer;
BEGIN
  IF NOT account_in_range(of_account, today) OR EXISTS (SELECT FROM account a WHERE a.id = of_account AND a.person = current_person()) THEN RETURN NULL; END IF;
  DELETE FROM account_factor WHERE account = of_account;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM recovery_code WHERE account = of_account;
  DELETE FROM session WHERE account = of_account;
  RETURN gone;
END $$;
COMMENT ON FUNCTION reset_factors(uuid, date) IS 'Takes the factors of an account in the scope away, not one''s own, with its sessions: whoever lost them all sets up new ones.';

CREATE FUNCTION factors_in_range(accounts uuid[], today date) RETURNS TABLE (account uuid, factors integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT f.account, count(*)::integer FROM account_factor f WHERE f.account = ANY (accounts) AND f.confirmed_at IS NOT NULL AND account_in_range(f.account, today) GROUP BY f.account
$$;
COMMENT ON FUNCTION factors_in_range(uuid[], date) IS 'How many factors each of these accounts in the scope has.';

REVOKE ALL ON FUNCTION factors_of(uuid), entry_of(uuid, date), add_totp(bytea, uuid, text, bytea, integer, timestamptz), use_totp(uuid, bigint, timestamptz),
  add_passkey(bytea, uuid, text, bytea, bytea, bigint, text[], timestamptz), passkey_of(bytea), use_passkey(uuid, bigint), remove_factor(bytea, uuid), renew_recovery(bytea, bytea[]),
  use_recovery(uuid, bytea, timestamptz), recovery_left(uuid), put_challenge(bytea, uuid, timestamptz, timestamptz), take_challenge(bytea, uuid, timestamptz),
  reset_factors(uuid, date), factors_in_range(uuid[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION factors_of(uuid), entry_of(uuid, date), add_totp(bytea, uuid, text, bytea, integer, timestamptz), use_totp(uuid, bigint, timestamptz),
  add_passkey(bytea, uuid, text, bytea, bytea, bigint, text[], timestamptz), passkey_of(bytea), use_passkey(uuid, bigint), remove_factor(bytea, uuid), renew_recovery(bytea, bytea[]),
  use_recovery(uuid, bytea, timestamptz), recovery_left(uuid), put_challenge(bytea, uuid, timestamptz, timestamptz), take_challenge(bytea, uuid, timestamptz),
  reset_factors(uuid, date), factors_in_range(uuid[], date) TO {{app}};
