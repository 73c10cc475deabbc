-- Who holds a case, and how that changes: with every yes, or a recorded exception, and in no other way (HAL-14, HAL-15). The rule of
-- what answers amount to is the one of `responsibility`. Who coordinates is the unit's own matter.

-- Each party of a case's handover; without a case there is only the receiver (`responsibility.sides`).
CREATE OR REPLACE FUNCTION cases.sides(p_handover bigint)
RETURNS TABLE (party text, standing text, met boolean, may_say boolean, may_confirm boolean, is_told boolean, confirmers bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.cases_handover; chooser text;
BEGIN
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN RETURN; END IF;
  SELECT nullif(r.chosen_by, '') INTO chooser FROM public.cases_responsibility r
   WHERE r.case_id = h.case_id AND r.duty = 'holder' AND upper_inf(r.period);
  RETURN QUERY SELECT * FROM responsibility.sides('cases_agreement', h.id,
    CASE WHEN h.case_id IS NULL THEN ARRAY['receiver'] ELSE responsibility.parties(
      h.needs || CASE WHEN chooser IN ('child', 'young_person') AND h.state = 'proposed' THEN ARRAY['child'] ELSE ARRAY[]::text[] END,
      h.suspicion) END,
    h.from_staff_id, ARRAY[h.from_unit_id], responsibility.givers('cases_handover', h.id, h.owner_audience), h.to_staff_id,
    (SELECT u.audience_id FROM public.organisations_unit u WHERE u.id = h.to_unit_id), chooser IS NOT NULL,
    h.suspicion = 'others', h.state = 'proposed');
END $$;

-- Who wrote that a party is not asked asks for the confirmation (`responsibility.ask_to_confirm`). Answers how many were told.
CREATE OR REPLACE FUNCTION cases.ask_to_confirm(p_handover bigint, p_party text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.cases_handover;
BEGIN
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover AND state = 'proposed' AND audiences && access.keys();
  IF h.id IS NULL THEN PERFORM access.refuse('there is no such question'); END IF;
  RETURN responsibility.ask_to_confirm('cases_handover', 'cases_agreement', h.id, h.owner_audience, p_party,
    (SELECT s.confirmers FROM cases.sides(h.id) AS s WHERE s.party = p_party), h.basis_version_id, h.necessity, 'case_confirm_asked');
END $$;

-- From this instant somebody else has the duty. Units that take part are told within the disclosure by which they take part; the
-- unit that gave the case away reads what was, not what comes. A handover names its author, and whoever chose the adult has said yes to
-- it; what passes in another way keeps the choice: who was chosen is who had the case when the choice was made (`cases.queries.chosen`).
CREATE OR REPLACE FUNCTION cases.pass(p_case bigint, p_duty text, p_staff bigint, p_unit bigint, p_reason text, p_without bigint,
  p_author bigint DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r public.cases_responsibility; since timestamptz; fresh bigint;
BEGIN
  SELECT * INTO r FROM public.cases_responsibility WHERE case_id = p_case AND duty = p_duty AND upper_inf(period) FOR NO KEY UPDATE;
  since := greatest(access.at(), lower(r.period) + interval '1 microsecond');
  UPDATE public.cases_responsibility SET period = tstzrange(lower(period), since) WHERE id = r.id;
  INSERT INTO public.cases_responsibility (owner_audience, audiences, body, subject, origin, written_by, written_at, retention_kind,
      delete_after, hold, version, case_id, duty, staff_id, unit_id, period, reason, chosen_by)
    VALUES (r.owner_audience, array_remove(r.audiences, p_without), r.body, r.subject, r.origin, coalesce(p_author, access.actor()), access.at(),
      r.retention_kind, r.delete_after, false, 1, r.case_id, r.duty, p_staff, p_unit, tstzrange(since, NULL), coalesce(btrim(p_reason), ''),
      CASE WHEN p_author IS NULL THEN r.chosen_by ELSE '' END)
    RETURNING id INTO fresh;
  INSERT INTO public.sharing_disclosedrow (disclosure_id, table_name, row_id, subject, audiences)
    SELECT w.disclosure_id, w.table_name, fresh, w.subject, w.audiences FROM public.sharing_disclosedrow w
      JOIN public.sharing_disclosure d ON d.id = w.disclosure_id
     WHERE w.table_name = 'cases_responsibility' AND w.row_id = r.id AND d.kind = 'disclosure' AND d.period @> access.at();
END $$;

-- Who hears of a question on the giver's side: who has the matter, who acts for them while they are not there, and who asked.
CREATE OR REPLACE FUNCTION cases.asking(p_handover bigint, p_at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_remove(ARRAY[h.from_staff_id, (SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = h.written_by),
      CASE WHEN responsibility.is_away(h.from_staff_id, p_at) OR NOT responsibility.works_in(h.from_staff_id, h.from_unit_id, p_at)
        THEN responsibility.acts_in(h.from_staff_id, h.from_unit_id, p_at) END], NULL)
    FROM public.cases_handover h WHERE h.id = p_handover $$;

-- Who was asked: the colleague by name, else everybody who works in the unit.
CREATE OR REPLACE FUNCTION cases.asked(p_handover bigint, p_at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN h.to_staff_id IS NOT NULL THEN ARRAY[h.to_staff_id] ELSE ARRAY(SELECT DISTINCT p.staff_id FROM public.organisations_post p
      WHERE p.unit_id = h.to_unit_id AND responsibility.works_in(p.staff_id, h.to_unit_id, p_at) ORDER BY 1) END
    FROM public.cases_handover h WHERE h.id = p_handover $$;

-- A question ends because things have gone on meanwhile, or because the giver takes it back: what the asked unit read of it ends too, and
-- both sides are told. Who was asked hears that it is taken back; what it was about they read no more.
CREATE OR REPLACE FUNCTION cases.overtake(p_handover bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.cases_handover; me bigint := coalesce(notices.me(), 0);
BEGIN
  UPDATE public.cases_handover SET state = 'withdrawn', answered_at = access.at() WHERE id = p_handover RETURNING * INTO h;
  PERFORM cases.end_disclosures('cases_handover', h.id);
  PERFORM notices.put(array_remove(cases.asked(h.id, access.at()), me), 'case_taken_back', 'cases_handover', h.id, false, false, access.at());
  PERFORM notices.put(array_remove(cases.asking(h.id, access.at()), me), 'case_overtaken', 'cases_handover', h.id, false, false, access.at());
  PERFORM audit.record('handover.withdrawn', 'cases_handover', h.id, h.subject, h.owner_audience, '{}');
END $$;

-- After each answer: when all who must have agreed or are excepted, the matter moves in this instant; when giver or receiver says
-- no, the question ends. Who takes it has a post in the unit that stands behind. Answers the state; 'gone', and nothing is changed, when the case is no longer the giver's.
CREATE OR REPLACE FUNCTION cases.settle(p_handover bigint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.cases_handover; w public.cases_responsibility; c public.cases_case; receiver bigint; giver bigint; taker bigint; leads bigint; part text; rows bigint[]; stays boolean; each record;
BEGIN
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN PERFORM access.refuse('there is no such question'); END IF;
  SELECT * INTO c FROM public.cases_case WHERE id = h.case_id FOR NO KEY UPDATE;
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover FOR NO KEY UPDATE;
  IF h.state <> 'proposed' THEN RETURN h.state; END IF;
  giver := h.owner_audience;
  SELECT u.audience_id INTO receiver FROM public.organisations_unit u WHERE u.id = h.to_unit_id;
  IF h.case_id IS NOT NULL THEN
    IF c.id IS NULL OR c.state <> 'open' OR c.owner_audience <> giver THEN RETURN 'gone'; END IF;
    SELECT * INTO w FROM public.cases_responsibility WHERE case_id = h.case_id AND duty = 'holder' AND upper_inf(period) FOR NO KEY UPDATE;
    IF w.staff_id IS DISTINCT FROM h.from_staff_id THEN
      PERFORM cases.overtake(h.id);
      RETURN 'withdrawn';
    END IF;
  END IF;
  IF EXISTS (SELECT FROM cases.sides(h.id) AS side WHERE side.party IN ('giver', 'receiver') AND side.standing = 'disagrees') THEN
    UPDATE public.cases_handover SET state = 'declined', answered_at = access.at() WHERE id = h.id;
    PERFORM audit.record('handover.declined', 'cases_handover', h.id, h.subject, giver, '{}');
    PERFORM cases.end_disclosures('cases_handover', h.id);
    RETURN 'declined';
  END IF;
  IF EXISTS (SELECT FROM cases.sides(h.id) AS side WHERE NOT side.met) THEN RETURN 'proposed'; END IF;
  SELECT g.staff_id, coalesce(g.coordinator_id, g.staff_id) INTO taker, leads FROM public.cases_agreement g
   WHERE g.handover_id = h.id AND g.party = 'receiver' AND g.answer = 'agrees'
     AND g.written_by = (SELECT s.principal_id FROM public.organisations_staff s WHERE s.id = g.staff_id)
     AND EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = g.staff_id AND p.unit_id = h.to_unit_id
       AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity'))
     AND CASE WHEN h.to_staff_id IS NULL THEN responsibility.holds(g.written_by, ARRAY[receiver], g.written_at)
       ELSE g.staff_id = h.to_staff_id END
   ORDER BY g.id DESC LIMIT 1;
  IF taker IS NULL THEN RETURN 'proposed'; END IF;
  UPDATE public.cases_handover SET state = 'accepted', answered_at = access.at() WHERE id = h.id;
  IF receiver <> giver THEN
    PERFORM cases.move(h, 'cases_handover', ARRAY[h.id], giver, receiver, true);
    IF h.case_id IS NOT NULL THEN
      PERFORM cases.move(h, 'cases_case', ARRAY[h.case_id], giver, receiver, NOT h.with_notes);
    END IF;
    FOREACH part IN ARRAY ARRAY['cases_agreement', 'cases_responsibility', 'cases_involvement', 'cases_task', 'cases_conversation',
        'cases_note', 'voices_voice', 'references_reference', 'arenas_line', 'efforts_effort',
        'youth_youtheffort', 'youth_degreechange', 'youth_communitystate'] LOOP
      EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE owner_audience = $2 AND (%s)', part,
        CASE part WHEN 'cases_agreement' THEN 'handover_id = $4 AND ($3 OR true)' ELSE 'case_id = $1 AND (' || CASE part
          WHEN 'cases_task' THEN 'state = ''open'' OR $3' WHEN 'cases_conversation' THEN 'state = ''planned'' OR $3'
          WHEN 'cases_note' THEN '$3' WHEN 'voices_voice' THEN '$3' WHEN 'references_reference' THEN '$3'
          WHEN 'arenas_line' THEN '$3' WHEN 'efforts_effort' THEN '$3' WHEN 'youth_youtheffort' THEN '$3'
          WHEN 'youth_degreechange' THEN '$3' WHEN 'youth_communitystate' THEN '$3'
          ELSE 'true OR $3' END || ')' END) INTO rows USING h.case_id, giver, h.with_notes, h.id;
      stays := part = 'cases_agreement' OR NOT h.with_notes AND part IN ('cases_responsibility', 'cases_involvement');
      IF rows IS NOT NULL THEN PERFORM cases.move(h, part, rows, giver, receiver, stays); END IF;
    END LOOP;
    -- What is still to be done is done by those who have it now: it stands on the day of whoever coordinates the case.
    FOR each IN UPDATE public.cases_task SET responsible_id = leads, unit_id = h.to_unit_id
         WHERE case_id = h.case_id AND owner_audience = receiver AND state = 'open' AND unit_id <> h.to_unit_id RETURNING id, subject LOOP
      PERFORM audit.record('task.passed', 'cases_task', each.id, each.subject, receiver, jsonb_build_object('to', leads));
    END LOOP;
    FOR each IN UPDATE public.cases_conversation SET responsible_id = leads, unit_id = h.to_unit_id
         WHERE case_id = h.case_id AND owner_audience = receiver AND state = 'planned' AND unit_id <> h.to_unit_id RETURNING id, subject LOOP
      PERFORM audit.record('conversation.passed', 'cases_conversation', each.id, each.subject, receiver, jsonb_build_object('to', leads));
    END LOOP;
  END IF;
  IF h.case_id IS NOT NULL THEN
    PERFORM cases.pass(h.case_id, 'holder', taker, h.to_unit_id, h.text, CASE WHEN receiver <> giver THEN giver END, h.written_by);
    PERFORM audit.record('holder.changed', 'cases_case', h.case_id, h.subject, receiver, jsonb_build_object('to', taker));
    IF receiver <> giver THEN
      PERFORM cases.pass(h.case_id, 'coordinator', leads, h.to_unit_id, h.text, giver, h.written_by);
      PERFORM audit.record('coordinator.changed', 'cases_case', h.case_id, h.subject, receiver, jsonb_build_object('to', leads));
    END IF;
  END IF;
  PERFORM origins.follow(h, giver, receiver);  -- the concern that the case came of goes along
  PERFORM audit.record('handover.accepted', 'cases_handover', h.id, h.subject, receiver, '{}');
  RETURN 'accepted';
END $$;

-- The case ends, and with it who holds and coordinates it. Answers the instant, at which the case is then closed.
CREATE OR REPLACE FUNCTION cases.finish(p_case bigint) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case; ends timestamptz;
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'open' FOR NO KEY UPDATE;
  IF c.id IS NULL THEN PERFORM access.refuse('only the unit that has an open case may end it'); END IF;
  SELECT greatest(access.at(), max(lower(period)) + interval '1 microsecond') INTO ends FROM public.cases_responsibility
   WHERE case_id = p_case AND upper_inf(period);
  UPDATE public.cases_responsibility SET period = tstzrange(lower(period), ends) WHERE case_id = p_case AND upper_inf(period);
  RETURN ends;
END $$;

-- A closing by mistake is undone within a day: whoever had the case and coordinated it at the closing goes on, without a gap.
CREATE OR REPLACE FUNCTION cases.reopen(p_case bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case;
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'closed'
     AND closed_at > access.at() - interval '1 day' FOR NO KEY UPDATE;
  IF c.id IS NULL THEN PERFORM access.refuse('a case is opened again by its unit, within a day of the closing'); END IF;
  UPDATE public.cases_responsibility SET period = tstzrange(lower(period), NULL) WHERE case_id = p_case AND upper(period) = c.closed_at;
END $$;
