-- What actions on cases read and write, with plans that last as long as the connection (see note_action). They run as whoever calls: row security holds.

CREATE FUNCTION add_case(fresh jsonb, act jsonb, in_year text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c cases := jsonb_populate_record(NULL::cases, fresh);
  a case_action := jsonb_populate_record(NULL::case_action, fresh || act);
BEGIN
  c.number := case_number(c.unit_id, in_year);
  INSERT INTO cases VALUES (c.*);
  a.case_id := c.id;
  a.n := c.version;
  INSERT INTO case_action VALUES (a.*);
END $$;
COMMENT ON FUNCTION add_case(jsonb, jsonb, text) IS 'A case and its first action, as JSON by column; the number comes from the counter of its unit.';

CREATE FUNCTION change_case(state jsonb, act jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c cases := jsonb_populate_record(NULL::cases, state);
  a case_action := jsonb_populate_record(NULL::case_action, state || act);
BEGIN
  UPDATE cases SET version = c.version, recorded_at = c.recorded_at, stage = c.stage, deferred = c.deferred, reported_at = c.reported_at,
      dispatched_at = c.dispatched_at, handler = c.handler, due_at = c.due_at, closed_at = c.closed_at, outcome = c.outcome,
      worked_days = c.worked_days, answered_at = c.answered_at, answer = c.answer
    WHERE id = c.id AND version = c.version - 1 RETURNING COALESCE(settled_unit, unit_id) INTO a.unit_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'case % is no longer at version %', c.id, c.version - 1 USING ERRCODE = 'BC001'; END IF;
  a.case_id := c.id;
  a.n := c.version;
  INSERT INTO case_action VALUES (a.*);
END $$;
COMMENT ON FUNCTION change_case(jsonb, jsonb) IS 'The state in which a move leaves a case and the move itself, as JSON by column. Refused with BC001 where another was faster.';

CREATE FUNCTION post_unit(permission text, paths text[], today date) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT g.unit_id FROM access_grant g
    WHERE permission = ANY (g.permissions) AND g."from" <= today AND (g."to" IS NULL OR g."to" > today)
      AND EXISTS (SELECT FROM unnest(paths) AS path WHERE path ^@ g.path)
    ORDER BY length(g.path) DESC, g.unit_id LIMIT 1);
END $$;
COMMENT ON FUNCTION post_unit(text, text[], date) IS 'The unit of the nearest post that gives the acting person a permission over one of the paths: in whose name it is done.';

CREATE FUNCTION report_grounds(of_unit integer, of_case uuid, today date)
RETURNS TABLE (id integer, kind text, path text, taken boolean, post integer) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT u.id, u.kind, u.path, EXISTS (SELECT FROM cases c WHERE c.id = of_case), post_unit('cases.report', ARRAY[u.path], today)
    FROM unit u WHERE u.id = of_unit;
END $$;
COMMENT ON FUNCTION report_grounds(integer, uuid, date) IS 'What the decision on a report rests on: the place, whether the id is taken, and the post in which it is reported. No row where the place is not to be seen.';

REVOKE ALL ON FUNCTION add_case(jsonb, jsonb, text), change_case(jsonb, jsonb), post_unit(text, text[], date), report_grounds(integer, uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_case(jsonb, jsonb, text), change_case(jsonb, jsonb), post_unit(text, text[], date), report_grounds(integer, uuid, date) TO {{app}}, {{worker}};
