-- Search of children. Row policies cannot use an index for text, so one function looks words and audiences up together in one
-- GIN index and answers ids; the rows are read under the policy again.

-- What a record is found by: the words of its name as they are searched (`lib.names.sought`; nothing is folded here), its birth date and year, and
-- who may read it. No word begins with a sign of its own, so "=…" and "#…" can be no word. The index person_search rests on it:
-- a change here builds it anew.
CREATE OR REPLACE FUNCTION people.search_vector(p_name text, p_born date, p_audiences bigint[]) RETURNS tsvector LANGUAGE sql IMMUTABLE
PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT word FROM regexp_split_to_table(p_name, ' ') AS word WHERE word !~ '^([#=]|$)'
    UNION SELECT '=' || to_char(p_born, 'YYYY-MM-DD') WHERE p_born IS NOT NULL
    UNION SELECT '=' || extract(year FROM p_born)::text WHERE p_born IS NOT NULL
    UNION SELECT '#' || audience FROM unnest(p_audiences) AS audience)) $$;

-- A record stands for itself where it was joined with none that these keys read.
CREATE OR REPLACE FUNCTION people.stands(p_merged_into bigint, p_readable bigint[]) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_merged_into IS NULL
      OR NOT EXISTS (SELECT FROM public.people_person r WHERE r.id = p_merged_into AND r.audiences && p_readable) $$;

-- Ids of records that the actor may read, by name. Two attributes are needed (words, and a birth date or year), one CPR hash,
-- or one attribute within the few records named by `p_within` (the open meeting, own cases and tasks). Merged records are
-- left out where the record that they went into is found.
CREATE OR REPLACE FUNCTION people.search(p_words text[], p_born date, p_year integer, p_hash bytea, p_within bigint[], p_limit integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE readable bigint[] := access.keys(); wanted tsquery; word text;
BEGIN
  IF p_hash IS NOT NULL THEN
    RETURN QUERY SELECT p.id FROM public.people_person p
      WHERE p.cpr_hash = p_hash AND p.audiences && readable AND people.stands(p.merged_into, readable)
        AND (p_within IS NULL OR p.id = ANY (p_within)) ORDER BY p.name_sort, p.id LIMIT p_limit;
    RETURN;
  END IF;
  IF coalesce(cardinality(p_words), 0) = 0 AND p_within IS NULL
     OR p_within IS NULL AND p_born IS NULL AND p_year IS NULL THEN
    PERFORM access.refuse('a search among all children needs two attributes');
  END IF;
  FOREACH word IN ARRAY coalesce(p_words, '{}') LOOP
    -- The fold leaves letters alone; whatever else comes here could only be a sign of the query's own.
    word := regexp_replace(word, '[[:space:]\\''&|!<>():*#=]', '', 'g');
    IF word ~ '[[:alpha:]]' THEN  -- a number alone is no part of a name
      wanted := coalesce(wanted && (quote_literal(word) || ':*')::tsquery, (quote_literal(word) || ':*')::tsquery);
    END IF;
  END LOOP;
  IF wanted IS NULL AND p_within IS NULL THEN PERFORM access.refuse('a search among all children needs two attributes'); END IF;
  FOREACH word IN ARRAY array_remove(ARRAY['=' || to_char(p_born, 'YYYY-MM-DD'), '=' || p_year], NULL) LOOP
    wanted := coalesce(wanted && quote_literal(word)::tsquery, quote_literal(word)::tsquery);
  END LOOP;
  IF wanted IS NULL OR cardinality(readable) = 0 THEN RETURN; END IF;
  IF p_within IS NOT NULL THEN
    RETURN QUERY SELECT p.id FROM public.people_person p WHERE p.id = ANY (p_within) AND p.audiences && readable
      AND people.stands(p.merged_into, readable) AND people.search_vector(p.name_folded, p.birth_date, p.audiences) @@ wanted
      ORDER BY p.name_sort, p.id LIMIT p_limit;
    RETURN;
  END IF;
  wanted := wanted && (SELECT string_agg('''#' || key || '''', '|') FROM unnest(readable) AS key)::tsquery;
  RETURN QUERY SELECT p.id FROM public.people_person p
    WHERE people.search_vector(p.name_folded, p.birth_date, p.audiences) @@ wanted AND p.audiences && readable
      AND people.stands(p.merged_into, readable) ORDER BY p.name_sort, p.id LIMIT p_limit;
END $$;
