-- A case goes by the time limit that held when it was dispatched, whatever the pack says later: pages and lists read the rule that its clock keeps.
CREATE FUNCTION rule_of_case(of_case uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT rule FROM clock WHERE record = of_case AND name = 'close' $$;
COMMENT ON FUNCTION rule_of_case(uuid) IS 'The time limit by which the clock of a case runs, as a pack writes it; null where it has none. Limits are no secret, so it asks nobody who asks.';
REVOKE ALL ON FUNCTION rule_of_case(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rule_of_case(uuid) TO {{app}}, {{worker}};
