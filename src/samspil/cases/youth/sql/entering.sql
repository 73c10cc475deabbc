-- That a young person came into a community is counted in the year of its day (UNG-47); what was written by mistake counts no more. Which
-- young person it was is written in no row of the count, and the count stays when the case is deleted.
CREATE OR REPLACE FUNCTION youth.count_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stood boolean := TG_OP = 'UPDATE' AND OLD.entered AND NOT OLD.taken_back;
  stands boolean := NEW.entered AND NOT NEW.taken_back;
BEGIN
  IF stood = stands THEN RETURN NULL; END IF;
  INSERT INTO public.youth_entrytally AS t (body, year, community, count)
    VALUES (NEW.body, extract(year FROM NEW.since)::integer, NEW.community, CASE WHEN stands THEN 1 ELSE 0 END)
    ON CONFLICT (body, year, community) DO UPDATE SET count = greatest(t.count + CASE WHEN stands THEN 1 ELSE -1 END, 0);
  RETURN NULL;
END $$;

-- The figures of the actor's own municipality, the newest year first. How many it is, is told from five.
CREATE OR REPLACE FUNCTION youth.figures() RETURNS TABLE (year integer, community text, number integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint;
BEGIN
  SELECT b.audience_id INTO mine FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  RETURN QUERY SELECT t.year, t.community, CASE WHEN t.count >= 5 THEN t.count END FROM public.youth_entrytally t
   WHERE t.body = mine AND t.count > 0 ORDER BY t.year DESC, t.community;
END $$;
