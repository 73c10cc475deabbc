-- Who answers for whom when something is handed over, whatever it is: one rule for every table of handovers and answers. A domain
-- says of its handover who is giver, receiver and party; here stands what their answers amount to (HAL-14, HAL-15).

-- Whether somebody is not at work at an instant: away, gone, or without a post.
CREATE OR REPLACE FUNCTION responsibility.is_away(p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.responsibility_absence a WHERE a.staff_id = p_staff AND a.away @> p_at)
      OR EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_staff AND s.ended_at <= p_at)
      OR NOT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff
           AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN coalesce(p.valid_from, '-infinity')
             AND coalesce(p.valid_to, 'infinity')) $$;

-- Whether somebody has left: the access is ended, or there is no post any more. Who is away comes back.
CREATE OR REPLACE FUNCTION responsibility.has_left(p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_staff AND s.ended_at <= p_at)
      OR NOT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff
           AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN coalesce(p.valid_from, '-infinity')
             AND coalesce(p.valid_to, 'infinity')) $$;

-- Whether somebody could write in one of these audiences at an instant. Asked of who wrote an answer, and never of where the answer
-- stands: whoever owns a row may give it away, and would so answer for somebody else.
CREATE OR REPLACE FUNCTION responsibility.holds(p_principal bigint, p_audiences bigint[], p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.access_membership m WHERE m.principal_id = p_principal AND m.period @> p_at
    AND (m.audience_id = ANY (p_audiences) OR EXISTS (SELECT FROM public.access_grant g WHERE g.to_audience_id = m.audience_id
      AND g.audience_id = ANY (p_audiences) AND g.pen AND g.period @> p_at))) $$;

-- Who has had a row: its owner, and those who have given it away. When it has moved, their answers stand.
CREATE OR REPLACE FUNCTION responsibility.givers(p_table text, p_row bigint, p_owner bigint) RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY[p_owner] || ARRAY(SELECT d.giver_audience_id FROM public.sharing_disclosedrow w
    JOIN public.sharing_disclosure d ON d.id = w.disclosure_id
   WHERE w.table_name = p_table AND w.row_id = p_row AND d.kind = 'handover') $$;

-- Whether somebody answers for a party: the giver for the giver (while the giver is away, the giver's side), the receiver for the
-- receiver (where nobody is named, the side that is asked), the giver's side for child and parents. What a child asked of one adult,
-- the child hears from that adult. A giver who can no longer write where the matter lies is as good as gone.
CREATE OR REPLACE FUNCTION responsibility.answers_for(p_party text, p_principal bigint, p_at timestamptz, p_from_staff bigint,
  p_giving bigint[], p_to_staff bigint, p_receiving bigint, p_chosen boolean) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE is_giver boolean := EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_from_staff AND s.principal_id = p_principal);
  -- A giver whose post on the giving side has ended is away from it, though at work elsewhere.
  is_away boolean := responsibility.is_away(p_from_staff, p_at) OR NOT p_chosen AND NOT EXISTS (SELECT FROM public.organisations_staff s
    WHERE s.id = p_from_staff AND responsibility.holds(s.principal_id, p_giving, p_at));
BEGIN
  RETURN CASE
    WHEN p_party = 'receiver' THEN CASE WHEN p_to_staff IS NULL THEN responsibility.holds(p_principal, ARRAY[p_receiving], p_at)
      ELSE EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_to_staff AND s.principal_id = p_principal) END
    WHEN is_giver THEN true
    WHEN p_party = 'giver' OR p_chosen AND p_party = 'child'
      THEN is_away AND responsibility.holds(p_principal, p_giving, p_at)
    ELSE responsibility.holds(p_principal, p_giving, p_at) END;
END $$;

