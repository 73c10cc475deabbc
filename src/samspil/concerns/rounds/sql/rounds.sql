-- How many rounds each unit of one's own municipality has held in a half of the year: numbers alone, never what came of them.
CREATE OR REPLACE FUNCTION rounds.counts(p_year integer, p_half integer) RETURNS TABLE (unit_id bigint, held integer) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.unit_id, count(*)::integer FROM public.rounds_round r JOIN public.organisations_unit u ON u.id = r.unit_id
    JOIN public.organisations_staff s ON s.principal_id = access.actor() AND s.body_id = u.body_id
   WHERE r.year = p_year AND r.half = p_half GROUP BY r.unit_id $$;
