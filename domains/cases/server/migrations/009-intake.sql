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

CREATE FUNCTION report_grounds(of_unit integer, of_case uuid, OUT id integer, OUT kind text, OUT path text, OUT taken boolean) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT u.id, u.kind, u.path, EXISTS (SELECT FROM cases c WHERE c.id = of_case) INTO id, kind, path, taken FROM unit u WHERE u.id = of_unit;
END $$;
COMMENT ON FUNCTION report_grounds(integer, uuid) IS 'What the decision on a report rests on: the place, and whether the id is taken. All null where the place is not to be seen.';

CREATE OR REPLACE FUNCTION case_number(of_unit integer, in_year text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE given integer; stem text;
BEGIN
  INSERT INTO case_counter AS c (unit_id, year, last) VALUES (of_unit, in_year, 1)
    ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO given;
  SELECT prefix INTO stem FROM case_prefix WHERE unit_id = of_unit;
  IF stem IS NULL THEN stem := case_prefix_of(of_unit); END IF;
  RETURN stem || '-' || right(in_year, 2) || '-' || lpad(given::text, greatest(4, length(given::text)), '0');
END $$;

REVOKE ALL ON FUNCTION add_case(jsonb, jsonb, text), change_case(jsonb, jsonb), report_grounds(integer, uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION case_number(integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_case(jsonb, jsonb, text), change_case(jsonb, jsonb), report_grounds(integer, uuid) TO {{app}}, {{worker}};

-- Now that what was done is written after the case, it can be held to it; and a case that is added has no handler by whom it would be seen.
ALTER POLICY app_adds ON case_action WITH CHECK (wrote(case_id));
ALTER POLICY app_adds ON cases
  WITH CHECK (settled_unit IS NULL AND ((NOT restricted AND in_scope(path, line, internal)) OR is_party(id) OR reporter = current_person()));
