-- A freeze says in which post it was asked for; one that could not be done makes room for another.

CALL holds_records('evaluation');

ALTER TABLE evaluation ADD COLUMN requested_unit integer REFERENCES unit, ADD COLUMN requested_post jsonb;
COMMENT ON COLUMN evaluation.requested_post IS 'What the post was called in which the freeze was asked for, at requested_unit: what readers are told. Who held it is requested_by.';

ALTER TABLE evaluation DROP CONSTRAINT evaluation_state_check;
ALTER TABLE evaluation ADD CONSTRAINT evaluation_state_check CHECK (state IN ('live', 'requested', 'trial', 'final', 'failed'));
COMMENT ON TABLE evaluation IS 'Runs of a method over a period: the live one, which follows the facts; frozen ones, which keep them. unit_id is the root of what it covers. trial: measures were lacking, so it carries no digest. failed: a freeze that was asked for and given up.';

-- For oneself, of the whole that is asked about, and with the right to what is internal, which a freeze takes in.
ALTER POLICY app_adds ON evaluation WITH CHECK (state = 'requested' AND requested_by = current_person()
  AND in_scope(path, NULL, true) AND path = (SELECT u.path FROM unit u WHERE u.id = evaluation.unit_id));
DROP POLICY app_changes ON evaluation;

CREATE OR REPLACE FUNCTION keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settled boolean;
BEGIN
  IF TG_TABLE_NAME = 'evaluation' THEN
    settled := OLD.state IN ('trial', 'final', 'failed');
  ELSE
    SELECT state IN ('trial', 'final', 'failed') INTO settled FROM evaluation WHERE id = OLD.evaluation;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF NOT settled THEN RETURN OLD; END IF;
  ELSIF NOT settled OR to_jsonb(OLD) - 'path' = to_jsonb(NEW) - 'path' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% of a frozen evaluation cannot be changed', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION refuse_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh JOIN evaluation e ON e.id = fresh.evaluation WHERE e.state IN ('trial', 'final', 'failed')) THEN
    RAISE EXCEPTION 'nothing can be added to % of a frozen evaluation', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
