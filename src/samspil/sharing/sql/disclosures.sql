-- Sharing is an act. These functions are the only way by which a row reaches another audience.

-- The table carries the header and its policies (and is no history): only such rows can be shared.
CREATE OR REPLACE FUNCTION sharing.is_lockable(p_table text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_table <> 'access_history' AND EXISTS (SELECT FROM pg_catalog.pg_policy pol
    JOIN pg_catalog.pg_class c ON c.oid = pol.polrelid
   WHERE pol.polname = 'samspil_write' AND c.relname = p_table AND c.relnamespace = 'public'::regnamespace) $$;

-- Why a unit may not be told about named persons; NULL where it may. Authorities may; self-governing institutions where a
-- legal role has said so; private ones never (retsplejeloven § 115, stk. 3; VAL-67).
CREATE OR REPLACE FUNCTION sharing.why_not(p_unit public.organisations_unit) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_unit).type = 'private' THEN 'private'
    WHEN (p_unit).type = 'self_governing' AND (p_unit).may_take_part IS DISTINCT FROM true THEN 'unsettled'
    WHEN (p_unit).may_take_part = false OR (p_unit).sector = 'benefit_control' AND (p_unit).may_take_part IS DISTINCT FROM true
      THEN 'settled' END $$;

-- Today where the law is applied.
CREATE OR REPLACE FUNCTION sharing.today() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (access.at() AT TIME ZONE 'Europe/Copenhagen')::date $$;

-- May this audience receive on that day (today, unless told)? A person receives for the units of their posts and seats; one
-- that may is enough. Audiences of a meeting stand for its forum's seats.
CREATE OR REPLACE FUNCTION sharing.check_receiver(p_to bigint, p_day date DEFAULT NULL) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE receiver public.access_audience; reasons text[]; reason text; today date := coalesce(p_day, sharing.today());
BEGIN
  SELECT * INTO receiver FROM public.access_audience WHERE id = p_to;
  IF receiver.id IS NULL OR receiver.kind IN ('sealed', 'disclosure', 'administration', 'protection') THEN
    PERFORM access.refuse('this audience cannot receive');
  END IF;
  SELECT array_agg(sharing.why_not(u)) INTO reasons FROM public.organisations_unit u
   WHERE p_to IN (u.audience_id, u.leadership_id)
      OR receiver.kind = 'person' AND u.id IN (
        SELECT p.unit_id FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id
         WHERE s.person_audience_id = p_to
           AND today BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
        UNION SELECT seat.unit_id FROM public.organisations_seatholder h JOIN public.organisations_staff s ON s.id = h.staff_id
          JOIN public.organisations_seat seat ON seat.id = h.seat_id WHERE s.person_audience_id = p_to
           AND today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity'));
  IF receiver.kind = 'person' AND reasons IS NULL THEN
    PERFORM access.refuse('somebody without a post receives for nobody');
  END IF;
  reason := CASE WHEN array_position(reasons, NULL) IS NULL THEN reasons[1] END;
  IF reason = 'private' THEN
    PERFORM access.refuse('a private association or company cannot receive personal information (retsplejeloven § 115, stk. 3)');
  ELSIF reason = 'unsettled' THEN
    PERFORM access.refuse('it is not settled that this institution may take part (retsplejeloven § 115, stk. 3)');
  ELSIF reason = 'settled' THEN
    PERFORM access.refuse('this unit may not take part in the cooperation about named persons');
  END IF;
END $$;

-- Nothing is opened to somebody who may not receive, however it comes about. An item of a forum that names nobody holds no personal
-- information: citizens, associations and whoever else it concerns come for it (VAL-71).
CREATE OR REPLACE FUNCTION sharing.check_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.access_audience a JOIN public.organisations_forum f ON f.door_id = a.steward_id
                  WHERE a.id = NEW.audience_id AND a.kind = 'item' AND NOT f.named_persons) THEN
    PERFORM sharing.check_receiver(NEW.to_audience_id);
  END IF;
  RETURN NEW;
END $$;

