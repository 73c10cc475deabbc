-- Who writes that a colleague is away, and who is told of it. Who is ill signs in nowhere: there is always somebody who can write it.

-- The colleagues of a unit who lead it and are here, this one left out.
CREATE OR REPLACE FUNCTION responsibility.is_led(p_unit bigint, p_but bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
    WHERE p.unit_id = p_unit AND p.leads AND p.staff_id <> p_but AND responsibility.works_in(p.staff_id, p_unit, p_at)
      AND NOT responsibility.is_away(p.staff_id, p_at)) $$;

-- Whether a unit belongs to the municipality: the police, the probation service and the region's psychiatry are authorities of their own.
CREATE OR REPLACE FUNCTION responsibility.is_municipal(p_unit bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.sector NOT IN ('police', 'probation', 'psychiatry') FROM public.organisations_unit u WHERE u.id = p_unit $$;

-- Who acts from above in a unit and writes that a colleague there is away: whoever leads a unit above it; and whoever leads the cooperation
-- in the municipality where nobody else leads the unit who is here, never of another authority.
CREATE OR REPLACE FUNCTION responsibility.writes_from_above(p_unit bigint, p_staff bigint, p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE line AS (SELECT u.id, u.parent_id, 0 AS steps FROM public.organisations_unit u WHERE u.id = p_unit
    UNION ALL SELECT u.id, u.parent_id, line.steps + 1 FROM line JOIN public.organisations_unit u ON u.id = line.parent_id WHERE line.steps < 20)
  SELECT higher.who FROM (SELECT responsibility.above(p_unit, p_at, p_staff) AS who) AS higher
   WHERE EXISTS (SELECT FROM line JOIN public.organisations_post p ON p.unit_id = line.id AND p.leads
      WHERE line.steps > 0 AND p.staff_id = higher.who AND responsibility.works_in(higher.who, line.id, p_at))
    OR responsibility.is_municipal(p_unit) AND NOT responsibility.is_led(p_unit, p_staff, p_at) $$;

-- The audiences whose holders write that a colleague is away: the colleague's own, the administrators', whoever leads a unit in which
-- they work, whoever acts from above in it, and the colleagues of a unit that nobody else leads who is here.
CREATE OR REPLACE FUNCTION responsibility.says_away(p_staff bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_remove(ARRAY[s.person_audience_id, b.administration_id] || ARRAY(
      SELECT DISTINCT who.audience FROM public.organisations_unit u, LATERAL (
        SELECT o.person_audience_id FROM public.organisations_staff o JOIN public.organisations_post p ON p.staff_id = o.id
         WHERE p.unit_id = u.id AND p.leads AND o.ended_at IS NULL AND responsibility.works_in(o.id, u.id, access.at())
        UNION ALL VALUES (u.leadership_id), ((SELECT higher.person_audience_id FROM public.organisations_staff higher WHERE higher.id = responsibility.writes_from_above(u.id, s.id, access.at()))),
        (CASE WHEN NOT responsibility.is_led(u.id, s.id, access.at()) THEN u.audience_id END)) AS who(audience)
       WHERE responsibility.works_in(s.id, u.id, access.at())), NULL)
    FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id WHERE s.id = p_staff $$;

-- Of whom the actor writes it, beside all of whom an administrator does: posts are open to everybody.
CREATE OR REPLACE FUNCTION responsibility.may_say_away() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE me public.organisations_staff; at timestamptz := access.at(); higher boolean;
BEGIN
  SELECT s.* INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  IF me.id IS NULL THEN RETURN; END IF;
  higher := EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_role r ON r.id = p.role_id
    WHERE p.staff_id = me.id AND (p.leads OR r.type = 'ssp_leader'));
  RETURN QUERY SELECT DISTINCT p.staff_id FROM public.organisations_unit u
      JOIN public.organisations_post p ON p.unit_id = u.id AND responsibility.works_in(p.staff_id, u.id, at)
      JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL,
      LATERAL (SELECT higher AND EXISTS (SELECT FROM public.organisations_post l
        WHERE l.unit_id = u.id AND l.staff_id = me.id AND l.leads AND responsibility.works_in(me.id, u.id, at)) AS all_of_it) AS here
    WHERE u.body_id = me.body_id AND p.staff_id <> me.id AND (coalesce(here.all_of_it, false)
      OR u.audience_id = ANY (access.own_keys()) AND NOT responsibility.is_led(u.id, p.staff_id, at)
      OR higher AND responsibility.writes_from_above(u.id, p.staff_id, at) = me.id);
END $$;

-- Whose word an absence is that somebody wrote about a colleague: the audience of who wrote it.
CREATE OR REPLACE FUNCTION responsibility.who_wrote_away(p_absence bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT s.person_audience_id FROM public.audit_event e JOIN public.organisations_staff s ON s.principal_id = e.principal
    WHERE e.object_table = 'responsibility_absence' AND e.object_id = p_absence AND e.act = 'absence.registered') $$;

-- The audiences whose holders take an absence back: whoever writes it, and who wrote this one, whatever has changed since.
CREATE OR REPLACE FUNCTION responsibility.ends_away(p_absence bigint, p_staff bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT responsibility.says_away(p_staff) || responsibility.who_wrote_away(p_absence) $$;

-- The absences of others that the actor wrote and that are in force or to come.
CREATE OR REPLACE FUNCTION responsibility.written_away() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id FROM public.responsibility_absence a WHERE NOT isempty(a.away) AND (upper(a.away) IS NULL OR upper(a.away) > access.at())
    AND EXISTS (SELECT FROM public.audit_event e WHERE e.object_table = 'responsibility_absence' AND e.object_id = a.id
      AND e.act = 'absence.registered' AND e.principal = access.actor()) $$;

-- Told of an absence: the colleague, where somebody else has written it or ended it, with who that was; the deputy who was named; and
-- whoever acts without having been named, from when it begins. When it ends, all of them. What was said before of it is overtaken.
CREATE OR REPLACE FUNCTION responsibility.tell_away(p_absence bigint, p_over boolean) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE a public.responsibility_absence; me bigint; at timestamptz := access.at(); begun boolean; acting bigint[]; told integer;
BEGIN
  SELECT * INTO a FROM public.responsibility_absence WHERE id = p_absence;
  SELECT s.id INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor();
  IF a.id IS NULL OR me IS NULL OR NOT responsibility.ends_away(a.id, a.staff_id) && access.own_keys() THEN
    PERFORM access.refuse('who writes that somebody is away tells of it');
  END IF;
  PERFORM responsibility.tells_alone();
  begun := NOT isempty(a.away) AND lower(a.away) <= at;
  acting := array_remove(array_remove(ARRAY[a.deputy_id] || CASE WHEN p_over AND begun THEN ARRAY(SELECT n.staff_id FROM public.notices_notice n
    WHERE n.kind = 'deputy_named' AND n.about_table = 'organisations_staff' AND n.about_id = a.staff_id AND n.made_at >= lower(a.away)) END, NULL), me);
  UPDATE public.notices_notice n SET seen_at = at WHERE n.seen_at IS NULL AND n.about_table = 'organisations_staff' AND n.about_id = a.staff_id
    AND CASE WHEN begun THEN n.kind IN ('deputy_named', 'deputy_released')
      ELSE n.kind IN ('deputy_ahead', 'deputy_spared') AND n.staff_id = ANY (acting) END;
  told := notices.put(array_remove(ARRAY[a.staff_id], me), CASE WHEN p_over THEN 'written_back' ELSE 'written_away' END,
      'organisations_staff', me, false, false, at)
    + notices.put(acting, CASE WHEN p_over AND begun THEN 'deputy_released' WHEN p_over THEN 'deputy_spared'
        WHEN begun THEN 'deputy_named' ELSE 'deputy_ahead' END, 'organisations_staff', a.staff_id, false, false, at);
  IF begun AND NOT p_over THEN told := told + leaving.tell_who_acts(a.staff_id, false, at); END IF;
  -- For whom they acted somebody else acts now, or they do again.
  IF begun THEN told := told + leaving.tell_changed((SELECT s.body_id FROM public.organisations_staff s WHERE s.id = a.staff_id), at, a.staff_id); END IF;
  RETURN told;
END $$;

-- Who acts in place of somebody who is away now, of those of whom the actor writes it: for themselves (`colleague` is they), and for each
-- colleague for whom they acted when it began.
CREATE OR REPLACE FUNCTION responsibility.acts_instead() RETURNS TABLE (away bigint, colleague bigint, acting bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at();
BEGIN
  RETURN QUERY WITH mine AS MATERIALIZED (SELECT a.staff_id, lower(a.away) AS since FROM public.responsibility_absence a
    WHERE a.away @> at AND responsibility.ends_away(a.id, a.staff_id) && access.own_keys())
  SELECT m.staff_id, m.staff_id, responsibility.acts_in(m.staff_id, p.unit_id, at) FROM mine m JOIN public.organisations_post p
      ON p.staff_id = m.staff_id AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
    UNION SELECT m.staff_id, m.staff_id, w.who FROM mine m, LATERAL leaving.who_acts_for(m.staff_id, at) w
    UNION SELECT m.staff_id, n.about_id, w.who FROM mine m JOIN public.notices_notice n ON n.staff_id = m.staff_id AND n.kind = 'deputy_released'
        AND n.about_table = 'organisations_staff' AND n.made_at >= m.since, LATERAL leaving.who_acts_for(n.about_id, at) w
    ORDER BY 1, 2, 3;
END $$;
