-- Somebody who is known is given another post without being entered anew: they are looked for among those who hold or held posts in range.
CREATE FUNCTION holders_within(places jsonb, most integer)
RETURNS TABLE (person uuid, unit integer, role text, since date, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT DISTINCT ON (g.person) g.person, g.unit_id, g.role, g."from", g."to"
  FROM jsonb_to_recordset(places) AS p(low text, high text, kind text)
    JOIN unit u ON u.path >= p.low COLLATE "C" AND u.path < p.high COLLATE "C" AND u.kind = p.kind
    JOIN access_grant g ON g.unit_id = u.id
  WHERE in_scope(g.path, g.line)
  ORDER BY g.person, g."from" DESC, g.id LIMIT most
$$;
COMMENT ON FUNCTION holders_within(jsonb, integer) IS 'Who holds or held a post at units of these kinds between these paths and in the transaction''s range: each with the post that began last.';
REVOKE ALL ON FUNCTION holders_within(jsonb, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holders_within(jsonb, integer) TO {{app}};
