-- Deletion goes through here and nowhere else: children first, in an order read from the catalogue, history with them.

-- Delete rows of one table with everything that hangs on them. The actor owns them, or the caller is the keeper and they
-- are due. A rule whose disposal ground is not confirmed blanks instead: the rows go to the sealed audience, that nobody
-- holds, and wait (arkivlov: no municipality deletes without authority). Fails when it removes fewer rows than announced.
-- The rule is that of the rows: one whose ground is confirmed destroys nothing that another rule keeps.
CREATE OR REPLACE FUNCTION retention.delete(p_table text, p_ids bigint[], p_rule text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE municipality bigint := retention.check_own(p_table, p_ids); others integer;
BEGIN
  EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND retention_kind <> $2', p_table) INTO others USING p_ids, p_rule;
  IF others > 0 THEN PERFORM access.refuse('this rule deletes other rows than these'); END IF;
  RETURN retention.carry_out(p_table, p_ids, p_rule, municipality);
END $$;

-- Whether these rows may be deleted by whoever calls; answers their municipality.
CREATE OR REPLACE FUNCTION retention.check_own(p_table text, p_ids bigint[]) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE allowed integer; municipality bigint;
  keeper boolean := session_user = 'samspil_keeper' OR current_setting('role') = 'samspil_keeper';
BEGIN
  IF NOT sharing.is_lockable(p_table) OR p_ids IS NULL OR cardinality(p_ids) = 0 THEN
    PERFORM access.refuse('nothing that can be deleted was named');
  END IF;
  IF keeper THEN
    EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND delete_after < $2 AND NOT hold', p_table)
      INTO allowed USING p_ids, retention.today();
  ELSE
    EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND owner_audience = ANY ($2) AND NOT hold', p_table)
      INTO allowed USING p_ids, access.own_keys();
  END IF;
  IF allowed <> cardinality(p_ids) THEN PERFORM access.refuse('some of these rows are not yours to delete, not due, or held'); END IF;
  EXECUTE format('SELECT min(body), count(DISTINCT body) FROM public.%I WHERE id = ANY ($1)', p_table)
    INTO municipality, allowed USING p_ids;
  IF allowed <> 1 THEN PERFORM access.refuse('rows of one municipality are deleted at a time'); END IF;
  RETURN municipality;
END $$;

-- The deletion itself, with its report, for functions that have asked whether it may be.
CREATE OR REPLACE FUNCTION retention.carry_out(p_table text, p_ids bigint[], p_rule text, p_body bigint) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule public.sharing_retentionrule; room bigint; counts jsonb; guardians bigint[];
BEGIN
  SELECT * INTO rule FROM public.sharing_retentionrule WHERE body = p_body AND kind = p_rule;
  IF rule.id IS NULL THEN PERFORM access.refuse('no retention rule of this name'); END IF;
  IF rule.may_confirmed_by = '' THEN
    -- A room of its own, named for the rule that opens it: two sealed records of one child must not collide.
    INSERT INTO public.access_audience (kind, name, body_id, steward_id)
      SELECT 'sealed', p_rule, p_body, a.id FROM public.access_audience a
       WHERE a.kind = 'sealed' AND a.body_id = p_body AND a.steward_id IS NULL RETURNING id INTO STRICT room;
  END IF;
  counts := retention.remove(p_table, p_ids, room);
  IF (counts ->> p_table)::integer IS DISTINCT FROM cardinality(p_ids) THEN
    RAISE EXCEPTION 'announced % rows of %, removed %', cardinality(p_ids), p_table, coalesce(counts ->> p_table, '0');
  END IF;
  SELECT array_agg(a.id) INTO guardians FROM public.access_audience a WHERE a.kind = 'protection' AND a.body_id = p_body;
  INSERT INTO public.sharing_deletionreport (body, rule, at, destroyed, counts, audiences)
    VALUES (p_body, p_rule, coalesce(access.at(), statement_timestamp()), room IS NULL, counts, guardians);
  PERFORM audit.record(CASE WHEN room IS NULL THEN 'row.destroyed' ELSE 'row.sealed' END, p_table, NULL, NULL, guardians[1], counts);
  RETURN counts;
END $$;

-- Today as the keeper counts: without an actor there is only the server's clock.
CREATE OR REPLACE FUNCTION retention.today() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ((statement_timestamp() + coalesce((SELECT c.ahead FROM public.access_clock c LIMIT 1), interval '0'))
    AT TIME ZONE 'Europe/Copenhagen')::date $$;

-- Take rows out with everything that hangs on them: into the sealed room where one is named, else for good.
CREATE OR REPLACE FUNCTION retention.remove(p_table text, p_ids bigint[], p_room bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE child record; below bigint[]; counts jsonb := '{}'; found integer; part jsonb; name text;
BEGIN
  EXECUTE format('SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND hold', p_table) INTO found USING p_ids;
  IF found > 0 THEN PERFORM access.refuse('something that hangs on these rows is held'); END IF;
  FOR child IN SELECT c.relname AS tab, a.attname AS col
      FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
     WHERE con.contype = 'f' AND con.confrelid = format('public.%I', p_table)::regclass
       AND (a.attnotnull OR pg_catalog.col_description(a.attrelid, a.attnum) = 'goes along')
       AND sharing.is_lockable(c.relname::text) LOOP
    EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE %I = ANY ($1)', child.tab, child.col) INTO below USING p_ids;
    IF below IS NOT NULL THEN
      part := retention.remove(child.tab, below, p_room);
      FOR name IN SELECT jsonb_object_keys(part) LOOP
        counts := counts || jsonb_build_object(name, coalesce((counts ->> name)::int, 0) + (part ->> name)::int);
      END LOOP;
    END IF;
  END LOOP;
  -- What somebody typed about a row and never sent is no record: it goes at once. The key of such a draft is "item-17-share".
  DELETE FROM public.sharing_draft d USING unnest(p_ids) AS gone(id)
   WHERE starts_with(d.key, substr(p_table, strpos(p_table, '_') + 1) || '-' || gone.id || '-');
  IF p_room IS NULL THEN
    FOR child IN SELECT c.relname AS tab, a.attname AS col
        FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
       WHERE con.contype = 'f' AND con.confrelid = format('public.%I', p_table)::regclass AND NOT a.attnotnull
         AND pg_catalog.col_description(a.attrelid, a.attnum) IS DISTINCT FROM 'goes along' LOOP
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
    EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY[$1] WHERE id = ANY ($2)', p_table)
      USING p_room, p_ids;
  END IF;
  GET DIAGNOSTICS found = ROW_COUNT;
  RETURN counts || jsonb_build_object(p_table, coalesce((counts ->> p_table)::int, 0) + found);
END $$;

-- Delete those of the actor's rows to which nothing about the same child is left but themselves; the others stay, silently:
-- whether somebody else works with the child is not told. For person records, and for what was sent and is finished. A
-- child's record serves only what is about the child: with nothing left, it goes by the rule of what was last about it.
CREATE OR REPLACE FUNCTION retention.forget_idle(p_table text, p_ids bigint[], p_rule text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE idle bigint[] := CASE p_table WHEN 'people_person' THEN retention.idle(p_ids) ELSE p_ids END;
BEGIN
  IF cardinality(idle) > 0 AND p_table = 'people_person' THEN
    PERFORM retention.carry_out(p_table, idle, p_rule, retention.check_own(p_table, idle));
  ELSIF cardinality(idle) > 0 THEN
    PERFORM retention.delete(p_table, idle, p_rule);
  END IF;
END $$;

-- Of these records of children, those that nothing is left about, each with the records of the same owner that were joined with
-- it: as long as something is about one of them, all stay.
CREATE OR REPLACE FUNCTION retention.idle(p_persons bigint[]) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE families jsonb; busy bigint[] := '{}'; found bigint[]; other record;
BEGIN
  WITH RECURSIVE joined(family, id, owner, target) AS (
    SELECT p.id, p.id, p.owner_audience, p.merged_into FROM public.people_person p WHERE p.id = ANY (p_persons)
    UNION
    SELECT j.family, p.id, p.owner_audience, p.merged_into FROM joined j JOIN public.people_person p
      ON p.owner_audience = j.owner AND (p.id = j.target OR p.merged_into = j.id))
  SELECT jsonb_object_agg(family, members) INTO families
    FROM (SELECT family, array_agg(id) AS members FROM joined GROUP BY family) AS each;
  FOR other IN SELECT c.relname AS tab FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
      WHERE a.attname = 'subject' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND sharing.is_lockable(c.relname::text) AND c.relname <> 'people_person' LOOP
    EXECUTE format('SELECT array_agg(DISTINCT t.subject) FROM public.%I t
        JOIN jsonb_each($1) AS f(family, members) ON f.members @> to_jsonb(t.subject)
       WHERE NOT EXISTS (SELECT FROM public.access_audience s WHERE s.id = t.owner_audience AND s.kind = ''sealed'')', other.tab)
      INTO found USING families;
    busy := busy || found;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT member::bigint FROM jsonb_each(families) AS f(family, members),
      jsonb_array_elements_text(members) AS member
    WHERE NOT EXISTS (SELECT FROM unnest(busy) AS one WHERE members @> to_jsonb(one)));
END $$;

-- The keeper's night: what is due goes, each kind by its rule, and so does what was sealed under a rule whose ground has been
-- confirmed since. What is held, or has something held hanging on it, stays. Answers how much it has removed.
CREATE OR REPLACE FUNCTION retention.sweep() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part text; due record; counts jsonb := '{}';
BEGIN
  FOR part IN SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND sharing.is_lockable(c.relname::text) ORDER BY c.relname LOOP
    FOR due IN EXECUTE format('SELECT t.body, r.kind, array_agg(t.id) AS ids FROM public.%I t
          JOIN public.access_audience a ON a.id = t.owner_audience
          JOIN public.sharing_retentionrule r ON r.body = t.body
           AND r.kind = CASE a.kind WHEN ''sealed'' THEN a.name ELSE t.retention_kind END
         WHERE NOT t.hold AND CASE a.kind WHEN ''sealed'' THEN r.may_confirmed_by <> '''' ELSE t.delete_after < $1 END
         GROUP BY 1, 2 ORDER BY 1, 2', part) USING retention.today() LOOP
      counts := counts || jsonb_build_object(part, coalesce((counts ->> part)::integer, 0)
        + retention.carry_out_each(part, CASE part WHEN 'people_person' THEN retention.idle(due.ids) ELSE due.ids END,
            due.kind, due.body));
    END LOOP;
  END LOOP;
  RETURN counts;
END $$;

-- All of them at once, or, where something held hangs on one, the others one by one. Answers how many.
CREATE OR REPLACE FUNCTION retention.carry_out_each(p_table text, p_ids bigint[], p_rule text, p_body bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE one bigint; gone integer := 0;
BEGIN
  IF cardinality(p_ids) = 0 THEN RETURN 0; END IF;
  PERFORM retention.carry_out(p_table, p_ids, p_rule, p_body);
  RETURN cardinality(p_ids);
EXCEPTION WHEN insufficient_privilege THEN
  IF SQLERRM <> 'something that hangs on these rows is held' THEN RAISE; END IF;
  IF cardinality(p_ids) > 1 THEN
    FOREACH one IN ARRAY p_ids LOOP
      gone := gone + retention.carry_out_each(p_table, ARRAY[one], p_rule, p_body);
    END LOOP;
  END IF;
  RETURN gone;
END $$;
