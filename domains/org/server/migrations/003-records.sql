-- What the app tells of changes, posts and handovers is about those that its transaction wrote.
CALL holds_records('unit_change');
CALL holds_records('handover');
CALL holds_records('access_grant');
