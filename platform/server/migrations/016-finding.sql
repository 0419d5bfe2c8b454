-- Finding and counting in a tree of hundreds of thousands. Row security looks at each row before an index of pairs may be asked, so ids are
-- chosen by functions that ask the indexes first and hold the range themselves.

CREATE FUNCTION pairs_of(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT substr(bare, at, wide)) FROM (SELECT regexp_replace(lower(words), '\s+', '', 'g') AS bare) b,
    generate_series(1, greatest(length(bare), 1)) AS at, generate_series(1, 2) AS wide WHERE length(substr(bare, at, wide)) = wide
$$;
COMMENT ON FUNCTION pairs_of(text) IS 'Every character of a text, and every two neighbours: what a part of a name is found by.';
CREATE INDEX unit_entered_pairs ON unit USING gin (pairs_of(name_entered));
CREATE INDEX unit_sound ON unit (replace(pinyin, ' ', ''));
CREATE INDEX unit_initials ON unit (initials);
CREATE INDEX unit_small_code ON unit (lower(code));
CREATE INDEX unit_open_path ON unit (path) WHERE closed_on IS NULL;
CREATE INDEX unit_parent_order ON unit (parent_id, pinyin, id);
DROP INDEX unit_parent;

CREATE FUNCTION in_range(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(in_scope(path, NULL), false) OR EXISTS (SELECT FROM unnest(string_to_array(NULLIF(current_setting('beichen.scope_lines', true), ''), ',')) AS entry
    WHERE path ^@ split_part(entry, ':', 2))
$$;
COMMENT ON FUNCTION in_range(text) IS 'Whether a node lies in a subtree that this transaction may see, be it on a single duty line; those above it do not.';

CREATE FUNCTION find_units(roots text[], typed text, shown text, pairs text[], letters text, most integer) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  WITH met AS (
    SELECT id FROM unit WHERE length(shown) > 1 AND bigrams @> pairs AND position(shown IN lower(name)) > 0
    UNION SELECT id FROM unit WHERE length(shown) = 1 AND position(shown IN lower(name)) > 0
    UNION SELECT id FROM unit WHERE pairs_of(name_entered) @> pairs_of(typed) AND position(typed IN lower(name_entered)) > 0
    UNION SELECT id FROM unit WHERE replace(pinyin, ' ', '') >= letters AND replace(pinyin, ' ', '') < letters || chr(1114111)
    UNION SELECT id FROM unit WHERE initials >= letters AND initials < letters || chr(1114111)
    UNION SELECT id FROM unit WHERE lower(code) >= letters AND lower(code) < letters || chr(1114111)
  ), chosen AS (
    SELECT u.* FROM met JOIN unit u ON u.id = met.id WHERE u.closed_on IS NULL AND u.path ^@ ANY (roots)
    ORDER BY lower(u.name) = shown DESC, position(shown IN lower(u.name)) = 1 DESC, u.level, u.pinyin, u.id LIMIT most
  ) SELECT id FROM chosen WHERE in_range(path)
$$;
COMMENT ON FUNCTION find_units(text[], text, text, text[], text, integer) IS 'Units below these roots, as far as they lie in the range: by a part of the name as typed or as shown, by the start of sound, initials or code; the nearest first.';

CREATE FUNCTION count_below(of_unit integer) RETURNS TABLE (children integer, below integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$
  SELECT (SELECT count(*)::integer FROM unit c WHERE c.parent_id = own.id AND c.closed_on IS NULL),
    (SELECT count(*)::integer FROM unit b WHERE b.path > own.path AND b.path < left(own.path, -1) || '0' AND b.closed_on IS NULL)
  FROM unit own WHERE own.id = of_unit AND in_range(own.path)
$$;
COMMENT ON FUNCTION count_below(integer) IS 'How many units lie directly below one in the range, and how many at all.';

REVOKE ALL ON FUNCTION find_units(text[], text, text, text[], text, integer), count_below(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_units(text[], text, text, text[], text, integer), count_below(integer) TO {{app}}, {{worker}};
