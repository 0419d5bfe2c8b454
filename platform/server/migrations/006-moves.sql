-- Actions and moves of the tree exclude each other. A move rewrites the rows of what moved; an action that read a path before it and wrote
-- after it would leave a row at a place where its unit no longer is, and each could wait for a row of the other. Actions hold the tree together.

CREATE FUNCTION hold_tree() RETURNS void LANGUAGE sql VOLATILE AS
$$ SELECT pg_advisory_xact_lock_shared(hashtext(current_schema()), hashtext('tree')) $$;
COMMENT ON FUNCTION hold_tree() IS 'Keeps the tree as it is until this transaction ends; any number may hold it at once.';
REVOKE ALL ON FUNCTION hold_tree() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_tree() TO {{app}}, {{worker}};

-- A move that is dated back changes where those lay who were below meanwhile and have left, or came, since.
CREATE OR REPLACE FUNCTION move_unit(moved integer, new_parent integer, on_date date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE
  old_path text; new_path text; risen smallint; below integer[]; was unit_place;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(current_schema()), hashtext('tree'));
  SELECT path INTO STRICT old_path FROM unit WHERE id = moved;
  SELECT path || moved || '/' INTO STRICT new_path FROM unit WHERE id = new_parent;
  SELECT above.level + 1 - unit.level INTO STRICT risen FROM unit, unit above WHERE unit.id = moved AND above.id = new_parent;
  IF new_path ^@ old_path THEN RAISE EXCEPTION 'unit % cannot lie below itself', moved; END IF;
  IF EXISTS (SELECT FROM unit_place WHERE unit_id IN (moved, new_parent) AND "to" IS NULL AND "from" > on_date) THEN
    RAISE EXCEPTION 'unit % or % came to its place after %', moved, new_parent, on_date;
  END IF;
  SELECT array_agg(id) INTO below FROM unit WHERE path ^@ old_path;
  UPDATE unit_place SET path = new_path || substr(path, length(old_path) + 1), level = level + risen,
    parent_id = CASE WHEN unit_id = moved THEN new_parent ELSE parent_id END WHERE path ^@ old_path AND "from" >= on_date;
  FOR was IN SELECT * FROM unit_place WHERE path ^@ old_path AND ("to" IS NULL OR "to" > on_date) LOOP
    UPDATE unit_place SET "to" = on_date WHERE unit_id = was.unit_id AND "from" = was."from";
    INSERT INTO unit_place (unit_id, "from", "to", parent_id, level, path) VALUES (was.unit_id, on_date, was."to",
      CASE WHEN was.unit_id = moved THEN new_parent ELSE was.parent_id END, was.level + risen, new_path || substr(was.path, length(old_path) + 1));
  END LOOP;
  UPDATE unit SET path = new_path || substr(path, length(old_path) + 1), level = level + risen,
    parent_id = CASE WHEN id = moved THEN new_parent ELSE parent_id END WHERE id = ANY (below);
  CALL refresh_paths(below);
END $$;
REVOKE ALL ON FUNCTION move_unit(integer, integer, date) FROM PUBLIC;
