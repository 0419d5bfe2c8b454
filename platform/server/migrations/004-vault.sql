-- Values that identify a person. The app has no right on these tables: it asks the functions below, which give ciphertext of the subjects in sight and nothing else.

CREATE TABLE subject_of (
  record uuid NOT NULL,
  subject uuid NOT NULL REFERENCES person,
  unit_id integer REFERENCES unit,
  path text COLLATE "C",
  line text,
  PRIMARY KEY (record, subject)
);
CREATE INDEX subject_of_subject ON subject_of (subject);
COMMENT ON TABLE subject_of IS 'Whom a record names, and where it lies: whoever may see the record may ask the vault about the subject. Without a unit only parties to the record may. path is that of today''s tree.';
CALL guard('subject_of', 'false', NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON subject_of TO {{worker}};

CREATE TABLE vault_key (
  id uuid PRIMARY KEY,
  subject uuid NOT NULL REFERENCES person,
  wrapped bytea NOT NULL,
  master integer NOT NULL
);
CREATE INDEX vault_key_subject ON vault_key (subject);
CREATE INDEX vault_key_master ON vault_key (master, id);
COMMENT ON TABLE vault_key IS 'Keys of subjects, a new one each time that values are kept, encrypted with the master key of that number, which is not in the database.';
CALL guard('vault_key', 'false', NULL);
GRANT SELECT, UPDATE ON vault_key TO {{worker}};

CREATE TABLE vault_value (
  subject uuid NOT NULL REFERENCES person,
  field text NOT NULL CHECK (field IN ('name', 'phone', 'address')),
  key uuid NOT NULL REFERENCES vault_key,
  sealed bytea NOT NULL,
  blind bytea,
  PRIMARY KEY (subject, field)
);
CREATE INDEX vault_value_key ON vault_value (key);
CREATE INDEX vault_value_blind ON vault_value (blind) WHERE blind IS NOT NULL;
COMMENT ON TABLE vault_value IS 'What is known of a subject, encrypted with its key; blind finds equal values for whoever has the index key.';
CALL guard('vault_value', 'false', NULL);
GRANT SELECT ON vault_value TO {{worker}};

CREATE FUNCTION in_sight(target uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT target IS NOT DISTINCT FROM current_person()
    OR EXISTS (SELECT FROM subject_of s WHERE s.subject = target AND (in_scope(s.path, s.line) OR is_party(s.record)))
    OR session_user::text::regrole IN ('{{worker}}'::regrole, '{{owner}}'::regrole)
$$;
COMMENT ON FUNCTION in_sight(uuid) IS 'Whether this transaction may ask the vault about a subject: itself, or one that a record in its scope or of its parties names. The worker may ask about all.';

CREATE FUNCTION vault_open(subjects uuid[], fields text[])
RETURNS TABLE (subject uuid, field text, sealed bytea, key uuid, wrapped bytea, master integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT v.subject, v.field, v.sealed, v.key, k.wrapped, k.master
  FROM unnest(subjects) AS asked (id) JOIN vault_value v ON v.subject = asked.id JOIN vault_key k ON k.id = v.key
  WHERE v.field = ANY (fields) AND in_sight(asked.id)
$$;
COMMENT ON FUNCTION vault_open(uuid[], text[]) IS 'Sealed values of subjects in sight, with their wrapped keys.';

CREATE FUNCTION vault_find(of_field text, wanted bytea) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT v.subject FROM vault_value v WHERE v.blind = wanted AND v.field = of_field AND in_sight(v.subject) ORDER BY v.subject $$;
COMMENT ON FUNCTION vault_find(text, bytea) IS 'Subjects in sight with this value.';

CREATE FUNCTION vault_keep(of_subject uuid, of_record uuid, in_unit integer, on_line text, at timestamptz,
  of_key uuid, wrapped_key bytea, by_master integer, fields text[], seals bytea[], blinds bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  INSERT INTO person (id, made_at) VALUES (of_subject, at) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM subject_of s WHERE s.subject = of_subject) AND NOT in_sight(of_subject) THEN
    RAISE EXCEPTION 'subject % is not in sight', of_subject USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO subject_of (record, subject, unit_id, path, line)
    VALUES (of_record, of_subject, in_unit, (SELECT u.path FROM unit u WHERE u.id = in_unit), on_line)
    ON CONFLICT (record, subject) DO UPDATE SET unit_id = EXCLUDED.unit_id, path = EXCLUDED.path, line = EXCLUDED.line;
  IF cardinality(fields) = 0 THEN RETURN; END IF;
  INSERT INTO vault_key (id, subject, wrapped, master) VALUES (of_key, of_subject, wrapped_key, by_master);
  INSERT INTO vault_value (subject, field, key, sealed, blind)
    SELECT of_subject, v.field, of_key, v.sealed, v.blind FROM unnest(fields, seals, blinds) AS v (field, sealed, blind)
    ON CONFLICT (subject, field) DO UPDATE SET key = EXCLUDED.key, sealed = EXCLUDED.sealed, blind = EXCLUDED.blind;
  DELETE FROM vault_key k WHERE k.subject = of_subject AND NOT EXISTS (SELECT FROM vault_value v WHERE v.key = k.id);
END $$;
COMMENT ON FUNCTION vault_keep(uuid, uuid, integer, text, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) IS 'Makes a subject where there is none, names it by a record, and keeps sealed values under a new key; keys that no value needs any more are destroyed.';

CREATE FUNCTION vault_place(of_record uuid, in_unit integer, on_line text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE subject_of s SET unit_id = in_unit, path = (SELECT u.path FROM unit u WHERE u.id = in_unit), line = on_line
  WHERE s.record = of_record AND in_sight(s.subject)
$$;
COMMENT ON FUNCTION vault_place(uuid, integer, text) IS 'The record that names subjects went to another unit or line.';

CREATE FUNCTION vault_erase(of_subject uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  IF NOT in_sight(of_subject) THEN
    RAISE EXCEPTION 'subject % is not in sight', of_subject USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM vault_value v WHERE v.subject = of_subject;
  DELETE FROM vault_key k WHERE k.subject = of_subject;
END $$;
COMMENT ON FUNCTION vault_erase(uuid) IS 'Destroys the keys and values of a subject. Its id stays, so that results that rest on its records stay.';

REVOKE ALL ON FUNCTION in_sight(uuid), vault_open(uuid[], text[]), vault_find(text, bytea), vault_place(uuid, integer, text), vault_erase(uuid),
  vault_keep(uuid, uuid, integer, text, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION in_sight(uuid), vault_open(uuid[], text[]), vault_find(text, bytea), vault_place(uuid, integer, text), vault_erase(uuid),
  vault_keep(uuid, uuid, integer, text, timestamptz, uuid, bytea, integer, text[], bytea[], bytea[]) TO {{app}}, {{worker}};
