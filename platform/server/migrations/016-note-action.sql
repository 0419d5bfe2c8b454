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
