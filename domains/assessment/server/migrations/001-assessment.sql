-- Methods, what is declared for them, and what comes of both. Places in these tables are of today's tree and serve access alone;
-- evaluation_unit keeps the tree that a result follows.

CREATE TABLE method_edition (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  method text NOT NULL,
  edition text NOT NULL,
  subject text NOT NULL,
  period_kind text CHECK (period_kind IN ('month', 'quarter', 'half', 'year')),
  starts date,
  ends date,
  outline jsonb NOT NULL,
  measures text[] NOT NULL,
  source text NOT NULL,
  digest text NOT NULL,
  published_at timestamptz NOT NULL,
  UNIQUE (method, edition)
);
COMMENT ON TABLE method_edition IS 'Published editions of methods: the file as it is, its SHA-256, and the outline that screens need. A row never changes; a change is a new edition.';
CALL guard('method_edition', 'true', NULL);
GRANT SELECT ON method_edition TO {{app}};
GRANT SELECT, INSERT ON method_edition TO {{worker}};

CREATE TABLE catalogue_edition (
  digest text PRIMARY KEY,
  source text NOT NULL,
  loaded_at timestamptz NOT NULL
);
COMMENT ON TABLE catalogue_edition IS 'Catalogues of measures as they were loaded, by SHA-256: a final result keeps the words that it was told in.';
CALL guard('catalogue_edition', 'true', NULL);
GRANT SELECT ON catalogue_edition TO {{app}};
GRANT SELECT, INSERT ON catalogue_edition TO {{worker}};

CREATE TABLE declared_fact (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  measure text NOT NULL,
  period text NOT NULL,
  num double precision,
  den double precision,
  declared_by uuid REFERENCES person,
  declared_at timestamptz NOT NULL
);
CREATE INDEX declared_fact_key ON declared_fact (period, measure, unit_id, declared_at);
COMMENT ON TABLE declared_fact IS 'Facts that no record gives, as they were declared; the latest of a unit, measure and period holds. declared_by is null for what the pack brought.';
CALL guard('declared_fact', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON declared_fact TO {{app}};
GRANT SELECT, INSERT ON declared_fact TO {{worker}};

CREATE TABLE evaluation (
  id uuid PRIMARY KEY,
  edition integer NOT NULL REFERENCES method_edition,
  catalogue text REFERENCES catalogue_edition,
  period text NOT NULL,
  state text NOT NULL CHECK (state IN ('live', 'requested', 'trial', 'final')),
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  tree_date date NOT NULL,
  as_of timestamptz NOT NULL,
  lacking text[] NOT NULL,
  digest text CHECK ((digest IS NOT NULL) = (state = 'final')),
  supersedes uuid REFERENCES evaluation,
  requested_by uuid REFERENCES person,
  settled_at timestamptz
);
CREATE UNIQUE INDEX evaluation_live ON evaluation (edition, period) WHERE state = 'live';
CREATE UNIQUE INDEX evaluation_requested ON evaluation (edition, period) WHERE state = 'requested';
CREATE INDEX evaluation_period ON evaluation (period, edition);
COMMENT ON TABLE evaluation IS 'Runs of a method over a period: the live one, which follows the facts; frozen ones, which keep them. unit_id is the root of what it covers. trial: measures were lacking, so it carries no digest.';
CALL guard('evaluation', 'in_scope(path, NULL) OR above_scope(path)', 'in_scope(path, NULL) AND state = ''requested''');
GRANT SELECT, INSERT ON evaluation TO {{app}};
GRANT SELECT, INSERT, UPDATE ON evaluation TO {{worker}};

CREATE TABLE evaluation_unit (
  evaluation uuid NOT NULL REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  parent_id integer,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  parent text,
  class text,
  zone text,
  pinyin text COLLATE "C" NOT NULL,
  PRIMARY KEY (evaluation, unit_id)
);
COMMENT ON TABLE evaluation_unit IS 'The units of an evaluation and those above them, copied as they stood on its tree date. place is the path of that day, path that of today.';
CALL guard('evaluation_unit', 'in_scope(path, NULL) OR above_scope(path)', NULL);
GRANT SELECT ON evaluation_unit TO {{app}};
GRANT SELECT, INSERT, UPDATE, DELETE ON evaluation_unit TO {{worker}};

CREATE TABLE evaluation_fact (
  evaluation uuid NOT NULL REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  measure text NOT NULL,
  num double precision,
  den double precision,
  records uuid[],
  counting boolean[],
  declared uuid REFERENCES declared_fact,
  PRIMARY KEY (evaluation, measure, unit_id)
);
COMMENT ON TABLE evaluation_fact IS 'The facts of a frozen evaluation, with the records behind each and which of them count in the numerator, or the declaration that it was.';
CALL guard('evaluation_fact', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON evaluation_fact TO {{app}};
GRANT SELECT, INSERT ON evaluation_fact TO {{worker}};

CREATE TABLE result (
  evaluation uuid NOT NULL REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  peer_group text NOT NULL,
  stars smallint NOT NULL,
  won text[] NOT NULL,
  marks text[] NOT NULL,
  complete boolean NOT NULL,
  points jsonb NOT NULL,
  total double precision NOT NULL,
  rank integer,
  rank_all integer,
  grade text,
  explanation jsonb NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (evaluation, unit_id)
);
COMMENT ON TABLE result IS 'What an evaluation gives a unit, with its whole explanation: made by the worker, which sees the peers; read by whoever sees the unit. hash covers all of it.';
CALL guard('result', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON result TO {{app}};
GRANT SELECT, INSERT, UPDATE, DELETE ON result TO {{worker}};

-- What is final stays, whoever writes. Only the path of today's tree moves along.
CREATE FUNCTION keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settled boolean;
BEGIN
  IF TG_TABLE_NAME = 'evaluation' THEN
    settled := OLD.state IN ('trial', 'final');
  ELSE
    SELECT state IN ('trial', 'final') INTO settled FROM evaluation WHERE id = OLD.evaluation;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF NOT settled THEN RETURN OLD; END IF;
  ELSIF NOT settled OR to_jsonb(OLD) - 'path' = to_jsonb(NEW) - 'path' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% of a frozen evaluation cannot be changed', TG_TABLE_NAME;
END $$;
COMMENT ON FUNCTION keep_settled() IS 'Refuses changes to frozen evaluations and to what they copied.';
CREATE TRIGGER keep_settled BEFORE UPDATE OR DELETE ON evaluation FOR EACH ROW EXECUTE FUNCTION keep_settled();
CREATE TRIGGER keep_settled BEFORE UPDATE OR DELETE ON evaluation_unit FOR EACH ROW EXECUTE FUNCTION keep_settled();
CREATE TRIGGER keep_settled BEFORE UPDATE OR DELETE ON evaluation_fact FOR EACH ROW EXECUTE FUNCTION keep_settled();
CREATE TRIGGER keep_settled BEFORE UPDATE OR DELETE ON result FOR EACH ROW EXECUTE FUNCTION keep_settled();
