-- What the app may add is bound to what it writes: a row that gives sight, rings or is counted is about a record of the same transaction.

-- Persons come from the vault, which names them by a record.
DROP POLICY app_adds ON person;
DROP POLICY app_changes ON person;
REVOKE INSERT ON person FROM {{app}};

-- Nobody writes into the audit, or adds files, in another's name.
ALTER POLICY app_adds ON audit_entry WITH CHECK (actor = current_setting('beichen.actor', true));
DROP POLICY app_changes ON audit_entry;
ALTER POLICY app_adds ON file WITH CHECK (record_in_sight(host, record) AND added_by = current_setting('beichen.actor', true));
ALTER POLICY app_adds ON file_removal
  WITH CHECK (EXISTS (SELECT FROM file f WHERE f.id = file) AND removed_by = current_setting('beichen.actor', true));

CREATE TABLE record_table (
  name text PRIMARY KEY
);
COMMENT ON TABLE record_table IS 'Tables whose rows are records: what parties, tracking codes, clocks and events are about. Each has a column id; holds_records adds the row.';
CALL guard('record_table', 'false', NULL);
GRANT SELECT ON record_table TO {{worker}};

-- Written anew by holds_records, so that its plan is kept: it is asked for each report.
CREATE FUNCTION wrote(target uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ BEGIN RETURN false; END $$;
COMMENT ON FUNCTION wrote(uuid) IS 'Whether this transaction added or changed the record. What was written below a savepoint does not count.';
REVOKE ALL ON FUNCTION wrote(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wrote(uuid) TO {{app}};

CREATE PROCEDURE holds_records(target regclass) LANGUAGE plpgsql AS $$
DECLARE looks text;
BEGIN
  INSERT INTO record_table (name) VALUES (target::text);
  SELECT string_agg(format('EXISTS (SELECT FROM %s r WHERE r.id = target AND r.xmin = pg_current_xact_id()::xid)', name), ' OR ' ORDER BY name)
    INTO looks FROM record_table;
  EXECUTE format('CREATE OR REPLACE FUNCTION wrote(target uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = %I, pg_temp AS %L',
    current_schema(), 'BEGIN RETURN ' || looks || '; END');
END $$;
COMMENT ON PROCEDURE holds_records(regclass) IS 'Says that the rows of a table are records. A migration calls it before the app tells of one.';

-- BC001 where there is such a record: whoever lost a race over it is told so (write-together.ts) and tries once more.
CREATE FUNCTION refuse_about(told text, target uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE held text; is_there boolean := false;
BEGIN
  FOR held IN SELECT name FROM record_table LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE id = $1) OR $2', held) INTO is_there USING target, is_there;
  END LOOP;
  RAISE EXCEPTION '%: record % was not written by this transaction', told, target USING
    ERRCODE = CASE WHEN is_there THEN 'BC001' ELSE '42501' END, HINT = 'A migration says which tables hold records: CALL holds_records(...).';
END $$;
COMMENT ON FUNCTION refuse_about(text, uuid) IS 'Says that what is told is about a record that this transaction did not write.';
REVOKE ALL ON FUNCTION refuse_about(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_about(text, uuid) TO {{app}};

-- At the end of the statement, whose parts do not see each other's rows. The worker and the owner are held by no record.
CREATE FUNCTION keep_to_own_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT wrote(NEW.record) THEN PERFORM refuse_about(TG_TABLE_NAME, NEW.record); END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_to_own_records() IS 'Refuses rows of the app about records that its transaction did not write.';
CREATE TRIGGER keep_to_own_records AFTER INSERT ON party FOR EACH ROW WHEN (CURRENT_USER = btrim('{{app}}', '"')) EXECUTE FUNCTION keep_to_own_records();
CREATE TRIGGER keep_to_own_records AFTER INSERT ON public_token FOR EACH ROW WHEN (CURRENT_USER = btrim('{{app}}', '"')) EXECUTE FUNCTION keep_to_own_records();
CREATE TRIGGER keep_to_own_records AFTER INSERT ON clock FOR EACH ROW WHEN (CURRENT_USER = btrim('{{app}}', '"')) EXECUTE FUNCTION keep_to_own_records();
CREATE TRIGGER keep_to_own_records AFTER INSERT ON outbox FOR EACH ROW WHEN (CURRENT_USER = btrim('{{app}}', '"')) EXECUTE FUNCTION keep_to_own_records();
DROP POLICY app_changes ON party;
DROP POLICY app_changes ON public_token;
DROP POLICY app_changes ON clock;
DROP POLICY app_changes ON outbox;

CREATE OR REPLACE FUNCTION stop_clock(of_record uuid, of_name text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF session_user = btrim('{{app}}', '"') AND NOT wrote(of_record) THEN PERFORM refuse_about('clock', of_record); END IF;
  UPDATE clock SET stopped_at = at WHERE record = of_record AND name = of_name AND stopped_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION stop_clock(uuid, text, timestamptz) FROM PUBLIC;

-- Internal records are seen where a post reaches that says so, and nowhere else.
CREATE FUNCTION in_scope(path text, line text, internal boolean) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN internal THEN path ^@ ANY (string_to_array(NULLIF(current_setting('beichen.internal', true), ''), ','))
       OR (line || ':' || path) ^@ ANY (string_to_array(NULLIF(current_setting('beichen.internal_lines', true), ''), ','))
     ELSE in_scope(path, line) END $$;
COMMENT ON FUNCTION in_scope(text, text, boolean) IS 'Whether a path lies in a subtree that this transaction may see, internal records included where that is asked.';

ALTER TABLE subject_of ADD COLUMN internal boolean NOT NULL DEFAULT false;
ALTER TABLE subject_of ALTER COLUMN internal DROP DEFAULT;

CREATE OR REPLACE FUNCTION in_sight(target uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT target IS NOT DISTINCT FROM current_person()
    OR EXISTS (SELECT FROM subject_of s WHERE s.subject = target AND (in_scope(s.path, s.line, s.internal) OR is_party(s.record)))
    OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole)
$$;
REVOKE ALL ON FUNCTION in_sight(uuid) FROM PUBLIC;

DROP FUNCTION vault_keep(uuid, uuid, integer, text, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]);
CREATE FUNCTION vault_keep(of_subject uuid, of_record uuid, in_unit integer, on_line text, is_internal boolean, at timestamptz,
  of_key uuid, wrapped_key bytea, by_master integer, fields text[], seals bytea[], blinds bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  INSERT INTO person (id, made_at) VALUES (of_subject, at) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM subject_of s WHERE s.subject = of_subject) AND NOT in_sight(of_subject) THEN
    RAISE EXCEPTION 'subject % is not in sight', of_subject USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO subject_of (record, subject, unit_id, path, line, internal)
    VALUES (of_record, of_subject, in_unit, (SELECT u.path FROM unit u WHERE u.id = in_unit), on_line, is_internal)
    ON CONFLICT (record, subject) DO UPDATE SET unit_id = EXCLUDED.unit_id, path = EXCLUDED.path, line = EXCLUDED.line, internal = EXCLUDED.internal;
  IF cardinality(fields) = 0 THEN RETURN; END IF;
  INSERT INTO vault_key (id, subject, wrapped, master) VALUES (of_key, of_subject, wrapped_key, by_master);
  INSERT INTO vault_value (subject, field, key, sealed, blind)
    SELECT of_subject, v.field, of_key, v.sealed, v.blind FROM unnest(fields, seals, blinds) AS v (field, sealed, blind)
    ON CONFLICT (subject, field) DO UPDATE SET key = EXCLUDED.key, sealed = EXCLUDED.sealed, blind = EXCLUDED.blind;
  DELETE FROM vault_key k WHERE k.subject = of_subject AND NOT EXISTS (SELECT FROM vault_value v WHERE v.key = k.id);
END $$;
COMMENT ON FUNCTION vault_keep(uuid, uuid, integer, text, boolean, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) IS 'Makes a subject where there is none, names it by a record, and keeps sealed values under a new key; keys that no value needs any more are destroyed.';
REVOKE ALL ON FUNCTION vault_keep(uuid, uuid, integer, text, boolean, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault_keep(uuid, uuid, integer, text, boolean, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) TO {{app}}, {{worker}};
