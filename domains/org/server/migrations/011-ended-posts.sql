-- What a change ended, as whoever undoes it needs it: to whom a post was given, until when it was to last, and whether the vault still knows them.
CREATE FUNCTION posts_ended(asked uuid[])
RETURNS TABLE (id uuid, unit integer, person uuid, role text, line text, since date, until date, acts_for uuid, former_ends jsonb, is_named boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT g.id, g.unit_id, g.person, g.role, g.line, g."from", g."to", g.acts_for, g.former_ends, EXISTS (SELECT FROM vault_value v WHERE v.subject = g.person)
  FROM access_grant g JOIN unit u ON u.id = g.unit_id
  WHERE g.id = ANY (asked) AND (in_scope(u.path, g.line) OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole))
$$;
COMMENT ON FUNCTION posts_ended(uuid[]) IS 'These posts, so far as they lie in the transaction''s range, with the ends that they were to have before.';
REVOKE ALL ON FUNCTION posts_ended(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION posts_ended(uuid[]) TO {{app}}, {{worker}};
