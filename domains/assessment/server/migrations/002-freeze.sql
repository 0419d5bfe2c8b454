-- Frozen results, and explanations that cost the database next to nothing.

-- Read whole and by unit, never searched: as the worker packs it. No result is frozen yet; the live ones are made again.
TRUNCATE result;
ALTER TABLE result ALTER COLUMN explanation TYPE bytea USING NULL;
ALTER TABLE result ALTER COLUMN explanation SET STORAGE EXTERNAL;
COMMENT ON COLUMN result.explanation IS 'The reason tree as JSON, packed by zlib.';

-- What was superseded once is not superseded again: the final results of a period are one chain.
CREATE UNIQUE INDEX evaluation_supersedes ON evaluation (supersedes);

-- What is final takes nothing in. Once a statement, since a result has tens of thousands of facts.
CREATE FUNCTION refuse_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh JOIN evaluation e ON e.id = fresh.evaluation WHERE e.state IN ('trial', 'final')) THEN
    RAISE EXCEPTION 'nothing can be added to % of a frozen evaluation', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_settled() IS 'Refuses additions to what a frozen evaluation copied.';
CREATE TRIGGER refuse_settled AFTER INSERT ON evaluation_unit REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_settled();
CREATE TRIGGER refuse_settled AFTER INSERT ON evaluation_fact REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_settled();
CREATE TRIGGER refuse_settled AFTER INSERT ON result REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_settled();
