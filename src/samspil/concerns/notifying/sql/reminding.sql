-- To whom a notification falls that somebody else was to send, who is away or gone, is told at once, once for each clock.
CREATE OR REPLACE FUNCTION notifying.tell_fallen(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN SELECT k.concern_id AS id, k.since, array_remove(concerns.senders(k.concern_id, k.notifier, k.holder, p_at), k.notifier) AS instead
      FROM concerns.clocks() k WHERE k.waits = 'unsent' ORDER BY k.concern_id LOOP
    told := told + concerns.put_once(waiting.instead, 'notification_fell', waiting.id, waiting.since, p_at);
  END LOOP;
  RETURN told;
END $$;

-- What time alone makes due about a notification: somebody has said yes and chosen who sends it, and it is not sent. Each is told once for
-- each clock, to everybody who answers the door and to whoever is to send it.
CREATE OR REPLACE FUNCTION notifying.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := notifying.tell_fallen(p_at);
BEGIN
  FOR waiting IN
    SELECT k.concern_id AS id, k.since, ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s
        ON s.principal_id = m.principal_id WHERE m.audience_id = k.audience AND m.period @> p_at
        UNION SELECT unnest(who.sends)) AS staff,
      k.since + concerns.reminds_after(d.body_id) <= p_at AS waited,
      k.since + interval '24 hours' <= p_at AS day_passed
    FROM concerns.clocks() k JOIN public.organisations_concerndoor d ON d.id = k.door
     CROSS JOIN LATERAL (SELECT concerns.senders(k.concern_id, k.notifier, k.holder, p_at) AS sends) AS who
     WHERE k.waits = 'unsent'
  LOOP
    CONTINUE WHEN NOT waiting.waited;
    told := told + concerns.put_once(waiting.staff, 'not_sent_yet', waiting.id, waiting.since, p_at);
    IF waiting.day_passed THEN
      told := told + concerns.put_once(waiting.staff, 'not_sent_in_a_day', waiting.id, waiting.since, p_at);
    END IF;
  END LOOP;
  RETURN told;
END $$;
