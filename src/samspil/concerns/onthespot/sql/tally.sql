-- What a colleague saw and did on the spot is counted in the half-year of the unit and kept nowhere else (HAL-35). The same form
-- twice is one count; which count it was is written nowhere.
CREATE OR REPLACE FUNCTION onthespot.tell(p_unit bigint, p_seen text, p_did text, p_times integer, p_key uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place bigint; half date;
BEGIN
  SELECT b.audience_id INTO place FROM public.organisations_unit u
    JOIN public.organisations_post p ON p.unit_id = u.id
    JOIN public.organisations_staff s ON s.id = p.staff_id AND s.principal_id = access.actor() AND s.ended_at IS NULL
    JOIN public.organisations_body b ON b.id = u.body_id
   WHERE u.audience_id = p_unit AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF place IS NULL OR p_key IS NULL OR p_times IS NULL OR p_times NOT BETWEEN 1 AND 20
     OR p_seen IS NULL OR p_seen NOT IN ('conflict', 'teasing', 'drugs', 'damage', 'online', 'other')
     OR p_did IS NULL OR p_did NOT IN ('spoke', 'stopped', 'help', 'nothing') THEN
    PERFORM access.refuse('only who works in a unit counts for it');
  END IF;
  half := make_date(extract(year FROM sharing.today())::integer, CASE WHEN extract(month FROM sharing.today()) < 7 THEN 1 ELSE 7 END, 1);
  DELETE FROM public.onthespot_sent WHERE since < half;
  INSERT INTO public.onthespot_sent (key, since) VALUES (p_key, half) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO public.onthespot_tally AS t (body, unit, since, seen, did, count) VALUES (place, p_unit, half, p_seen, p_did, p_times)
    ON CONFLICT (body, unit, since, seen, did) DO UPDATE SET count = t.count + p_times;
  PERFORM audit.record('onthespot.told', NULL, NULL, NULL, p_unit, '{}');
END $$;

-- The figures by half-year and by what was seen: of the actor's own units all of them, of the other units of the municipality
-- together what five or more have told of. The own units are not in the others' number, so that nobody can take them out of it.
CREATE OR REPLACE FUNCTION onthespot.figures() RETURNS TABLE (since date, own boolean, seen text, stepped_in integer, times integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place bigint; mine bigint[];
BEGIN
  SELECT b.audience_id INTO place FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  mine := ARRAY(SELECT u.audience_id FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id
    JOIN public.organisations_unit u ON u.id = p.unit_id WHERE s.principal_id = access.actor() AND s.ended_at IS NULL
     AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity'));
  RETURN QUERY SELECT t.since, t.unit = ANY (mine), t.seen, coalesce(sum(t.count) FILTER (WHERE t.did <> 'nothing'), 0)::integer,
      sum(t.count)::integer
    FROM public.onthespot_tally t WHERE t.body = place GROUP BY 1, 2, 3
   HAVING bool_or(t.unit = ANY (mine)) OR sum(t.count) >= 5 ORDER BY 1 DESC, 2 DESC, 5 DESC, 3;
END $$;
