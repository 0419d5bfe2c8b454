-- What whoever keeps accounts goes through from time to time. Reasons about rights and their use, none about what anybody does.

CREATE FUNCTION review_accounts(today date, now_at timestamptz, unused_days integer, single_roles text[], many integer)
RETURNS TABLE (id uuid, login text, person uuid, unit_id integer, unit text, reasons text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH held AS (
    SELECT g.*, u.level FROM access_grant g JOIN unit u ON u.id = g.unit_id WHERE g."from" <= today AND (g."to" IS NULL OR g."to" > today)
  ), looked AS (
    SELECT a.id, a.login, a.person, a.unit_id, u.name AS unit, array_remove(ARRAY[
      CASE WHEN COALESCE(a.last_week + 6, (a.opened_at AT TIME ZONE 'UTC')::date, today) < today - unused_days THEN 'unused' END,
      CASE WHEN NOT EXISTS (SELECT FROM access_grant g WHERE g.person = a.person AND (g."to" IS NULL OR g."to" > today)) THEN 'no-post' END,
      CASE WHEN EXISTS (SELECT FROM session s JOIN access_grant g ON g.id = s.post WHERE s.account = a.id AND s.ends_at > now_at AND g."to" <= today) THEN 'ended-post' END,
      CASE WHEN EXISTS (SELECT FROM held h WHERE h.person = a.person AND h.level <= 2 AND cardinality(h.permissions) >= many) THEN 'broad' END,
      CASE WHEN EXISTS (SELECT FROM held h JOIN held o ON o.role = h.role AND o.unit_id = h.unit_id AND o.line IS NOT DISTINCT FROM h.line AND o.person <> h.person
        WHERE h.person = a.person AND h.role = ANY (single_roles) AND h.acts_for IS NULL AND o.acts_for IS NULL) THEN 'shared' END
    ], NULL) AS reasons
    FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.closed_at IS NULL AND in_scope(a.path, NULL)
  )
  SELECT * FROM looked WHERE cardinality(reasons) > 0 ORDER BY cardinality(reasons) DESC, login LIMIT 500
$$;
COMMENT ON FUNCTION review_accounts(date, timestamptz, integer, text[], integer) IS 'Open accounts of the scope that should be looked at, each with its reasons: unused, without a post, a session in an ended post, broad rights over a wide range, several holders of a post that one holds.';
REVOKE ALL ON FUNCTION review_accounts(date, timestamptz, integer, text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION review_accounts(date, timestamptz, integer, text[], integer) TO {{app}};
