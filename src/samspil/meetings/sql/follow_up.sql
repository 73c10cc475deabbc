-- At approval: what the forum had agreed about the children of this meeting, and what was due by then, has been followed up. The
-- lines belong to minutes that have closed, so no policy lets anybody write them; only lines of the same forum's own minutes,
-- and only about children about whom this meeting has decided.
CREATE OR REPLACE FUNCTION meetings.follow_up(p_meeting bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE held record; line record; followed integer := 0;
BEGIN
  SELECT m.forum_id, m.minutes_audience_id AS pen, (m.starts_at AT TIME ZONE 'Europe/Copenhagen')::date AS day INTO held
    FROM public.meetings_meeting m WHERE m.id = p_meeting AND m.minutes_audience_id = ANY (access.own_keys());
  IF held IS NULL THEN
    PERFORM access.refuse('only those who keep the minutes may approve them');
  END IF;
  FOR line IN UPDATE public.meetings_decision earlier SET followed_up_on = held.day
    FROM public.meetings_meeting was
   WHERE was.id = earlier.meeting_id AND was.id <> p_meeting AND was.forum_id = held.forum_id
     AND was.minutes_audience_id = earlier.owner_audience AND was.state = 'approved'
     AND earlier.state = 'standing' AND earlier.followed_up_on IS NULL AND earlier.due_on <= held.day
     AND earlier.subject IN (SELECT d.subject FROM public.meetings_decision d
                              WHERE d.meeting_id = p_meeting AND d.owner_audience = held.pen AND d.state = 'standing')
    RETURNING earlier.id, earlier.subject, earlier.owner_audience LOOP
    PERFORM audit.record('decision.followed_up', 'meetings_decision', line.id, line.subject, line.owner_audience, '{}');
    followed := followed + 1;
  END LOOP;
  RETURN followed;
END $$;
