-- What every domain stands on. {{app}} and {{worker}} are the city's roles; neither owns anything.

-- Who asks and what they see, set inside each transaction. A setting that was not made, or was left over empty, shows nothing.
CREATE FUNCTION current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('beichen.person', true), '')::uuid $$;
COMMENT ON FUNCTION current_person() IS 'Subject id of the person who acts in this transaction; null for nobody.';

CREATE FUNCTION in_scope(path text, line text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT path ^@ ANY (string_to_array(NULLIF(current_setting('beichen.scope', true), ''), ','))
       OR (line || ':' || path) ^@ ANY (string_to_array(NULLIF(current_setting('beichen.scope_lines', true), ''), ',')) $$;
COMMENT ON FUNCTION in_scope(text, text) IS 'Whether a path lies in a subtree that this transaction may see, on all duty lines or on its own.';

CREATE FUNCTION above_scope(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT EXISTS (SELECT FROM unnest(string_to_array(NULLIF(current_setting('beichen.scope', true), ''), ',')) AS root WHERE root ^@ path) $$;
COMMENT ON FUNCTION above_scope(text) IS 'Whether a path is one of the nodes from the root down to the subtrees that this transaction may see: their names are shown, nothing else.';

CREATE FUNCTION in_line(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT EXISTS (SELECT FROM unnest(string_to_array(NULLIF(current_setting('beichen.scope_lines', true), ''), ',')) AS entry
     WHERE path ^@ split_part(entry, ':', 2) OR split_part(entry, ':', 2) ^@ path) $$;
COMMENT ON FUNCTION in_line(text) IS 'Whether a node lies in, or above, a subtree that this transaction may see on a single duty line.';

-- Row security of a table in one line, so that no table forgets half of it. The worker sees all rows; what it may do is decided by grants of privilege.
CREATE PROCEDURE guard(target regclass, readable text, writable text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner_all ON %s TO %I USING (true) WITH CHECK (true)', target, current_user);
  EXECUTE format('CREATE POLICY worker_all ON %s TO {{worker}} USING (true) WITH CHECK (true)', target);
  EXECUTE format('CREATE POLICY app_reads ON %s FOR SELECT TO {{app}} USING (%s)', target, readable);
  IF writable IS NOT NULL THEN
    EXECUTE format('CREATE POLICY app_adds ON %s FOR INSERT TO {{app}} WITH CHECK (%s)', target, writable);
    EXECUTE format('CREATE POLICY app_changes ON %s FOR UPDATE TO {{app}} USING (%s) WITH CHECK (%s)', target, writable, writable);
  END IF;
END $$;
COMMENT ON PROCEDURE guard(regclass, text, text) IS 'Forces row level security on a table: what the app may read and write; the owner and the worker see all rows.';

-- Persons are ids. Everything that names one stands in the vault.
CREATE TABLE person (
  id uuid PRIMARY KEY,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE person IS 'Subjects: residents, workers, officers. An id and nothing else; names, phones and addresses are in the vault.';
CALL guard('person', 'id = current_person()', 'true');
GRANT SELECT, INSERT ON person TO {{app}}, {{worker}};

CREATE TABLE access_grant (
  id uuid PRIMARY KEY,
  person uuid NOT NULL REFERENCES person,
  unit_id integer NOT NULL,
  path text COLLATE "C" NOT NULL,
  role text NOT NULL,
  permissions text[] NOT NULL,
  line text,
  sensitivity text NOT NULL CHECK (sensitivity IN ('open', 'internal')),
  "from" date NOT NULL,
  "to" date
);
CREATE INDEX access_grant_person ON access_grant (person);
COMMENT ON TABLE access_grant IS 'What posts give their holders: permissions over a subtree, on a duty line, up to a sensitivity, for a time. path is that of today''s tree.';
CALL guard('access_grant', 'person = current_person()', NULL);
GRANT SELECT ON access_grant TO {{app}};
GRANT SELECT, INSERT, UPDATE ON access_grant TO {{worker}};

CREATE TABLE party (
  person uuid NOT NULL REFERENCES person,
  record uuid NOT NULL,
  role text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (person, record, role)
);
CREATE INDEX party_record ON party (record);
COMMENT ON TABLE party IS 'Who is a party to a single record: reporter, handler, helper. A party sees that record whatever the range.';
CALL guard('party', 'person = current_person()', 'true');
GRANT SELECT, INSERT ON party TO {{app}}, {{worker}};

CREATE TABLE public_token (
  hash bytea PRIMARY KEY,
  record uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX public_token_record ON public_token (record);
COMMENT ON TABLE public_token IS 'Tracking codes given to people without an account, by SHA-256: whoever shows the code is a party to that one record.';
CALL guard('public_token', 'hash = decode(NULLIF(current_setting(''beichen.token'', true), ''''), ''hex'')', 'true');
GRANT SELECT, INSERT ON public_token TO {{app}}, {{worker}};

CREATE FUNCTION is_party(target uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT EXISTS (SELECT FROM party WHERE party.record = target AND party.person = current_person())
       OR EXISTS (SELECT FROM public_token t WHERE t.record = target AND t.hash = decode(NULLIF(current_setting('beichen.token', true), ''), 'hex')) $$;
COMMENT ON FUNCTION is_party(uuid) IS 'Whether the person, or the tracking code, of this transaction is a party to the record.';

CREATE TABLE command (
  id uuid PRIMARY KEY,
  actor text NOT NULL,
  action text NOT NULL,
  hash bytea NOT NULL,
  status smallint NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE command IS 'Commands that were carried out, with their answer: the same id from the same actor with the same content gets the same answer again.';
CALL guard('command', 'actor = current_setting(''beichen.actor'', true)', 'actor = current_setting(''beichen.actor'', true)');
GRANT SELECT, INSERT ON command TO {{app}}, {{worker}};

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  unit_id integer NOT NULL,
  record uuid NOT NULL,
  instants timestamptz[] NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE outbox IS 'Events that were told and not yet taken up. Claimed by the worker with SKIP LOCKED, deleted in the transaction that takes them up.';
CALL guard('outbox', 'false', 'true');
GRANT INSERT ON outbox TO {{app}};
GRANT SELECT, INSERT, DELETE, UPDATE ON outbox TO {{worker}};

CREATE TABLE audit_entry (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  record text NOT NULL,
  unit_id integer,
  detail jsonb NOT NULL
);
COMMENT ON TABLE audit_entry IS 'What was done, by whom, to what: ids only. Rows are only added; the sealer chains them in audit_link.';
CALL guard('audit_entry', 'false', 'true');
GRANT INSERT ON audit_entry TO {{app}};
GRANT SELECT, INSERT ON audit_entry TO {{worker}};

CREATE TABLE audit_link (
  position bigint PRIMARY KEY,
  entry uuid NOT NULL UNIQUE,
  sealed_at timestamptz NOT NULL,
  hash bytea NOT NULL
);
COMMENT ON TABLE audit_link IS 'The chain over audit_entry: position, entry, and the hash over the previous hash and the entry''s content.';
CALL guard('audit_link', 'false', NULL);
GRANT SELECT, INSERT ON audit_link TO {{worker}};

CREATE TABLE stale_mark (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  measure text NOT NULL,
  unit_id integer NOT NULL,
  period text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX stale_mark_key ON stale_mark (measure, period, unit_id);
COMMENT ON TABLE stale_mark IS 'Readings that an event has made stale: leaf, measure and period. Only appended; the worker deletes the marks that it saw when it reads again.';
CALL guard('stale_mark', 'false', NULL);
GRANT SELECT, INSERT, DELETE ON stale_mark TO {{worker}};

CREATE FUNCTION oldest_stale() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT min(at) FROM (SELECT min(at) AS at FROM stale_mark UNION ALL SELECT min(at) FROM outbox) waiting $$;
COMMENT ON FUNCTION oldest_stale() IS 'Since when something that happened waits to be counted; null where every reading is fresh.';

CREATE TABLE reading (
  measure text NOT NULL,
  period text NOT NULL,
  unit_id integer NOT NULL,
  path text COLLATE "C" NOT NULL,
  num double precision NOT NULL,
  den double precision,
  buckets double precision[],
  as_of timestamptz NOT NULL,
  PRIMARY KEY (measure, period, unit_id)
);
CREATE INDEX reading_path ON reading (measure, period, path);
COMMENT ON TABLE reading IS 'The figure of a measure at a leaf in a period, computed from records at as_of. path is that of today''s tree and serves access alone.';
CALL guard('reading', 'in_scope(path, NULL)', NULL);
GRANT SELECT ON reading TO {{app}};
GRANT SELECT, INSERT, UPDATE, DELETE ON reading TO {{worker}};

CREATE TABLE clock (
  record uuid NOT NULL,
  name text NOT NULL,
  unit_id integer NOT NULL,
  event text NOT NULL,
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  estimated boolean NOT NULL,
  rule jsonb NOT NULL,
  pauses jsonb NOT NULL,
  stopped_at timestamptz,
  fired_at timestamptz,
  PRIMARY KEY (record, name)
);
CREATE INDEX clock_due ON clock (due_at) WHERE stopped_at IS NULL AND fired_at IS NULL;
COMMENT ON TABLE clock IS 'Running times: when a record is due by which rule. When due_at passes, the worker tells the event, once.';
CALL guard('clock', 'false', 'true');
GRANT INSERT ON clock TO {{app}};
GRANT SELECT, INSERT, UPDATE ON clock TO {{worker}};

-- The app stops and moves clocks of records that its action was allowed to touch, and reads none: a handler's range need not cover the place.
CREATE FUNCTION stop_clock(of_record uuid, of_name text, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ UPDATE clock SET stopped_at = at WHERE record = of_record AND name = of_name AND stopped_at IS NULL $$;
COMMENT ON FUNCTION stop_clock(uuid, text, timestamptz) IS 'Stops a running clock; a stopped one stays as it was.';
REVOKE ALL ON FUNCTION stop_clock(uuid, text, timestamptz), oldest_stale() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stop_clock(uuid, text, timestamptz), oldest_stale() TO {{app}}, {{worker}};

CREATE TABLE setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);
COMMENT ON TABLE setting IS 'What the installation remembers of itself: the demo clock, the loaded pack and its hash.';
CALL guard('setting', 'true', NULL);
GRANT SELECT ON setting TO {{app}};
GRANT SELECT, INSERT, UPDATE ON setting TO {{worker}};
