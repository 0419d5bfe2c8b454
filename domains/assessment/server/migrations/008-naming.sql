-- What the city does with a final result: ranks that are released, stars that are named, stars that are taken back.

CREATE TABLE ranking_release (
  id uuid PRIMARY KEY,
  evaluation uuid NOT NULL UNIQUE REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  document text NOT NULL,
  approval text NOT NULL,
  dated date NOT NULL,
  by_person uuid NOT NULL REFERENCES person,
  by_unit integer REFERENCES unit,
  by_post jsonb,
  at timestamptz NOT NULL
);
COMMENT ON TABLE ranking_release IS 'Final results whose ranks may be seen: under which document, what was approved, and in which post they were released. Without a row nobody sees a rank but those who prepare it.';
CALL guard('ranking_release', 'in_scope(path, NULL) OR above_scope(path)', NULL);
CALL holds_records('ranking_release');
CREATE POLICY app_adds ON ranking_release FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND by_person = current_person()
  AND (unit_id, path) = (SELECT e.unit_id, e.path FROM evaluation e WHERE e.id = ranking_release.evaluation AND e.state = 'final'));
GRANT SELECT, INSERT ON ranking_release TO {{app}};
GRANT SELECT, UPDATE ON ranking_release TO {{worker}};

CREATE TABLE naming (
  id uuid PRIMARY KEY,
  evaluation uuid NOT NULL REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  document text NOT NULL,
  dated date NOT NULL,
  basis jsonb NOT NULL,
  by_person uuid NOT NULL REFERENCES person,
  by_unit integer REFERENCES unit,
  by_post jsonb,
  at timestamptz NOT NULL
);
CREATE INDEX naming_evaluation ON naming (evaluation, at);
COMMENT ON TABLE naming IS 'Batches of names on a final result: document, date, and the basis of the method as it was when the city named. unit_id is the root of what the result covers.';
CALL guard('naming', 'in_scope(path, NULL) OR above_scope(path)', NULL);
CALL holds_records('naming');
CREATE POLICY app_adds ON naming FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND by_person = current_person()
  AND (unit_id, path) = (SELECT e.unit_id, e.path FROM evaluation e WHERE e.id = naming.evaluation AND e.state = 'final'));
GRANT SELECT, INSERT ON naming TO {{app}};
GRANT SELECT, UPDATE ON naming TO {{worker}};

CREATE TABLE named_unit (
  naming uuid NOT NULL REFERENCES naming,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  grade text NOT NULL,
  won text[] NOT NULL,
  honour jsonb NOT NULL,
  PRIMARY KEY (naming, unit_id)
);
COMMENT ON TABLE named_unit IS 'Who is named in a batch: grade and stars of the result, and the honour with its rewards as the city had them then.';
CALL guard('named_unit', 'in_scope(path, NULL)', NULL);
CREATE POLICY app_adds ON named_unit FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true)
  AND EXISTS (SELECT FROM naming n WHERE n.id = named_unit.naming AND n.by_person = current_person() AND wrote(n.id)));
GRANT SELECT, INSERT ON named_unit TO {{app}};
GRANT SELECT, UPDATE ON named_unit TO {{worker}};

CREATE TABLE star_withdrawal (
  id uuid PRIMARY KEY,
  naming uuid NOT NULL,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  section text NOT NULL,
  reason text NOT NULL,
  basis text NOT NULL,
  dated date NOT NULL,
  by_person uuid NOT NULL REFERENCES person,
  by_unit integer REFERENCES unit,
  by_post jsonb,
  at timestamptz NOT NULL,
  UNIQUE (naming, unit_id, section),
  FOREIGN KEY (naming, unit_id) REFERENCES named_unit
);
COMMENT ON TABLE star_withdrawal IS 'Stars that were named and taken back (摘星), with reason, basis and date. The result stays as it is; only another naming gives the star again.';
CALL guard('star_withdrawal', 'in_scope(path, NULL)', NULL);
CALL holds_records('star_withdrawal');
CREATE POLICY app_adds ON star_withdrawal FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND by_person = current_person()
  AND EXISTS (SELECT FROM named_unit n WHERE n.naming = star_withdrawal.naming AND n.unit_id = star_withdrawal.unit_id
    AND n.path = star_withdrawal.path AND star_withdrawal.section = ANY (n.won)));
GRANT SELECT, INSERT ON star_withdrawal TO {{app}};
GRANT SELECT, UPDATE ON star_withdrawal TO {{worker}};

-- What was decided stays; only the path of today's tree moves along.
CREATE FUNCTION keep_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'path'::text = to_jsonb(NEW) - 'path'::text THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
COMMENT ON FUNCTION keep_decided() IS 'Refuses changes to what the city decided about a final result.';
CREATE TRIGGER keep_decided BEFORE UPDATE ON ranking_release FOR EACH ROW EXECUTE FUNCTION keep_decided();
CREATE TRIGGER keep_decided BEFORE UPDATE ON naming FOR EACH ROW EXECUTE FUNCTION keep_decided();
CREATE TRIGGER keep_decided BEFORE UPDATE ON named_unit FOR EACH ROW EXECUTE FUNCTION keep_decided();
CREATE TRIGGER keep_decided BEFORE UPDATE ON star_withdrawal FOR EACH ROW EXECUTE FUNCTION keep_decided();

-- As whoever calls: row security holds.
CREATE FUNCTION add_naming(fresh jsonb, honours jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE n naming := jsonb_populate_record(NULL::naming, fresh);
BEGIN
  INSERT INTO naming VALUES (n.*);
  INSERT INTO named_unit (naming, unit_id, path, grade, won, honour)
    SELECT n.id, r.unit_id, r.path, r.grade, r.won, h.honour FROM result r JOIN jsonb_each(honours) AS h(grade, honour) ON h.grade = r.grade
    WHERE r.evaluation = n.evaluation;
END $$;
COMMENT ON FUNCTION add_naming(jsonb, jsonb) IS 'A batch, as JSON by column, and all who hold one of its grades, each with the honour of the grade.';
REVOKE ALL ON FUNCTION add_naming(jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_naming(jsonb, jsonb) TO {{app}};

-- Whoever sees one unit of a group is told how many are ranked beside it, as its explanation tells it.
CREATE FUNCTION ranked_in_groups(of_evaluation uuid) RETURNS TABLE (peer_group text, ranked integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT r.peer_group, count(r.rank)::integer FROM result r WHERE r.evaluation = of_evaluation GROUP BY r.peer_group $$;
COMMENT ON FUNCTION ranked_in_groups(uuid) IS 'How many units of each peer group of an evaluation are ranked: a number, no unit.';
REVOKE ALL ON FUNCTION ranked_in_groups(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ranked_in_groups(uuid) TO {{app}};
