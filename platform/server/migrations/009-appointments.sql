-- Posts are given and ended by people now, not only by the pack: through functions that hold the range, since a grant opens doors.

ALTER TABLE access_grant
  ADD COLUMN acts_for uuid REFERENCES access_grant,
  ADD COLUMN source text,
  ADD COLUMN full_time boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN access_grant.acts_for IS 'The post whose holder this one stands in for (AB 岗); null for one''s own post.';
COMMENT ON COLUMN access_grant.source IS 'Where a part-time worker comes from, by the role''s own list: a resident who is a Party member, a veteran.';
ALTER TABLE access_grant ADD CHECK ("to" >= "from"), ADD CHECK (acts_for <> id);

CREATE FUNCTION appoint(fresh jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE given access_grant; place text;
BEGIN
  given := jsonb_populate_record(NULL::access_grant, fresh);
  SELECT path INTO place FROM unit WHERE id = given.unit_id;
  -- What is on no line is in scope or null, never false.
  IF in_scope(place, NULL) IS NOT TRUE THEN
    RAISE EXCEPTION 'unit % is not in range', given.unit_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  given.path := place;
  INSERT INTO access_grant SELECT given.*;
  RETURN true;
END $$;
COMMENT ON FUNCTION appoint(jsonb) IS 'Gives a person a post at a unit in range. Who may give which post is decided before; the place is taken from the tree.';

CREATE FUNCTION end_post(post uuid, on_date date) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE access_grant SET "to" = greatest(on_date, "from") WHERE id = post AND in_scope(path, NULL) AND ("to" IS NULL OR "to" > on_date) RETURNING id
$$;
COMMENT ON FUNCTION end_post(uuid, date) IS 'Ends a post in range from a day on; no row where it has ended already, or is not in range.';

CREATE FUNCTION posts_of(units integer[], on_date date)
RETURNS TABLE (id uuid, unit integer, person uuid, role text, line text, since date, until date, acts_for uuid, source text, full_time boolean, has_account boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT g.id, g.unit_id, g.person, g.role, g.line, g."from", g."to", g.acts_for, g.source, g.full_time,
    EXISTS (SELECT FROM account a WHERE a.person = g.person AND a.closed_at IS NULL)
  FROM access_grant g WHERE g.unit_id = ANY (units) AND (g."to" IS NULL OR g."to" > on_date)
    AND (in_scope(g.path, g.line) OR g.person = current_person() OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
  ORDER BY g.role, g."from", g.id
$$;
COMMENT ON FUNCTION posts_of(integer[], date) IS 'The posts at these units that are held on a day or later, in the transaction''s range or on its line, with the subjects that hold them.';

REVOKE ALL ON FUNCTION appoint(jsonb), end_post(uuid, date), posts_of(integer[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION appoint(jsonb), end_post(uuid, date), posts_of(integer[], date) TO {{app}}, {{worker}};

CREATE FUNCTION post_place(post uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT unit_id FROM access_grant WHERE id = post AND in_scope(path, NULL) $$;
COMMENT ON FUNCTION post_place(uuid) IS 'The unit of a post in the transaction''s range.';
REVOKE ALL ON FUNCTION post_place(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION post_place(uuid) TO {{app}}, {{worker}};
