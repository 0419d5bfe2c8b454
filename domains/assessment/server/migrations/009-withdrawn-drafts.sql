-- A draft that nobody goes on with is withdrawn: it stays to be read, and is neither changed nor published any more.

ALTER TABLE method_draft ADD COLUMN withdrawn_at timestamptz, ADD CONSTRAINT method_draft_closed_once CHECK (published_at IS NULL OR withdrawn_at IS NULL);
COMMENT ON COLUMN method_draft.withdrawn_at IS 'Since then the draft is closed without having become an edition.';
COMMENT ON TABLE method_draft IS 'Drafts of methods: the file as it stands, how many faults it has (0: it is checked), and the edition that it was made from. They lie at the city or at a county; seen and changed where posts reach that unit.';
DROP POLICY app_changes ON method_draft;
CREATE POLICY app_changes ON method_draft FOR UPDATE TO {{app}} USING (in_scope(path, NULL, true) AND published_at IS NULL AND withdrawn_at IS NULL)
  WITH CHECK (in_scope(path, NULL, true) AND saved_by = current_person());
GRANT UPDATE (withdrawn_at) ON method_draft TO {{app}};

DROP POLICY app_adds ON method_edition;
CREATE POLICY app_adds ON method_edition FOR INSERT TO {{app}} WITH CHECK (published_by = current_person()
  AND EXISTS (SELECT FROM method_draft d WHERE d.id = method_edition.draft AND d.published_at IS NULL AND d.withdrawn_at IS NULL));
