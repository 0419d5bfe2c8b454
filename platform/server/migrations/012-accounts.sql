-- Accounts as they are lived with: a place in the tree, slips for a first or lost password, sessions that are listed, ended and locked.

ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN unit_id integer REFERENCES unit,
  ADD COLUMN path text COLLATE "C",
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN last_week date;
COMMENT ON COLUMN account.unit_id IS 'Where the account was opened: whoever administers that place administers it, unless its posts reach further.';
COMMENT ON COLUMN account.last_week IS 'Monday of the week of the last sign-in: enough to find accounts that nobody uses, too little to watch anybody.';
UPDATE account a SET unit_id = g.unit_id, path = g.path
  FROM (SELECT DISTINCT ON (person) person, unit_id, path FROM access_grant ORDER BY person, "from") g WHERE g.person = a.person;
CREATE INDEX account_person ON account (person);
CREATE INDEX account_path ON account (path);

-- A session is `open` once nothing is wanted of its holder any more; until then no permission holds.
ALTER TABLE session
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN stage text NOT NULL DEFAULT 'open' CHECK (stage IN ('open', 'password', 'factor', 'enrol')),
  ADD COLUMN post uuid,
  ADD COLUMN device text NOT NULL DEFAULT '',
  ADD COLUMN seen_at timestamptz,
  ADD COLUMN locked_at timestamptz,
  ADD COLUMN proved_at timestamptz;
CREATE UNIQUE INDEX session_id ON session (id);
COMMENT ON COLUMN session.post IS 'The grant that the holder works in; null where there is but one.';
COMMENT ON COLUMN session.device IS 'Kind of browser and of system, never the whole header.';
COMMENT ON COLUMN session.proved_at IS 'When the holder last proved to be the one who signed in: what changes factors wants it fresh.';

CREATE TABLE slip (
  account uuid PRIMARY KEY REFERENCES account,
  hash text NOT NULL,
  made_by uuid NOT NULL REFERENCES person,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz
);
COMMENT ON TABLE slip IS 'The last slip that an account was given: its one-time code by Argon2id. It works once, until it ends; a new one takes its place.';
CALL guard('slip', 'false', NULL);
GRANT SELECT ON slip TO {{worker}};

DROP FUNCTION identify(bytea, uuid, date, timestamptz);
CREATE FUNCTION identify(token bytea, command_id uuid, today date, now_at timestamptz)
RETURNS TABLE (person uuid, account uuid, session uuid, stage text, locked boolean, post uuid, seen_at timestamptz, proved_at timestamptz, grants jsonb, command jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT a.person, a.id, s.id, s.stage, s.locked_at IS NOT NULL, s.post, s.seen_at, s.proved_at,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'acting', g.acts_for IS NOT NULL, 'role', g.role, 'permissions', to_jsonb(g.permissions), 'unit', g.unit_id, 'path', g.path, 'line', g.line, 'sensitivity', g.sensitivity) ORDER BY g.acts_for IS NOT NULL, g.path, g.role)
      FROM access_grant g WHERE g.person = a.person AND g."from" <= today AND (g."to" IS NULL OR g."to" > today)), '[]'),
    (SELECT jsonb_build_object('actor', c.actor, 'action', c.action, 'hash', encode(c.hash, 'hex'), 'status', c.status, 'answer', c.answer) FROM command c WHERE c.id = command_id)
  FROM session s JOIN account a ON a.id = s.account
  WHERE s.token_hash = token AND s.ends_at > now_at AND a.closed_at IS NULL
$$;
COMMENT ON FUNCTION identify(bytea, uuid, date, timestamptz) IS 'Who holds this token, how far the sign-in has come, what the holder is granted today, and whether the command was carried out before: one question a request.';

