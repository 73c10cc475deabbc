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

-- The adult whom somebody chose has stopped. Whoever has the concern at its door, or acts there, has asked them whom they will talk with now:
-- with who asks, or with nobody. What lay with the adult lies with who asks when they choose them. Another adult is a handover.
CREATE OR REPLACE FUNCTION chosen.hear_choice(p_concern bigint, p_mine boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); at timestamptz := access.at(); me bigint; unit bigint; asks bigint;
BEGIN
  SELECT CASE WHEN responsibility.is_away(h.staff_id, at) OR concerns.has_left(h, at) THEN responsibility.acts_at(h.staff_id, c.door_id, at)
    ELSE h.staff_id END INTO asks FROM public.concerns_concern c WHERE c.id = p_concern;
  SELECT s.id, p.unit_id INTO me, unit FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id
   WHERE s.principal_id = access.actor() AND responsibility.works_in(s.id, p.unit_id, at) ORDER BY p.unit_id = h.unit_id DESC, p.id LIMIT 1;
  IF me IS NULL OR me IS DISTINCT FROM asks OR NOT chosen.adult_stops(p_concern, at)
      OR EXISTS (SELECT FROM public.chosen_chosenadult a WHERE a.concern_id = p_concern AND a.staff_id = me) THEN
    PERFORM access.refuse('whoever has the concern asks whom they will talk with now');
  END IF;
  IF p_mine THEN
    IF h.footing = 'chosen' THEN
      PERFORM concerns.pass(h, me, unit, 'taken');
      UPDATE public.concerns_concern SET state = 'taken' WHERE id = p_concern AND state = 'new';
      PERFORM concerns.end_questions(p_concern);
    END IF;
    UPDATE public.chosen_chosenadult SET staff_id = me, unit_id = unit, since = at, react_by = NULL WHERE concern_id = p_concern;
  END IF;
  PERFORM audit.record('choice.heard', 'concerns_concern', p_concern, NULL, h.owner_audience,
    jsonb_build_object('adult', CASE WHEN p_mine THEN me END));
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
       AND NOT responsibility.has_left(c.staff_id, p_at)
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
  -- Of an adult who has stopped nothing is waited for: whoever acts is told, once.
  FOR waiting IN SELECT DISTINCT c.staff_id FROM public.chosen_chosenadult c JOIN public.concerns_concern o ON o.id = c.concern_id
      AND o.closed_at IS NULL WHERE responsibility.has_left(c.staff_id, p_at) ORDER BY 1 LOOP
    told := told + chosen.tell_of_adult(waiting.staff_id, 'chosen_left', true, p_at);
  END LOOP;
  RETURN told;
END $$;

-- The open concerns whose adult is this colleague: the one whom a child, a young person or a family talks with, whoever has the matter; who
-- acts for it without this colleague (the same rule as `concerns.queries.holders`); and whether it lies with the adult.
CREATE OR REPLACE FUNCTION chosen.talked_with(p_staff bigint, p_at timestamptz) RETURNS TABLE (concern bigint, acting bigint, has_it boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, CASE WHEN h.staff_id = p_staff OR responsibility.is_away(h.staff_id, p_at) OR concerns.has_left(h, p_at)
      THEN responsibility.acts_at(h.staff_id, c.door_id, p_at) ELSE h.staff_id END, h.staff_id = p_staff
    FROM public.chosen_chosenadult a JOIN public.concerns_concern c ON c.id = a.concern_id AND c.closed_at IS NULL
    JOIN public.concerns_holding h ON h.concern_id = c.id AND upper_inf(h.period) WHERE a.staff_id = p_staff ORDER BY c.id $$;

-- Whether whoever a child chose for this concern has left, or stops on a settled day.
CREATE OR REPLACE FUNCTION chosen.adult_stops(p_concern bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.chosen_chosenadult a WHERE a.concern_id = p_concern AND (responsibility.has_left(a.staff_id, p_at)
    OR NOT EXISTS (SELECT FROM public.organisations_post o WHERE o.staff_id = a.staff_id
      AND coalesce(o.valid_to, 'infinity') > (p_at AT TIME ZONE 'Europe/Copenhagen')::date + 92))) $$;

-- For how many children and families a colleague is the adult, as a number and nothing else, where they would have no post without one in
-- this unit; and who acts for what lies with the adult from then on. To themselves, who leads a unit of theirs, and the administrators.
CREATE OR REPLACE FUNCTION chosen.held(p_staff bigint, p_unit bigint DEFAULT NULL) RETURNS TABLE (kind text, number bigint, acting bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM organisations.check_sees_how_much(p_staff);
  IF p_unit IS NOT NULL AND EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff AND p.unit_id <> p_unit
      AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')) THEN RETURN; END IF;
  RETURN QUERY SELECT 'chosen', count(*), NULL::bigint FROM chosen.talked_with(p_staff, access.at()) HAVING count(*) > 0
    UNION ALL SELECT 'acting', count(*), w.acting FROM chosen.talked_with(p_staff, access.at()) w WHERE w.has_it GROUP BY w.acting;
END $$;

-- The adult has stopped, or stops on a settled day: whoever acts for the concern is told, who asks whom they will talk with now.
CREATE OR REPLACE FUNCTION chosen.tell_of_adult(p_staff bigint, p_kind text, p_ever boolean, p_at timestamptz) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record; told integer := 0;
BEGIN
  FOR w IN SELECT * FROM chosen.talked_with(p_staff, p_at) t WHERE t.acting IS NOT NULL LOOP
    told := told + notices.put(ARRAY[w.acting], p_kind, 'concerns_concern', w.concern, false, p_ever, p_at);
  END LOOP;
  RETURN told;
END $$;

-- In the transaction in which a colleague has left.
CREATE OR REPLACE FUNCTION chosen.left_behind(p_staff bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_administers(p_staff);
  IF NOT responsibility.has_left(p_staff, access.at()) THEN RETURN 0; END IF;
  RETURN chosen.tell_of_adult(p_staff, 'chosen_left', false, access.at());
END $$;

-- In the transaction in which a last day is set, changed or taken back.
CREATE OR REPLACE FUNCTION chosen.last_day_set(p_post bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; at timestamptz := access.at();
BEGIN
  SELECT o.staff_id, o.valid_to INTO p FROM public.organisations_post o JOIN public.organisations_staff s ON s.id = o.staff_id
    JOIN public.organisations_body b ON b.id = s.body_id
   WHERE o.id = p_post AND (b.administration_id = ANY (access.own_keys()) OR s.principal_id = access.actor());
  IF p.staff_id IS NULL THEN PERFORM access.refuse('only an administrator tells that a colleague leaves'); END IF;
  IF responsibility.has_left(p.staff_id, at) THEN RETURN 0; END IF;
  UPDATE public.notices_notice n SET seen_at = at WHERE n.seen_at IS NULL AND n.kind IN ('chosen_stops', 'chosen_stays')
    AND n.about_table = 'concerns_concern' AND n.about_id IN (SELECT t.concern FROM chosen.talked_with(p.staff_id, at) t);
  IF NOT EXISTS (SELECT FROM public.organisations_post o WHERE o.staff_id = p.staff_id
      AND coalesce(o.valid_to, 'infinity') > (at AT TIME ZONE 'Europe/Copenhagen')::date + 92) THEN
    RETURN chosen.tell_of_adult(p.staff_id, 'chosen_stops', false, at);
  ELSIF p.valid_to IS NULL THEN
    RETURN chosen.tell_of_adult(p.staff_id, 'chosen_stays', false, at);
  END IF;
  RETURN 0;
END $$;
