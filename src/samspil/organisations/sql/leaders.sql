-- A seat that is filled by the chair or deputy of another forum: who that is, sits there, and the keys follow (VAL-76).
-- The forum that has the seat has settled it in its profile; who chairs the other is settled there. Neither administers the
-- other, so that what both have settled is carried out here, and nothing else.

-- Seats that follow these forums. Where named persons are discussed, nobody is seated by following: people decide.
CREATE OR REPLACE FUNCTION organisations.seats_following(p_forums bigint[])
RETURNS TABLE (seat bigint, led bigint, by_chair boolean) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, f.id, s.follows LIKE 'chair\_of:%'
    FROM public.organisations_seat s
    JOIN public.organisations_forum g ON g.id = s.forum_id AND NOT g.named_persons
    JOIN public.organisations_forum f ON f.id = ANY (p_forums)
    JOIN public.organisations_body b ON b.id = f.body_id
   WHERE split_part(s.follows, ':', 2) = b.key || '/' || f.key
      OR (split_part(s.follows, ':', 2) = f.key AND g.body_id = f.body_id) $$;

-- Who is to sit there from a day on, and until when.
CREATE OR REPLACE FUNCTION organisations.leaders_due(p_forums bigint[], p_day date)
RETURNS TABLE (seat bigint, staff bigint, first date, last date) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.seat, h.staff_id, min(greatest(h.valid_from, l.valid_from, p_day)),
         nullif(max(coalesce(least(h.valid_to, l.valid_to), 'infinity')), 'infinity')
    FROM organisations.seats_following(p_forums) w
    JOIN public.organisations_seat l ON l.forum_id = w.led AND CASE WHEN w.by_chair THEN l.chairs ELSE l.deputises END
    JOIN public.organisations_seatholder h ON h.seat_id = l.id
    JOIN public.organisations_staff s ON s.id = h.staff_id AND s.ended_at IS NULL
   WHERE coalesce(least(h.valid_to, l.valid_to), 'infinity') >= greatest(h.valid_from, l.valid_from, p_day)
   GROUP BY w.seat, h.staff_id $$;

