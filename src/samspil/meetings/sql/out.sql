-- Whoever went out of an item as not impartial, or was not to have the name that is said there, reads nothing of it: not by the pen
-- either, nor by the forum's door. Policies ask these functions once per statement; whoever was never out is answered at once.
CREATE OR REPLACE FUNCTION meetings.out_of(p_column text) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE items bigint[]; known text; tied bigint[]; own bigint;
BEGIN
  SELECT array_agg(i.id) INTO items FROM public.organisations_staff me
    JOIN public.meetings_attendance a ON a.staff_id = me.id AND (a.stepped_out <> '{}' OR a.left_out <> '{}')
    JOIN public.meetings_meeting m ON m.id = a.meeting_id AND m.seated_audience_id = a.owner_audience
    JOIN public.meetings_item i ON i.meeting_id = m.id AND i.slot_id = ANY (a.stepped_out || a.left_out)
   WHERE me.principal_id = access.actor() AND m.id IS DISTINCT FROM meetings.looked_past();
  known := CASE p_column WHEN 'entry_id' THEN 'i.entry_id || i.also' WHEN 'concern_id' THEN 'ARRAY[i.concern_id]'
    WHEN 'incident_id' THEN 'ARRAY[i.incident_id]' WHEN 'subject' THEN 'ARRAY[i.subject]' END;
  IF known IS NULL THEN
    SELECT s.id INTO own FROM public.organisations_staff s WHERE s.principal_id = access.actor();
    RETURN coalesce(items, '{}') || meetings.taken_without(own, p_column = 'read');
  ELSIF items IS NULL THEN
    RETURN '{}';
  END IF;
  -- What the item came from and whom it is about, but where the actor reads another item of it that still stands on an agenda.
  EXECUTE format('SELECT array_agg(DISTINCT t.id) FROM public.meetings_item i CROSS JOIN unnest(%1$s) AS t(id)
    WHERE i.id = ANY ($1) AND i.state IN (''waiting'', ''decided'') AND t.id IS NOT NULL AND NOT EXISTS (SELECT
      FROM public.meetings_item o JOIN public.meetings_meeting m ON m.id = o.meeting_id AND m.minutes_audience_id = o.owner_audience
      WHERE o.%2$I = t.id AND o.id <> ALL ($1) AND o.state IN (''waiting'', ''decided'') AND o.audiences && access.keys())',
    known, p_column) INTO tied USING items;
  RETURN coalesce(tied, '{}');
END $$;

