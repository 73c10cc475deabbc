-- What one party of a handover stands at: 'agrees', 'disagrees', 'not_asked' (a leader has yet to confirm), 'excepted', or NULL.
-- Only rows count that the right one wrote (what somebody answered is written once, see the triggers): the giver for the giver
-- (or, while the giver is away, the door), the receiver for the receiver, the giver's side for child and parents. What a child asked of one adult, the child hears from
-- that adult.
CREATE OR REPLACE FUNCTION concerns.standing(p_handover bigint, p_party text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover; a public.concerns_agreement; giver bigint; receiver bigint; door bigint; chosen boolean; excepted boolean := false;
  latest text;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN RETURN NULL; END IF;
  SELECT s.principal_id INTO giver FROM public.organisations_staff s WHERE s.id = h.from_staff_id;
  SELECT s.principal_id INTO receiver FROM public.organisations_staff s WHERE s.id = h.to_staff_id;
  SELECT d.audience_id INTO door FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id;
  SELECT w.footing = 'chosen' INTO chosen FROM public.concerns_holding w WHERE w.concern_id = h.concern_id AND upper_inf(w.period);
  FOR a IN SELECT * FROM public.concerns_agreement g WHERE g.handover_id = h.id AND g.party = p_party ORDER BY g.id LOOP
    IF a.answer = 'confirmed' THEN
      excepted := excepted OR latest = 'not_asked' AND EXISTS (SELECT FROM public.organisations_post p
        JOIN public.organisations_staff s ON s.id = p.staff_id WHERE s.principal_id = a.written_by AND p.leads
         AND p.unit_id = h.from_unit_id AND (a.written_at AT TIME ZONE 'Europe/Copenhagen')::date
           BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity'));
      CONTINUE;
    END IF;
    CONTINUE WHEN NOT coalesce(CASE p_party
      WHEN 'giver' THEN a.written_by = giver OR a.owner_audience = h.owner_audience AND concerns.is_away(h.from_staff_id, a.written_at)
      WHEN 'receiver' THEN CASE WHEN receiver IS NOT NULL THEN a.written_by = receiver ELSE a.owner_audience = door END
      ELSE CASE WHEN chosen AND p_party = 'child' AND NOT concerns.is_away(h.from_staff_id, a.written_at) THEN a.written_by = giver
        ELSE a.owner_audience = h.owner_audience OR a.written_by = giver END END, false);
    CONTINUE WHEN a.answer = 'not_asked' AND (p_party IN ('giver', 'receiver') OR a.because NOT IN ('danger', 'not_reached', 'law')
      OR a.because = 'not_reached' AND (SELECT count(DISTINCT day) FROM unnest(a.tries) AS day) < 2);
    latest := a.answer; excepted := false;
  END LOOP;
  RETURN CASE WHEN excepted THEN 'excepted' ELSE latest END;
END $$;
