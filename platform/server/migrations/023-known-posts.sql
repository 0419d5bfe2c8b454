-- What was known of a post at a moment: when it was entered, and what end it had before it was given another. Figures of what is over rest on it.

ALTER TABLE access_grant ADD COLUMN made_at timestamptz, ADD COLUMN former_ends jsonb;
COMMENT ON COLUMN access_grant.made_at IS 'When it was entered; null for what is older than this column, and was always known.';
COMMENT ON COLUMN access_grant.former_ends IS 'The ends that it was to have before: [{to, until}], until being the moment at which another end was entered. Null where it has the one that it was given.';

CREATE FUNCTION with_former_end(former jsonb, was date, at timestamptz) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT COALESCE(former, '[]') || jsonb_build_object('to', was, 'until', at)
$$;
COMMENT ON FUNCTION with_former_end(jsonb, date, timestamptz) IS 'The former ends of something that is given another one now.';

CREATE FUNCTION end_known(now_to date, former jsonb, at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN was IS NULL THEN now_to ELSE (was ->> 'to')::date END
  FROM (SELECT (SELECT one FROM jsonb_array_elements(former) WITH ORDINALITY AS ends(one, n) WHERE (one ->> 'until')::timestamptz > at ORDER BY n LIMIT 1) AS was) AS before
$$;
COMMENT ON FUNCTION end_known(date, jsonb, timestamptz) IS 'The day on which something ends as far as that was known at a moment; null for open.';

DROP FUNCTION end_post(uuid, date);
CREATE FUNCTION end_post(post uuid, on_date date, at timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  UPDATE access_grant SET "to" = greatest(on_date, "from"), former_ends = with_former_end(former_ends, "to", at)
  WHERE id = post AND in_scope(path, NULL) AND ("to" IS NULL OR "to" > on_date) RETURNING id
$$;
COMMENT ON FUNCTION end_post(uuid, date, timestamptz) IS 'Ends a post in range from a day on; no row where it has ended already, or is not in range. at is when that is entered.';
REVOKE ALL ON FUNCTION end_post(uuid, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_post(uuid, date, timestamptz) TO {{app}}, {{worker}};
