-- What time alone makes due about a concern: nobody has said whether it can be a notification (barnets lov §§ 133, 136: assessed within 24
-- hours, weekends included). Each is told once for each clock, to everybody who answers the door, at any hour of the day.
CREATE OR REPLACE FUNCTION concerns.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN
    SELECT k.concern_id AS id, k.since, ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s
        ON s.principal_id = m.principal_id WHERE m.audience_id = k.audience AND m.period @> p_at) AS staff,
      k.since + interval '24 hours' <= p_at AS day_passed
    FROM concerns.clocks() k JOIN public.organisations_concerndoor d ON d.id = k.door
     WHERE k.waits IN ('first', 'unsure', 'again') AND k.since + concerns.reminds_after(d.body_id) <= p_at
  LOOP
    told := told + concerns.put_once(waiting.staff, 'hours_passed', waiting.id, waiting.since, p_at);
    IF waiting.day_passed THEN
      told := told + concerns.put_once(waiting.staff, 'day_passed', waiting.id, waiting.since, p_at);
    END IF;
  END LOOP;
  RETURN told;
END $$;

-- After how long a municipality reminds of a clock that runs.
CREATE OR REPLACE FUNCTION concerns.reminds_after(p_body bigint) RETURNS interval LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT make_interval(hours => coalesce((SELECT (r.content ->> 'remind_after_hours')::integer FROM public.concerns_reception r
    WHERE r.body_id = p_body ORDER BY r.id DESC LIMIT 1), 12)) $$;

-- Those of the staff who have not been told of it since this clock began are told now, whatever the hour.
CREATE OR REPLACE FUNCTION concerns.put_once(p_staff bigint[], p_kind text, p_concern bigint, p_since timestamptz, p_at timestamptz)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT notices.put(ARRAY(SELECT one FROM unnest(p_staff) AS one WHERE NOT EXISTS (SELECT FROM public.notices_notice n
      WHERE n.staff_id = one AND n.kind = p_kind AND n.about_table = 'concerns_concern' AND n.about_id = p_concern
        AND n.made_at >= p_since)), p_kind, 'concerns_concern', p_concern, true, false, p_at) $$;
