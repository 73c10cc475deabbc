-- Deletion goes through here and nowhere else: children first, in an order read from the catalogue, history with them.

-- Delete rows of one table with everything that hangs on them. The actor owns them, or the caller is the keeper and they
-- are due. A rule whose disposal ground is not confirmed blanks instead: the rows go to the sealed audience, that nobody
-- holds, and wait (arkivlov: no municipality deletes without authority). Fails when it removes fewer rows than announced.
CREATE FUNCTION retention.delete(p_table text, p_ids bigint[], p_rule text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE allowed integer; rule public.sharing_retentionrule; destroy boolean; municipality bigint; counts jsonb;
  keeper boolean := session_user = 'samspil_keeper' OR current_setting('role', true) = 'samspil_keeper';
BEGIN
  IF NOT sharing.is_lockable(p_table) OR p_ids IS NULL OR cardinality(p_ids) = 0 THEN
    PERFORM access.refuse('nothing that can be deleted was named');
  END IF;
  IF keeper THEN
    EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND delete_after < $2 AND NOT hold', p_table)
      INTO allowed USING p_ids, (statement_timestamp() + coalesce((SELECT ahead FROM public.access_clock LIMIT 1), '0'))::date;
  ELSE
    EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND owner_audience = ANY ($2) AND NOT hold', p_table)
      INTO allowed USING p_ids, access.own_keys();
  END IF;
  IF allowed <> cardinality(p_ids) THEN PERFORM access.refuse('some of these rows are not yours to delete, not due, or held'); END IF;
  EXECUTE format('SELECT min(body), count(DISTINCT body) FROM public.%I WHERE id = ANY ($1)', p_table)
    INTO municipality, allowed USING p_ids;
  IF allowed <> 1 THEN PERFORM access.refuse('rows of one municipality are deleted at a time'); END IF;
  SELECT * INTO rule FROM public.sharing_retentionrule WHERE body = municipality AND kind = p_rule;
  IF rule.id IS NULL THEN PERFORM access.refuse('no retention rule of this name'); END IF;
  destroy := rule.may_confirmed_by <> '';
  counts := retention.remove(p_table, p_ids, destroy, municipality);
  IF (counts ->> p_table)::integer IS DISTINCT FROM cardinality(p_ids) THEN
    RAISE EXCEPTION 'announced % rows of %, removed %', cardinality(p_ids), p_table, coalesce(counts ->> p_table, '0');
  END IF;
  INSERT INTO public.sharing_deletionreport (body, rule, at, destroyed, counts, audiences)
    VALUES (municipality, p_rule, coalesce(access.at(), statement_timestamp()), destroy, counts,
      (SELECT array_agg(a.id) FROM public.access_audience a WHERE a.kind = 'protection' AND a.body_id = municipality));
  PERFORM audit.record(CASE WHEN destroy THEN 'row.destroyed' ELSE 'row.sealed' END, p_table, NULL, NULL,
    (SELECT a.id FROM public.access_audience a WHERE a.kind = 'protection' AND a.body_id = municipality LIMIT 1), counts);
  RETURN counts;
END $$;

CREATE FUNCTION retention.remove(p_table text, p_ids bigint[], p_destroy boolean, p_body bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE child record; below bigint[]; counts jsonb := '{}'; found integer; part jsonb; name text; sealed bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND hold', p_table) INTO found USING p_ids;
  IF found > 0 THEN PERFORM access.refuse('something that hangs on these rows is held'); END IF;
  FOR child IN SELECT c.relname AS tab, a.attname AS col
      FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
     WHERE con.contype = 'f' AND con.confrelid = format('public.%I', p_table)::regclass AND a.attnotnull
       AND sharing.is_lockable(c.relname::text) LOOP
    EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE %I = ANY ($1)', child.tab, child.col) INTO below USING p_ids;
    IF below IS NOT NULL THEN
      part := retention.remove(child.tab, below, p_destroy, p_body);
      FOR name IN SELECT jsonb_object_keys(part) LOOP
        counts := counts || jsonb_build_object(name, coalesce((counts ->> name)::int, 0) + (part ->> name)::int);
      END LOOP;
    END IF;
  END LOOP;
  IF p_destroy THEN
    FOR child IN SELECT c.relname AS tab, a.attname AS col
        FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
       WHERE con.contype = 'f' AND con.confrelid = format('public.%I', p_table)::regclass AND NOT a.attnotnull LOOP
      EXECUTE format('UPDATE public.%I SET %I = NULL WHERE %I = ANY ($1)', child.tab, child.col, child.col) USING p_ids;
    END LOOP;
    WITH gone AS (DELETE FROM public.sharing_disclosedrow WHERE table_name = p_table AND row_id = ANY (p_ids)
      RETURNING disclosure_id)
    SELECT array_agg(DISTINCT disclosure_id) INTO below FROM gone;
    DELETE FROM public.sharing_disclosure d WHERE d.id = ANY (below)
       AND NOT EXISTS (SELECT FROM public.sharing_disclosedrow r WHERE r.disclosure_id = d.id);
    DELETE FROM public.sharing_extract WHERE row_table = p_table AND row_id = ANY (p_ids)
       OR from_table = p_table AND from_id = ANY (p_ids);
    EXECUTE format('DELETE FROM public.%I WHERE id = ANY ($1)', p_table) USING p_ids;
  ELSE
    SELECT a.id INTO sealed FROM public.access_audience a WHERE a.kind = 'sealed' AND a.body_id = p_body;
    EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY[$1] WHERE id = ANY ($2)', p_table)
      USING sealed, p_ids;
  END IF;
  GET DIAGNOSTICS found = ROW_COUNT;
  RETURN counts || jsonb_build_object(p_table, coalesce((counts ->> p_table)::int, 0) + found);
END $$;

-- Delete those of the actor's rows to which nothing about the same child is left but themselves; the others stay, silently:
-- whether somebody else works with the child is not told. For person records, and for what was sent and is finished.
CREATE FUNCTION retention.forget_idle(p_table text, p_ids bigint[], p_rule text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE idle bigint[] := p_ids; other record; busy bigint[];
BEGIN
  IF p_table = 'people_person' THEN
    FOR other IN SELECT c.relname AS tab FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
        WHERE a.attname = 'subject' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
          AND sharing.is_lockable(c.relname::text) AND c.relname <> 'people_person' LOOP
      EXECUTE format('SELECT array_agg(DISTINCT subject) FROM public.%I t WHERE subject = ANY ($1)
        AND NOT EXISTS (SELECT FROM public.access_audience s WHERE s.id = t.owner_audience AND s.kind = ''sealed'')', other.tab)
        INTO busy USING idle;
      idle := ARRAY(SELECT unnest(idle) EXCEPT SELECT unnest(busy));
    END LOOP;
  END IF;
  IF cardinality(idle) > 0 THEN PERFORM retention.delete(p_table, idle, p_rule); END IF;
END $$;
