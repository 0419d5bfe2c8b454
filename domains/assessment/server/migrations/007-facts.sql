-- Facts that no record gives: who asks for which of them, of whom, until when, and what is handed in.

CREATE TABLE fact_request (
  id uuid PRIMARY KEY,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  edition integer NOT NULL REFERENCES method_edition,
  period text NOT NULL,
  measures text[] NOT NULL CHECK (cardinality(measures) > 0),
  owner text NOT NULL,
  basis text NOT NULL,
  purpose text NOT NULL,
  working_days integer NOT NULL CHECK (working_days > 0),
  month text NOT NULL,
  asked integer NOT NULL CHECK (asked > 0),
  beyond integer NOT NULL,
  made_by uuid NOT NULL REFERENCES person,
  made_unit integer NOT NULL REFERENCES unit,
  made_post jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  opened_at timestamptz,
  due_at timestamptz,
  last_day date,
  approved_by uuid REFERENCES person,
  approved_unit integer REFERENCES unit,
  approved_post jsonb,
  CHECK ((opened_at IS NULL) = (due_at IS NULL)),
  CHECK ((opened_at IS NULL) = (last_day IS NULL)),
  CHECK (approved_by IS DISTINCT FROM made_by),
  CHECK (opened_at IS NULL OR beyond = 0 OR approved_by IS NOT NULL)
);
CREATE INDEX fact_request_path ON fact_request (path, made_at);
CREATE INDEX fact_request_month ON fact_request (month);
COMMENT ON TABLE fact_request IS 'Requests for facts: who asks, in which post, for which figures, of what lies below unit_id, on what basis and what for. asked: how many units; beyond: for how many of them it goes beyond what a month may ask, so that it opens only when somebody else approves.';
CALL guard('fact_request', 'in_scope(path, NULL) OR (opened_at IS NOT NULL AND above_scope(path))', 'in_scope(path, NULL, true)');
ALTER POLICY app_adds ON fact_request WITH CHECK (made_by = current_person() AND approved_by IS NULL AND in_scope(path, NULL, true)
  AND path = (SELECT u.path FROM unit u WHERE u.id = fact_request.unit_id));
GRANT SELECT, INSERT ON fact_request TO {{app}};
GRANT UPDATE (month, opened_at, due_at, last_day, approved_by, approved_unit, approved_post) ON fact_request TO {{app}};
GRANT SELECT, INSERT, UPDATE ON fact_request TO {{worker}};
CALL holds_records('fact_request');

CREATE TABLE fact_form (
  id uuid PRIMARY KEY,
  request uuid NOT NULL REFERENCES fact_request,
  unit_id integer NOT NULL REFERENCES unit,
  path text COLLATE "C" NOT NULL,
  due_at timestamptz NOT NULL,
  draft jsonb NOT NULL,
  draft_version integer NOT NULL,
  draft_at timestamptz,
  handed_at timestamptz,
  handed_by uuid REFERENCES person,
  handed_unit integer REFERENCES unit,
  handed_post jsonb,
  urged_at timestamptz,
  late_reason text,
  late_asked_at timestamptz,
  late_asked_by uuid REFERENCES person,
  late_until timestamptz,
  late_last_day date,
  late_granted_by uuid REFERENCES person,
  late_granted_unit integer REFERENCES unit,
  late_granted_post jsonb,
  UNIQUE (request, unit_id),
  CHECK ((late_until IS NULL) = (late_granted_by IS NULL)),
  CHECK (late_granted_by IS DISTINCT FROM late_asked_by OR late_granted_by IS NULL)
);
CREATE INDEX fact_form_path ON fact_form (path);
COMMENT ON TABLE fact_form IS 'What one unit is asked by a request: its draft, when it was handed in and in which post, when it was urged, and the exception after the due time with the post that granted it.';
CALL guard('fact_form', 'in_scope(path, NULL)', 'in_scope(path, NULL, true)');
ALTER POLICY app_adds ON fact_form WITH CHECK (in_scope(path, NULL, true) AND path = (SELECT u.path FROM unit u WHERE u.id = fact_form.unit_id));
GRANT SELECT, INSERT ON fact_form TO {{app}};
GRANT UPDATE (draft, draft_version, draft_at, handed_at, handed_by, handed_unit, handed_post, urged_at, late_reason, late_asked_at, late_asked_by,
  late_until, late_last_day, late_granted_by, late_granted_unit, late_granted_post) ON fact_form TO {{app}};
GRANT SELECT, INSERT, UPDATE ON fact_form TO {{worker}};
CALL holds_records('fact_form');

ALTER TABLE declared_fact ADD COLUMN form uuid REFERENCES fact_form, ADD COLUMN declared_unit integer REFERENCES unit,
  ADD COLUMN declared_post jsonb, ADD COLUMN confirmed boolean;
COMMENT ON COLUMN declared_fact.confirmed IS 'Whether the value of the period before was confirmed rather than entered; null for what no form brought.';
COMMENT ON TABLE declared_fact IS 'Facts that no record gives, as they were declared; the latest of a unit, measure and period holds. declared_by is null for what the pack brought; otherwise form, declared_unit and declared_post say by which form and in which post.';

-- The due time holds in the database too: nothing is declared of what nobody asked, and nothing after its last moment.
CREATE POLICY app_adds ON declared_fact FOR INSERT TO {{app}} WITH CHECK (declared_by = current_person() AND in_scope(path, NULL, true)
  AND EXISTS (SELECT FROM fact_form f JOIN fact_request r ON r.id = f.request
    WHERE f.id = declared_fact.form AND f.unit_id = declared_fact.unit_id AND f.path = declared_fact.path AND r.period = declared_fact.period
      AND declared_fact.measure = ANY (r.measures) AND declared_fact.declared_at < COALESCE(f.late_until, f.due_at)));
GRANT INSERT ON declared_fact TO {{app}};
