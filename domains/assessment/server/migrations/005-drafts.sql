-- Editions are written here: a draft is changed until it is published as an edition, which never changes.

CREATE TABLE method_draft (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  base integer REFERENCES method_edition,
  source text NOT NULL,
  version integer NOT NULL,
  faults integer NOT NULL,
  started_by uuid REFERENCES person,
  started_at timestamptz NOT NULL,
  saved_by uuid REFERENCES person,
  saved_at timestamptz NOT NULL,
  published_at timestamptz
);
CREATE INDEX method_draft_saved ON method_draft (saved_at);
COMMENT ON TABLE method_draft IS 'Drafts of methods: the file as it stands, how many faults it has (0: it is checked), and the edition that it was made from. Seen and changed where posts reach the root that it assesses.';
CALL guard('method_draft', 'in_scope(path, NULL, true)', NULL);
CALL holds_records('method_draft');
CREATE POLICY app_adds ON method_draft FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND started_by = current_person()
  AND published_at IS NULL AND path = (SELECT u.path FROM unit u WHERE u.id = method_draft.unit_id));
CREATE POLICY app_changes ON method_draft FOR UPDATE TO {{app}} USING (in_scope(path, NULL, true) AND published_at IS NULL)
  WITH CHECK (in_scope(path, NULL, true) AND saved_by = current_person());
GRANT SELECT, INSERT ON method_draft TO {{app}};
GRANT UPDATE (source, version, faults, saved_by, saved_at, published_at) ON method_draft TO {{app}};
GRANT SELECT, UPDATE ON method_draft TO {{worker}};

-- An edition comes from the pack, or from a draft with the document that approves it. Its starts and ends are the term of the programme.
ALTER TABLE method_edition ADD COLUMN draft uuid UNIQUE REFERENCES method_draft, ADD COLUMN approval jsonb, ADD COLUMN published_by uuid REFERENCES person,
  ADD CONSTRAINT method_edition_approved CHECK ((draft IS NULL) = (approval IS NULL) AND (draft IS NULL OR (starts IS NOT NULL AND ends IS NOT NULL AND starts <= ends)));
COMMENT ON COLUMN method_edition.approval IS 'Number and title of the document that approves the edition; null for what the pack brought, whose file says it.';
COMMENT ON COLUMN method_edition.ends IS 'Last day of the term: past it nothing is named any more.';
CREATE POLICY app_adds ON method_edition FOR INSERT TO {{app}} WITH CHECK (published_by = current_person()
  AND EXISTS (SELECT FROM method_draft d WHERE d.id = method_edition.draft AND d.published_at IS NULL));
GRANT INSERT ON method_edition TO {{app}};
