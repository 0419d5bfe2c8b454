-- A report to a unit that is remembered is decided without a look at it; the look is taken where the report is written.
CREATE FUNCTION same_place(of_unit integer, of_kind text, called text, at_path text) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM unit u WHERE u.id = of_unit AND u.kind = of_kind AND u.name = called AND u.path = at_path AND u.closed_on IS NULL) THEN
    RAISE EXCEPTION 'not the same place' USING ERRCODE = 'BC002';
  END IF;
END $$;
COMMENT ON FUNCTION same_place(integer, text, text, text) IS 'Refuses a statement where the caller does not see a unit as is said, or it was closed.';
REVOKE ALL ON FUNCTION same_place(integer, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION same_place(integer, text, text, text) TO {{app}};
