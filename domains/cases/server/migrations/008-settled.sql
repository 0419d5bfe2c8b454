-- What was due or closed before its unit was split or merged stays counted there: results of the past stay.
ALTER TABLE cases ADD COLUMN settled_unit integer REFERENCES unit;
COMMENT ON COLUMN cases.settled_unit IS 'The unit at which the case counts where that is not its own any more: it had fallen due, or was closed, before the tree changed. Set by the worker alone.';
ALTER POLICY app_adds ON cases
  WITH CHECK (settled_unit IS NULL AND ((NOT restricted AND (in_scope(path, line, internal) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id AND h.internal = cases.internal)))
    OR is_party(id) OR reporter = current_person()));
COMMENT ON TABLE case_action IS 'What was done to a case, 1, 2, 3 …, each with the state after it: as known at t is the last one recorded by t. Rows are only added. unit_id is where the case counts.';
