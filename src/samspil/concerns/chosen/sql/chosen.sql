-- The door takes over what lies with the adult whom a child or a family chose, for a recorded reason only (HAL-14, HAL-15). The adult
-- goes on reading who has it and why, and stays the one whom the child talks with. What lies with anybody who has left is taken over
-- too: who has it cannot be asked any more.
CREATE OR REPLACE FUNCTION chosen.take_over(p_concern bigint, p_unit bigint, p_ground text, p_words text) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); me bigint; written bigint; gone boolean;
BEGIN
  gone := concerns.has_left(h, access.at());
  IF h.footing <> 'chosen' AND NOT (p_ground = 'absence' AND gone) THEN
    PERFORM access.refuse('this lies with no adult whom somebody chose');
  END IF;
  SELECT s.id INTO me FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id AND p.unit_id = p_unit
   WHERE s.principal_id = access.actor() AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity')
     AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF me IS NULL THEN PERFORM access.refuse('who takes a concern has a post in the unit behind'); END IF;
  IF p_ground NOT IN ('danger', 'absence', 'law', 'asked') OR p_ground IN ('danger', 'law') AND btrim(p_words) = '' THEN
    PERFORM access.refuse('the door takes over for a reason that is written down');
  END IF;
  IF p_ground = 'absence' AND NOT (gone OR responsibility.is_away(h.staff_id, access.at())) THEN
    PERFORM access.refuse('the adult is at work');
  END IF;
  IF p_ground = 'asked' AND coalesce((SELECT t.act FROM public.chosen_takeover t JOIN public.organisations_staff s
      ON s.principal_id = t.written_by WHERE t.concern_id = p_concern AND t.act IN ('asked', 'taken_back') AND s.id = h.staff_id
      ORDER BY t.at DESC, t.id DESC LIMIT 1), '') <> 'asked' THEN
    PERFORM access.refuse('the adult has not asked for it');
  END IF;
  PERFORM concerns.pass(h, me, p_unit, 'taken');
  UPDATE public.concerns_concern SET state = 'taken' WHERE id = p_concern AND state = 'new';
  PERFORM concerns.end_questions(p_concern);
  INSERT INTO public.chosen_takeover (owner_audience, audiences, body, subject, origin, written_by, written_at, retention_kind,
      delete_after, hold, version, concern_id, act, ground, words, staff_id, at)
    VALUES (h.owner_audience, h.audiences, h.body, h.subject, h.origin, access.actor(), access.at(), h.retention_kind, h.delete_after,
      false, 1, p_concern, 'taken', p_ground, btrim(p_words), me, access.at()) RETURNING id INTO written;
  PERFORM audit.record('concern.taken_over', 'concerns_concern', p_concern, NULL, h.owner_audience,
    jsonb_build_object('by', me, 'ground', p_ground));
  RETURN written;
END $$;

-- Whether the adult has done something since they were chosen: written what, asked the door, or asked to hand it over. `queries.py` asks
-- the same.
CREATE OR REPLACE FUNCTION chosen.has_reacted(c public.chosen_chosenadult) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.concerns_step s WHERE s.concern_id = c.concern_id AND s.staff_id = c.staff_id AND s.written_at > c.since)
      OR EXISTS (SELECT FROM public.concerns_handover h WHERE h.concern_id = c.concern_id AND h.from_staff_id = c.staff_id
        AND h.written_at > c.since)
      OR EXISTS (SELECT FROM public.chosen_takeover t WHERE t.concern_id = c.concern_id AND t.act = 'asked'
        AND t.staff_id = c.staff_id AND t.at > c.since) $$;

-- The keeper: the adult who has the matter is reminded two hours before their time, and told with the door when it has passed (HAL-13). Who
-- asked to hand it over is reminded after two days that whoever chose them has not agreed; nothing moves before (HAL-15).
CREATE OR REPLACE FUNCTION chosen.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN
    SELECT c.concern_id, c.staff_id, c.owner_audience, c.react_by <= p_at AS passed FROM public.chosen_chosenadult c
      JOIN public.concerns_holding h ON h.concern_id = c.concern_id AND upper_inf(h.period) AND h.footing = 'chosen'
     WHERE c.react_by - interval '2 hours' <= p_at AND c.react_by > p_at - interval '14 days' AND NOT chosen.has_reacted(c)
     ORDER BY c.id
  LOOP
    told := told + notices.put(ARRAY[waiting.staff_id], 'chosen_waits', 'concerns_concern', waiting.concern_id, false, true, p_at);
    IF waiting.passed THEN
      told := told + notices.put(arrivals.answering(waiting.owner_audience, p_at), 'chosen_late', 'concerns_concern', waiting.concern_id,
        false, true, p_at);
    END IF;
  END LOOP;
  FOR waiting IN
    SELECT q.id, q.from_staff_id FROM public.concerns_handover q JOIN public.chosen_chosenadult c ON c.concern_id = q.concern_id
      JOIN public.concerns_holding w ON w.concern_id = q.concern_id AND upper_inf(w.period) AND w.footing = 'chosen'
       AND w.staff_id = q.from_staff_id
     WHERE q.state = 'proposed' AND q.written_at <= p_at - interval '2 days' AND q.written_at > p_at - interval '30 days'
       AND NOT EXISTS (SELECT FROM public.concerns_agreement a WHERE a.handover_id = q.id
         AND a.party = CASE c.chosen_by WHEN 'family' THEN 'parents' ELSE 'child' END)
     ORDER BY q.id
  LOOP
    told := told + notices.put(ARRAY[waiting.from_staff_id], 'chooser_asked', 'concerns_handover', waiting.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;