-- What is taken at a meeting without a colleague who has left it, or who has lost post and seat meanwhile: until its minutes are
-- approved they read nothing of it, with `p_pen` neither by the pen, which whoever keeps the minutes holds after leaving too. What was
-- taken while they were there stays to be read by who left, and not by who has lost post and seat.
CREATE OR REPLACE FUNCTION meetings.taken_without(p_staff bigint, p_pen boolean) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE items bigint[]; lost boolean; today date := (access.at() AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
  lost := NOT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff
      AND today BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity'))
    AND NOT EXISTS (SELECT FROM public.organisations_seatholder h WHERE h.staff_id = p_staff
      AND today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity'));
  IF p_staff IS NULL OR NOT lost AND NOT p_pen THEN
    RETURN '{}';
  END IF;
  SELECT array_agg(i.id) INTO items FROM public.meetings_attendance a
    JOIN public.meetings_meeting m ON m.id = a.meeting_id AND m.seated_audience_id = a.owner_audience
     AND m.state IN ('open', 'held') AND m.approved_at IS NULL
    JOIN public.meetings_item i ON i.meeting_id = m.id AND i.owner_audience = m.minutes_audience_id
   WHERE a.staff_id = p_staff AND (a.left_at IS NOT NULL OR lost) AND m.id IS DISTINCT FROM meetings.looked_past()
     AND (lost OR NOT EXISTS (SELECT FROM public.meetings_presence p WHERE p.item_id = i.id AND p.staff_id = p_staff
       AND p.owner_audience = i.owner_audience));
  RETURN coalesce(items, '{}');
END $$;

-- The actor's keys without the pens and doors of the meetings at which the actor was out of an item: what is left reads what hangs on
-- it in another way, such as the case of one's own unit.
CREATE OR REPLACE FUNCTION meetings.other_keys() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(key), '{}') FROM unnest(access.keys()) AS key WHERE key NOT IN (
    SELECT unnest(ARRAY[m.minutes_audience_id, f.door_id]) FROM public.organisations_staff me
      JOIN public.meetings_attendance a ON a.staff_id = me.id AND (a.stepped_out <> '{}' OR a.left_out <> '{}')
      JOIN public.meetings_meeting m ON m.id = a.meeting_id AND m.seated_audience_id = a.owner_audience
      JOIN public.organisations_forum f ON f.id = m.forum_id
     WHERE me.principal_id = access.actor()) $$;

-- The meeting that is ended, approved or numbered in this act as a whole, also by a keeper who was out of an item. Signed like the
-- actor, so that nobody sets it but `look_past`, and over with the transaction.
CREATE OR REPLACE FUNCTION meetings.sign_past(p_meeting text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_meeting || '.' || encode(sha256(k.outer_pad || sha256(k.inner_pad
           || convert_to('past.' || p_meeting || '.' || current_setting('samspil.actor', true), 'UTF8'))), 'hex')
    FROM public.access_signingkey k ORDER BY 1 LIMIT 1 $$;

CREATE OR REPLACE FUNCTION meetings.looked_past() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE told text := current_setting('samspil.past', true);
BEGIN
  IF told ~ '^[0-9]{1,18}\.[0-9a-f]{64}$' AND told = meetings.sign_past(split_part(told, '.', 1)) THEN
    RETURN split_part(told, '.', 1)::bigint;
  END IF;
  RETURN NULL;
END $$;

-- Only for who keeps the minutes; for others nothing changes.
CREATE OR REPLACE FUNCTION meetings.look_past(p_meeting bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.meetings_meeting m WHERE m.id = p_meeting
      AND m.minutes_audience_id = ANY (access.own_keys())) THEN
    RETURN false;
  END IF;
  PERFORM set_config('samspil.past', meetings.sign_past(p_meeting::text), true);
  RETURN true;
END $$;

-- Who of those who keep the minutes is not out of the item at a place of the agenda and has not left: they decide it. Told to who
-- keeps them.
CREATE OR REPLACE FUNCTION meetings.keepers(p_slot bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT s.id), '{}') FROM public.meetings_slot p
    JOIN public.meetings_meeting m ON m.id = p.meeting_id AND m.seated_audience_id = p.owner_audience
     AND m.minutes_audience_id = ANY (access.own_keys())
    JOIN public.access_grant g ON g.audience_id = m.minutes_audience_id AND g.pen AND g.period @> access.at()
    JOIN public.access_membership k ON k.audience_id = g.to_audience_id AND k.period @> access.at()
    JOIN public.organisations_staff s ON s.principal_id = k.principal_id AND (s.ended_at IS NULL OR s.ended_at > access.at())
   WHERE p.id = p_slot AND NOT EXISTS (SELECT FROM public.meetings_attendance a WHERE a.meeting_id = m.id
     AND a.owner_audience = m.seated_audience_id AND a.staff_id = s.id
     AND (a.left_at IS NOT NULL OR p.id = ANY (a.stepped_out || a.left_out))) $$;

-- The actor comes in again at an item, by its place on the agenda: what stands there, the actor does not read. Where another
-- keeper could let the actor in, that one does (`note_out`).
CREATE OR REPLACE FUNCTION meetings.come_in(p_slot bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE item bigint;
BEGIN
  SELECT i.id INTO item FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
     AND m.minutes_audience_id = i.owner_audience WHERE i.slot_id = p_slot AND i.state = 'waiting';
  PERFORM meetings.note_out(item, (SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = access.actor()), false);
  RETURN item;
END $$;
