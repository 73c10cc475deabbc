-- Where the knowledge came from is counted when it arrives, by forum or door and year (BRO-91): the rows go after their time, and this
-- number stays. Which row it was is written nowhere. A place that is no forum's and no door's is counted nowhere.
CREATE OR REPLACE FUNCTION sources.count(p_place bigint, p_year integer, p_source text, p_number integer) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sources_tally AS t (body, place, year, source, count)
    SELECT a.body_id, a.id, p_year, p_source, greatest(p_number, 0) FROM public.access_audience a WHERE a.id = p_place
    ON CONFLICT (place, year, source) DO UPDATE SET count = greatest(t.count + p_number, 0) $$;

-- A concern counts at the forum or the door that it is written to, also where it is handed on from there.
CREATE OR REPLACE FUNCTION sources.count_concern() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sources.count(coalesce((SELECT f.audience_id FROM public.organisations_forum f WHERE f.id = NEW.forum_id),
    (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = NEW.door_id)),
    extract(year FROM sharing.today())::integer, NEW.source, 1);
  RETURN NULL;
END $$;

-- A line of the police's list counts at the list's forum; one that was received by mistake counts no more, until it is taken back.
CREATE OR REPLACE FUNCTION sources.count_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forum bigint; stood boolean := TG_OP = 'UPDATE' AND OLD.removed_at IS NULL; stands boolean := NEW.removed_at IS NULL;
BEGIN
  IF stood = stands THEN RETURN NULL; END IF;
  SELECT f.audience_id INTO forum FROM public.concerns_policelist l JOIN public.organisations_forum f ON f.id = l.forum_id
   WHERE l.id = NEW.police_list_id;
  PERFORM sources.count(forum, extract(year FROM coalesce(NEW.written_at, now()) AT TIME ZONE 'Europe/Copenhagen')::integer, 'police',
    CASE WHEN stands THEN 1 ELSE -1 END);
  RETURN NULL;
END $$;

-- The figures of the forums in which the actor has a seat and of the doors that they answer, the newest year first. How many it is, is told
-- from five.
CREATE OR REPLACE FUNCTION sources.figures() RETURNS TABLE (place bigint, year integer, source text, number integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.place, t.year, t.source, CASE WHEN t.count >= 5 THEN t.count END FROM public.sources_tally t
   WHERE t.place = ANY (access.own_keys()) AND t.count > 0 ORDER BY t.place, t.year DESC, t.count DESC, t.source $$;
