-- What a screen shows is thinned when it is shown, together with all that is shown beside it: thinned one by one, neighbours came apart.
ALTER TABLE unit_boundary DROP COLUMN shown;
COMMENT ON TABLE unit_boundary IS 'The boundary of a unit from when to when (to excluded; null for open; where it is from, it never held). origin and basis are those of its change, which may lie over units that a reader does not see. outline: whole micro-degrees of WGS-84, polygons of rings of x and y in turn; area in km²; west to north is the box around it, in micro-degrees.';

CREATE OR REPLACE FUNCTION set_boundaries(made jsonb, cells jsonb) RETURNS void
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
  INSERT INTO unit_boundary (change, unit_id, path, "from", origin, basis, outline, corners, area, west, south, east, north)
    SELECT own.id, u.id, u.path, day, own.origin, own.basis, c.outline, c.corners, c.area, c.west, c.south, c.east, c.north
    FROM jsonb_to_recordset(cells) AS c(unit integer, outline jsonb, corners integer, area double precision, west integer, south integer, east integer, north integer) JOIN unit u ON u.id = c.unit;
END $$;
REVOKE ALL ON FUNCTION set_boundaries(jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_boundaries(jsonb, jsonb) TO {{app}}, {{worker}};
