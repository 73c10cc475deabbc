-- What a child or a family answers is counted in the half-year and kept nowhere else (HAL-21). Who works on the case hands them the
-- page; which case it was is written in no row that holds an answer.
CREATE OR REPLACE FUNCTION voices.tell(p_case bigint, p_whose text, p_replies jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine record; half date;
BEGIN
  SELECT c.owner_audience, c.body INTO mine FROM public.cases_case c
   WHERE c.id = p_case AND c.owner_audience = ANY (access.own_keys());
  IF mine.body IS NULL OR p_whose NOT IN ('child', 'network')
     OR EXISTS (SELECT FROM jsonb_each_text(p_replies) AS r WHERE r.key NOT IN ('together', 'whom', 'heard')
                 OR r.value NOT IN ('yes', 'partly', 'no', 'unknown')) THEN
    PERFORM access.refuse('only who works on the case may ask how it is met');
  END IF;
  half := make_date(extract(year FROM sharing.today())::integer, CASE WHEN extract(month FROM sharing.today()) < 7 THEN 1 ELSE 7 END, 1);
  INSERT INTO public.voices_experience AS e (body, since, whose, statement, reply, count)
    SELECT mine.body, half, p_whose, r.key, r.value, 1 FROM jsonb_each_text(p_replies) AS r
    ON CONFLICT (body, since, whose, statement, reply) DO UPDATE SET count = e.count + 1;
  -- That somebody was asked, without which case: the half-year's first row must not lead back either.
  PERFORM audit.record('experience.told', NULL, NULL, NULL, mine.owner_audience, '{}');
END $$;

-- The figures of the actor's own municipality: yes, and every other answer as one number. A sentence that fewer than five have
-- answered in a half-year is left out.
CREATE OR REPLACE FUNCTION voices.experience() RETURNS TABLE (since date, whose text, statement text, yes integer, other integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint;
BEGIN
  SELECT b.audience_id INTO mine FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  RETURN QUERY SELECT e.since, e.whose, e.statement, coalesce(sum(e.count) FILTER (WHERE e.reply = 'yes'), 0)::integer,
      coalesce(sum(e.count) FILTER (WHERE e.reply <> 'yes'), 0)::integer
    FROM public.voices_experience e WHERE e.body = mine GROUP BY e.since, e.whose, e.statement
   HAVING sum(e.count) >= 5 ORDER BY e.since DESC, e.whose, e.statement;
END $$;
