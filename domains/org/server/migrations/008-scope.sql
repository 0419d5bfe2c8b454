-- Whether what a unit answers for is the same on two days. It is asked for figures of two periods, also by whoever does not see the other side.
CREATE FUNCTION lay_within(one integer, above integer, day date) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM unit_place p WHERE p.unit_id = one AND p."from" <= day AND (p."to" IS NULL OR p."to" > day) AND '/' || p.path LIKE '%/' || above || '/%') $$;
COMMENT ON FUNCTION lay_within(integer, integer, date) IS 'Whether a unit was another, or lay below it, on a day.';

CREATE FUNCTION scope_changes(of_unit integer, after_day date, until_day date) RETURNS TABLE ("on" date, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH done AS (
    SELECT c.* FROM unit_change c WHERE c.state = 'done' AND c.holds_from > after_day AND c.holds_from <= until_day
      AND EXISTS (SELECT FROM unit u WHERE u.id = of_unit AND in_scope(u.path, NULL)))
  SELECT c.holds_from, COALESCE(undone.kind, c.kind) FROM done c LEFT JOIN unit_change undone ON undone.id = c.undoes
  -- What was undone again within these days has left nothing behind, nor has the undoing.
  WHERE NOT EXISTS (SELECT FROM done pair WHERE pair.undoes = c.id OR pair.id = c.undoes)
    AND ((c.kind = 'split' AND c.input -> 'unit' = to_jsonb(of_unit))
      OR (c.kind = 'merge' AND (c.input -> 'units' @> to_jsonb(of_unit) OR c.input -> 'into' = to_jsonb(of_unit)))
      OR EXISTS (SELECT FROM unit_step s WHERE s.change = c.id AND (
        (s.step ->> 'do' = 'pass' AND of_unit IN (s.unit_id, s."to"))
        OR (s.step ->> 'do' = 'move' AND lay_within((s.step ->> 'before')::integer, of_unit, c.holds_from - 1) <> lay_within(s."to", of_unit, c.holds_from)))))
  ORDER BY c.holds_from, c.place_in_line
$$;
COMMENT ON FUNCTION scope_changes(integer, date, date) IS 'The changes after one day and until another by which something came to a unit in the caller''s range, or went from it: their days and kinds, and no unit beside it.';
REVOKE ALL ON FUNCTION scope_changes(integer, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_changes(integer, date, date) TO {{app}}, {{worker}};
