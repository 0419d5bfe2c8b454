CREATE TABLE apple (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  ripe_at timestamptz NOT NULL,
  picked_at timestamptz,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE apple IS 'Apples of the tests.';
CALL guard('apple', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON apple TO {{app}};
GRANT SELECT ON apple TO {{worker}};