-- The keys that seats of a forum give somebody from now on: as `organisations.queries.keys` has it.
CREATE OR REPLACE FUNCTION organisations.keys_of_seats(p_principal bigint, p_audience bigint, p_now timestamptz)
RETURNS tstzmultirange LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(range_agg(tstzrange(
           greatest(p_now, greatest(h.valid_from, s.valid_from, f.valid_from, u.valid_from)::timestamp AT TIME ZONE 'Europe/Copenhagen'),
           (least(h.valid_to, s.valid_to, f.valid_to, u.valid_to) + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen')), '{}')
    FROM public.organisations_seatholder h
    JOIN public.organisations_staff p ON p.id = h.staff_id AND p.principal_id = p_principal AND p.ended_at IS NULL
    JOIN public.organisations_seat s ON s.id = h.seat_id
    JOIN public.organisations_forum f ON f.id = s.forum_id
    JOIN public.organisations_unit u ON u.id = s.unit_id
   WHERE ((f.audience_id = p_audience AND s.kind = 'standing')
          OR (f.door_id = p_audience AND (s.chairs OR s.deputises OR s.keeps_minutes)))
     AND coalesce((least(h.valid_to, s.valid_to, f.valid_to, u.valid_to) + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen', 'infinity')
         > greatest(p_now, greatest(h.valid_from, s.valid_from, f.valid_from, u.valid_from)::timestamp AT TIME ZONE 'Europe/Copenhagen') $$;

-- A seat that follows another forum's chair is taken or left: recorded as when an administrator gives or ends one.
CREATE OR REPLACE FUNCTION organisations.told_of_seat(p_act text, p_holder bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.record(p_act, 'organisations_seatholder', h.id, NULL, b.administration_id,
    jsonb_build_object('staff', h.staff_id, 'seat', h.seat_id))
    FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id
    JOIN public.organisations_forum f ON f.id = s.forum_id JOIN public.organisations_body b ON b.id = f.body_id WHERE h.id = p_holder;
END $$;

-- Rows and keys of the seats that follow these forums are brought to what has been settled. `p_own`: somebody settles their own last
-- day, and gets back at most what others had settled.
CREATE OR REPLACE FUNCTION organisations.seats_follow(p_forums bigint[], p_own boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE instant timestamptz := access.at(); today date := (access.at() AT TIME ZONE 'Europe/Copenhagen')::date;
  one record; held tstzmultirange; due tstzmultirange;
BEGIN
  FOR one IN UPDATE public.organisations_seatholder h SET valid_to = d.last FROM organisations.leaders_due(p_forums, today) d
      WHERE h.seat_id = d.seat AND h.staff_id = d.staff AND coalesce(h.valid_to, 'infinity') >= today
        AND h.valid_to IS DISTINCT FROM d.last RETURNING h.* LOOP
    PERFORM organisations.told_of_seat(CASE WHEN one.valid_to IS NULL THEN 'seat.given' ELSE 'seat.ended' END, one.id);
  END LOOP;
  FOR one IN INSERT INTO public.organisations_seatholder (seat_id, staff_id, valid_from, valid_to)
      SELECT d.seat, d.staff, d.first, d.last FROM organisations.leaders_due(p_forums, today) d
       WHERE NOT EXISTS (SELECT FROM public.organisations_seatholder h WHERE h.seat_id = d.seat AND h.staff_id = d.staff
                AND coalesce(h.valid_to, 'infinity') >= today) RETURNING * LOOP
    PERFORM organisations.told_of_seat('seat.given', one.id);
  END LOOP;
  FOR one IN UPDATE public.organisations_seatholder h SET valid_to = today - 1
      WHERE h.seat_id IN (SELECT w.seat FROM organisations.seats_following(p_forums) w) AND coalesce(h.valid_to, 'infinity') >= today
        AND (h.seat_id, h.staff_id) NOT IN (SELECT d.seat, d.staff FROM organisations.leaders_due(p_forums, today) d)
      RETURNING h.* LOOP
    PERFORM organisations.told_of_seat('seat.ended', one.id);
  END LOOP;
  FOR one IN SELECT DISTINCT p.principal_id AS principal, key.id AS audience
      FROM organisations.seats_following(p_forums) w
      JOIN public.organisations_seat s ON s.id = w.seat
      JOIN public.organisations_forum f ON f.id = s.forum_id
      JOIN public.organisations_seatholder h ON h.seat_id = s.id AND coalesce(h.valid_to, 'infinity') >= today - 1
      JOIN public.organisations_staff p ON p.id = h.staff_id,
      LATERAL (VALUES (f.audience_id), (f.door_id)) AS key(id) LOOP
    due := organisations.keys_of_seats(one.principal, one.audience, instant);
    SELECT coalesce(range_agg(m.period), '{}') * tstzmultirange(tstzrange(instant, NULL)) INTO held
      FROM public.access_membership m WHERE m.principal_id = one.principal AND m.audience_id = one.audience;
    CONTINUE WHEN due = held;
    IF NOT p_own AND one.principal = access.actor() AND NOT isempty(due - held) THEN
      PERFORM access.refuse('nobody gives himself a key');
    END IF;
    DELETE FROM public.access_membership m WHERE m.principal_id = one.principal AND m.audience_id = one.audience
       AND lower(m.period) >= instant;
    UPDATE public.access_membership m SET period = tstzrange(lower(m.period), instant)
     WHERE m.principal_id = one.principal AND m.audience_id = one.audience AND m.period @> instant;
    INSERT INTO public.access_membership (principal_id, audience_id, period)
      SELECT one.principal, one.audience, part FROM unnest(due) AS part;
    PERFORM audit.record(CASE WHEN isempty(due) THEN 'membership.ended' ELSE 'membership.given' END, 'access_audience',
      one.audience, NULL, one.audience, jsonb_build_object('principals', jsonb_build_array(one.principal)));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION organisations.follow_leaders(p_forums bigint[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_body b WHERE b.administration_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only administrators let a seat follow the chair of another forum');
  END IF;
  PERFORM organisations.seats_follow(p_forums, false);
END $$;
