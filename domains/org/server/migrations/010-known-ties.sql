-- What was known of a tie at a moment: what end it had before it was given another. When it was entered is there already.

ALTER TABLE unit_relation ADD COLUMN former_ends jsonb;
COMMENT ON COLUMN unit_relation.former_ends IS 'The ends that it was to have before: [{to, until}], until being the moment at which another end was entered. Null where it has the one that it was given.';

DROP FUNCTION end_relation(uuid, date, text);
CREATE FUNCTION end_relation(relation uuid, on_date date, why text, at timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE unit_relation r SET "to" = greatest(on_date, r."from"), reason = COALESCE(why, r.reason), former_ends = with_former_end(r.former_ends, r."to", at) FROM unit b
  WHERE r.id = relation AND b.id = r.over_id AND in_scope(r.path, NULL) AND in_scope(b.path, NULL) AND (r."to" IS NULL OR r."to" > on_date) RETURNING r.id
$$;
COMMENT ON FUNCTION end_relation(uuid, date, text, timestamptz) IS 'Ends a tie, both ends of which are in range, from a day on; no row where it has ended already. at is when that is entered.';

-- What is due to a unit is judged by whoever sees the unit, wherever the body stands and whoever holds the post.
CREATE FUNCTION units_standing(asked integer[], dues jsonb, on_date date, known_at timestamptz)
RETURNS TABLE (unit integer, has boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT u.id, bool_and(CASE d.about
    WHEN 'post' THEN EXISTS (SELECT FROM access_grant g WHERE g.unit_id = u.id AND g.role = d.by AND g."from" <= on_date
      AND (g.made_at IS NULL OR g.made_at <= known_at) AND COALESCE(end_known(g."to", g.former_ends, known_at), 'infinity') > on_date)
    ELSE EXISTS (SELECT FROM unit_relation r JOIN unit a ON a.id = r.unit_id WHERE r.over_id = u.id AND r."from" <= on_date
      AND r.made_at <= known_at AND COALESCE(end_known(r."to", r.former_ends, known_at), 'infinity') > on_date
      AND CASE d.about WHEN 'covers' THEN r.kind = 'covers' AND a.kind = d.by ELSE r.kind = d.by END) END)
  FROM unit u JOIN jsonb_to_recordset(dues) AS d(about text, kind text, by text) ON d.kind = u.kind
    JOIN unit_place p ON p.unit_id = u.id AND p."from" <= on_date AND (p."to" IS NULL OR p."to" > on_date)
  WHERE u.id = ANY (asked) AND (in_scope(u.path, NULL) OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
  GROUP BY u.id
$$;
COMMENT ON FUNCTION units_standing(integer[], jsonb, date, timestamptz) IS 'Of these units in range those that should have what dues say, and whether they had it on a day, as far as that was known at a moment.';

REVOKE ALL ON FUNCTION end_relation(uuid, date, text, timestamptz), units_standing(integer[], jsonb, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_relation(uuid, date, text, timestamptz), units_standing(integer[], jsonb, date, timestamptz) TO {{app}}, {{worker}};
