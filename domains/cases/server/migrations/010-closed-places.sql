-- What is reported to a unit that was closed is refused by name, so its name and its last day are grounds of the decision too.
DROP FUNCTION report_grounds(integer, uuid);
CREATE FUNCTION report_grounds(of_unit integer, of_case uuid, OUT id integer, OUT kind text, OUT name text, OUT path text, OUT closed_on date, OUT taken boolean) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT u.id, u.kind, u.name, u.path, u.closed_on, EXISTS (SELECT FROM cases c WHERE c.id = of_case) INTO id, kind, name, path, closed_on, taken FROM unit u WHERE u.id = of_unit;
END $$;
COMMENT ON FUNCTION report_grounds(integer, uuid) IS 'What the decision on a report rests on: the place, and whether the id is taken. All null where the place is not to be seen.';
REVOKE ALL ON FUNCTION report_grounds(integer, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_grounds(integer, uuid) TO {{app}}, {{worker}};
