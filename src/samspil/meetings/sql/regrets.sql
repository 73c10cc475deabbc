-- Who holds a seat says before the meeting that they will not come, or that they will after all; who keeps its minutes notes it for
-- anybody. It names no child and gives no reason.
CREATE OR REPLACE FUNCTION meetings.note_regrets(p_meeting bigint, p_staff bigint, p_absent boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE planned record;
BEGIN
  SELECT m.id, f.door_id AS door, f.id AS forum, (m.starts_at AT TIME ZONE 'Europe/Copenhagen')::date AS day INTO planned
    FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id
   WHERE m.id = p_meeting AND m.state IN ('planned', 'sent');
  IF planned.id IS NULL OR NOT EXISTS (SELECT FROM public.organisations_seatholder h
      JOIN public.organisations_seat s ON s.id = h.seat_id JOIN public.organisations_staff p ON p.id = h.staff_id
     WHERE s.forum_id = planned.forum AND h.staff_id = p_staff
       AND planned.day BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')
       AND (p.principal_id = access.actor() OR planned.door = ANY (access.own_keys()))) THEN
    PERFORM access.refuse('regrets are noted for who holds a seat, by themselves or by those who keep the minutes');
  END IF;
  UPDATE public.meetings_meeting SET regrets = array_remove(regrets, p_staff) || CASE WHEN p_absent THEN ARRAY[p_staff] ELSE '{}' END
   WHERE id = p_meeting;
END $$;
