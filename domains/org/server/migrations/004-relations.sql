-- Ties of units across the trees: which Party body covers which unit of the territory, which unit serves which community. Each with its days.

CREATE TABLE unit_relation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('covers', 'serves')),
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  over_id integer NOT NULL REFERENCES unit CHECK (over_id <> unit_id),
  "from" date NOT NULL,
  "to" date CHECK ("to" >= "from"),
  reason text,
  made_by uuid,
  made_at timestamptz NOT NULL
);
CREATE INDEX unit_relation_unit ON unit_relation (unit_id);
CREATE INDEX unit_relation_over ON unit_relation (over_id);
COMMENT ON TABLE unit_relation IS 'unit_id covers, or serves, over_id from when to when (to excluded; null for open; where it is from, it never held). reason says why it is dated back. made_by is null where a change of the tree, or the example, made it.';
CALL guard('unit_relation', 'in_scope(path, NULL) OR in_scope((SELECT u.path FROM unit u WHERE u.id = over_id), NULL)', NULL);
GRANT SELECT ON unit_relation TO {{app}};
GRANT SELECT, INSERT, UPDATE ON unit_relation TO {{worker}};
CALL holds_records('unit_relation');

-- Both ends of a tie are told to whoever has one of them in range: a community reads which body covers it, though the body stands elsewhere.
CREATE FUNCTION relations_of(units integer[])
RETURNS TABLE (id uuid, kind text, unit integer, unit_kind text, unit_name text, unit_path text, over integer, over_kind text, over_name text, over_path text, since date, until date, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT r.id, r.kind, a.id, a.kind, a.name, a.path, b.id, b.kind, b.name, b.path, r."from", r."to", r.reason
  FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
  WHERE (r.unit_id = ANY (units) OR r.over_id = ANY (units))
    AND (in_scope(a.path, NULL) OR in_scope(b.path, NULL) OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
  ORDER BY r.kind, b.pinyin, b.id, a.pinyin, a.id, r."from", r.id
$$;
COMMENT ON FUNCTION relations_of(integer[]) IS 'The relations of these units, past and to come, of which the transaction has one end in range, with the names of both. Paths serve decisions and are sent to nobody.';

-- One at a time for a unit, so that no two come to hold on the same days. The place is taken from the tree.
CREATE FUNCTION relate(fresh jsonb) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE made unit_relation; own unit; other unit;
BEGIN
  made := jsonb_populate_record(NULL::unit_relation, fresh);
  PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.unit_relation'), made.over_id);
  SELECT * INTO own FROM unit WHERE id = made.unit_id;
  SELECT * INTO other FROM unit WHERE id = made.over_id;
  IF in_scope(own.path, NULL) IS NOT TRUE OR in_scope(other.path, NULL) IS NOT TRUE THEN
    RAISE EXCEPTION 'unit % or % is not in range', made.unit_id, made.over_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  made.path := own.path;
  IF relation_clashes(made) THEN
    RAISE EXCEPTION 'unit % has such a tie on one of these days', made.over_id USING ERRCODE = 'unique_violation', TABLE = 'unit_relation';
  END IF;
  RETURN QUERY INSERT INTO unit_relation SELECT made.* RETURNING id;
END $$;
COMMENT ON FUNCTION relate(jsonb) IS 'Ties two units in range; a unique violation where another tie came to stand in the way. What may be tied is decided before.';

CREATE FUNCTION relation_clashes(made unit_relation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = {{schema}}, pg_temp AS $$
  SELECT EXISTS (SELECT FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit own ON own.id = made.unit_id
    WHERE r.over_id = made.over_id AND r.kind = made.kind AND r.id <> made.id AND (r.unit_id = made.unit_id OR (made.kind = 'covers' AND a.kind = own.kind))
      AND (r."to" IS NULL OR (r."to" > made."from" AND r."to" > r."from")) AND (made."to" IS NULL OR (made."to" > r."from" AND made."to" > made."from")))
$$;
COMMENT ON FUNCTION relation_clashes(unit_relation) IS 'Whether a tie like this one holds at the unit on one of the same days: of each kind of Party body one covers it, and whoever serves it does so once.';

CREATE FUNCTION end_relation(relation uuid, on_date date, why text) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE unit_relation r SET "to" = greatest(on_date, r."from"), reason = COALESCE(why, r.reason) FROM unit b
  WHERE r.id = relation AND b.id = r.over_id AND in_scope(r.path, NULL) AND in_scope(b.path, NULL) AND (r."to" IS NULL OR r."to" > on_date) RETURNING r.id
$$;
COMMENT ON FUNCTION end_relation(uuid, date, text) IS 'Ends a tie, both ends of which are in range, from a day on; no row where it has ended already.';

REVOKE ALL ON FUNCTION relations_of(integer[]), relate(jsonb), end_relation(uuid, date, text), relation_clashes(unit_relation) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relations_of(integer[]), relate(jsonb), end_relation(uuid, date, text) TO {{app}}, {{worker}};
GRANT EXECUTE ON FUNCTION relation_clashes(unit_relation) TO {{worker}};
