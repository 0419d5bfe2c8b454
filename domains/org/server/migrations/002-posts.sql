-- A post goes from one person to another with what is open at it, and the one who takes it over says so.

CREATE TABLE handover (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  from_post uuid NOT NULL UNIQUE REFERENCES access_grant,
  to_post uuid NOT NULL UNIQUE REFERENCES access_grant,
  holds_from date NOT NULL,
  note text NOT NULL,
  open_work jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE INDEX handover_path ON handover (path, made_at);
COMMENT ON TABLE handover IS 'Posts that went from one holder to the next: open_work lists what was open at the unit on that moment, by kind; confirmed_at is when the new holder took it over.';
CALL guard('handover', 'in_scope(path, NULL)', 'in_scope(path, NULL)');
GRANT SELECT, INSERT, UPDATE ON handover TO {{app}}, {{worker}};

CREATE TABLE duty (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  duty text NOT NULL,
  by_unit integer NOT NULL REFERENCES unit,
  by_role text,
  "from" date NOT NULL,
  "to" date CHECK ("to" >= "from"),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX duty_open ON duty (unit_id, duty, by_unit, COALESCE(by_role, '')) WHERE "to" IS NULL;
CREATE INDEX duty_by ON duty (by_unit);
COMMENT ON TABLE duty IS 'Who guides, trains, carries out, assesses a unit, or is the patron of an estate: a unit, or a post at it whoever holds that. Dated; the kinds are the pack''s.';
CALL guard('duty', 'in_scope(path, NULL) OR EXISTS (SELECT FROM unit u WHERE u.id = by_unit AND in_scope(u.path, NULL))', 'in_scope(path, NULL)');
GRANT SELECT, INSERT, UPDATE ON duty TO {{app}}, {{worker}};
