-- Cases. case_action is the record and only grows; cases is its fold, written in the same statement.

CREATE TABLE case_handler (
  case_id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  line text
);
CREATE INDEX case_handler_path ON case_handler (path);
COMMENT ON TABLE case_handler IS 'The unit that handles a dispatched case, with its path in today''s tree: who sees that unit sees the case.';
CALL guard('case_handler', 'in_scope(path, line)', 'true');
GRANT SELECT, INSERT ON case_handler TO {{app}}, {{worker}};

CREATE TABLE cases (
  id uuid PRIMARY KEY,
  number text COLLATE "C" NOT NULL UNIQUE,
  kind text NOT NULL,
  category text NOT NULL,
  line text,
  restricted boolean NOT NULL,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  summary text NOT NULL,
  place text NOT NULL,
  reporter uuid,
  occurred_at timestamptz,
  version integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  stage text NOT NULL CHECK (stage IN ('reported', 'dispatched', 'closed', 'answered')),
  deferred boolean NOT NULL,
  reported_at timestamptz NOT NULL,
  dispatched_at timestamptz,
  handler integer REFERENCES unit,
  due_at timestamptz,
  closed_at timestamptz,
  outcome text,
  worked_days numeric,
  answered_at timestamptz,
  answer text
);
CREATE INDEX cases_path ON cases (path, reported_at, id);
CREATE INDEX cases_open ON cases (stage, path) WHERE stage <> 'answered';
COMMENT ON TABLE cases IS 'Cases as they stand after their last action. reporter is a subject id; occurred_at is what the reporter claims; restricted ones are seen by their parties alone.';
CALL guard('cases',
  '(NOT restricted AND (in_scope(path, line) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id))) OR is_party(id)',
  '(NOT restricted AND (in_scope(path, line) OR EXISTS (SELECT FROM case_handler h WHERE h.case_id = id))) OR is_party(id)');
GRANT SELECT, INSERT, UPDATE ON cases TO {{app}}, {{worker}};

-- Checked at the end of the statement, which writes both.
ALTER TABLE case_handler ADD FOREIGN KEY (case_id) REFERENCES cases;

CREATE TABLE case_action (
  case_id uuid NOT NULL REFERENCES cases,
  n integer NOT NULL CHECK (n >= 1),
  unit_id integer NOT NULL REFERENCES unit,
  move text NOT NULL,
  recorded_at timestamptz NOT NULL,
  occurred_at timestamptz,
  by_person uuid,
  by_unit integer REFERENCES unit,
  note text,
  stage text NOT NULL,
  deferred boolean NOT NULL,
  reported_at timestamptz NOT NULL,
  dispatched_at timestamptz,
  handler integer,
  due_at timestamptz,
  closed_at timestamptz,
  outcome text,
  worked_days numeric,
  answered_at timestamptz,
  answer text,
  PRIMARY KEY (case_id, n)
);
CREATE INDEX case_action_reported ON case_action (unit_id, reported_at) WHERE n = 1;
CREATE INDEX case_action_due ON case_action (unit_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX case_action_closed ON case_action (unit_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX case_action_answered ON case_action (unit_id, answered_at) WHERE answered_at IS NOT NULL;
COMMENT ON TABLE case_action IS 'What was done to a case, 1, 2, 3 …, each with the state after it: as known at t is the last one recorded by t. Rows are only added. unit_id is the case''s.';
CALL guard('case_action',
  'EXISTS (SELECT FROM cases c WHERE c.id = case_id)',
  'n = 1 OR EXISTS (SELECT FROM cases c WHERE c.id = case_id)');
GRANT SELECT, INSERT ON case_action TO {{app}}, {{worker}};

CREATE TABLE case_prefix (
  unit_id integer PRIMARY KEY REFERENCES unit,
  prefix text COLLATE "C" NOT NULL UNIQUE
);
COMMENT ON TABLE case_prefix IS 'What the numbers of a unit''s cases begin with: its initials, with a figure where another unit has them. It stays when the unit is renamed.';
CALL guard('case_prefix', 'false', NULL);
GRANT SELECT, INSERT ON case_prefix TO {{worker}};

CREATE TABLE case_counter (
  unit_id integer NOT NULL REFERENCES unit,
  year text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (unit_id, year)
);
COMMENT ON TABLE case_counter IS 'The last number given to a case of a unit in a year. A counter of its own for each unit, so that none waits for another.';
CALL guard('case_counter', 'false', NULL);
GRANT SELECT, INSERT, UPDATE ON case_counter TO {{worker}};

CREATE FUNCTION case_prefix_of(of_unit integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE known text; stem text;
BEGIN
  SELECT prefix INTO known FROM case_prefix WHERE unit_id = of_unit;
  IF known IS NOT NULL THEN RETURN known; END IF;
  -- Once in a unit's life; two units of the same initials must not choose at the same time.
  PERFORM pg_advisory_xact_lock(hashtext(current_schema()), hashtext('case_prefix'));
  SELECT upper(COALESCE(NULLIF(CASE WHEN name LIKE '%社区' THEN left(initials, -2) ELSE initials END, ''), 'X')) INTO STRICT stem
    FROM unit WHERE id = of_unit;
  INSERT INTO case_prefix (unit_id, prefix)
    SELECT of_unit, candidate FROM (
      SELECT stem || CASE WHEN n = 1 THEN '' ELSE n::text END AS candidate, n FROM generate_series(1, 10000) AS n) tried
    WHERE NOT EXISTS (SELECT FROM case_prefix WHERE prefix = candidate) ORDER BY n LIMIT 1
    ON CONFLICT (unit_id) DO NOTHING;
  SELECT prefix INTO STRICT known FROM case_prefix WHERE unit_id = of_unit;
  RETURN known;
END $$;
COMMENT ON FUNCTION case_prefix_of(integer) IS 'The prefix of a unit''s case numbers, chosen when it is first asked for.';

CREATE FUNCTION case_number(of_unit integer, in_year text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE given integer;
BEGIN
  INSERT INTO case_counter AS c (unit_id, year, last) VALUES (of_unit, in_year, 1)
    ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO given;
  RETURN case_prefix_of(of_unit) || '-' || right(in_year, 2) || '-' || lpad(given::text, greatest(4, length(given::text)), '0');
END $$;
COMMENT ON FUNCTION case_number(integer, text) IS 'The next number of a unit''s cases in a year, such as HJ-26-0917.';

-- A handler or a reporter sees cases of places whose unit rows lie outside its range; what an organisation is called is no secret.
CREATE FUNCTION unit_name(of_unit integer) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT name FROM unit WHERE id = of_unit $$;
COMMENT ON FUNCTION unit_name(integer) IS 'What a unit is called, for whoever sees a record of it.';

REVOKE ALL ON FUNCTION case_prefix_of(integer), case_number(integer, text), unit_name(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_number(integer, text), unit_name(integer) TO {{app}}, {{worker}};
GRANT EXECUTE ON FUNCTION case_prefix_of(integer) TO {{worker}};