CREATE FUNCTION note_seen(token bytea, now_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ UPDATE session SET seen_at = now_at WHERE token_hash = token $$;
COMMENT ON FUNCTION note_seen(bytea, timestamptz) IS 'Notes that a session is in use; asked every few minutes at most.';

-- Wrong passwords are forgotten when the way in is whole: with a second factor wanted, its wrong codes go on counting.
DROP FUNCTION open_session(uuid, bytea, timestamptz, timestamptz);
CREATE FUNCTION open_session(of_account uuid, token bytea, now_at timestamptz, until timestamptz, in_stage text, on_device text, today date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE account SET failures = 0, locked_until = NULL WHERE id = of_account AND failures > 0 AND in_stage <> 'factor';
  UPDATE account SET last_week = date_trunc('week', today::timestamp)::date
    WHERE id = of_account AND last_week IS DISTINCT FROM date_trunc('week', today::timestamp)::date AND in_stage <> 'factor';
  DELETE FROM session WHERE account = of_account AND ends_at <= now_at;
  INSERT INTO session (token_hash, account, begun_at, ends_at, stage, device, seen_at, proved_at, post)
    SELECT token, of_account, now_at, until, in_stage, on_device, now_at, CASE WHEN in_stage = 'open' THEN now_at END,
      (SELECT CASE WHEN count(*) = 1 THEN (array_agg(g.id))[1] END FROM access_grant g JOIN account a ON a.person = g.person
        WHERE a.id = of_account AND g."from" <= today AND (g."to" IS NULL OR g."to" > today));
$$;
COMMENT ON FUNCTION open_session(uuid, bytea, timestamptz, timestamptz, text, text, date) IS 'Signs an account in, as far as the stage says; whoever holds one post works in it.';

CREATE FUNCTION lock_session(token bytea, now_at timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ UPDATE session SET locked_at = COALESCE(locked_at, now_at) WHERE token_hash = token RETURNING account $$;
COMMENT ON FUNCTION lock_session(bytea, timestamptz) IS 'Locks a session: it answers nothing until its holder proves to be there again.';

CREATE FUNCTION unlock_session(token bytea, now_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE account a SET failures = 0, locked_until = NULL FROM session s WHERE s.token_hash = token AND a.id = s.account AND a.failures > 0;
  UPDATE session SET locked_at = NULL, seen_at = now_at WHERE token_hash = token
$$;
COMMENT ON FUNCTION unlock_session(bytea, timestamptz) IS 'Opens a locked session again; its password was asked for.';

CREATE FUNCTION prove_session(token bytea, now_at timestamptz, today date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE account a SET failures = 0, locked_until = NULL FROM session s WHERE s.token_hash = token AND a.id = s.account AND a.failures > 0;
  UPDATE account a SET last_week = date_trunc('week', today::timestamp)::date FROM session s WHERE s.token_hash = token AND a.id = s.account;
  UPDATE session SET stage = 'open', proved_at = now_at WHERE token_hash = token
$$;
COMMENT ON FUNCTION prove_session(bytea, timestamptz, date) IS 'Nothing is wanted any more of whoever holds this session: it is open.';

CREATE FUNCTION choose_post(token bytea, wanted uuid, today date) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH chosen AS (
    UPDATE session s SET post = g.id FROM account a JOIN access_grant g ON g.person = a.person
    WHERE s.token_hash = token AND a.id = s.account AND g.id = wanted AND g."from" <= today AND (g."to" IS NULL OR g."to" > today) RETURNING 1
  ) SELECT EXISTS (SELECT FROM chosen)
$$;
COMMENT ON FUNCTION choose_post(bytea, uuid, date) IS 'Which of the holder''s posts of today a session works in.';

CREATE FUNCTION own_sessions(token bytea, now_at timestamptz) RETURNS TABLE (id uuid, device text, begun_at timestamptz, seen_at timestamptz, current boolean, locked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT o.id, o.device, o.begun_at, COALESCE(o.seen_at, o.begun_at), o.token_hash = token, o.locked_at IS NOT NULL
  FROM session s JOIN session o ON o.account = s.account WHERE s.token_hash = token AND o.ends_at > now_at
  ORDER BY o.token_hash = token DESC, COALESCE(o.seen_at, o.begun_at) DESC
$$;
COMMENT ON FUNCTION own_sessions(bytea, timestamptz) IS 'The sessions of whoever holds this token.';

CREATE FUNCTION end_own_sessions(token bytea, wanted uuid) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH ended AS (
    DELETE FROM session o USING session s WHERE s.token_hash = token AND o.account = s.account AND o.token_hash <> token AND (wanted IS NULL OR o.id = wanted) RETURNING 1
  ) SELECT count(*)::integer FROM ended
$$;
COMMENT ON FUNCTION end_own_sessions(bytea, uuid) IS 'Ends one, or where none is named all, of the other sessions of whoever holds this token.';

CREATE FUNCTION own_account(token bytea) RETURNS TABLE (id uuid, person uuid, login text, password_hash text, locked_until timestamptz, failures integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT a.id, a.person, a.login, a.password_hash, a.locked_until, a.failures FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = token AND a.closed_at IS NULL $$;
COMMENT ON FUNCTION own_account(bytea) IS 'The account of whoever holds this token, for checking its password again.';

CREATE FUNCTION set_password(token bytea, new_hash text) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  DELETE FROM session o USING session s WHERE s.token_hash = token AND o.account = s.account AND o.token_hash <> token;
  UPDATE account a SET password_hash = new_hash, failures = 0, locked_until = NULL FROM session s WHERE s.token_hash = token AND a.id = s.account RETURNING a.id
$$;
COMMENT ON FUNCTION set_password(bytea, text) IS 'A new password of whoever holds this token; the other sessions of the account end.';

CREATE FUNCTION set_stage(token bytea, next_stage text, now_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ UPDATE session SET stage = next_stage, proved_at = CASE WHEN next_stage = 'open' THEN now_at END WHERE token_hash = token $$;
COMMENT ON FUNCTION set_stage(bytea, text, timestamptz) IS 'How far the sign-in of this session has come.';

CREATE FUNCTION slip_of(of_account uuid, now_at timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT hash FROM slip WHERE account = of_account AND used_at IS NULL AND ends_at > now_at $$;
COMMENT ON FUNCTION slip_of(uuid, timestamptz) IS 'The hash of the slip that still works for an account, for checking its code.';

CREATE FUNCTION use_slip(of_account uuid, of_hash text, now_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  UPDATE slip SET used_at = now_at WHERE account = of_account AND hash = of_hash AND used_at IS NULL AND ends_at > now_at;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE account SET password_hash = NULL WHERE id = of_account;
  DELETE FROM session WHERE account = of_account;
  RETURN true;
END $$;
COMMENT ON FUNCTION use_slip(uuid, text, timestamptz) IS 'Uses a slip up, once: the old password is gone, and every session with it.';

-- What follows is for administrators: the scope of the transaction is the range in which they administer accounts.
CREATE FUNCTION account_in_range(target uuid, today date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT EXISTS (SELECT FROM account a WHERE a.id = target AND in_scope(a.path, NULL) AND NOT EXISTS (
    SELECT FROM access_grant g WHERE g.person = a.person AND (g."to" IS NULL OR g."to" > today) AND in_scope(g.path, NULL) IS NOT TRUE))
$$;
COMMENT ON FUNCTION account_in_range(uuid, date) IS 'Whether this transaction may administer the account: its place and every post that its holder has or will have lie in the scope.';

CREATE FUNCTION accounts_in_range(today date, now_at timestamptz, only_id uuid, wanted text, people uuid[], after text, most integer)
RETURNS TABLE (id uuid, person uuid, login text, unit_id integer, unit text, path text, opened_at timestamptz, closed_at timestamptz, has_password boolean,
  held_until timestamptz, last_week date, slip_ends timestamptz, sessions integer, posts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT a.id, a.person, a.login, a.unit_id, u.name, a.path, a.opened_at, a.closed_at, a.password_hash IS NOT NULL,
    CASE WHEN a.locked_until > now_at THEN a.locked_until END, a.last_week,
    (SELECT s.ends_at FROM slip s WHERE s.account = a.id AND s.used_at IS NULL AND s.ends_at > now_at),
    (SELECT count(*)::integer FROM session s WHERE s.account = a.id AND s.ends_at > now_at),
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'unit', g.unit_id, 'unitName', p.name, 'line', g.line, 'acting', g.acts_for IS NOT NULL, 'from', g."from", 'to', g."to")
      ORDER BY g."to" IS NOT NULL AND g."to" <= today, g.path, g.role) FROM access_grant g JOIN unit p ON p.id = g.unit_id WHERE g.person = a.person AND in_scope(g.path, NULL)), '[]')
  FROM account a JOIN unit u ON u.id = a.unit_id
  WHERE in_scope(a.path, NULL) AND account_in_range(a.id, today) AND (only_id IS NULL OR a.id = only_id) AND a.login > after
    AND (wanted IS NULL OR position(wanted IN a.login) > 0 OR position(wanted IN u.name) > 0 OR a.person = ANY (people)
      OR EXISTS (SELECT FROM access_grant g JOIN unit p ON p.id = g.unit_id WHERE g.person = a.person AND position(wanted IN p.name) > 0))
  ORDER BY a.login LIMIT most
$$;
COMMENT ON FUNCTION accounts_in_range(date, timestamptz, uuid, text, uuid[], text, integer) IS 'Accounts that this transaction may administer, with what an administrator needs to know and no more.';

CREATE FUNCTION people_without_account(today date) RETURNS TABLE (person uuid, unit_id integer, unit text, role text, line text, acting boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT g.person, g.unit_id, u.name, g.role, g.line, g.acts_for IS NOT NULL FROM access_grant g JOIN unit u ON u.id = g.unit_id
  WHERE in_scope(g.path, NULL) AND (g."to" IS NULL OR g."to" > today) AND NOT EXISTS (SELECT FROM account a WHERE a.person = g.person)
    AND NOT EXISTS (SELECT FROM access_grant o WHERE o.person = g.person AND (o."to" IS NULL OR o."to" > today) AND in_scope(o.path, NULL) IS NOT TRUE)
  ORDER BY g.path, g.role LIMIT 200
$$;
COMMENT ON FUNCTION people_without_account(date) IS 'Holders of posts in the scope, and of none outside it, who have no account yet.';

CREATE FUNCTION open_account(new_id uuid, of_person uuid, new_login text, today date, now_at timestamptz) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH home AS (
    SELECT g.unit_id, g.path FROM access_grant g WHERE g.person = of_person AND (g."to" IS NULL OR g."to" > today) ORDER BY length(g.path), g.path LIMIT 1
  ), made AS (
    INSERT INTO account (id, person, login, unit_id, path, opened_at) SELECT new_id, of_person, new_login, home.unit_id, home.path, now_at FROM home
    WHERE NOT EXISTS (SELECT FROM account a WHERE a.person = of_person) AND (session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole) OR NOT EXISTS (
      SELECT FROM access_grant g WHERE g.person = of_person AND (g."to" IS NULL OR g."to" > today) AND in_scope(g.path, NULL) IS NOT TRUE))
    RETURNING unit_id
  ) SELECT unit_id FROM made
$$;
COMMENT ON FUNCTION open_account(uuid, uuid, text, date, timestamptz) IS 'Opens an account for a holder of posts, all of them in the scope, at the highest of these; null where it may not be. It has no password until a slip was used.';

CREATE FUNCTION give_slip(of_account uuid, new_hash text, today date, now_at timestamptz, until timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF NOT account_in_range(of_account, today) OR EXISTS (SELECT FROM account a WHERE a.id = of_account AND (a.closed_at IS NOT NULL OR a.person = current_person())) THEN RETURN NULL; END IF;
  INSERT INTO slip (account, hash, made_by, made_at, ends_at) VALUES (of_account, new_hash, current_person(), now_at, until)
    ON CONFLICT (account) DO UPDATE SET hash = EXCLUDED.hash, made_by = EXCLUDED.made_by, made_at = EXCLUDED.made_at, ends_at = EXCLUDED.ends_at, used_at = NULL;
  UPDATE account SET failures = 0, locked_until = NULL WHERE id = of_account;
  RETURN true;
END $$;
COMMENT ON FUNCTION give_slip(uuid, text, date, timestamptz, timestamptz) IS 'Gives an account in the scope, not one''s own, a slip in place of the last; a hold after wrong passwords ends.';

CREATE FUNCTION shut_account(of_account uuid, is_shut boolean, today date, now_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF NOT account_in_range(of_account, today) OR EXISTS (SELECT FROM account a WHERE a.id = of_account AND a.person = current_person()) THEN RETURN NULL; END IF;
  UPDATE account SET closed_at = CASE WHEN is_shut THEN COALESCE(closed_at, now_at) END WHERE id = of_account;
  IF is_shut THEN
    DELETE FROM session WHERE account = of_account;
    UPDATE slip SET used_at = COALESCE(used_at, now_at) WHERE account = of_account;
  END IF;
  RETURN true;
END $$;
COMMENT ON FUNCTION shut_account(uuid, boolean, date, timestamptz) IS 'Closes an account in the scope, not one''s own, with its sessions and its slip, or opens it again.';

CREATE FUNCTION end_sessions(of_account uuid, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE ended integer;
BEGIN
  IF NOT account_in_range(of_account, today) THEN RETURN NULL; END IF;
  DELETE FROM session WHERE account = of_account;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
COMMENT ON FUNCTION end_sessions(uuid, date) IS 'Ends every session of an account in the scope.';

REVOKE ALL ON FUNCTION identify(bytea, uuid, date, timestamptz), note_seen(bytea, timestamptz), open_session(uuid, bytea, timestamptz, timestamptz, text, text, date),
  lock_session(bytea, timestamptz), unlock_session(bytea, timestamptz), prove_session(bytea, timestamptz, date), choose_post(bytea, uuid, date), own_sessions(bytea, timestamptz),
  end_own_sessions(bytea, uuid), own_account(bytea), set_password(bytea, text), set_stage(bytea, text, timestamptz), slip_of(uuid, timestamptz), use_slip(uuid, text, timestamptz),
  account_in_range(uuid, date), accounts_in_range(date, timestamptz, uuid, text, uuid[], text, integer), people_without_account(date), open_account(uuid, uuid, text, date, timestamptz),
  give_slip(uuid, text, date, timestamptz, timestamptz), shut_account(uuid, boolean, date, timestamptz), end_sessions(uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identify(bytea, uuid, date, timestamptz), note_seen(bytea, timestamptz), open_session(uuid, bytea, timestamptz, timestamptz, text, text, date),
  lock_session(bytea, timestamptz), unlock_session(bytea, timestamptz), prove_session(bytea, timestamptz, date), choose_post(bytea, uuid, date), own_sessions(bytea, timestamptz),
  end_own_sessions(bytea, uuid), own_account(bytea), set_password(bytea, text), set_stage(bytea, text, timestamptz), slip_of(uuid, timestamptz), use_slip(uuid, text, timestamptz),
  account_in_range(uuid, date), accounts_in_range(date, timestamptz, uuid, text, uuid[], text, integer), people_without_account(date), open_account(uuid, uuid, text, date, timestamptz),
  give_slip(uuid, text, date, timestamptz, timestamptz), shut_account(uuid, boolean, date, timestamptz), end_sessions(uuid, date) TO {{app}};
GRANT EXECUTE ON FUNCTION open_account(uuid, uuid, text, date, timestamptz) TO {{worker}};
