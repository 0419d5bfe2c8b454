-- What a unit is called and counted as is dated like its place, so that the tree of any day can be shown; and a unit can end.

ALTER TABLE unit ADD COLUMN closed_on date;
COMMENT ON COLUMN unit.closed_on IS 'The first day on which the unit is no more; null while it goes on. Its row, path and records stay.';

CREATE TABLE unit_version (
  unit_id integer NOT NULL REFERENCES unit,
  "from" date NOT NULL,
  "to" date CHECK ("to" > "from"),
  kind text NOT NULL,
  name_entered text NOT NULL,
  name text NOT NULL,
  class text,
  zone text,
  PRIMARY KEY (unit_id, "from")
);
CREATE UNIQUE INDEX unit_version_open ON unit_version (unit_id) WHERE "to" IS NULL;
COMMENT ON TABLE unit_version IS 'What a unit was called and counted as from when to when (to excluded; null for open). Slips of the list are put right in place: they never held.';
CALL guard('unit_version', 'EXISTS (SELECT FROM unit WHERE unit.id = unit_id)', NULL);
GRANT SELECT ON unit_version TO {{app}};
GRANT SELECT, INSERT, UPDATE, DELETE ON unit_version TO {{worker}};
-- A unit that is opened and closed on one day held on no day at all.
GRANT DELETE ON unit_place TO {{worker}};
INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
  SELECT u.id, (SELECT min(p."from") FROM unit_place p WHERE p.unit_id = u.id), u.kind, u.name_entered, u.name, u.class, u.zone FROM unit u;
CREATE INDEX unit_place_parent ON unit_place (parent_id, "from");

-- The tree stands still while it is changed: whoever holds it has ended, and whoever would must wait.
CREATE FUNCTION seize_tree() RETURNS void LANGUAGE sql VOLATILE AS
$$ SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('tree')) $$;
COMMENT ON FUNCTION seize_tree() IS 'Lets nobody else hold or change the tree until this transaction ends.';
REVOKE ALL ON FUNCTION seize_tree() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seize_tree() TO {{worker}};

-- A code is taken also by a unit that whoever asks may not see: else two would be planned of which the second cannot be made.
CREATE FUNCTION codes_taken(codes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT code FROM unit WHERE code = ANY (codes) ORDER BY code $$;
COMMENT ON FUNCTION codes_taken(text[]) IS 'Which of these codes some unit has. The codes of areas are public.';
REVOKE ALL ON FUNCTION codes_taken(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION codes_taken(text[]) TO {{app}}, {{worker}};

CREATE INDEX access_grant_unit ON access_grant (unit_id);
