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
GRANT SELECT, INSERT ON handover TO {{app}}, {{worker}};
GRANT UPDATE (confirmed_at) ON handover TO {{app}};
