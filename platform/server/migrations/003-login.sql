-- Accounts and sessions. The app cannot list either: it asks the functions below, which run as the owner.

CREATE TABLE account (
  id uuid PRIMARY KEY,
  person uuid NOT NULL REFERENCES person,
  login text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  closed_at timestamptz
);
COMMENT ON TABLE account IS 'Who may sign in. The login is no personal data: it is given with the post.';
CALL guard('account', 'false', NULL);
GRANT SELECT, INSERT, UPDATE ON account TO {{worker}};

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  account uuid NOT NULL REFERENCES account,
  begun_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account);
COMMENT ON TABLE session IS 'Signed-in browsers, by the SHA-256 of their token.';
CALL guard('session', 'false', NULL);
GRANT SELECT, DELETE ON session TO {{worker}};

CREATE FUNCTION identify(token bytea, command_id uuid, today date, now_at timestamptz)
RETURNS TABLE (person uuid, account uuid, grants jsonb, command jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT a.person, a.id,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'permissions', to_jsonb(g.permissions), 'unit', g.unit_id, 'path', g.path, 'line', g.line, 'sensitivity', g.sensitivity) ORDER BY g.path, g.role)
      FROM access_grant g WHERE g.person = a.person AND g."from" <= today AND (g."to" IS NULL OR g."to" > today)), '[]'),
    (SELECT jsonb_build_object('actor', c.actor, 'action', c.action, 'hash', encode(c.hash, 'hex'), 'status', c.status, 'answer', c.answer) FROM command c WHERE c.id = command_id)
  FROM session s JOIN account a ON a.id = s.account
  WHERE s.token_hash = token AND s.ends_at > now_at AND a.closed_at IS NULL
$$;
COMMENT ON FUNCTION identify(bytea, uuid, date, timestamptz) IS 'Who holds this token, what they are granted today, and whether the command was carried out before: one question a request.';

CREATE FUNCTION find_command(command_id uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT jsonb_build_object('actor', c.actor, 'action', c.action, 'hash', encode(c.hash, 'hex'), 'status', c.status, 'answer', c.answer) FROM command c WHERE c.id = command_id
$$;
COMMENT ON FUNCTION find_command(uuid) IS 'A command that was carried out, whoever sent it: needed to refuse another actor''s id.';

CREATE FUNCTION account_for(wanted text) RETURNS TABLE (id uuid, person uuid, password_hash text, locked_until timestamptz, failures integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT id, person, password_hash, locked_until, failures FROM account WHERE login = wanted AND closed_at IS NULL $$;
COMMENT ON FUNCTION account_for(text) IS 'The account with this login, for checking its password.';

CREATE FUNCTION note_failure(of_account uuid, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ UPDATE account SET failures = failures + 1, locked_until = until WHERE id = of_account $$;
COMMENT ON FUNCTION note_failure(uuid, timestamptz) IS 'Counts a wrong password and locks the account until then.';

CREATE FUNCTION open_session(of_account uuid, token bytea, now_at timestamptz, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE account SET failures = 0, locked_until = NULL WHERE id = of_account AND failures > 0;
  INSERT INTO session (token_hash, account, begun_at, ends_at) VALUES (token, of_account, now_at, until)
$$;
COMMENT ON FUNCTION open_session(uuid, bytea, timestamptz, timestamptz) IS 'Signs an account in.';

CREATE FUNCTION end_session(token bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ DELETE FROM session WHERE token_hash = token $$;
COMMENT ON FUNCTION end_session(bytea) IS 'Signs a browser out.';

REVOKE ALL ON FUNCTION identify(bytea, uuid, date, timestamptz), find_command(uuid), account_for(text), note_failure(uuid, timestamptz), open_session(uuid, bytea, timestamptz, timestamptz), end_session(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identify(bytea, uuid, date, timestamptz), find_command(uuid), account_for(text), note_failure(uuid, timestamptz), open_session(uuid, bytea, timestamptz, timestamptz), end_session(bytea) TO {{app}};
