-- Nobody who could lead the meeting is left. Who may take it over: at a meeting called now those who are there and were never out of
-- its item; at a meeting without a forum those with a seat, and who leads a unit that sits there. Nobody else, and nobody while
-- somebody can lead it.
CREATE OR REPLACE FUNCTION meetings.may_take_over(p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id,
      public.organisations_staff me
    WHERE m.id = p_meeting AND me.principal_id = access.actor() AND (me.ended_at IS NULL OR me.ended_at > access.at())
      AND CASE WHEN m.kind = 'urgent' THEN m.state IN ('open', 'held')
        AND EXISTS (SELECT FROM public.organisations_staff was WHERE was.id = m.opened_by_id AND was.ended_at <= access.at())
        AND EXISTS (SELECT FROM public.meetings_attendance a WHERE a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id
          AND a.staff_id = me.id AND a.state <> 'absent' AND a.stepped_out = '{}' AND a.left_out = '{}')
      ELSE f.type = 'ad_hoc' AND m.state NOT IN ('approved', 'cancelled')
        AND NOT EXISTS (SELECT FROM public.access_membership k JOIN public.organisations_staff s ON s.principal_id = k.principal_id
          WHERE k.audience_id = f.door_id AND k.period @> access.at() AND (s.ended_at IS NULL OR s.ended_at > access.at()))
        AND (f.audience_id = ANY (access.own_keys()) OR EXISTS (SELECT FROM public.organisations_seat seat
          JOIN public.organisations_post p ON p.unit_id = seat.unit_id AND p.leads AND p.staff_id = me.id
           AND (access.at() AT TIME ZONE 'Europe/Copenhagen')::date
             BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
          WHERE seat.forum_id = f.id))
      END) $$;

CREATE OR REPLACE FUNCTION meetings.take_over(p_meeting bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE held record; me record; last timestamptz;
BEGIN
  IF NOT meetings.may_take_over(p_meeting) THEN
    PERFORM access.refuse('a meeting is taken over where nobody leads it any more, by those who sit there');
  END IF;
  SELECT s.id, s.principal_id, s.person_audience_id AS person INTO me FROM public.organisations_staff s
   WHERE s.principal_id = access.actor();
  SELECT m.kind, m.minutes_audience_id AS minutes, m.seated_audience_id AS seated, m.closes_at, f.id AS forum, f.door_id AS door,
         f.audience_id AS seats INTO held
    FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id WHERE m.id = p_meeting;
  IF held.kind = 'urgent' THEN
    last := greatest(held.closes_at, access.at() + interval '3 days');
    UPDATE public.access_audience SET steward_id = me.person WHERE id IN (held.minutes, held.seated);
    INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
      SELECT a, me.person, tstzrange(access.at(), last), true FROM unnest(ARRAY[held.minutes, held.seated]) AS a;
    UPDATE public.meetings_meeting SET opened_by_id = me.id, closes_at = last WHERE id = p_meeting;
  ELSE
    INSERT INTO public.access_membership (principal_id, audience_id, period)
      SELECT me.principal_id, a, tstzrange(access.at(), NULL) FROM unnest(ARRAY[held.seats, held.door]) AS a
       WHERE NOT EXISTS (SELECT FROM public.access_membership k WHERE k.principal_id = me.principal_id AND k.audience_id = a
         AND k.period @> access.at());
    INSERT INTO public.organisations_seatholder (seat_id, staff_id)
      SELECT s.id, me.id FROM public.organisations_seat s WHERE s.forum_id = held.forum AND (s.chairs OR s.keeps_minutes)
       ORDER BY s.chairs DESC, s.position LIMIT 1;
  END IF;
END $$;
