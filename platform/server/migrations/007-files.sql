-- Files of records. The content is kept outside, by its hash; here stands which record has it. Whoever may read the record may read its files.

CREATE TABLE file_host (
  records text PRIMARY KEY
);
COMMENT ON TABLE file_host IS 'Tables whose records may have files. Each has a column id; a migration of the domain adds the row.';
CALL guard('file_host', 'false', NULL);
GRANT SELECT ON file_host TO {{worker}};

-- Runs as whoever asks, so the row security of the record's own table answers: range, handling unit, parties, today's tree. Nothing of it is copied here.
CREATE FUNCTION record_in_sight(host text, record uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE seen boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1)', host) INTO seen USING record;
  RETURN seen;
END $$;
COMMENT ON FUNCTION record_in_sight(text, uuid) IS 'Whether this transaction sees the record of that table.';

CREATE TABLE file (
  id uuid PRIMARY KEY,
  host text NOT NULL REFERENCES file_host,
  record uuid NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  bytes integer NOT NULL CHECK (bytes > 0),
  media text NOT NULL,
  name text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE INDEX file_record ON file (record, added_at, id);
CREATE INDEX file_hash ON file (hash);
COMMENT ON TABLE file IS 'Files of records: hash is the SHA-256 of the content as kept, without what a photo tells beside its picture. Rows are only added.';
CALL guard('file', 'record_in_sight(host, record)', 'record_in_sight(host, record)');
GRANT SELECT, INSERT ON file TO {{app}}, {{worker}};

CREATE TABLE file_removal (
  file uuid PRIMARY KEY REFERENCES file,
  removed_by text NOT NULL,
  removed_at timestamptz NOT NULL
);
COMMENT ON TABLE file_removal IS 'Files that were taken away from their record. The content goes when no other file has it.';
CALL guard('file_removal', 'EXISTS (SELECT FROM file f WHERE f.id = file)', 'EXISTS (SELECT FROM file f WHERE f.id = file)');
GRANT SELECT, INSERT ON file_removal TO {{app}}, {{worker}};

CREATE FUNCTION hold_content(of_hash bytea) RETURNS void LANGUAGE sql VOLATILE AS
$$ SELECT pg_advisory_xact_lock_shared(hashtext(current_schema()), hashtext('file ' || encode(of_hash, 'hex'))) $$;
COMMENT ON FUNCTION hold_content(bytea) IS 'Keeps the sweep away from a content until this transaction ends.';

CREATE FUNCTION seize_content(of_hash bytea) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(current_schema()), hashtext('file ' || encode(of_hash, 'hex')));
  RETURN NOT EXISTS (SELECT FROM file f WHERE f.hash = of_hash AND NOT EXISTS (SELECT FROM file_removal r WHERE r.file = f.id));
END $$;
COMMENT ON FUNCTION seize_content(bytea) IS 'Whether no file has this content any more; until this transaction ends none can come to have it.';
REVOKE ALL ON FUNCTION record_in_sight(text, uuid), hold_content(bytea), seize_content(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_in_sight(text, uuid), hold_content(bytea) TO {{app}}, {{worker}};
GRANT EXECUTE ON FUNCTION seize_content(bytea) TO {{worker}};
