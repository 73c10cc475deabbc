-- Who acts for somebody who is not here, so that there is always somebody: the same rule as `responsibility.queries.Presence`; a test
-- compares the two. First those who work there; else whoever leads the unit above, the nearest first; else who leads the cooperation in
-- the municipality; and where there is none of them, the administrators put somebody in.

-- Whether somebody holds a post in a unit that day.
CREATE OR REPLACE FUNCTION responsibility.works_in(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff AND p.unit_id = p_unit
    AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')) $$;

-- Whether somebody has left a unit: the access is ended, or there is no post in it any more, whatever other post there is.
CREATE OR REPLACE FUNCTION responsibility.has_left_unit(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT responsibility.has_left(p_staff, p_at) OR NOT responsibility.works_in(p_staff, p_unit, p_at) $$;

-- The day on which somebody stops in a unit, where that is settled and at most three months ahead; NULL where they stay.
CREATE OR REPLACE FUNCTION responsibility.last_day(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS date LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN max(coalesce(p.valid_to, 'infinity')) <= today + 92 THEN max(p.valid_to) END
    FROM public.organisations_post p, LATERAL (SELECT (p_at AT TIME ZONE 'Europe/Copenhagen')::date AS today) AS here
   WHERE p.staff_id = p_staff AND p.unit_id = p_unit AND coalesce(p.valid_to, 'infinity') >= greatest(p.valid_from, today) GROUP BY today $$;

-- Who acts from above in a unit in which nobody is here: never in a unit that is no authority. `p_but`: as if this colleague were not there.
CREATE OR REPLACE FUNCTION responsibility.above(p_unit bigint, p_at timestamptz, p_but bigint DEFAULT 0) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE line AS (
    SELECT u.id, u.parent_id, u.body_id, 0 AS steps FROM public.organisations_unit u WHERE u.id = p_unit AND u.type = 'authority'
    UNION ALL
    SELECT u.id, u.parent_id, u.body_id, line.steps + 1 FROM line JOIN public.organisations_unit u ON u.id = line.parent_id
     WHERE line.steps < 20)
  SELECT p.staff_id FROM line AS own
    JOIN public.organisations_unit u ON u.body_id = own.body_id JOIN public.organisations_post p ON p.unit_id = u.id
    JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL JOIN public.organisations_role r ON r.id = p.role_id
    LEFT JOIN line AS higher ON higher.id = u.id AND higher.steps > 0 AND p.leads
   WHERE own.steps = 0 AND p.staff_id <> p_but AND (higher.id IS NOT NULL OR r.type = 'ssp_leader') AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
     BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') AND NOT responsibility.is_away(p.staff_id, p_at)
   ORDER BY coalesce(higher.steps, 1000), p.valid_from NULLS FIRST, p.id LIMIT 1 $$;

-- The day on which somebody who has left stopped; NULL for who is there. Who has come since acts last: what a colleague acts for does not
-- change hands because somebody comes, and is shared out by an act that tells.
CREATE OR REPLACE FUNCTION responsibility.left_on(p_staff bigint, p_at timestamptz) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN responsibility.has_left(p_staff, p_at) THEN max(p.valid_to) END FROM public.organisations_post p
   WHERE p.staff_id = p_staff AND p.valid_to < (p_at AT TIME ZONE 'Europe/Copenhagen')::date $$;

-- Who acts in a unit for somebody: the deputy who was named, the leader, the longest there; from above; and where there is nobody above,
-- a colleague who is away. NULL: nobody, and somebody must be put in.
CREATE OR REPLACE FUNCTION responsibility.acts_in(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS MATERIALIZED (SELECT responsibility.left_on(p_staff, p_at) AS since), inside AS (
    SELECT p.staff_id, here.away FROM public.organisations_post p
      JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL CROSS JOIN gone,
      LATERAL (SELECT responsibility.is_away(p.staff_id, p_at) AS away) AS here
     WHERE p.unit_id = p_unit AND p.staff_id <> p_staff AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
       BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
     ORDER BY NOT here.away AND EXISTS (SELECT FROM public.responsibility_absence a WHERE a.staff_id = p_staff AND a.away @> p_at
         AND a.deputy_id = p.staff_id) DESC, here.away, NOT here.away AND coalesce(p.valid_from > gone.since, false), p.leads DESC, p.valid_from NULLS FIRST, p.id LIMIT 1)
  SELECT coalesce((SELECT i.staff_id FROM inside i WHERE NOT i.away), responsibility.above(p_unit, p_at), (SELECT i.staff_id FROM inside i)) $$;

-- The same at a door, in the order in which it is answered; the leader of the unit behind comes last.
CREATE OR REPLACE FUNCTION responsibility.acts_at(p_staff bigint, p_door bigint, p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS MATERIALIZED (SELECT responsibility.left_on(p_staff, p_at) AS since), placed AS (
    SELECT p.staff_id, p.leads, p.valid_from, p.id, here.away, d.unit_id, coalesce((SELECT min(told.place)
        FROM jsonb_array_elements(d.answered_by) WITH ORDINALITY AS told(who, place) WHERE (told.who ->> 'unit')::bigint = p.unit_id
         AND told.who ->> 'role' = r.key AND (told.who ->> 'district' IS NULL OR p.district_id IS NULL
           OR p.district_id = (told.who ->> 'district')::bigint)), CASE WHEN p.leads AND p.unit_id = d.unit_id THEN 1000 END) AS place
      FROM public.organisations_concerndoor d, public.organisations_post p
      JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
      JOIN public.organisations_role r ON r.id = p.role_id, LATERAL (SELECT responsibility.is_away(p.staff_id, p_at) AS away) AS here
     WHERE d.id = p_door AND p.staff_id <> p_staff AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
       BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')),
  inside AS (SELECT staff_id, away FROM placed, gone WHERE place IS NOT NULL
     ORDER BY NOT away AND EXISTS (SELECT FROM public.responsibility_absence a WHERE a.staff_id = p_staff AND a.away @> p_at
         AND a.deputy_id = placed.staff_id) DESC, away, NOT away AND coalesce(valid_from > since, false), away AND leads DESC, place, valid_from, id LIMIT 1)
  SELECT coalesce((SELECT i.staff_id FROM inside i WHERE NOT i.away), (SELECT responsibility.above(d.unit_id, p_at)
    FROM public.organisations_concerndoor d WHERE d.id = p_door), (SELECT i.staff_id FROM inside i)) $$;

-- Whoever acts from above steps in: the unit's rows, and those at doors that nobody else answers, open to them, with the pen, for
-- fourteen days at most, and no longer than nobody who works there is here; what comes to lie with them later opens by itself
-- (`responsibility.relieve_at`). The one key that somebody takes without being given it: the
-- rule says whose it is, nobody chooses it, and that it was taken stands in the record of the unit and of data protection.
CREATE OR REPLACE FUNCTION responsibility.step_in(p_unit bigint) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE me public.organisations_staff; u public.organisations_unit; at timestamptz := access.at(); ends timestamptz := access.at() + interval '14 days';
  opened bigint[];
BEGIN
  SELECT s.* INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  SELECT * INTO u FROM public.organisations_unit WHERE id = p_unit;
  IF me.id IS NOT NULL AND NOT responsibility.works_in(me.id, p_unit, at) THEN
    opened := ARRAY(SELECT u.audience_id WHERE responsibility.acts_in(0, p_unit, at) = me.id
      UNION ALL (SELECT d.audience_id FROM public.organisations_concerndoor d
        WHERE d.unit_id = p_unit AND responsibility.acts_at(0, d.id, at) = me.id AND NOT EXISTS (SELECT FROM public.access_membership m
          WHERE m.audience_id = d.audience_id AND m.principal_id = me.principal_id AND m.period @> at) ORDER BY d.id));
  END IF;
  IF coalesce(cardinality(opened), 0) = 0 THEN PERFORM access.refuse('only who acts for a unit steps in, while nobody who works there is here'); END IF;
  UPDATE public.access_grant SET period = tstzrange(lower(period), at)
   WHERE audience_id = ANY (opened) AND to_audience_id = me.person_audience_id AND period @> at;
  INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
    SELECT audience, me.person_audience_id, tstzrange(at, ends), true FROM unnest(opened) AS audience;
  PERFORM audit.record('unit.stepped_in', 'organisations_unit', p_unit, NULL, u.audience_id, jsonb_build_object('by', me.id));
  RETURN ends;
END $$;

-- The units into which somebody has stepped, now.
CREATE OR REPLACE FUNCTION responsibility.stepped_in(p_at timestamptz) RETURNS TABLE (entry bigint, unit bigint, audience bigint, staff bigint, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.id, coalesce(u.id, d.unit_id), g.audience_id, s.id, upper(g.period) FROM public.access_grant g
    JOIN public.organisations_staff s ON s.person_audience_id = g.to_audience_id
    LEFT JOIN public.organisations_unit u ON u.audience_id = g.audience_id
    LEFT JOIN public.organisations_concerndoor d ON d.audience_id = g.audience_id
   WHERE g.pen AND g.period @> p_at AND upper(g.period) > p_at AND (u.id IS NOT NULL OR d.id IS NOT NULL) $$;

-- The units into which the actor has stepped.
CREATE OR REPLACE FUNCTION responsibility.my_units() RETURNS TABLE (unit bigint, until timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.unit, max(i.until) FROM responsibility.stepped_in(access.at()) i JOIN public.organisations_staff s ON s.id = i.staff
   WHERE s.principal_id = access.actor() GROUP BY i.unit $$;

-- Whoever tells who begins and who ceases to act does so alone until their act is over: two who tell the same people in another order
-- would wait for each other for ever. One row stands for it; it is held and never changed.
CREATE OR REPLACE FUNCTION responsibility.tells_alone() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.organisations_body b ORDER BY b.id LIMIT 1 FOR NO KEY UPDATE;
END $$;

-- Somebody is here again, or somebody else acts: whoever had stepped in reads the unit, or its door, no more. And the other way round: where
-- who still answered a door of the unit is not here any more either, it opens to whoever has stepped in, as long as the unit does, and they
-- are told: the order in which the unit and its door were left does not matter. Answers how many keys have gone or come.
CREATE OR REPLACE FUNCTION responsibility.relieve_at(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE one record; keys integer := 0;
BEGIN
  PERFORM responsibility.tells_alone();
  FOR one IN SELECT i.unit, i.staff, array_agg(i.entry) AS entries, (SELECT u.audience_id FROM public.organisations_unit u WHERE u.id = i.unit) AS owner
      FROM responsibility.stepped_in(p_at) i LEFT JOIN public.organisations_concerndoor d ON d.audience_id = i.audience
     WHERE CASE WHEN d.id IS NULL THEN responsibility.acts_in(0, i.unit, p_at) ELSE responsibility.acts_at(0, d.id, p_at) END IS DISTINCT FROM i.staff
     GROUP BY i.unit, i.staff ORDER BY i.unit, i.staff LOOP
    UPDATE public.access_grant SET period = tstzrange(lower(period), greatest(lower(period), p_at)) WHERE id = ANY (one.entries);
    PERFORM audit.record('unit.stepped_out', 'organisations_unit', one.unit, NULL, one.owner, jsonb_build_object('by', one.staff));
    keys := keys + 1;
  END LOOP;
  FOR one IN SELECT i.unit, i.staff, s.person_audience_id AS own, u.audience_id AS owner, max(i.until) AS until, array_agg(DISTINCT d.audience_id) AS doors
      FROM responsibility.stepped_in(p_at) i JOIN public.organisations_unit u ON u.id = i.unit JOIN public.organisations_staff s ON s.id = i.staff
      JOIN public.organisations_concerndoor d ON d.unit_id = i.unit AND responsibility.acts_at(0, d.id, p_at) = i.staff
     WHERE NOT responsibility.holds(s.principal_id, ARRAY[d.audience_id], p_at) GROUP BY i.unit, i.staff, own, owner ORDER BY i.unit, i.staff LOOP
    INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
      SELECT door, one.own, tstzrange(p_at, one.until), true FROM unnest(one.doors) AS door;
    PERFORM audit.record('unit.stepped_in', 'organisations_unit', one.unit, NULL, one.owner, jsonb_build_object('by', one.staff));
    PERFORM notices.put(ARRAY[one.staff], 'act_from_above', 'organisations_unit', one.unit, false, false, p_at);
    keys := keys + 1;
  END LOOP;
  RETURN keys;
END $$;

-- The same in the instant of an act: somebody has come to a unit, is back, or is away.
CREATE OR REPLACE FUNCTION responsibility.relieve() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN access.at() IS NULL THEN 0 ELSE responsibility.relieve_at(access.at()) END $$;
