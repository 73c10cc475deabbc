-- Those who keep the minutes and are in the room, each with the places of the agenda at which they are out.
CREATE OR REPLACE FUNCTION meetings.keepers_here(p_meeting bigint) RETURNS TABLE (staff bigint, is_out bigint[]) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT s.id, a.stepped_out || a.left_out FROM public.meetings_meeting m
    JOIN public.meetings_attendance a ON a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id
     AND a.state <> 'absent' AND a.left_at IS NULL
    JOIN public.organisations_staff s ON s.id = a.staff_id AND (s.ended_at IS NULL OR s.ended_at > access.at())
    JOIN public.access_grant g ON g.audience_id = m.minutes_audience_id AND g.pen AND g.period @> access.at()
    JOIN public.access_membership k ON k.audience_id = g.to_audience_id AND k.principal_id = s.principal_id
     AND k.period @> access.at()
   WHERE m.id = p_meeting $$;

-- A meeting in progress has a place of its agenda that nobody in the room can write: who keeps the minutes has left, has lost the
-- post, or is out of the item.
CREATE OR REPLACE FUNCTION meetings.nobody_writes(p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.meetings_meeting m WHERE m.id = p_meeting AND m.state = 'open' AND m.opened_by_id IS NOT NULL
    AND (NOT EXISTS (SELECT FROM meetings.keepers_here(p_meeting))
      OR EXISTS (SELECT FROM public.meetings_slot p WHERE p.meeting_id = m.id AND p.owner_audience = m.seated_audience_id
        AND p.state = 'waiting' AND NOT EXISTS (SELECT FROM meetings.keepers_here(p_meeting) k WHERE p.id <> ALL (k.is_out))))) $$;

-- Whether somebody of the forum other than its caller is there and can take over a meeting that was called now.
CREATE OR REPLACE FUNCTION meetings.seat_is_there(p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id
    JOIN public.meetings_attendance a ON a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id AND a.state <> 'absent'
     AND a.left_at IS NULL AND a.stepped_out = '{}' AND a.left_out = '{}' AND a.staff_id IS DISTINCT FROM m.opened_by_id
    JOIN public.organisations_staff s ON s.id = a.staff_id AND (s.ended_at IS NULL OR s.ended_at > access.at())
    JOIN public.access_membership k ON k.principal_id = s.principal_id AND k.audience_id = f.audience_id AND k.period @> access.at()
   WHERE m.id = p_meeting) $$;

