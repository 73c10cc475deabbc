-- Rows that leave their maker's sight: what a decision set going, a matter offered to another unit, a unit that takes part.

-- Who gave a row away first: the minutes of the meeting that decided it. NULL for a row that never changed hands.
CREATE OR REPLACE FUNCTION cases.first_giver(p_table text, p_id bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.giver_audience_id FROM public.sharing_disclosedrow r JOIN public.sharing_disclosure d ON d.id = r.disclosure_id
   WHERE r.table_name = p_table AND r.row_id = p_id AND d.kind = 'handover' ORDER BY d.id LIMIT 1 $$;

-- The consequence that the actor's decision already has, so that a repeated request makes no second one.
CREATE OR REPLACE FUNCTION cases.made_for(p_table text, p_decision bigint, p_kind text) RETURNS bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE made bigint;
BEGIN
  IF p_table NOT IN ('cases_task', 'cases_conversation', 'cases_case', 'cases_handover') THEN
    PERFORM access.refuse('a decision has no such consequence');
  END IF;
  EXECUTE format('SELECT t.id FROM public.%I t WHERE t.decision_id = $1 AND ($2 IS NULL OR to_jsonb(t) ->> ''kind'' = $2)
      AND coalesce(cases.first_giver($3, t.id), t.owner_audience) = ANY ($4) ORDER BY t.id LIMIT 1', p_table)
    INTO made USING p_decision, p_kind, p_table, access.own_keys();
  RETURN made;
END $$;

-- Undo of a decision: those who gave its consequences take them back, all or none, while nobody has begun. By then they
-- belong to the unit of the responsible, so no policy can allow it. `begun` names what has been begun: nothing is changed.
CREATE OR REPLACE FUNCTION cases.withdraw(p_decision bigint, OUT withdrawn integer, OUT begun text) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint[] := access.own_keys(); each record; tasks bigint[]; talks bigint[]; files bigint[]; offers bigint[];
BEGIN
  SELECT array_agg(id), max(CASE WHEN state = 'done' THEN 'task' END) INTO tasks, begun FROM (
    SELECT * FROM public.cases_task t WHERE t.decision_id = p_decision
       AND coalesce(cases.first_giver('cases_task', t.id), t.owner_audience) = ANY (mine) FOR UPDATE) AS given;
  SELECT array_agg(id), coalesce(begun, max(CASE WHEN state IN ('held', 'not_held') THEN 'conversation' END))
    INTO talks, begun FROM (
    SELECT * FROM public.cases_conversation t WHERE t.decision_id = p_decision
       AND coalesce(cases.first_giver('cases_conversation', t.id), t.owner_audience) = ANY (mine) FOR UPDATE) AS given;
  SELECT array_agg(id), coalesce(begun, max(CASE WHEN state = 'accepted' THEN 'handover' END)) INTO offers, begun FROM (
    SELECT * FROM public.cases_handover t WHERE t.decision_id = p_decision
       AND coalesce(cases.first_giver('cases_handover', t.id), t.owner_audience) = ANY (mine) FOR UPDATE) AS given;
  SELECT array_agg(id), coalesce(begun, max(CASE WHEN state = 'closed' OR state = 'open' AND worked_on THEN 'case' END)) INTO files, begun FROM (
    SELECT t.*, EXISTS (SELECT FROM public.cases_note n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.cases_task n WHERE n.case_id = t.id AND (n.decision_id IS DISTINCT FROM p_decision
          OR EXISTS (SELECT FROM public.access_history h WHERE h.parent_table = 'cases_task' AND h.parent_id = n.id)))
        OR EXISTS (SELECT FROM public.cases_conversation n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.cases_involvement n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.voices_voice n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.references_reference n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.arenas_line n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.efforts_effort n WHERE n.case_id = t.id)
        OR EXISTS (SELECT FROM public.youth_youtheffort n WHERE n.case_id = t.id)
        OR (SELECT count(*) FROM public.cases_responsibility n WHERE n.case_id = t.id) > 2
        OR EXISTS (SELECT FROM public.access_history h WHERE h.parent_table = 'cases_case' AND h.parent_id = t.id) AS worked_on
      FROM public.cases_case t WHERE t.decision_id = p_decision
       AND coalesce(cases.first_giver('cases_case', t.id), t.owner_audience) = ANY (mine) FOR UPDATE OF t) AS given;
  withdrawn := 0;
  IF begun IS NOT NULL THEN RETURN; END IF;
  -- What nobody has read of it yet is not told any more.
  UPDATE public.notices_notice SET seen_at = access.at() WHERE seen_at IS NULL AND kind IN ('task_given', 'conversation_given', 'case_coordinated')
    AND (about_table = 'cases_task' AND about_id = ANY (tasks) OR about_table = 'cases_conversation' AND about_id = ANY (talks)
      OR about_table = 'cases_case' AND about_id = ANY (files));
  FOR each IN UPDATE public.cases_task SET state = 'withdrawn' WHERE id = ANY (tasks) AND state = 'open' RETURNING * LOOP
    PERFORM audit.record('task.withdrawn', 'cases_task', each.id, each.subject, each.owner_audience, '{}');
    withdrawn := withdrawn + 1;
  END LOOP;
  FOR each IN UPDATE public.cases_conversation SET state = 'withdrawn' WHERE id = ANY (talks) AND state = 'planned' RETURNING * LOOP
    PERFORM audit.record('conversation.withdrawn', 'cases_conversation', each.id, each.subject, each.owner_audience, '{}');
    withdrawn := withdrawn + 1;
  END LOOP;
  FOR each IN UPDATE public.cases_handover SET state = 'withdrawn' WHERE id = ANY (offers) AND state = 'proposed' RETURNING * LOOP
    PERFORM cases.end_disclosures('cases_handover', each.id);
    PERFORM notices.put(array_remove(cases.asked(each.id, access.at()), coalesce(notices.me(), 0)), 'case_taken_back', 'cases_handover', each.id,
      false, false, access.at());
    PERFORM audit.record('handover.withdrawn', 'cases_handover', each.id, each.subject, each.owner_audience, '{}');
    withdrawn := withdrawn + 1;
  END LOOP;
  UPDATE public.cases_responsibility SET period = tstzrange(lower(period), greatest(lower(period), access.at()))
   WHERE upper_inf(period) AND case_id IN (SELECT id FROM public.cases_case WHERE id = ANY (files) AND state = 'open');
  FOR each IN UPDATE public.cases_case SET state = 'withdrawn', closed_at = greatest(opened_at, access.at())
      WHERE id = ANY (files) AND state = 'open' RETURNING * LOOP
    PERFORM audit.record('case.withdrawn', 'cases_case', each.id, each.subject, each.owner_audience, '{}');
    withdrawn := withdrawn + 1;
  END LOOP;
END $$;

-- What a handover or an involvement gave to its unit ends. Only what the row's owner, or one who had the row before, has
-- given to that unit about that child: the list in the row is the app's to write, so it is not believed.
CREATE OR REPLACE FUNCTION cases.end_disclosures(p_table text, p_id bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.sharing_disclosure; listed bigint[]; receiver bigint; child bigint; givers bigint[];
BEGIN
  EXECUTE format('SELECT t.disclosures, u.audience_id, t.subject, ARRAY[t.owner_audience] || ARRAY(
        SELECT d.giver_audience_id FROM public.sharing_disclosedrow w JOIN public.sharing_disclosure d ON d.id = w.disclosure_id
         WHERE w.table_name = $1 AND w.row_id = t.id AND d.kind = ''handover'')
      FROM public.%I t JOIN public.organisations_unit u ON u.id = t.%I WHERE t.id = $2',
      p_table, CASE p_table WHEN 'cases_handover' THEN 'to_unit_id' ELSE 'unit_id' END)
    INTO listed, receiver, child, givers USING p_table, p_id;
  FOR d IN SELECT * FROM public.sharing_disclosure s WHERE s.id = ANY (listed) AND s.kind = 'disclosure'
      AND s.to_audience_id = receiver AND s.giver_audience_id = ANY (givers) AND s.period @> access.at()
      AND NOT EXISTS (SELECT FROM public.sharing_disclosedrow w
                       WHERE w.disclosure_id = s.id AND w.subject IS DISTINCT FROM child) LOOP
    PERFORM sharing.end_disclosure(d.id, NULL);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION cases.take_back(p_table text, p_id bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine boolean;
BEGIN
  IF p_table NOT IN ('cases_handover', 'cases_involvement') THEN PERFORM access.refuse('nothing was given by this'); END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE id = $1 AND owner_audience = ANY ($2))', p_table)
    INTO mine USING p_id, access.own_keys();
  IF NOT mine THEN PERFORM access.refuse('only who has the matter may take back what it gave'); END IF;
  PERFORM cases.end_disclosures(p_table, p_id);
END $$;

-- Who answers for a matter tells a unit whom it is about: the child's name and birth date, as they know it themselves. The
-- record may belong to another audience (the forum's door made it), so this is not `sharing.disclose`. Who merely reads a
-- record passes it on to nobody: the actor keeps it, or its keeper has given it to those who answer for the matter, and then
-- no longer than it was given to them.
CREATE OR REPLACE FUNCTION cases.introduce(p_table text, p_id bigint, p_to bigint, p_basis bigint, p_necessity text, p_until timestamptz)
RETURNS SETOF bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE child bigint; giver bigint; keeper bigint; given timestamptz; aim text; reader bigint := p_to; fresh bigint;
BEGIN
  IF p_table NOT IN ('cases_case', 'cases_handover') THEN PERFORM access.refuse('this is no matter about a child'); END IF;
  EXECUTE format('SELECT subject, owner_audience FROM public.%I WHERE id = $1 AND owner_audience = ANY ($2)', p_table)
    INTO child, giver USING p_id, access.own_keys();
  IF giver IS NULL THEN PERFORM access.refuse('only who answers for a matter may say whom it is about'); END IF;
  SELECT p.owner_audience INTO keeper FROM public.people_person p WHERE p.id = child AND p.audiences && access.keys();
  IF keeper IS NULL OR keeper = p_to THEN RETURN; END IF;
  IF NOT keeper = ANY (access.own_keys()) THEN
    SELECT max(coalesce(upper(d.period), 'infinity')) INTO given
      FROM public.sharing_disclosedrow r JOIN public.sharing_disclosure d ON d.id = r.disclosure_id
     WHERE r.table_name = 'people_person' AND r.row_id = child AND d.kind = 'disclosure' AND d.giver_audience_id = keeper
       AND d.to_audience_id = giver AND d.period @> access.at();
    IF given IS NULL THEN PERFORM access.refuse('only who keeps a child''s record, or was given it by them, tells others of it'); END IF;
    p_until := CASE WHEN given = 'infinity' THEN p_until ELSE least(p_until, given) END;
  END IF;
  aim := sharing.check_basis(p_basis, p_necessity);
  PERFORM sharing.check_receiver(p_to);
  IF p_until IS NOT NULL THEN
    INSERT INTO public.access_audience (kind, name, body_id) SELECT 'disclosure', '', coalesce(a.body_id, a.id)
      FROM public.access_audience a WHERE a.id = p_to RETURNING id INTO fresh;
    INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
      VALUES (fresh, p_to, tstzrange(access.at(), p_until), false);
    reader := fresh;
  END IF;
  UPDATE public.people_person SET audiences = audiences || reader WHERE id = child AND NOT (reader = ANY (audiences));
  RETURN QUERY SELECT sharing.write_disclosure('disclosure', 'people_person', ARRAY[child], giver, p_to, fresh, p_basis, aim,
    p_necessity, tstzrange(access.at(), p_until));
END $$;

-- The unit that is asked says yes or no, by somebody who has a post there: the answer is written down as the receiver's, and the
-- giver reads it. A no ends the question and takes back what the asked unit could read. A yes moves the matter in the instant in
-- which everybody else who must has agreed too. Answers the state; 'answered' when somebody was faster, 'gone' when the case is no
-- longer the giver's to hand over.
CREATE OR REPLACE FUNCTION cases.answer(p_handover bigint, p_accepts boolean, p_words text, p_coordinator bigint DEFAULT NULL)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.cases_handover; receiver bigint; me bigint; said bigint;
BEGIN
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover;
  -- The case first, as everywhere: two who lock the same rows never wait for each other.
  PERFORM 1 FROM public.cases_case c WHERE c.id = h.case_id FOR NO KEY UPDATE;
  SELECT * INTO h FROM public.cases_handover WHERE id = p_handover FOR NO KEY UPDATE;
  SELECT u.audience_id INTO receiver FROM public.organisations_unit u WHERE u.id = h.to_unit_id;
  IF receiver IS NULL OR NOT (receiver = ANY (access.own_keys())) OR NOT (receiver = ANY (h.audiences)) THEN
    PERFORM access.refuse('only the unit that is asked may answer');
  END IF;
  IF h.state <> 'proposed' THEN RETURN 'answered'; END IF;
  SELECT s.id INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor();
  IF me IS NULL OR h.to_staff_id <> me THEN
    PERFORM access.refuse('only who is asked can answer');
  END IF;
  INSERT INTO public.cases_agreement (owner_audience, audiences, body, subject, origin, written_by, written_at, retention_kind,
      delete_after, hold, version, handover_id, party, answer, because, tries, note, staff_id, coordinator_id)
    VALUES (receiver, ARRAY(SELECT DISTINCT reader FROM unnest(ARRAY[receiver, h.owner_audience]) AS reader),
      access.body_of(receiver), h.subject, 'own', access.actor(), access.at(), h.retention_kind, h.delete_after, false, 1, h.id,
      'receiver', CASE WHEN p_accepts THEN 'agrees' ELSE 'disagrees' END, '', '{}', p_words, me, p_coordinator)
    RETURNING id INTO said;
  PERFORM audit.record('handover.answered', 'cases_handover', h.id, h.subject, h.owner_audience,
    jsonb_build_object('party', 'receiver', 'answer', CASE WHEN p_accepts THEN 'agrees' ELSE 'disagrees' END));
  -- Told here, when the case is locked: two answers that tell the same person never wait for each other.
  PERFORM notices.put(array_remove(cases.asking(h.id, access.at()), me), 'case_answered', 'cases_handover', h.id, false, false, access.at());
  IF p_accepts THEN
    UPDATE public.cases_handover SET answer = p_words WHERE id = h.id AND p_words <> '';
    RETURN cases.settle(h.id);
  END IF;
  UPDATE public.cases_handover SET state = 'declined', answered_at = access.at(), answer = p_words WHERE id = h.id;
  PERFORM audit.record('handover.declined', 'cases_handover', h.id, h.subject, h.owner_audience, '{}');
  PERFORM cases.end_disclosures('cases_handover', h.id);
  RETURN 'declined';
END $$;

-- Rows change hands on the handover's basis; others who were given them go on reading, the giver only where told.
CREATE OR REPLACE FUNCTION cases.move(h public.cases_handover, p_table text, p_ids bigint[], p_giver bigint, p_to bigint, p_giver_reads boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found integer; aim text := sharing.check_basis(h.basis_version_id, h.necessity);
BEGIN
  PERFORM sharing.check_receiver(p_to);
  EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY(SELECT DISTINCT reader
      FROM unnest(CASE WHEN $2 THEN audiences ELSE array_remove(audiences, $3) END || $1) AS reader)
    WHERE id = ANY ($4) AND owner_audience = $3', p_table) USING p_to, p_giver_reads, p_giver, p_ids;
  GET DIAGNOSTICS found = ROW_COUNT;
  IF found <> cardinality(p_ids) THEN RAISE EXCEPTION 'announced % rows of %, moved %', cardinality(p_ids), p_table, found; END IF;
  PERFORM sharing.write_disclosure('handover', p_table, p_ids, p_giver, p_to, NULL, h.basis_version_id, aim, h.necessity,
    tstzrange(access.at(), NULL));
END $$;
