-- Patrons and duty chains: ties in whose name a post at the unit answers, and duties that reach down to all below.

ALTER TABLE unit_relation ADD COLUMN post text;
ALTER TABLE unit_relation DROP CONSTRAINT unit_relation_kind_check, DROP CONSTRAINT unit_relation_check;
ALTER TABLE unit_relation ADD CHECK (kind IN ('covers', 'serves', 'sponsors', 'guides', 'trains', 'implements', 'assesses'));
ALTER TABLE unit_relation ADD CHECK (over_id <> unit_id OR post IS NOT NULL);
COMMENT ON TABLE unit_relation IS 'unit_id covers, serves, is patron of, or answers for over_id from when to when (to excluded; null for open; where it is from, it never held); in the name of a post there, where post is given. reason says why it is dated back. made_by is null where a change of the tree, or the example, made it.';

DROP FUNCTION relations_of(integer[]);
CREATE FUNCTION relations_of(units integer[])
RETURNS TABLE (id uuid, kind text, unit integer, unit_kind text, unit_name text, unit_path text, over integer, over_kind text, over_name text, over_path text, post text, since date, until date, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT r.id, r.kind, a.id, a.kind, a.name, a.path, b.id, b.kind, b.name, b.path, r.post, r."from", r."to", r.reason
  FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
  WHERE (r.unit_id = ANY (units) OR r.over_id = ANY (units))
    AND (in_scope(a.path, NULL) OR in_scope(b.path, NULL) OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
  ORDER BY r.kind, b.pinyin, b.id, a.pinyin, a.id, r."from", r.id
$$;
COMMENT ON FUNCTION relations_of(integer[]) IS 'The relations of these units, past and to come, of which the transaction has one end in range, with the names of both. Paths serve decisions and are sent to nobody.';

-- A duty that is set far above is told to whoever has a unit below it in range: it is theirs to know who answers for them.
CREATE FUNCTION duties_over(asked integer, on_date date)
RETURNS TABLE (id uuid, kind text, unit integer, unit_kind text, unit_name text, unit_path text, over integer, over_kind text, over_name text, over_path text, post text, since date, until date, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT DISTINCT ON (r.kind) r.id, r.kind, a.id, a.kind, a.name, a.path, b.id, b.kind, b.name, b.path, r.post, r."from", r."to", r.reason
  FROM unit u JOIN unit_place p ON p.unit_id = u.id AND p."from" <= on_date AND (p."to" IS NULL OR p."to" > on_date)
    CROSS JOIN LATERAL unnest(string_to_array(rtrim(p.path, '/'), '/')::integer[]) WITH ORDINALITY AS above(id, depth)
    JOIN unit_relation r ON r.over_id = above.id AND r.kind IN ('guides', 'trains', 'implements', 'assesses') AND r."from" <= on_date AND (r."to" IS NULL OR r."to" > on_date)
    JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
  WHERE u.id = asked AND (in_scope(u.path, NULL) OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
  ORDER BY r.kind, above.depth DESC
$$;
COMMENT ON FUNCTION duties_over(integer, date) IS 'Of each duty the one that holds for a unit in range on a day: set for it, or for the nearest unit above it by that day''s tree.';

CREATE OR REPLACE FUNCTION relation_clashes(made unit_relation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = {{schema}}, pg_temp AS $$
  SELECT EXISTS (SELECT FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit own ON own.id = made.unit_id
    WHERE r.over_id = made.over_id AND r.kind = made.kind AND r.id <> made.id
      AND (made.kind IN ('guides', 'trains', 'implements', 'assesses') OR (r.unit_id = made.unit_id AND r.post IS NOT DISTINCT FROM made.post) OR (made.kind = 'covers' AND a.kind = own.kind))
      AND (r."to" IS NULL OR (r."to" > made."from" AND r."to" > r."from")) AND (made."to" IS NULL OR (made."to" > r."from" AND made."to" > made."from")))
$$;
COMMENT ON FUNCTION relation_clashes(unit_relation) IS 'Whether a tie like this one holds at the unit on one of the same days: of each kind of Party body one covers it, each duty is one''s alone, and whoever else is tied to it is so once, in the name of one post.';

REVOKE ALL ON FUNCTION relations_of(integer[]), duties_over(integer, date), relation_clashes(unit_relation) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relations_of(integer[]), duties_over(integer, date) TO {{app}}, {{worker}};
GRANT EXECUTE ON FUNCTION relation_clashes(unit_relation) TO {{worker}};
