-- The door takes over what lies with the adult whom a child or a family chose, for a recorded reason only (HAL-14, HAL-15). The adult
-- goes on reading who has it and why, and stays the one whom the child talks with. What lies with anybody who has left is taken over
-- too: who has it cannot be asked any more.
CREATE OR REPLACE FUNCTION chosen.take_over(p_concern bigint, p_unit bigint, p_ground text, p_words text) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); me bigint; written bigint;
BEGIN
  IF h.footing <> 'chosen' AND NOT (p_ground = 'absence' AND concerns.has_left(h, access.at())) THEN
    PERFORM access.refuse('this lies with no adult whom somebody chose');
  END IF;
  SELECT s.id INTO me FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id AND p.unit_id = p_unit
   WHERE s.principal_id = access.actor() AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity')
     AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF me IS NULL THEN PERFORM access.refuse('who takes a concern has a post in the unit behind'); END IF;
  IF p_ground NOT IN ('danger', 'absence', 'law', 'asked') OR p_ground IN ('danger', 'law') AND btrim(p_words) = '' THEN
    PERFORM access.refuse('the door takes over for a reason that is written down');
  END IF;
  IF p_ground = 'absence' AND NOT responsibility.is_away(h.staff_id, access.at())
      AND NOT concerns.has_left(h, access.at()) THEN
    PERFORM access.refuse('the adult is at work');
  END IF;
  IF p_ground = 'asked' AND NOT EXISTS (SELECT FROM public.chosen_takeover t JOIN public.organisations_staff s
      ON s.principal_id = t.written_by WHERE t.concern_id = p_concern AND t.act = 'asked' AND s.id = h.staff_id) THEN
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
