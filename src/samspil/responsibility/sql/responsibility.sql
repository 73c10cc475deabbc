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

-- Whether somebody no longer works in a unit: has left, or has no post there any more, though perhaps another one elsewhere.
CREATE OR REPLACE FUNCTION responsibility.has_left_unit(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_staff AND s.ended_at <= p_at)
      OR NOT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff AND p.unit_id = p_unit
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
-- the child hears from that adult.
CREATE OR REPLACE FUNCTION responsibility.answers_for(p_party text, p_principal bigint, p_at timestamptz, p_from_staff bigint,
  p_giving bigint[], p_to_staff bigint, p_receiving bigint, p_chosen boolean) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE is_giver boolean := EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_from_staff AND s.principal_id = p_principal);
  -- A giver whose post on the giving side has ended is away from it, though at work elsewhere.
  is_away boolean := responsibility.is_away(p_from_staff, p_at) OR NOT EXISTS (SELECT FROM public.organisations_staff s
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

-- Whether somebody confirms that a party is not asked: who leads one of these units; where nobody leads any of them, a colleague of
-- the giver's side, and never the one who wrote it.
CREATE OR REPLACE FUNCTION responsibility.confirms(p_principal bigint, p_writer bigint, p_units bigint[], p_giving bigint[], p_at timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE leaders bigint[];
BEGIN
  SELECT array_agg(s.principal_id) INTO leaders FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id
   WHERE p.leads AND p.unit_id = ANY (p_units) AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
     BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
     AND (s.ended_at IS NULL OR s.ended_at > p_at) AND responsibility.holds(s.principal_id, p_giving, p_at);
  IF leaders IS NOT NULL THEN RETURN p_principal = ANY (leaders); END IF;
  RETURN p_principal IS DISTINCT FROM p_writer AND responsibility.holds(p_principal, p_giving, p_at);
END $$;

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

-- Each party of a handover: where it stands, whether that is enough, and whether the actor may answer or confirm now.
CREATE OR REPLACE FUNCTION responsibility.sides(p_table text, p_handover bigint, p_parties text[], p_from_staff bigint, p_units bigint[],
  p_giving bigint[], p_to_staff bigint, p_receiving bigint, p_chosen boolean, p_told boolean, p_open boolean)
RETURNS TABLE (party text, standing text, met boolean, may_say boolean, may_confirm boolean, is_told boolean)
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
    may_confirm := p_open AND coalesce(standing = 'not_asked', false)
      AND responsibility.confirms(me, written, p_units, p_giving, instant);
    RETURN NEXT;
  END LOOP;
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
