-- Search in notes: the words (Danish stems) and the audiences together in one GIN index; ids, read under the policy again.

-- The index note_search rests on it: a change here builds it anew.
CREATE OR REPLACE FUNCTION cases.note_vector(p_text text, p_audiences bigint[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_tsvector('pg_catalog.danish'::regconfig, p_text)
    || array_to_tsvector(ARRAY(SELECT '#' || audience FROM unnest(p_audiences) AS audience)) $$;

-- The words of a search in every form of them. The stems of PostgreSQL keep the ending of the past ("ringede" becomes "ringed", beside
-- "ring" of "ringer"), so each stem is asked for in both, and a consonant that is doubled before the ending, once. The stems of
-- the notes, and so the index, stay as they are; whole stems are compared and never beginnings, so no letters trawl.
CREATE OR REPLACE FUNCTION cases.note_query(p_words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg('(' || forms.any_of || ')', ' & ')::tsquery, ''::tsquery)
    FROM unnest(to_tsvector('pg_catalog.danish'::regconfig, p_words)) AS word,
    LATERAL (SELECT CASE WHEN length(word.lexeme) > 4 THEN regexp_replace(word.lexeme, '(ed|t)$', '') ELSE word.lexeme END AS bare) AS cut,
    LATERAL (SELECT CASE WHEN cut.bare <> word.lexeme THEN regexp_replace(cut.bare, '([bdfgklmnprst])\1$', '\1') ELSE cut.bare END AS root) AS base,
    LATERAL (SELECT string_agg(DISTINCT quote_literal(form), ' | ') AS any_of FROM unnest(CASE WHEN length(base.root) < 3
        THEN ARRAY[word.lexeme] ELSE ARRAY[word.lexeme, cut.bare, base.root, base.root || 'ed', base.root || 't',
          base.root || right(base.root, 1) || 'ed', base.root || right(base.root, 1) || 't'] END) AS form) AS forms $$;

-- Ids of notes that the actor may read and that hold all the words, newest first. Two words are needed, or one within the few
-- cases named by `p_within` (one's own).
CREATE OR REPLACE FUNCTION cases.search_notes(p_words text, p_within bigint[], p_limit integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE readable bigint[] := access.keys(); wanted tsquery := cases.note_query(p_words);
  within_reach tsquery := (SELECT string_agg('''#' || key || '''', '|') FROM unnest(readable) AS key)::tsquery;
BEGIN
  IF p_within IS NULL AND numnode(plainto_tsquery('pg_catalog.danish'::regconfig, p_words)) < 3 THEN
    PERFORM access.refuse('a search among all notes needs two words');
  END IF;
  IF numnode(wanted) = 0 OR cardinality(readable) = 0 THEN RETURN; END IF;
  IF p_within IS NOT NULL THEN
    RETURN QUERY SELECT n.id FROM public.cases_note n WHERE n.case_id = ANY (p_within) AND n.audiences && readable
      AND cases.note_vector(n.text, n.audiences) @@ wanted ORDER BY n.written_at DESC, n.id DESC LIMIT p_limit;
    RETURN;
  END IF;
  -- Words and keys are two conditions: as one, the index would ask for all the keys at each note in the country that has the
  -- rarest word; as two, each leads it past what the other rules out.
  RETURN QUERY SELECT n.id FROM public.cases_note n WHERE cases.note_vector(n.text, n.audiences) @@ wanted
    AND cases.note_vector(n.text, n.audiences) @@ within_reach
    AND n.audiences && readable ORDER BY n.written_at DESC, n.id DESC LIMIT p_limit;
END $$;
