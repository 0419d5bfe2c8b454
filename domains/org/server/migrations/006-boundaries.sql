-- Boundaries of units, dated like their places: where a unit lies on the ground, and since when.

CREATE TABLE boundary_change (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  "from" date NOT NULL,
  origin text NOT NULL CHECK (origin IN ('official', 'drawn', 'sketch')),
  basis text NOT NULL,
  made_by uuid,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE boundary_change IS 'Who set the boundaries of a unit, or of units below it, from which day on, by what right. made_by is null where the example brought them: sketch, cells that a program made and that only give an idea.';
CALL guard('boundary_change', 'in_range(path)', NULL);
GRANT SELECT ON boundary_change TO {{app}};
GRANT SELECT, INSERT, UPDATE ON boundary_change TO {{worker}};
CALL holds_records('boundary_change');

CREATE TABLE unit_boundary (
  change uuid NOT NULL REFERENCES boundary_change,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  "from" date NOT NULL,
  "to" date CHECK ("to" >= "from"),
  origin text NOT NULL CHECK (origin IN ('official', 'drawn', 'sketch')),
  basis text NOT NULL,
  outline jsonb NOT NULL,
  shown jsonb NOT NULL,
  corners integer NOT NULL,
  area double precision NOT NULL,
  west integer NOT NULL,
  south integer NOT NULL,
  east integer NOT NULL,
  north integer NOT NULL,
  PRIMARY KEY (change, unit_id)
);
CREATE UNIQUE INDEX unit_boundary_open ON unit_boundary (unit_id) WHERE "to" IS NULL;
CREATE INDEX unit_boundary_unit ON unit_boundary (unit_id, "from");
CREATE INDEX unit_boundary_box ON unit_boundary USING gist (box(point(west, south), point(east, north)));
COMMENT ON TABLE unit_boundary IS 'The boundary of a unit from when to when (to excluded; null for open; where it is from, it never held). origin and basis are those of its change, which may lie over units that a reader does not see. outline: whole micro-degrees of WGS-84, polygons of rings of x and y in turn; shown: the same for a screen, with fewer corners; area in km²; west to north is the box around it, in micro-degrees.';
CALL guard('unit_boundary', 'in_range(path)', NULL);
GRANT SELECT ON unit_boundary TO {{app}};
GRANT SELECT, INSERT, UPDATE ON unit_boundary TO {{worker}};

CREATE FUNCTION set_boundaries(made jsonb, cells jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE own boundary_change; day date;
BEGIN
  own := jsonb_populate_record(NULL::boundary_change, made);
  day := own."from";
  SELECT path INTO own.path FROM unit WHERE id = own.unit_id;
  IF in_scope(own.path, NULL) IS NOT TRUE OR EXISTS (
    SELECT FROM jsonb_to_recordset(cells) AS c(unit integer) LEFT JOIN unit u ON u.id = c.unit WHERE in_scope(u.path, NULL) IS NOT TRUE) THEN
    RAISE EXCEPTION 'a unit is not in range' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO boundary_change SELECT own.*;
  UPDATE unit_boundary b SET "to" = greatest(day, b."from") FROM jsonb_to_recordset(cells) AS c(unit integer)
    WHERE b.unit_id = c.unit AND (b."to" IS NULL OR b."to" > greatest(day, b."from"));
  INSERT INTO unit_boundary (change, unit_id, path, "from", origin, basis, outline, shown, corners, area, west, south, east, north)
    SELECT own.id, u.id, u.path, day, own.origin, own.basis, c.outline, c.shown, c.corners, c.area, c.west, c.south, c.east, c.north
    FROM jsonb_to_recordset(cells) AS c(unit integer, outline jsonb, shown jsonb, corners integer, area double precision, west integer, south integer, east integer, north integer) JOIN unit u ON u.id = c.unit;
END $$;
COMMENT ON FUNCTION set_boundaries(jsonb, jsonb) IS 'Sets boundaries of units in range from a day on: what held ends then, and what was to hold later never does. A unique violation where another set one meanwhile.';

-- A box finds few candidates by its index, which row security would keep from being used; the exact test is made outside.
CREATE FUNCTION boundaries_around(x integer, y integer, on_date date)
RETURNS TABLE (unit integer, level smallint, outline jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT u.id, u.level, b.outline FROM unit_boundary b JOIN unit u ON u.id = b.unit_id
  WHERE box(point(b.west, b.south), point(b.east, b.north)) @> point(x, y) AND b."from" <= on_date AND (b."to" IS NULL OR b."to" > on_date) AND u.closed_on IS NULL
    AND in_range(b.path)
  ORDER BY u.level DESC, u.id LIMIT 64
$$;
COMMENT ON FUNCTION boundaries_around(integer, integer, date) IS 'The boundaries in range whose box holds a place in micro-degrees, the lowest units first.';
REVOKE ALL ON FUNCTION set_boundaries(jsonb, jsonb), boundaries_around(integer, integer, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_boundaries(jsonb, jsonb), boundaries_around(integer, integer, date) TO {{app}}, {{worker}};
