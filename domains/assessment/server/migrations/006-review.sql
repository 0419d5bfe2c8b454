-- The review chain. What is said of a fact is only added to: a correction stands beside the figure that it corrects, and goes back as another one.

CREATE TABLE review (
  id uuid PRIMARY KEY,
  edition integer NOT NULL REFERENCES method_edition,
  period text NOT NULL,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  steps jsonb NOT NULL,
  opened_by uuid NOT NULL REFERENCES person,
  opened_unit integer REFERENCES unit,
  opened_post jsonb,
  opened_at timestamptz NOT NULL,
  UNIQUE (edition, period)
);
COMMENT ON TABLE review IS 'Reviews of a period by an edition: the steps as they were laid down when it was opened, each with its last day. unit_id is the root of what it covers.';
CALL guard('review', 'in_scope(path, NULL) OR above_scope(path)', NULL);
CALL holds_records('review');
CREATE POLICY app_adds ON review FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND opened_by = current_person()
  AND path = (SELECT u.path FROM unit u WHERE u.id = review.unit_id));
GRANT SELECT, INSERT ON review TO {{app}};
GRANT SELECT, UPDATE ON review TO {{worker}};

CREATE TABLE judgement (
  id uuid PRIMARY KEY,
  n bigint GENERATED ALWAYS AS IDENTITY,
  review uuid NOT NULL REFERENCES review,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  section text NOT NULL,
  measure text,
  step text NOT NULL,
  act text NOT NULL CHECK (act IN ('explain', 'correct', 'restore', 'hold', 'release', 'urge', 'pass', 'return')),
  num double precision,
  den double precision,
  was_num double precision,
  was_den double precision,
  reason text CHECK ((reason IS NULL) = (act IN ('urge', 'pass'))),
  owner_unit integer REFERENCES unit CHECK ((owner_unit IS NOT NULL) = (act = 'hold')),
  seen_on date,
  by_person uuid NOT NULL REFERENCES person,
  by_unit integer NOT NULL REFERENCES unit,
  by_post jsonb NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((measure IS NULL) = (act IN ('pass', 'return'))),
  CHECK (act IN ('correct', 'restore') OR (num IS NULL AND den IS NULL AND was_num IS NULL AND was_den IS NULL))
);
CREATE INDEX judgement_section ON judgement (review, section, path, n);
CREATE INDEX judgement_figure ON judgement (review, measure, unit_id, n) WHERE act IN ('correct', 'restore');
CREATE INDEX judgement_hold ON judgement (review, unit_id, measure, n) WHERE act IN ('hold', 'release', 'urge');
COMMENT ON TABLE judgement IS 'What the steps of a review said, in the order of n. Of a fact: explained by its unit, corrected (num, den hold from then on; was_ is what stood before), restored, held by owner_unit''s turn, released, urged. Of a whole section, without measure: passed or returned. by_post is what the post was called.';
CALL guard('judgement', 'in_scope(path, NULL)', NULL);
CALL holds_records('judgement');
CREATE POLICY app_adds ON judgement FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL) AND by_person = current_person()
  AND path = (SELECT u.path FROM unit u WHERE u.id = judgement.unit_id)
  AND EXISTS (SELECT FROM review r WHERE r.id = judgement.review AND judgement.path ^@ r.path));
GRANT SELECT, INSERT ON judgement TO {{app}};
GRANT SELECT, UPDATE ON judgement TO {{worker}};

CREATE TABLE review_meeting (
  id uuid PRIMARY KEY,
  review uuid NOT NULL REFERENCES review,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  held_on date NOT NULL,
  present text[] NOT NULL,
  absent text[] NOT NULL,
  minutes text NOT NULL,
  concludes boolean NOT NULL,
  decision text,
  by_person uuid NOT NULL REFERENCES person,
  by_unit integer NOT NULL REFERENCES unit,
  by_post jsonb NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX review_meeting_concludes ON review_meeting (review) WHERE concludes;
CREATE INDEX review_meeting_review ON review_meeting (review);
COMMENT ON TABLE review_meeting IS 'Meetings of the joint review, with the units that were there and those that were not. The one that concludes ends the review; decision is what settled it although facts were held.';
CALL guard('review_meeting', 'in_scope(path, NULL) OR above_scope(path)', NULL);
CALL holds_records('review_meeting');
CREATE POLICY app_adds ON review_meeting FOR INSERT TO {{app}} WITH CHECK (in_scope(path, NULL, true) AND by_person = current_person()
  AND (unit_id, path) = (SELECT r.unit_id, r.path FROM review r WHERE r.id = review_meeting.review));
GRANT SELECT, INSERT ON review_meeting TO {{app}};
GRANT SELECT, UPDATE ON review_meeting TO {{worker}};

-- Only the path of today's tree moves along.
CREATE FUNCTION keep_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'path' = to_jsonb(NEW) - 'path' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
COMMENT ON FUNCTION keep_said() IS 'Refuses changes to what was said in a review.';
CREATE TRIGGER keep_said BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION keep_said();
CREATE TRIGGER keep_said BEFORE UPDATE ON judgement FOR EACH ROW EXECUTE FUNCTION keep_said();
CREATE TRIGGER keep_said BEFORE UPDATE ON review_meeting FOR EACH ROW EXECUTE FUNCTION keep_said();

ALTER TABLE evaluation_fact ADD COLUMN corrected uuid REFERENCES judgement;
COMMENT ON TABLE evaluation_fact IS 'The facts of a frozen evaluation, with the records behind each and which of them count in the numerator, or the declaration that it was; corrected where a review put another figure in its place.';