-- Who confirms that a party is not asked: who leads one of these units; where none of them is here, who acts from above; and where there is
-- nobody above, a colleague of the giver's side, never the one who wrote it. Where nobody else is on that side, those who answer the door at
-- which everybody in the municipality is heard.
CREATE OR REPLACE FUNCTION responsibility.confirmers(p_writer bigint, p_units bigint[], p_giving bigint[], p_at timestamptz)
RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE leaders bigint[]; higher bigint; others bigint[]; writer bigint := (SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = p_writer);
BEGIN
  SELECT array_agg(DISTINCT s.id ORDER BY s.id) INTO leaders FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id
   WHERE p.leads AND p.unit_id = ANY (p_units) AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
     BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
     AND (s.ended_at IS NULL OR s.ended_at > p_at) AND responsibility.holds(s.principal_id, p_giving, p_at);
  IF EXISTS (SELECT FROM unnest(leaders) AS leader WHERE NOT responsibility.is_away(leader, p_at)) THEN RETURN leaders; END IF;
  higher := (SELECT responsibility.above(u.id, p_at, coalesce(writer, 0)) FROM unnest(p_units) WITH ORDINALITY AS u(id, place)
    WHERE responsibility.above(u.id, p_at, coalesce(writer, 0)) IS NOT NULL ORDER BY u.place LIMIT 1);
  IF higher IS NOT NULL THEN RETURN array_remove(coalesce(leaders, '{}'), higher) || higher; END IF;
  SELECT array_agg(DISTINCT s.id ORDER BY s.id) INTO others FROM public.organisations_staff s
   WHERE (s.ended_at IS NULL OR s.ended_at > p_at) AND s.id IS DISTINCT FROM writer AND (
     s.principal_id IN (SELECT m.principal_id FROM public.access_membership m WHERE m.audience_id = ANY (p_giving) AND m.period @> p_at)
     OR s.person_audience_id IN (SELECT g.to_audience_id FROM public.access_grant g WHERE g.audience_id = ANY (p_giving) AND g.pen
       AND g.period @> p_at));
  IF others IS NULL AND leaders IS NULL THEN
    SELECT array_agg(DISTINCT s.id ORDER BY s.id) INTO others FROM public.organisations_concerndoor d
      JOIN public.organisations_unit u ON u.id = ANY (p_units) AND u.body_id = d.body_id
      JOIN public.access_membership m ON m.audience_id = d.audience_id AND m.period @> p_at
      JOIN public.organisations_staff s ON s.principal_id = m.principal_id AND (s.ended_at IS NULL OR s.ended_at > p_at)
     WHERE 'concern' = ANY (d.takes) AND d.district_id IS NULL AND d.matter = '' AND s.id IS DISTINCT FROM writer
       AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity');
  END IF;
  RETURN coalesce(leaders, '{}') || array(SELECT other FROM unnest(others) AS other WHERE NOT coalesce(other = ANY (leaders), false));
END $$;

CREATE OR REPLACE FUNCTION responsibility.confirms(p_principal bigint, p_writer bigint, p_units bigint[], p_giving bigint[], p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_staff s WHERE s.principal_id = p_principal
    AND s.id = ANY (responsibility.confirmers(p_writer, p_units, p_giving, p_at))) $$;