-- Who may take a meeting over. One that was called now: those of the forum who are there and were never out of its item, where none is
-- or its caller has ended whoever else is there. A standing forum's, while it is in progress and nobody in the room can write, or one
-- alone who may not be able to go on: who holds a standing seat, is there, and is out of no item that waits. Without a forum, where
-- nobody leads it, or nobody in the room writes while it is in progress: who has a seat, who is there and no guest of one item, and
-- who leads a unit that sits there. Nobody else.
CREATE OR REPLACE FUNCTION meetings.may_take_over(p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id,
      public.organisations_staff me
    WHERE m.id = p_meeting AND me.principal_id = access.actor() AND (me.ended_at IS NULL OR me.ended_at > access.at())
      AND CASE WHEN m.kind = 'urgent' THEN m.state IN ('open', 'held') AND me.id <> m.opened_by_id
        AND EXISTS (SELECT FROM public.meetings_attendance a WHERE a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id
          AND a.staff_id = me.id AND a.state <> 'absent' AND a.stepped_out = '{}' AND a.left_out = '{}'
          AND (a.left_at IS NULL AND (f.audience_id = ANY (access.own_keys()) OR NOT meetings.seat_is_there(m.id))
            OR EXISTS (SELECT FROM public.organisations_staff was WHERE was.id = m.opened_by_id AND was.ended_at <= access.at())))
      WHEN f.type <> 'ad_hoc' THEN f.audience_id = ANY (access.own_keys())
        AND (meetings.nobody_writes(m.id) OR m.state = 'open' AND m.opened_by_id IS NOT NULL
          AND (SELECT count(*) = 1 AND bool_and(k.staff <> me.id) FROM meetings.keepers_here(m.id) k))
        AND EXISTS (SELECT FROM public.meetings_attendance a WHERE a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id
          AND a.staff_id = me.id AND a.state <> 'absent' AND a.left_at IS NULL
          AND NOT EXISTS (SELECT FROM public.meetings_slot p WHERE p.meeting_id = m.id AND p.owner_audience = m.seated_audience_id
            AND p.state = 'waiting' AND p.id = ANY (a.stepped_out || a.left_out)))
      ELSE m.state NOT IN ('approved', 'cancelled')
        AND (meetings.nobody_writes(m.id) AND f.door_id <> ALL (access.own_keys())
          OR NOT EXISTS (SELECT FROM public.access_membership k JOIN public.organisations_staff s ON s.principal_id = k.principal_id
            WHERE k.audience_id = f.door_id AND k.period @> access.at() AND (s.ended_at IS NULL OR s.ended_at > access.at())))
        AND (f.audience_id = ANY (access.own_keys()) OR m.state = 'open' AND EXISTS (SELECT FROM public.meetings_attendance a
            WHERE a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id AND a.staff_id = me.id
              AND a.state IN ('present', 'substitute') AND a.left_at IS NULL)
          OR EXISTS (SELECT FROM public.organisations_seat seat
          JOIN public.organisations_post p ON p.unit_id = seat.unit_id AND p.leads AND p.staff_id = me.id
           AND (access.at() AT TIME ZONE 'Europe/Copenhagen')::date
             BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
          WHERE seat.forum_id = f.id))
      END) $$;

