-- What actions write, as functions that run as whoever calls: row security holds. PL/pgSQL keeps the plans of its statements for as long as the
-- connection lives; with row security, planning them anew takes longer than writing, and named prepared statements do not pass a pooler.

-- A row is made before its INSERT: so the INSERT is one row of values, which takes the executor a third of a query over a function.
CREATE FUNCTION note_action(answered jsonb, entry jsonb, told jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c command := jsonb_populate_record(NULL::command, answered);
  e audit_entry := jsonb_populate_record(NULL::audit_entry, entry);
  event outbox;
BEGIN
  INSERT INTO command VALUES (c.*);
  INSERT INTO audit_entry VALUES (e.*);
  FOR n IN 0 .. jsonb_array_length(told) - 1 LOOP
    event := jsonb_populate_record(NULL::outbox, told->n);
    INSERT INTO outbox (name, unit_id, record, instants, at) VALUES (event.name, event.unit_id, event.record, event.instants, event.at);
  END LOOP;
END $$;
COMMENT ON FUNCTION note_action(jsonb, jsonb, jsonb) IS 'Writes the rows that every action leaves: its answer, its audit entry and its events, each as JSON by column.';

CREATE FUNCTION add_party(fresh jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE p party := jsonb_populate_record(NULL::party, fresh);
BEGIN
  INSERT INTO party VALUES (p.*);
END $$;
COMMENT ON FUNCTION add_party(jsonb) IS 'Makes a person a party to a record; the row as JSON by column.';

-- An action whose record somebody else changed meanwhile writes nothing: the statement itself fails, so a COMMIT may be on its way already.
CREATE FUNCTION settle(got bigint, wanted integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF got <> wanted THEN RAISE EXCEPTION 'somebody was faster' USING ERRCODE = 'BC001'; END IF;
END $$;
COMMENT ON FUNCTION settle(bigint, integer) IS 'Refuses a statement of which a part gave another number of rows than it must.';

REVOKE ALL ON FUNCTION note_action(jsonb, jsonb, jsonb), add_party(jsonb), settle(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_action(jsonb, jsonb, jsonb), add_party(jsonb), settle(bigint, integer) TO {{app}}, {{worker}};

-- One look after the other, each with a plan of its own: in one expression all are made ready, also those behind the one that answers.
-- In what order does not matter; by the length of their names the cases, which are written most, come first.
CREATE OR REPLACE PROCEDURE holds_records(target regclass) LANGUAGE plpgsql AS $$
DECLARE looks text;
BEGIN
  INSERT INTO record_table (name) SELECT target::text WHERE target IS NOT NULL;
  SELECT string_agg(format('IF EXISTS (SELECT FROM %s r WHERE r.id = target AND r.xmin = pg_current_xact_id()::xid) THEN RETURN true; END IF; ', name), '' ORDER BY length(name), name)
    INTO looks FROM record_table;
  EXECUTE format('CREATE OR REPLACE FUNCTION wrote(target uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = %I, pg_temp AS %L',
    current_schema(), 'BEGIN ' || COALESCE(looks, '') || 'RETURN false; END');
END $$;
CALL holds_records(NULL);

-- As before (012), and it keeps its plan.
CREATE OR REPLACE FUNCTION identify(token bytea, command_id uuid, today date, now_at timestamptz)
RETURNS TABLE (person uuid, account uuid, session uuid, stage text, locked boolean, post uuid, seen_at timestamptz, proved_at timestamptz, grants jsonb, command jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT a.person, a.id, s.id, s.stage, s.locked_at IS NOT NULL, s.post, s.seen_at, s.proved_at,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'acting', g.acts_for IS NOT NULL, 'role', g.role, 'permissions', to_jsonb(g.permissions), 'unit', g.unit_id, 'path', g.path, 'line', g.line, 'sensitivity', g.sensitivity) ORDER BY g.acts_for IS NOT NULL, g.path, g.role)
      FROM access_grant g WHERE g.person = a.person AND g."from" <= today AND (g."to" IS NULL OR g."to" > today)), '[]'),
    (SELECT jsonb_build_object('actor', c.actor, 'action', c.action, 'hash', encode(c.hash, 'hex'), 'status', c.status, 'answer', c.answer) FROM command c WHERE c.id = command_id)
  FROM session s JOIN account a ON a.id = s.account
  WHERE s.token_hash = token AND s.ends_at > now_at AND a.closed_at IS NULL;
END $$;

CREATE OR REPLACE FUNCTION hold_tree() RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext(current_schema()), hashtext('tree'));
END $$;

CREATE FUNCTION same_caller(token bytea, command_id uuid, today date, now_at timestamptz, of_person uuid, of_account uuid, in_session uuid, in_stage text, is_locked boolean, chosen uuid, with_grants jsonb) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE i record;
BEGIN
  SELECT * INTO i FROM identify(token, command_id, today, now_at);
  IF (i.person = of_person AND i.account = of_account AND i.session = in_session AND i.stage = in_stage AND i.locked = is_locked
      AND i.post IS NOT DISTINCT FROM chosen AND i.grants = with_grants AND i.command IS NULL) IS NOT TRUE THEN
    RAISE EXCEPTION 'not the same caller' USING ERRCODE = 'BC002';
  END IF;
END $$;
COMMENT ON FUNCTION same_caller(bytea, uuid, date, timestamptz, uuid, uuid, uuid, text, boolean, uuid, jsonb) IS 'Refuses a statement where identify would tell of another caller than is said, or of a command that was carried out.';
REVOKE ALL ON FUNCTION same_caller(bytea, uuid, date, timestamptz, uuid, uuid, uuid, text, boolean, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION same_caller(bytea, uuid, date, timestamptz, uuid, uuid, uuid, text, boolean, uuid, jsonb) TO {{app}};
REVOKE ALL ON FUNCTION identify(bytea, uuid, date, timestamptz) FROM PUBLIC;
