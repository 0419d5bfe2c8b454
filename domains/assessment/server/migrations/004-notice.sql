-- A result is shown before it is final: frozen for notice, objected to, and settled. A notice is a version of its own and stays one.

ALTER TABLE evaluation ADD COLUMN aim text NOT NULL DEFAULT 'final' CHECK (aim IN ('final', 'notice'));
COMMENT ON COLUMN evaluation.aim IS 'What a freeze was asked for: to be shown for notice, or to be final.';
ALTER TABLE evaluation DROP CONSTRAINT evaluation_state_check, DROP CONSTRAINT evaluation_check;
ALTER TABLE evaluation ADD CONSTRAINT evaluation_state_check CHECK (state IN ('live', 'requested', 'trial', 'notice', 'final', 'failed')),
  ADD CONSTRAINT evaluation_check CHECK ((digest IS NOT NULL) = (state IN ('notice', 'final')));
COMMENT ON TABLE evaluation IS 'Runs of a method over a period: the live one, which follows the facts; frozen ones, which keep them: those shown for notice and final ones, in one chain by supersedes. unit_id is the root of what it covers. trial: measures were lacking, so it carries no digest. failed: a freeze that was asked for and given up.';

CREATE OR REPLACE FUNCTION keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settled boolean;
BEGIN
  IF TG_TABLE_NAME = 'evaluation' THEN
    settled := OLD.state IN ('trial', 'notice', 'final', 'failed');
  ELSE
    SELECT state IN ('trial', 'notice', 'final', 'failed') INTO settled FROM evaluation WHERE id = OLD.evaluation;
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
  IF EXISTS (SELECT FROM fresh JOIN evaluation e ON e.id = fresh.evaluation WHERE e.state IN ('trial', 'notice', 'final', 'failed')) THEN
    RAISE EXCEPTION 'nothing can be added to % of a frozen evaluation', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE TABLE notice (
  id uuid PRIMARY KEY REFERENCES evaluation,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  document text NOT NULL,
  rule jsonb NOT NULL,
  objections_to jsonb NOT NULL,
  objection_rule jsonb NOT NULL,
  opened_at timestamptz,
  due_at timestamptz,
  estimated boolean,
  CHECK ((opened_at IS NULL) = (due_at IS NULL) AND (due_at IS NULL) = (estimated IS NULL))
);
COMMENT ON TABLE notice IS 'Public notices, each of the evaluation with its id: under which document, for how long (rule), to whom objections go and by when those are settled, as the city had it then. Opened when the evaluation is frozen; due_at is the first moment at which it no longer runs.';
CALL guard('notice', 'in_scope(path, NULL) OR above_scope(path)', NULL);
CALL holds_records('notice');
CREATE POLICY app_adds ON notice FOR INSERT TO {{app}} WITH CHECK (opened_at IS NULL AND in_scope(path, NULL, true)
  AND path = (SELECT u.path FROM unit u WHERE u.id = notice.unit_id));
GRANT SELECT, INSERT ON notice TO {{app}};
GRANT SELECT, UPDATE ON notice TO {{worker}};

-- At the end of the statement, which asks for the freeze as well.
CREATE FUNCTION keep_to_noticed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM evaluation e WHERE e.id = NEW.id AND e.state = 'requested' AND e.aim = 'notice' AND e.unit_id = NEW.unit_id) THEN
    RAISE EXCEPTION 'notice %: no freeze for notice was asked for', NEW.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_to_noticed() IS 'Refuses a notice of an evaluation that is not about to be frozen for one.';
CREATE TRIGGER keep_to_noticed AFTER INSERT ON notice FOR EACH ROW EXECUTE FUNCTION keep_to_noticed();

-- What was said in public stays; only the end moves, with the calendar, and the path, with the tree.
CREATE FUNCTION keep_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving text[] := '{path,due_at,estimated}';
BEGIN
  IF OLD.opened_at IS NULL THEN moving := moving || '{opened_at}'::text[]; END IF;
  IF to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'notice % cannot be changed', OLD.id;
END $$;
COMMENT ON FUNCTION keep_notice() IS 'Refuses changes to what a notice says.';
CREATE TRIGGER keep_notice BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION keep_notice();

CREATE TABLE objection (
  id uuid PRIMARY KEY,
  notice uuid NOT NULL REFERENCES notice,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  source text NOT NULL CHECK (source IN ('unit', 'resident')),
  section text,
  item text CHECK (item IS NULL OR section IS NOT NULL),
  reason text NOT NULL,
  contact uuid REFERENCES person,
  by_person uuid REFERENCES person CHECK ((by_person IS NOT NULL) = (source = 'unit')),
  by_post jsonb CHECK ((by_post IS NOT NULL) = (source = 'unit')),
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  estimated boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'upheld', 'rejected')),
  answer text,
  decided_by uuid REFERENCES person,
  decided_unit integer REFERENCES unit,
  decided_post jsonb,
  decided_at timestamptz,
  CHECK (CASE WHEN state = 'open' THEN num_nonnulls(answer, decided_by, decided_at, decided_unit, decided_post) = 0
    ELSE num_nonnulls(answer, decided_by, decided_at) = 3 END)
);
CREATE INDEX objection_notice ON objection (notice, path);
CREATE INDEX objection_open ON objection (path) WHERE state = 'open';
COMMENT ON TABLE objection IS 'Objections to what a notice shows of a unit, by the unit itself or by a resident; answered once, with a reason that the objector reads. contact is a subject of the vault; who answered is told as the post.';
CALL guard('objection', 'in_scope(path, NULL, true) OR is_party(id)', NULL);
CALL holds_records('objection');
CREATE POLICY app_adds ON objection FOR INSERT TO {{app}} WITH CHECK (state = 'open' AND source = 'unit' AND by_person = current_person()
  AND in_scope(path, NULL, true) AND path = (SELECT u.path FROM unit u WHERE u.id = objection.unit_id));
