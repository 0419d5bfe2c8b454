-- Changes of the tree: what was decided, from which day on, and what it did to each unit. The tree itself is the platform's.

CREATE TABLE unit_change (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  holds_from date NOT NULL,
  basis text NOT NULL,
  input jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'done', 'withdrawn', 'refused')),
  settled_at timestamptz,
  place_in_line integer UNIQUE,
  faults jsonb,
  undoes uuid REFERENCES unit_change
);
CREATE INDEX unit_change_path ON unit_change (path, made_at);
-- One undoing at a time: a second one would undo what is undone.
CREATE UNIQUE INDEX unit_change_undoes ON unit_change (undoes) WHERE state IN ('planned', 'done');
COMMENT ON TABLE unit_change IS 'Splits, merges, moves, renamings, openings and closings of units. unit_id is the nearest unit above all that a change touches: whoever may change there may make it. A planned one is carried out by the worker when its day begins, or refused with its faults. place_in_line orders those that were carried out.';
GRANT SELECT, INSERT ON unit_change TO {{app}}, {{worker}};
GRANT UPDATE (state, settled_at) ON unit_change TO {{app}};
GRANT UPDATE ON unit_change TO {{worker}};

CREATE TABLE unit_step (
  change uuid NOT NULL REFERENCES unit_change,
  n integer NOT NULL CHECK (n >= 1),
  unit_id integer NOT NULL REFERENCES unit,
  "to" integer REFERENCES unit,
  step jsonb NOT NULL,
  PRIMARY KEY (change, n)
);
CREATE INDEX unit_step_unit ON unit_step (unit_id);
CREATE INDEX unit_step_to ON unit_step ("to") WHERE "to" IS NOT NULL;
COMMENT ON TABLE unit_step IS 'What a change did, one thing at a time, with what was before: the history of a unit, and what undoing it takes. to is the unit that it went to.';
CALL guard('unit_step', 'EXISTS (SELECT FROM unit WHERE unit.id = unit_id)', NULL);
GRANT SELECT ON unit_step TO {{app}};
GRANT SELECT, INSERT ON unit_step TO {{worker}};

-- Also whoever sees one of the units that it touched: a community reads how it came to be, though its street decided it.
CALL guard('unit_change', 'in_scope(path, NULL) OR EXISTS (SELECT FROM unit_step s WHERE s.change = id)', 'in_scope(path, NULL)');
