-- What the sealer has still to chain. Neither ids nor times tell: whoever commits late would be passed over.

CREATE TABLE audit_pending (
  entry uuid NOT NULL
);
COMMENT ON TABLE audit_pending IS 'Audit entries that are not chained yet, put here by the transaction that writes them. The sealer takes them out.';
CALL guard('audit_pending', 'false', NULL);
GRANT SELECT, DELETE ON audit_pending TO {{worker}};
INSERT INTO audit_pending (entry) SELECT e.id FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id);

CREATE FUNCTION audit_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
BEGIN
  INSERT INTO audit_pending (entry) SELECT id FROM written;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION audit_waits() IS 'Puts new audit entries before the sealer.';
REVOKE ALL ON FUNCTION audit_waits() FROM PUBLIC;
CREATE TRIGGER audit_waits AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION audit_waits();
