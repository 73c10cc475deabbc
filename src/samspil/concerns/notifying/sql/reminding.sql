-- What time alone makes due about a notification: somebody has said yes and chosen who sends it, and it is not sent. The clock runs from
-- receipt (barnets lov § 136), weekends included. Each is told once, to everybody who answers the door and to whoever is to send it.
CREATE OR REPLACE FUNCTION notifying.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN
    SELECT c.id, ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s ON s.principal_id = m.principal_id
        WHERE m.audience_id = c.owner_audience AND m.period @> p_at
        UNION SELECT n.staff_id FROM (SELECT w.staff_id FROM public.notifying_notifier w WHERE w.concern_id = c.id
          ORDER BY w.id DESC LIMIT 1) n) AS staff,
      a.received_at + interval '24 hours' <= p_at AS day_passed
    FROM public.concerns_assessment a JOIN public.concerns_concern c ON c.id = a.concern_id
      JOIN public.organisations_concerndoor d ON d.id = c.door_id
     WHERE a.first_answer = 'yes' AND a.closed_at IS NULL AND c.closed_at IS NULL
       AND NOT EXISTS (SELECT FROM public.notifying_sentnotification s WHERE s.concern_id = c.id)
       AND a.received_at + make_interval(hours => coalesce((SELECT (r.content ->> 'remind_after_hours')::integer
         FROM public.concerns_reception r WHERE r.body_id = d.body_id ORDER BY r.id DESC LIMIT 1), 12)) <= p_at
  LOOP
    told := told + notices.put(waiting.staff, 'not_sent_yet', 'concerns_concern', waiting.id, true, true, p_at);
    IF waiting.day_passed THEN
      told := told + notices.put(waiting.staff, 'not_sent_in_a_day', 'concerns_concern', waiting.id, true, true, p_at);
    END IF;
  END LOOP;
  RETURN told;
END $$;
