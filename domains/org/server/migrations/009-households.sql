-- How many households live at a unit, from when to when. A new figure ends the one before; both stay.

CREATE TABLE unit_households (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  households integer NOT NULL CHECK (households >= 0),
  "from" date NOT NULL,
  "to" date CHECK ("to" >= "from"),
  reason text,
  made_by uuid,
  made_at timestamptz NOT NULL
);
CREATE INDEX unit_households_unit ON unit_households (unit_id);
COMMENT ON TABLE unit_households IS 'So many households lived at a unit from when to when (to excluded; null for open; where it is from, it never held). reason says why it is dated back. made_by is null where a file, or the example, brought it.';
CALL guard('unit_households', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON unit_households TO {{app}};
GRANT SELECT, INSERT, UPDATE ON unit_households TO {{worker}};
CALL holds_records('unit_households');

-- One figure at a time for a unit. What was to hold from the same day on never did.
CREATE FUNCTION count_households(fresh jsonb) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE made unit_households;
BEGIN
  made := jsonb_populate_record(NULL::unit_households, fresh);
  PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.unit_households'), made.unit_id);
  SELECT path INTO made.path FROM unit WHERE id = made.unit_id;
  IF in_scope(made.path, NULL) IS NOT TRUE THEN
    RAISE EXCEPTION 'unit % is not in range', made.unit_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM unit_households h WHERE h.unit_id = made.unit_id AND h."from" > made."from" AND (h."to" IS NULL OR h."to" > h."from")) THEN
    RAISE EXCEPTION 'unit % has a later figure', made.unit_id USING ERRCODE = 'unique_violation', TABLE = 'unit_households';
  END IF;
  UPDATE unit_households h SET "to" = greatest(made."from", h."from") WHERE h.unit_id = made.unit_id AND (h."to" IS NULL OR h."to" > made."from");
  RETURN QUERY INSERT INTO unit_households SELECT made.* RETURNING id;
END $$;
COMMENT ON FUNCTION count_households(jsonb) IS 'Says how many households live at a unit in range from a day on; a unique violation where a later figure came to stand meanwhile.';
REVOKE ALL ON FUNCTION count_households(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_households(jsonb) TO {{app}}, {{worker}};