-- Nor is such a person let into the team around a case, or into a forum where named persons are discussed.
CREATE OR REPLACE FUNCTION sharing.check_membership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.access_audience a WHERE a.id = NEW.audience_id AND (a.kind = 'team' OR EXISTS (
       SELECT FROM public.organisations_forum f WHERE f.named_persons AND NEW.audience_id IN (f.audience_id, f.door_id)))) THEN
    PERFORM sharing.check_receiver((SELECT s.person_audience_id FROM public.organisations_staff s
      WHERE s.principal_id = NEW.principal_id), (lower(NEW.period) AT TIME ZONE 'Europe/Copenhagen')::date);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION sharing.check_basis(p_version bigint, p_necessity text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE version public.sharing_basisversion; aim text;
BEGIN
  SELECT * INTO version FROM public.sharing_basisversion WHERE id = p_version;
  IF version.id IS NULL OR version.status = 'expired' OR sharing.today() < coalesce(version.valid_from, '-infinity')
     OR sharing.today() > coalesce(version.valid_to, 'infinity') THEN
    PERFORM access.refuse('the legal basis is not in force');
  END IF;
  IF btrim(coalesce(p_necessity, '')) = '' THEN PERFORM access.refuse('say why it is necessary'); END IF;
  SELECT purpose INTO aim FROM public.sharing_legalbasis WHERE id = version.basis_id;
  IF aim NOT IN ('prevention','vulnerable','resettlement','within') THEN
    PERFORM access.refuse('this is not a purpose of the cooperation (retsplejeloven § 115, stk. 2)');
  END IF;
  RETURN aim;
END $$;

-- The actor's rows `p_ids` of `p_table` reach `p_to[i]` each (one receiver for all when p_to has one element): one
-- disclosure for each receiver and owner. With an end, the rows get an audience of the disclosure's own, opened to the
-- receiver until then.
CREATE OR REPLACE FUNCTION sharing.disclose(p_table text, p_ids bigint[], p_to bigint[], p_basis bigint, p_necessity text,
  p_until timestamptz) RETURNS SETOF bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE aim text; mine bigint[]; reader bigint; fresh bigint; found integer; act record; part record;
BEGIN
  SELECT * INTO act FROM access.act();
  IF act.principal IS NULL OR NOT sharing.is_lockable(p_table) THEN PERFORM access.refuse('this cannot be shared'); END IF;
  aim := sharing.check_basis(p_basis, p_necessity);
  mine := access.own_keys();
  IF p_until <= act.instant THEN PERFORM access.refuse('a disclosure ends after it begins'); END IF;
  IF coalesce(cardinality(p_ids), 0) = 0 OR coalesce(cardinality(p_to), 0) NOT IN (1, cardinality(p_ids)) THEN
    PERFORM access.refuse('one receiver for all rows, or one for each');
  END IF;
  FOR part IN EXECUTE format('SELECT pair.receiver, t.owner_audience AS giver, array_agg(pair.id) AS ids
        FROM unnest($1, CASE WHEN cardinality($2) = 1 THEN array_fill($2[1], ARRAY[cardinality($1)]) ELSE $2 END)
          AS pair(id, receiver) LEFT JOIN public.%I t ON t.id = pair.id GROUP BY 1, 2 ORDER BY 1, 2', p_table)
      USING p_ids, p_to LOOP
    PERFORM sharing.check_receiver(part.receiver);
    reader := part.receiver; fresh := NULL;
    IF p_until IS NOT NULL THEN
      INSERT INTO public.access_audience (kind, name, body_id) SELECT 'disclosure', '', coalesce(a.body_id, a.id)
        FROM public.access_audience a WHERE a.id = part.receiver RETURNING id INTO fresh;
      INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
        VALUES (fresh, part.receiver, tstzrange(act.instant, p_until), false);
      reader := fresh;
    END IF;
    EXECUTE format('UPDATE public.%I SET audiences = CASE WHEN $1 = ANY (audiences) THEN audiences ELSE audiences || $1 END
                     WHERE id = ANY ($2) AND owner_audience = ANY ($3)', p_table) USING reader, part.ids, mine;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found <> cardinality(part.ids) THEN PERFORM access.refuse('only rows of your own can be shared'); END IF;
    RETURN QUERY SELECT sharing.write_disclosure('disclosure', p_table, part.ids, part.giver, part.receiver, fresh, p_basis, aim,
      p_necessity, tstzrange(act.instant, p_until));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION sharing.write_disclosure(p_kind text, p_table text, p_ids bigint[], p_giver bigint, p_to bigint, p_own bigint,
  p_basis bigint, p_aim text, p_necessity text, p_period tstzrange) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE written bigint; readers bigint[];
BEGIN
  readers := array_remove(ARRAY[p_giver, p_to, (SELECT a.id FROM public.access_audience a WHERE a.kind = 'protection'
    AND a.body_id = access.body_of(p_giver))], NULL);
  INSERT INTO public.sharing_disclosure (giver_id, giver_audience_id, to_audience_id, own_audience_id, basis_version_id,
      purpose, necessity, period, given_at, kind, audiences)
    VALUES (access.actor(), p_giver, p_to, p_own, p_basis, p_aim, p_necessity, p_period, access.at(), p_kind, readers)
    RETURNING id INTO written;
  EXECUTE format('INSERT INTO public.sharing_disclosedrow (disclosure_id, table_name, row_id, subject, audiences)
    SELECT $1, $2, id, subject, $3 FROM public.%I WHERE id = ANY ($4)', p_table) USING written, p_table, readers, p_ids;
  PERFORM audit.record(CASE p_kind WHEN 'handover' THEN 'row.handed_over' ELSE 'row.disclosed' END, p_table, r.row_id,
    r.subject, p_giver, jsonb_build_object('to', p_to, 'disclosure', written))
    FROM public.sharing_disclosedrow r WHERE r.disclosure_id = written;
  RETURN written;
END $$;

-- A disclosure ends in this instant: its readers lose the rows (of these owners, where named), unless another disclosure still gives them.
-- What was given before a row changed hands does not count: that owner's consent went with the row.
CREATE OR REPLACE FUNCTION sharing.end_disclosure(p_disclosure bigint, p_owners bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.sharing_disclosure; r record; resting bigint;
BEGIN
  UPDATE public.sharing_disclosure SET period = tstzrange(lower(period), access.at()) WHERE id = p_disclosure RETURNING * INTO d;
  IF d.own_audience_id IS NOT NULL THEN
    UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
     WHERE audience_id = d.own_audience_id AND period @> access.at();
  ELSE
    FOR r IN SELECT table_name, row_id FROM public.sharing_disclosedrow w WHERE w.disclosure_id = d.id
       AND NOT EXISTS (SELECT FROM public.sharing_disclosedrow o JOIN public.sharing_disclosure od ON od.id = o.disclosure_id
             WHERE o.table_name = w.table_name AND o.row_id = w.row_id AND od.kind = 'disclosure' AND od.own_audience_id IS NULL
               AND od.to_audience_id = d.to_audience_id AND od.period @> access.at()
               AND od.id > coalesce((SELECT max(hd.id) FROM public.sharing_disclosedrow h
                     JOIN public.sharing_disclosure hd ON hd.id = h.disclosure_id AND hd.kind = 'handover'
                    WHERE h.table_name = w.table_name AND h.row_id = w.row_id), 0)) LOOP
      EXECUTE format('UPDATE public.%I SET audiences = array_remove(audiences, $1) WHERE id = $2 AND owner_audience <> $1
        AND ($3 IS NULL OR owner_audience = ANY ($3))', r.table_name) USING d.to_audience_id, r.row_id, p_owners;
    END LOOP;
  END IF;
  -- What the receiver told others about the child, because its keeper had given them the record, ends with that.
  FOR resting IN SELECT DISTINCT o.id FROM public.sharing_disclosedrow w
      JOIN public.people_person p ON p.id = w.row_id AND p.owner_audience = d.giver_audience_id
      JOIN public.sharing_disclosedrow same ON same.table_name = w.table_name AND same.row_id = w.row_id
      JOIN public.sharing_disclosure o ON o.id = same.disclosure_id AND o.id > d.id AND o.kind = 'disclosure'
        AND o.giver_audience_id = d.to_audience_id AND o.period @> access.at()
     WHERE w.disclosure_id = d.id AND w.table_name = 'people_person'
       AND NOT EXISTS (SELECT FROM public.sharing_disclosedrow x JOIN public.sharing_disclosure xd ON xd.id = x.disclosure_id
         WHERE x.table_name = w.table_name AND x.row_id = w.row_id AND xd.kind = 'disclosure' AND xd.period @> access.at()
           AND xd.giver_audience_id = d.giver_audience_id AND xd.to_audience_id = d.to_audience_id) LOOP
    PERFORM sharing.end_disclosure(resting, NULL);
  END LOOP;
  PERFORM audit.record('disclosure.withdrawn', 'sharing_disclosure', d.id, NULL, d.giver_audience_id, '{}');
END $$;

-- Take a disclosure back. A row that has been handed over since is no longer the giver's to take back.
CREATE OR REPLACE FUNCTION sharing.withdraw(p_disclosure bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.sharing_disclosure;
BEGIN
  SELECT * INTO d FROM public.sharing_disclosure WHERE id = p_disclosure;
  IF d.id IS NULL OR d.kind <> 'disclosure' OR NOT (d.giver_audience_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only the giver may take a disclosure back');
  END IF;
  IF d.period @> access.at() THEN PERFORM sharing.end_disclosure(d.id, ARRAY[d.giver_audience_id]); END IF;
END $$;

-- Give rows of one's own away: they become the receiver's. `p_keep` names audiences that go on reading (the item at which
-- it was said); the giver keeps nothing unless named. A row typed on behalf of its giver reaches its giver by this.
CREATE OR REPLACE FUNCTION sharing.hand_over(p_table text, p_ids bigint[], p_to bigint, p_keep bigint[], p_basis bigint, p_necessity text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE aim text; mine bigint[] := access.own_keys(); found integer; giver bigint;
BEGIN
  IF access.actor() IS NULL OR NOT sharing.is_lockable(p_table) THEN PERFORM access.refuse('this cannot be handed over'); END IF;
  aim := sharing.check_basis(p_basis, p_necessity);
  PERFORM sharing.check_receiver(p_to);
  EXECUTE format('SELECT count(*) FROM public.%I t, unnest($2) AS k LEFT JOIN public.access_audience a ON a.id = k
      WHERE t.id = ANY ($1) AND NOT (k = ANY (t.audiences) OR coalesce(a.steward_id = ANY ($3), false))', p_table)
    INTO found USING p_ids, p_keep, mine;
  IF found > 0 THEN PERFORM access.refuse('only who already reads, or an audience that you answer for, goes on reading'); END IF;
  p_keep := array_remove(p_keep, NULL);
  EXECUTE format('SELECT count(sharing.check_receiver(k)::text) FROM unnest($2) AS k
      WHERE EXISTS (SELECT FROM public.%I t WHERE t.id = ANY ($1) AND NOT (k = ANY (t.audiences)))', p_table) USING p_ids, p_keep;
  EXECUTE format('SELECT min(owner_audience), count(DISTINCT owner_audience) FROM public.%I WHERE id = ANY ($1)', p_table)
    INTO giver, found USING p_ids;
  IF found <> 1 THEN PERFORM access.refuse('rows of one owner are handed over at a time'); END IF;
  EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY(SELECT DISTINCT unnest($2 || $1))
                   WHERE id = ANY ($3) AND owner_audience = ANY ($4)', p_table) USING p_to, p_keep, p_ids, mine;
  GET DIAGNOSTICS found = ROW_COUNT;
  IF found <> cardinality(p_ids) THEN PERFORM access.refuse('only rows of your own can be handed over'); END IF;
  RETURN sharing.write_disclosure('handover', p_table, p_ids, giver, p_to, NULL, p_basis, aim, p_necessity,
    tstzrange(access.at(), NULL));
END $$;

-- An extract: part of a row, written as a new row of the same owner, to be shared instead of the whole. Only the owner knows
-- what it was taken from: the pointer stands apart from the row and is never shared.
CREATE OR REPLACE FUNCTION sharing.mark_extract(p_table text, p_row bigint, p_from_table text, p_from bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE owner bigint; source bigint;
BEGIN
  IF NOT (sharing.is_lockable(p_table) AND sharing.is_lockable(p_from_table)) THEN
    PERFORM access.refuse('this cannot be shared in part');
  END IF;
  EXECUTE format('SELECT owner_audience FROM public.%I WHERE id = $1', p_table) INTO owner USING p_row;
  EXECUTE format('SELECT owner_audience FROM public.%I WHERE id = $1', p_from_table) INTO source USING p_from;
  IF owner IS DISTINCT FROM source OR NOT coalesce(owner = ANY (access.own_keys()), false) THEN
    PERFORM access.refuse('an extract is made by the owner of the whole');
  END IF;
  INSERT INTO public.sharing_extract (row_table, row_id, from_table, from_id, made_by, made_at, audiences)
    VALUES (p_table, p_row, p_from_table, p_from, access.actor(), access.at(), ARRAY[owner]);
  PERFORM audit.record('row.extracted', p_from_table, p_from, NULL, owner, '{}');
END $$;
