-- What is typed often means little: one character, a common ending, the start of every code. So a way of finding that meets many units is not
-- sorted whole but walked in the order of the answer until enough are met; one that meets few is asked of its index. Each way is planned with
-- what was typed, as only then the database knows how many to expect.

DROP FUNCTION find_units(text[], text, text, text[], text, integer);
DROP INDEX unit_entered_pairs, unit_sound;
ALTER TABLE unit DROP COLUMN bigrams;
COMMENT ON TABLE unit IS 'Nodes of the tree, in the place that they have today. name is name_entered made fit for display; pinyin orders it.';
-- Dear beside a comparison of texts: worth an index, and never worth asking row by row.
ALTER FUNCTION pairs_of(text) COST 1000;
CREATE INDEX unit_pairs ON unit USING gin (pairs_of(name || E'\n' || name_entered));
CREATE INDEX unit_small_name ON unit ((lower(name) COLLATE "C")) WHERE closed_on IS NULL;
CREATE INDEX unit_found_order ON unit (level, replace(pinyin, ' ', ''), id) WHERE closed_on IS NULL;

CREATE FUNCTION find_units(roots text[], typed text, shown text, letters text, most integer) RETURNS SETOF integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
DECLARE
  few CONSTANT integer := 2000;
  small CONSTANT integer := 10000;
  starts CONSTANT text := '%1$s >= %2$L AND %1$s < %2$L || chr(1114111)';
  sound CONSTANT text := 'replace(pinyin, '' '', '''')';
  small_name CONSTANT text := '(lower(name) COLLATE "C")';
  holds CONSTANT text := format('(position(%L IN lower(name)) > 0 OR position(%L IN lower(name_entered)) > 0)', shown, typed);
  paired CONSTANT text := format('(%1$s @> pairs_of(%2$L) OR %1$s @> pairs_of(%3$L))', 'pairs_of(name || E''\n'' || name_entered)', shown, typed);
  by_letters text[] := '{}';
  within text;
  way text;
  met integer[] := '{}';
  more integer[];
  all_few boolean;
BEGIN
  SELECT format('closed_on IS NULL AND (%s)', string_agg(format('path >= %L AND path < %L', root, left(root, -1) || '0'), ' OR ')) INTO within
    FROM unnest(roots) root WHERE NOT EXISTS (SELECT FROM unnest(roots) above WHERE root ^@ above AND root <> above);
  IF letters IS NOT NULL THEN
    by_letters := ARRAY[format(starts, sound, letters), format(starts, 'initials', letters), format(starts, 'lower(code)', letters)];
  END IF;
  EXECUTE format('SELECT count(*) <= %2$s FROM (SELECT FROM unit WHERE %1$s LIMIT %2$s + 1) below', within, small) INTO all_few;
  IF all_few THEN
    EXECUTE format('SELECT array_agg(id) FROM unit WHERE %s AND (%s)', within, array_to_string(holds || by_letters, ' OR ')) INTO met;
  ELSE
    FOREACH way IN ARRAY ARRAY[format('%s = %L', small_name, shown), format(starts, small_name, shown), holds] || by_letters LOOP
      EXECUTE format('SELECT array_agg(id) FROM (SELECT id FROM unit WHERE %s AND %s LIMIT %s) met', within,
        CASE way WHEN holds THEN format('%s AND %s', paired, holds) ELSE way END, few + 1) INTO more;
      IF cardinality(more) > few THEN
        EXECUTE format('SELECT array_agg(id) FROM (SELECT id FROM unit WHERE %s AND %s ORDER BY level, %s, id LIMIT %s) met', within, way, sound, most) INTO more;
      END IF;
      met := met || more;
    END LOOP;
  END IF;
  RETURN QUERY SELECT chosen.id FROM (SELECT u.id, u.path FROM unit u WHERE u.id = ANY (met)
    ORDER BY lower(u.name) = shown DESC, position(shown IN lower(u.name)) = 1 DESC, u.level, replace(u.pinyin, ' ', ''), u.id LIMIT most) chosen
    WHERE in_range(chosen.path);
END $$;
COMMENT ON FUNCTION find_units(text[], text, text, text, integer) IS 'Units below these roots, as far as they lie in the range: by a part of the name as typed or as shown, by the start of sound, initials or code; the nearest first.';
REVOKE ALL ON FUNCTION find_units(text[], text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_units(text[], text, text, text, integer) TO {{app}}, {{worker}};
