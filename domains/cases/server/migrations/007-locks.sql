-- Cases are records; what makes one seen, and by whom, cannot be written apart from the case itself.

CALL holds_records('cases');

ALTER TABLE cases ADD COLUMN internal boolean NOT NULL DEFAULT false;
ALTER TABLE cases ALTER COLUMN internal DROP DEFAULT;
ALTER TABLE case_handler ADD COLUMN internal boolean NOT NULL DEFAULT false;
ALTER TABLE case_handler ALTER COLUMN internal DROP DEFAULT;
COMMENT ON COLUMN cases.internal IS 'Of a kind that only posts see that may see what is internal. It follows the pack, as restricted does.';
GRANT UPDATE ON case_handler TO {{worker}};

ALTER POLICY app_reads ON case_handler USING (in_scope(path, line, internal));
DROP POLICY app_changes ON case_handler;
ALTER POLICY app_reads ON cases
  USING ((NOT restricted AND (in_scope(path, line, internal) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id AND h.internal = cases.internal)))
    OR is_party(id) OR reporter = current_person());
ALTER POLICY app_adds ON cases
  WITH CHECK ((NOT restricted AND (in_scope(path, line, internal) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id AND h.internal = cases.internal)))
    OR is_party(id) OR reporter = current_person());
ALTER POLICY app_changes ON cases
  USING ((NOT restricted AND (in_scope(path, line, internal) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id AND h.internal = cases.internal))) OR is_party(id))
  WITH CHECK ((NOT restricted AND (in_scope(path, line, internal) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id AND h.internal = cases.internal))) OR is_party(id));

-- What a case is, where it lies and who reported it stay as they were reported.
REVOKE UPDATE ON cases FROM {{app}};
GRANT UPDATE (version, recorded_at, stage, deferred, reported_at, dispatched_at, handler, due_at, closed_at, outcome, worked_days, answered_at, answer) ON cases TO {{app}};

-- At the end of the statement that dispatches: the row says what the case says now, and where the unit lies.
CREATE FUNCTION keep_to_dispatch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF NOT wrote(NEW.case_id) THEN PERFORM refuse_about('case_handler', NEW.case_id); END IF;
  IF NOT EXISTS (SELECT FROM cases c JOIN unit u ON u.id = c.handler
      WHERE c.id = NEW.case_id AND u.id = NEW.unit_id AND u.path = NEW.path AND c.line IS NOT DISTINCT FROM NEW.line AND c.internal = NEW.internal) THEN
    RAISE EXCEPTION 'case_handler: case % is not handled by unit % there', NEW.case_id, NEW.unit_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_to_dispatch() IS 'Refuses handlers of the app that are not those of a case that its transaction dispatched.';
REVOKE ALL ON FUNCTION keep_to_dispatch() FROM PUBLIC;
CREATE TRIGGER keep_to_dispatch AFTER INSERT ON case_handler FOR EACH ROW WHEN (CURRENT_USER = btrim('{{app}}', '"')) EXECUTE FUNCTION keep_to_dispatch();
