-- When the tree changes, the worker takes open cases to the unit that follows.
GRANT UPDATE ON case_handler TO {{worker}};
CREATE INDEX case_handler_unit ON case_handler (unit_id);
CREATE INDEX cases_unit ON cases (unit_id) WHERE stage <> 'answered';
