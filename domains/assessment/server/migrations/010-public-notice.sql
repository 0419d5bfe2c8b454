-- A notice proves itself: anybody reads the digest of what hangs out, and where the city says so takes the facts that it was computed from.

CREATE FUNCTION public_notice_proof(of_notice uuid, at_moment timestamptz) RETURNS TABLE (digest text, as_of timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT e.digest, e.as_of FROM evaluation e WHERE e.id = of_notice AND EXISTS (SELECT FROM public_notices(at_moment) n WHERE n.id = of_notice) $$;
COMMENT ON FUNCTION public_notice_proof(uuid, timestamptz) IS 'The digest of a notice that runs and the moment its facts were known at, for anybody.';

CREATE FUNCTION public_notice_package(of_notice uuid, at_moment timestamptz) RETURNS TABLE (method text, catalogue text, units jsonb, facts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT m.source, c.source,
    (SELECT jsonb_agg(jsonb_build_object('unit_id', u.unit_id, 'place', u.place, 'parent_id', u.parent_id, 'code', u.code, 'name', u.name, 'kind', u.kind,
        'parent', u.parent, 'class', u.class, 'zone', u.zone, 'pinyin', u.pinyin) ORDER BY length(u.place) - length(replace(u.place, '/', '')), u.code)
      FROM evaluation_unit u WHERE u.evaluation = e.id),
    (SELECT jsonb_agg(jsonb_build_object('code', u.code, 'measure', f.measure, 'num', f.num, 'den', f.den) ORDER BY u.code, f.measure COLLATE "C")
      FROM evaluation_fact f JOIN evaluation_unit u ON u.evaluation = f.evaluation AND u.unit_id = f.unit_id WHERE f.evaluation = e.id)
  FROM evaluation e JOIN method_edition m ON m.id = e.edition JOIN catalogue_edition c ON c.digest = e.catalogue
  WHERE e.id = of_notice AND EXISTS (SELECT FROM public_notices(at_moment) n WHERE n.id = of_notice) $$;
COMMENT ON FUNCTION public_notice_package(uuid, timestamptz) IS 'What a notice that runs was computed from: method, catalogue, units and figures by unit, no records and no person; for anybody, where the city opens it.';

REVOKE ALL ON FUNCTION public_notice_proof(uuid, timestamptz), public_notice_package(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_notice_proof(uuid, timestamptz), public_notice_package(uuid, timestamptz) TO {{app}};
