-- The prefix of a unit is looked for one by one: laying out ten thousand of them for each unit took most of a city's first minute.

CREATE OR REPLACE FUNCTION case_prefix_of(of_unit integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE known text; stem text; n integer := 1;
BEGIN
  SELECT prefix INTO known FROM case_prefix WHERE unit_id = of_unit;
  IF known IS NOT NULL THEN RETURN known; END IF;
  -- Once in a unit's life; two units of the same initials must not choose at the same time.
  PERFORM pg_advisory_xact_lock(hashtext(current_schema()), hashtext('case_prefix'));
  SELECT upper(COALESCE(NULLIF(CASE WHEN name LIKE '%社区' THEN left(initials, -2) ELSE initials END, ''), 'X')) INTO STRICT stem
    FROM unit WHERE id = of_unit;
  known := stem;
  WHILE EXISTS (SELECT FROM case_prefix WHERE prefix = known) LOOP
    n := n + 1;
    known := stem || n;
  END LOOP;
  INSERT INTO case_prefix (unit_id, prefix) VALUES (of_unit, known) ON CONFLICT (unit_id) DO NOTHING;
  SELECT prefix INTO STRICT known FROM case_prefix WHERE unit_id = of_unit;
  RETURN known;
END $$;
REVOKE ALL ON FUNCTION case_prefix_of(integer) FROM PUBLIC;
