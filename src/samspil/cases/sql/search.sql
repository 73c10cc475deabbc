-- Search in notes: the words (Danish stems) and the audiences together in one GIN index; ids, read under the policy again.

-- After a change here the index must be built anew.
CREATE FUNCTION cases.note_vector(p_text text, p_audiences bigint[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_tsvector('pg_catalog.danish'::regconfig, p_text)
    || array_to_tsvector(ARRAY(SELECT '#' || audience FROM unnest(p_audiences) AS audience)) $$;

CREATE INDEX note_search ON cases_note USING gin (cases.note_vector(text, audiences));

-- Ids of notes that the actor may read and that hold all the words, newest first. Two words are needed, or one within the few
-- cases named by `p_within` (one's own).
CREATE FUNCTION cases.search_notes(p_words text, p_within bigint[], p_limit integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE readable bigint[] := access.keys(); wanted tsquery := plainto_tsquery('pg_catalog.danish'::regconfig, p_words);
  within_reach tsquery := (SELECT string_agg('''#' || key || '''', '|') FROM unnest(readable) AS key)::tsquery;
BEGIN
  IF p_within IS NULL AND numnode(wanted) < 3 THEN
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