-- What one party stands at: 'agrees', 'disagrees', 'not_asked' (a leader has yet to confirm), 'excepted', 'told', 'not_told', or NULL;
-- and who wrote it. Only answers count that the right one wrote. Where `p_told`, parents are told and not asked.
CREATE OR REPLACE FUNCTION responsibility.weigh(p_table text, p_handover bigint, p_party text, p_from_staff bigint, p_units bigint[],
  p_giving bigint[], p_to_staff bigint, p_receiving bigint, p_chosen boolean, p_told boolean, OUT standing text, OUT writer bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record; excepted boolean := false; tells boolean := p_told AND p_party = 'parents';
BEGIN
  FOR a IN EXECUTE format('SELECT answer, because, tries, note, written_by, written_at FROM public.%I
      WHERE handover_id = $1 AND party = $2 ORDER BY id', p_table) USING p_handover, p_party LOOP
    IF a.answer = 'confirmed' THEN
      excepted := excepted OR standing = 'not_asked'
        AND responsibility.confirms(a.written_by, writer, p_units, p_giving, a.written_at);
      CONTINUE;
    END IF;
    CONTINUE WHEN (a.answer IN ('told', 'not_told')) <> tells OR a.answer = 'not_told' AND btrim(a.note) = '';
    CONTINUE WHEN NOT responsibility.answers_for(p_party, a.written_by, a.written_at, p_from_staff, p_giving, p_to_staff, p_receiving,
      p_chosen);
    CONTINUE WHEN a.answer = 'not_asked' AND (p_party IN ('giver', 'receiver') OR a.because NOT IN ('danger', 'not_reached', 'law')
      OR a.because = 'not_reached' AND (SELECT count(DISTINCT day) FROM unnest(a.tries) AS day) < 2);
    standing := a.answer; writer := a.written_by; excepted := false;
  END LOOP;
  IF excepted THEN standing := 'excepted'; END IF;
END $$;

-- Who must agree, in order: giver, receiver, and who was named; parents never while it may be somebody in the home or the family.
CREATE OR REPLACE FUNCTION responsibility.parties(p_needs text[], p_suspicion text) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['giver', 'receiver'] || ARRAY(SELECT party FROM unnest(ARRAY['child', 'parents']) AS party
    WHERE party = ANY (p_needs) AND NOT (party = 'parents' AND p_suspicion IN ('home', 'unsure'))) $$;

-- Each party of a handover: where it stands, whether that is enough, whether the actor may answer or confirm now, and who confirms what
-- waits for it.
CREATE OR REPLACE FUNCTION responsibility.sides(p_table text, p_handover bigint, p_parties text[], p_from_staff bigint, p_units bigint[],
  p_giving bigint[], p_to_staff bigint, p_receiving bigint, p_chosen boolean, p_told boolean, p_open boolean)
RETURNS TABLE (party text, standing text, met boolean, may_say boolean, may_confirm boolean, is_told boolean, confirmers bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me bigint := access.actor(); instant timestamptz := access.at(); written bigint;
BEGIN
  FOREACH party IN ARRAY p_parties LOOP
    SELECT w.standing, w.writer INTO standing, written FROM responsibility.weigh(p_table, p_handover, party, p_from_staff, p_units,
      p_giving, p_to_staff, p_receiving, p_chosen, p_told) AS w;
    is_told := p_told AND party = 'parents';
    met := coalesce(standing IN ('agrees', 'excepted', 'told', 'not_told'), false);
    may_say := p_open AND NOT (met AND party IN ('giver', 'receiver')) AND responsibility.answers_for(party, me, instant,
      p_from_staff, p_giving, p_to_staff, p_receiving, p_chosen);
    confirmers := CASE WHEN p_open AND standing = 'not_asked' THEN responsibility.confirmers(written, p_units, p_giving, instant)
      ELSE '{}' END;
    may_confirm := EXISTS (SELECT FROM public.organisations_staff s WHERE s.principal_id = me AND s.id = ANY (confirmers));
    RETURN NEXT;
  END LOOP;
END $$;

-- Who wrote that a party is not asked asks for the confirmation: who confirms it is told; who acts from above, and reads nothing where the
-- matter lies, is given the question and what was said of that party, and nothing of the matter. Answers how many were told.
CREATE OR REPLACE FUNCTION responsibility.ask_to_confirm(p_handovers text, p_answers text, p_handover bigint, p_owner bigint, p_party text,
  p_who bigint[], p_basis bigint, p_necessity text, p_kind text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE reader bigint; aim text; part text; rows bigint[]; answers bigint[]; wrote boolean;
BEGIN
  EXECUTE format('SELECT array_agg(id ORDER BY id), coalesce(bool_or(answer = ''not_asked'' AND written_by = access.actor()), false)
    FROM public.%I WHERE handover_id = $1 AND party = $2', p_answers) INTO answers, wrote USING p_handover, p_party;
  IF NOT wrote THEN PERFORM access.refuse('there is no such question'); END IF;
  FOR reader IN SELECT s.person_audience_id FROM public.organisations_staff s WHERE s.id = ANY (p_who)
      AND NOT responsibility.holds(s.principal_id, ARRAY[p_owner], access.at()) ORDER BY s.id LOOP
    PERFORM sharing.check_receiver(reader);
    aim := sharing.check_basis(p_basis, p_necessity);
    FOREACH part IN ARRAY ARRAY[p_handovers, p_answers] LOOP
      rows := CASE part WHEN p_handovers THEN ARRAY[p_handover] ELSE answers END;
      EXECUTE format('UPDATE public.%I SET audiences = audiences || $1 WHERE id = ANY ($2) AND NOT $1 = ANY (audiences)', part)
        USING reader, rows;
      PERFORM sharing.write_disclosure('disclosure', part, rows, p_owner, reader, NULL, p_basis, aim, p_necessity,
        tstzrange(access.at(), NULL));
    END LOOP;
  END LOOP;
  RETURN notices.put(array_remove(p_who, notices.me()), p_kind, p_handovers, p_handover, false, false, access.at());
END $$;

-- What a receiver was given to read of a question ends: the question itself, and the answers of the giver's side.
CREATE OR REPLACE FUNCTION responsibility.end_reading(p_handovers text, p_answers text, p_handover bigint, p_giving bigint[], p_receiver bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE answers bigint[]; d bigint;
BEGIN
  EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE handover_id = $1', p_answers) INTO answers USING p_handover;
  FOR d IN SELECT DISTINCT s.id FROM public.sharing_disclosure s JOIN public.sharing_disclosedrow w ON w.disclosure_id = s.id
     WHERE s.kind = 'disclosure' AND s.to_audience_id = p_receiver AND s.giver_audience_id = ANY (p_giving) AND s.period @> access.at()
       AND (w.table_name = p_handovers AND w.row_id = p_handover OR w.table_name = p_answers AND w.row_id = ANY (answers)) LOOP
    PERFORM sharing.end_disclosure(d, NULL);
  END LOOP;
END $$;
