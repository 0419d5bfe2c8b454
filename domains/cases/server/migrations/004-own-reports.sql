-- Who reports a restricted case becomes its party in the same statement, whose parts do not see each other: the row itself must say whose it is.
ALTER POLICY app_reads ON cases
  USING ((NOT restricted AND (in_scope(path, line) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id))) OR is_party(id) OR reporter = current_person());
ALTER POLICY app_adds ON cases
  WITH CHECK ((NOT restricted AND (in_scope(path, line) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id))) OR is_party(id) OR reporter = current_person());