-- Nobody answers for a unit in which, or below which, they hold a post; whatever post they work in at the moment.
CREATE POLICY app_changes ON objection FOR UPDATE TO {{app}} USING (state = 'open' AND in_scope(path, NULL, true))
  WITH CHECK (state <> 'open' AND decided_by = current_person() AND NOT EXISTS (SELECT FROM access_grant g WHERE g.person = current_person()
    AND g.path ^@ objection.path AND (g."to" IS NULL OR g."to" > (objection.decided_at - interval '1 day')::date)));
GRANT SELECT, INSERT ON objection TO {{app}};
GRANT UPDATE (state, answer, decided_by, decided_unit, decided_post, decided_at) ON objection TO {{app}};
GRANT SELECT, UPDATE ON objection TO {{worker}};

CREATE FUNCTION keep_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'path'::text = to_jsonb(NEW) - 'path'::text OR OLD.state = 'open' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'objection % has been answered', OLD.id;
END $$;
COMMENT ON FUNCTION keep_objection() IS 'Refuses a second answer.';
CREATE TRIGGER keep_objection BEFORE UPDATE ON objection FOR EACH ROW EXECUTE FUNCTION keep_objection();

-- For people without an account: what is on show at a moment, and nothing else of it than units and stars.
CREATE FUNCTION public_notices(at_moment timestamptz) RETURNS TABLE (id uuid, method text, edition text, period text, outline jsonb, document text,
    objections_to jsonb, objection_rule jsonb, opened_at timestamptz, due_at timestamptz, estimated boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT n.id, m.method, m.edition, e.period, m.outline, n.document, n.objections_to, n.objection_rule, n.opened_at, n.due_at, n.estimated
  FROM notice n JOIN evaluation e ON e.id = n.id JOIN method_edition m ON m.id = e.edition
  WHERE e.state = 'notice' AND n.due_at > at_moment ORDER BY n.opened_at DESC, n.id $$;
COMMENT ON FUNCTION public_notices(timestamptz) IS 'Notices that run at a moment, for anybody.';

CREATE FUNCTION public_notice_units(of_notice uuid, at_moment timestamptz) RETURNS TABLE (id integer, code text, name text, above text, marks text[], stars smallint, grade text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT r.unit_id, u.code, u.name, (SELECT a.name FROM evaluation_unit a WHERE a.evaluation = r.evaluation AND a.unit_id = u.parent_id), r.marks, r.stars, r.grade
  FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
  WHERE r.evaluation = of_notice AND EXISTS (SELECT FROM public_notices(at_moment) n WHERE n.id = of_notice) ORDER BY u.code $$;
COMMENT ON FUNCTION public_notice_units(uuid, timestamptz) IS 'Units and stars of a notice that runs, for anybody.';

CREATE FUNCTION own_objection(at_moment timestamptz) RETURNS TABLE (unit text, period text, outline jsonb, "to" jsonb, section text, reason text,
    "madeAt" timestamptz, "dueAt" timestamptz, state text, answer text, "decidedAt" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT u.name, e.period, m.outline, n.objections_to, o.section, o.reason, o.made_at, o.due_at, o.state, o.answer, o.decided_at
  FROM public_token t JOIN objection o ON o.id = t.record JOIN notice n ON n.id = o.notice JOIN evaluation e ON e.id = n.id
    JOIN method_edition m ON m.id = e.edition JOIN unit u ON u.id = o.unit_id
  WHERE t.hash = decode(NULLIF(current_setting('beichen.token', true), ''), 'hex') AND t.ends_at > at_moment $$;
COMMENT ON FUNCTION own_objection(timestamptz) IS 'The objection of the tracking code of this transaction, with its answer.';

CREATE FUNCTION object_publicly(fresh jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE o objection := jsonb_populate_record(NULL::objection, fresh);
BEGIN
  SELECT u.path INTO o.path FROM result r JOIN notice n ON n.id = r.evaluation JOIN unit u ON u.id = r.unit_id
    WHERE r.evaluation = o.notice AND r.unit_id = o.unit_id AND n.due_at > o.made_at;
  IF o.path IS NULL THEN RAISE EXCEPTION 'notice % does not run, or does not show unit %', o.notice, o.unit_id USING ERRCODE = 'insufficient_privilege'; END IF;
  o.source := 'resident';
  o.state := 'open';
  o.by_person := NULL;
  INSERT INTO objection VALUES (o.*);
END $$;
COMMENT ON FUNCTION object_publicly(jsonb) IS 'An objection by somebody without an account, as JSON by column, against a notice that runs and shows the unit.';

REVOKE ALL ON FUNCTION public_notices(timestamptz), public_notice_units(uuid, timestamptz), object_publicly(jsonb), own_objection(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_notices(timestamptz), public_notice_units(uuid, timestamptz), object_publicly(jsonb), own_objection(timestamptz) TO {{app}};
