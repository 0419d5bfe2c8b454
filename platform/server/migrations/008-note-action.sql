-- What actions write, as functions that run as whoever calls: row security holds. PL/pgSQL keeps the plans of its statements for as long as the
-- connection lives; with row security, planning them anew takes longer than writing, and named prepared statements do not pass a pooler.

CREATE FUNCTION note_action(answered jsonb, entry jsonb, told jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO command SELECT * FROM jsonb_populate_record(NULL::command, answered);
  INSERT INTO audit_entry SELECT * FROM jsonb_populate_record(NULL::audit_entry, entry);
  IF told = '[]' THEN RETURN; END IF;
  INSERT INTO outbox (name, unit_id, record, instants, at)
    SELECT name, unit_id, record, instants, at
    FROM jsonb_to_recordset(told) AS event (name text, unit_id integer, record uuid, instants timestamptz[], at timestamptz);
END $$;
COMMENT ON FUNCTION note_action(jsonb, jsonb, jsonb) IS 'Writes the rows that every action leaves: its answer, its audit entry and its events, each as JSON by column.';

CREATE FUNCTION add_party(fresh jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO party SELECT * FROM jsonb_populate_record(NULL::party, fresh);
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
