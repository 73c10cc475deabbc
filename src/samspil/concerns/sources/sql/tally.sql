-- Where the knowledge came from is counted when it arrives, by forum or door and year (BRO-91): the rows go after their time, and this
-- number stays. Which row it was is written nowhere. A place that is no forum's and no door's is counted nowhere.
CREATE OR REPLACE FUNCTION sources.count(p_place bigint, p_year integer, p_source text, p_number integer) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sources_tally AS t (body, place, year, source, count)
    SELECT a.body_id, a.id, p_year, p_source, greatest(p_number, 0) FROM public.access_audience a WHERE a.id = p_place
    ON CONFLICT (place, year, source) DO UPDATE SET count = greatest(t.count + p_number, 0) $$;

-- Where it happens is counted beside it, and not with it (VAL-10): no cell tells that the online ones came from a school.
-- A concern counts at the forum or the door that it is written to, also where it is handed on from there.
CREATE OR REPLACE FUNCTION sources.count_concern() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sources.count(coalesce((SELECT f.audience_id FROM public.organisations_forum f WHERE f.id = NEW.forum_id),
    (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = NEW.door_id)),
    extract(year FROM sharing.today())::integer, NEW.source, 1);
  INSERT INTO public.sources_locationtally AS t (body, place, year, location_type, count)
    SELECT a.body_id, a.id, extract(year FROM sharing.today())::integer, NEW.location_type, 1 FROM public.access_audience a
     WHERE a.id = coalesce((SELECT f.audience_id FROM public.organisations_forum f WHERE f.id = NEW.forum_id),
       (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = NEW.door_id))
    ON CONFLICT (place, year, location_type) DO UPDATE SET count = t.count + 1;
  RETURN NULL;
END $$;

-- A line of a list counts at the list's forum, by what the list's sender works with; one that was received by mistake counts no more, until it is taken back.
CREATE OR REPLACE FUNCTION sources.count_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forum bigint; giver text; stood boolean := TG_OP = 'UPDATE' AND OLD.removed_at IS NULL; stands boolean := NEW.removed_at IS NULL;
BEGIN
  IF stood = stands THEN RETURN NULL; END IF;
  SELECT f.audience_id, CASE u.sector WHEN 'police' THEN 'police' WHEN 'prevention' THEN 'youth_unit' WHEN 'school' THEN 'school'
      WHEN 'education' THEN 'school' WHEN 'leisure' THEN 'leisure' ELSE 'other' END INTO forum, giver
    FROM public.concerns_policelist l JOIN public.organisations_forum f ON f.id = l.forum_id
    JOIN public.organisations_unit u ON u.id = l.giver_unit_id WHERE l.id = NEW.police_list_id;
  PERFORM sources.count(forum, extract(year FROM coalesce(NEW.written_at, now()) AT TIME ZONE 'Europe/Copenhagen')::integer, giver,
    CASE WHEN stands THEN 1 ELSE -1 END);
  RETURN NULL;
END $$;

-- The figures of the forums in which the actor has a seat and of the doors that they answer, the newest year first. How many it is, is told
-- from five.
CREATE OR REPLACE FUNCTION sources.figures() RETURNS TABLE (place bigint, year integer, source text, number integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.place, t.year, t.source, CASE WHEN t.count >= 5 THEN t.count END FROM public.sources_tally t
   WHERE t.place = ANY (access.own_keys()) AND t.count > 0 ORDER BY t.place, t.year DESC, t.count DESC, t.source $$;

-- How many concerns happen at a place, online, both or nobody told, by forum or door and year (VAL-10). What is fewer than five is hidden;
-- where that is one cell alone, the smallest of the others is hidden too, or the year's total would tell it.
CREATE OR REPLACE FUNCTION sources.locations() RETURNS TABLE (place bigint, year integer, location_type text, number integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.place, t.year, t.location_type, CASE WHEN t.count >= 5 AND (t.small <> 1 OR t.rank > 2) THEN t.count END
    FROM (SELECT l.*, count(*) FILTER (WHERE l.count < 5) OVER (PARTITION BY l.place, l.year) AS small,
        row_number() OVER (PARTITION BY l.place, l.year ORDER BY l.count, l.location_type) AS rank
      FROM public.sources_locationtally l WHERE l.place = ANY (access.own_keys()) AND l.count > 0) AS t
   ORDER BY t.place, t.year DESC, array_position(ARRAY['place', 'online', 'both', ''], t.location_type) $$;