-- Whether nobody there can write any more, for who may take it over.
CREATE OR REPLACE FUNCTION meetings.has_lost_its_keeper(p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT meetings.may_take_over(p_meeting) AND meetings.nobody_writes(p_meeting) $$;

-- A meeting called now stands under who takes it over, and whoever called it keeps its minutes no longer. Without a forum who takes
-- over holds its seat from now on. In a standing forum they have its key until the minutes are approved (`lay_down_pen`), this day at
-- the longest, and no other seat than their own.
CREATE OR REPLACE FUNCTION meetings.take_over(p_meeting bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE held record; me record; was bigint; told bigint; last timestamptz; today date := (access.at() AT TIME ZONE 'Europe/Copenhagen')::date;
  until_day date;
BEGIN
  IF NOT meetings.may_take_over(p_meeting) THEN
    PERFORM access.refuse('a meeting is taken over where nobody leads it any more, by those who sit there');
  END IF;
  SELECT s.id, s.principal_id, s.person_audience_id AS person INTO me FROM public.organisations_staff s
   WHERE s.principal_id = access.actor();
  SELECT m.kind, m.state, m.minutes_audience_id AS minutes, m.seated_audience_id AS seated, m.closes_at, m.opened_by_id AS leads,
         m.minute_taker_id AS writes, f.id AS forum,
         f.door_id AS door, f.audience_id AS seats, f.type INTO held
    FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id WHERE m.id = p_meeting;
  -- Whoever kept the minutes is told, by who has just become their keeper: police and school too.
  told := coalesce(held.writes, held.leads);
  IF told IS NOT NULL AND told <> me.id THEN
    PERFORM notices.put(ARRAY[told], 'minutes_taken_over', 'meetings_meeting', p_meeting, false, false, access.at());
  END IF;
  IF held.kind = 'urgent' THEN
    last := greatest(held.closes_at, access.at() + interval '3 days');
    SELECT s.person_audience_id INTO was FROM public.organisations_staff s WHERE s.id = held.leads;
    UPDATE public.access_audience SET steward_id = me.person WHERE id IN (held.minutes, held.seated)
      OR id IN (SELECT i.audience_id FROM public.meetings_item i WHERE i.meeting_id = p_meeting AND i.owner_audience = held.minutes);
    UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
     WHERE audience_id IN (held.minutes, held.seated) AND to_audience_id = was AND pen AND period @> access.at()
       AND lower(period) < access.at();
    INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
      SELECT a, me.person, tstzrange(access.at(), last), true FROM unnest(ARRAY[held.minutes, held.seated]) AS a;
    UPDATE public.meetings_meeting SET opened_by_id = me.id, minute_taker_id = me.id, closes_at = last WHERE id = p_meeting;
    RETURN;
  END IF;
  IF held.type <> 'ad_hoc' THEN
    until_day := today;
  END IF;
  IF held.type <> 'ad_hoc' OR held.state = 'open' THEN
    UPDATE public.meetings_meeting SET minute_taker_id = me.id, opened_by_id = CASE WHEN EXISTS (
        SELECT FROM meetings.keepers_here(p_meeting) k WHERE k.staff = opened_by_id) THEN opened_by_id ELSE me.id END
     WHERE id = p_meeting;
  END IF;
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    SELECT me.principal_id, a, tstzrange(access.at(), (until_day + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen')
      FROM unnest(ARRAY[held.seats, held.door]) AS a
     WHERE NOT EXISTS (SELECT FROM public.access_membership k WHERE k.principal_id = me.principal_id AND k.audience_id = a
       AND k.period @> access.at());
  INSERT INTO public.organisations_seatholder (seat_id, staff_id)
    SELECT s.id, me.id FROM public.organisations_seat s WHERE held.type = 'ad_hoc' AND s.forum_id = held.forum
       AND (s.chairs OR s.keeps_minutes) AND today BETWEEN coalesce(s.valid_from, '-infinity') AND coalesce(s.valid_to, 'infinity')
     ORDER BY s.chairs DESC, s.position LIMIT 1;
END $$;

-- The minutes of a standing forum's meeting are approved: who had taken them over lays the forum's key down, unless they keep another of
-- its meetings that is in progress. Who holds a seat that keeps the minutes has it as before.
CREATE OR REPLACE FUNCTION meetings.lay_down_pen(p_meeting bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE today date := (access.at() AT TIME ZONE 'Europe/Copenhagen')::date; m record;
BEGIN
  SELECT f.id AS forum, f.door_id AS door, w.kind = 'urgent' OR f.type = 'ad_hoc' AS alone, s.id AS staff, s.principal_id AS principal INTO m
    FROM public.meetings_meeting w JOIN public.organisations_forum f ON f.id = w.forum_id
    JOIN public.organisations_staff by ON by.id = w.approved_by_id AND by.principal_id = access.actor()
    LEFT JOIN public.organisations_staff s ON s.id = w.minute_taker_id
   WHERE w.id = p_meeting AND w.state = 'approved';
  IF m.forum IS NULL THEN PERFORM access.refuse('the pen is laid down with the minutes, by who approves them'); END IF;
  IF m.alone OR EXISTS (SELECT FROM public.meetings_meeting o WHERE o.forum_id = m.forum AND o.minute_taker_id = m.staff
        AND o.id <> p_meeting AND o.state = 'open')
      OR EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat seat ON seat.id = h.seat_id
        WHERE seat.forum_id = m.forum AND h.staff_id = m.staff AND (seat.chairs OR seat.deputises OR seat.keeps_minutes)
          AND today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')) THEN
    RETURN;
  END IF;
  UPDATE public.access_membership SET period = tstzrange(lower(period), access.at())
   WHERE principal_id = m.principal AND audience_id = m.door AND period @> access.at() AND lower(period) < access.at()
     AND upper(period) = (today + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen';
END $$;

-- Meetings of a forum that are in progress and whose minutes a colleague keeps there, and how many others there can go on. For the
-- administrators, before a seat ends.
CREATE OR REPLACE FUNCTION meetings.in_progress(p_staff bigint, p_forum bigint) RETURNS TABLE (meeting bigint, others bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_administers(p_staff);
  RETURN QUERY SELECT m.id, (SELECT count(DISTINCT k.staff) FROM meetings.keepers_here(m.id) k WHERE k.staff <> p_staff) FROM public.meetings_meeting m
   WHERE m.forum_id = p_forum AND m.state = 'open' AND EXISTS (SELECT FROM meetings.keepers_here(m.id) k WHERE k.staff = p_staff) ORDER BY m.id;
END $$;

-- A colleague has lost the seat or the post by which they kept the minutes of a meeting in progress: those who can go on are told, and where
-- nobody can, those who are there and may take it over.
CREATE OR REPLACE FUNCTION meetings.left_table(p_staff bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE m record; told integer := 0; nobody boolean;
BEGIN
  PERFORM organisations.check_administers(p_staff);
  FOR m IN SELECT DISTINCT w.id, w.seated_audience_id AS seated FROM public.meetings_meeting w
      JOIN public.meetings_attendance a ON a.meeting_id = w.id AND a.owner_audience = w.seated_audience_id AND a.staff_id = p_staff
       AND a.state <> 'absent' AND a.left_at IS NULL
      JOIN public.organisations_seat s ON s.forum_id = w.forum_id AND (s.chairs OR s.deputises OR s.keeps_minutes)
      JOIN public.organisations_seatholder h ON h.seat_id = s.id AND h.staff_id = p_staff
     WHERE w.state = 'open' AND NOT EXISTS (SELECT FROM meetings.keepers_here(w.id) k WHERE k.staff = p_staff) ORDER BY w.id LOOP
    nobody := meetings.nobody_writes(m.id);
    told := told + notices.put(ARRAY(SELECT DISTINCT a.staff_id FROM public.meetings_attendance a WHERE a.meeting_id = m.id
        AND a.owner_audience = m.seated AND a.staff_id <> p_staff AND a.left_at IS NULL AND a.state IN ('present', 'substitute')
        AND (nobody OR EXISTS (SELECT FROM meetings.keepers_here(m.id) k WHERE k.staff = a.staff_id)) ORDER BY a.staff_id),
      CASE WHEN nobody THEN 'nobody_writes' ELSE 'keeper_left' END, 'meetings_meeting', m.id, false, true, access.at());
  END LOOP;
  RETURN told;
END $$;

-- Who stands as here in the attendance of a meeting and has stopped since it began, in the unit for which they sat there or altogether, and
-- when: for those who read the attendance.
CREATE OR REPLACE FUNCTION meetings.stopped_during(p_meeting bigint) RETURNS TABLE (staff bigint, since timestamptz) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT gone.staff_id, gone.since FROM (
    SELECT a.staff_id, m.began_at, m.ended_at, CASE WHEN s.ended_at <= access.at() THEN s.ended_at ELSE (SELECT max(upper(k.period))
        FROM public.access_membership k JOIN public.organisations_unit u ON u.audience_id = k.audience_id AND u.id = ANY (here.units)
       WHERE k.principal_id = s.principal_id AND upper(k.period) <= access.at()) END AS since
      FROM public.meetings_meeting m
      JOIN public.meetings_attendance a ON a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id AND a.state <> 'absent'
       AND a.left_at IS NULL AND a.audiences && access.keys()
      JOIN public.organisations_staff s ON s.id = a.staff_id,
      LATERAL (SELECT array_agg(seat.unit_id) AS units FROM public.organisations_seat seat WHERE seat.id = a.seat_id
        OR a.seat_id IS NULL AND seat.forum_id = m.forum_id AND EXISTS (SELECT FROM public.organisations_seatholder h
          WHERE h.seat_id = seat.id AND h.staff_id = a.staff_id)) AS here
     WHERE m.id = p_meeting AND (s.ended_at <= access.at() OR (SELECT bool_and(responsibility.has_left_unit(s.id, sat, access.at()))
       FROM unnest(here.units) AS sat))
  ) AS gone WHERE gone.since BETWEEN gone.began_at AND coalesce(gone.ended_at, access.at()) ORDER BY gone.staff_id;
END $$;
