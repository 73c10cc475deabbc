-- What time alone makes due about a concern: nobody has said whether it can be a notification (barnets lov §§ 133, 136: assessed within 24
-- hours, weekends included). Each is told once, to everybody who answers the door, at any hour of the day.
CREATE OR REPLACE FUNCTION concerns.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN
    SELECT c.id, ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s ON s.principal_id = m.principal_id
        WHERE m.audience_id = c.owner_audience AND m.period @> p_at) AS staff,
      a.received_at + interval '24 hours' <= p_at AS day_passed
    FROM public.concerns_assessment a JOIN public.concerns_concern c ON c.id = a.concern_id
      JOIN public.organisations_concerndoor d ON d.id = c.door_id
     WHERE a.asks_notification AND a.first_at IS NULL AND a.closed_at IS NULL AND c.closed_at IS NULL
       AND a.received_at + make_interval(hours => coalesce((SELECT (r.content ->> 'remind_after_hours')::integer
         FROM public.concerns_reception r WHERE r.body_id = d.body_id ORDER BY r.id DESC LIMIT 1), 12)) <= p_at
  LOOP
    told := told + notices.put(waiting.staff, 'hours_passed', 'concerns_concern', waiting.id, true, true, p_at);
    IF waiting.day_passed THEN
      told := told + notices.put(waiting.staff, 'day_passed', 'concerns_concern', waiting.id, true, true, p_at);
    END IF;
  END LOOP;
  RETURN told;
END $$;
