-- Somebody is not impartial at an item and goes out: noted with the attendance, by the place on the agenda alone, so that the minutes
-- say it and the colleague stands in no list of those who were there. By who keeps the minutes, or by everybody for oneself.
CREATE OR REPLACE FUNCTION meetings.note_out(p_item bigint, p_staff bigint, p_is_out boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place record; noted integer;
BEGIN
  SELECT i.slot_id AS slot, i.meeting_id AS meeting, m.seated_audience_id AS seated, i.owner_audience = ANY (access.own_keys()) AS keeps
    INTO place FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
     -- Of the meeting itself: anybody can write an item of their own that names this meeting.
     AND m.minutes_audience_id = i.owner_audience
   WHERE i.id = p_item AND m.state = 'open' AND i.audiences && access.keys();
  IF NOT coalesce(place.keeps OR p_is_out AND EXISTS (SELECT FROM public.organisations_staff s
       WHERE s.id = p_staff AND s.principal_id = access.actor()), false) THEN
    PERFORM access.refuse('only those who keep the minutes note who is out of an item; everybody may go out oneself');
  END IF;
  IF NOT p_is_out AND EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_staff AND s.principal_id = access.actor())
      AND meetings.keepers(place.slot) <> '{}' THEN
    PERFORM access.refuse('who went out of an item is let in again by another of those who keep the minutes');
  END IF;
  IF p_is_out AND EXISTS (SELECT FROM public.meetings_decision d JOIN public.meetings_item i ON i.id = d.item_id
       WHERE i.id = p_item AND d.owner_audience = i.owner_audience AND d.state = 'standing' AND d.responsible_id = p_staff) THEN
    PERFORM access.refuse('who is responsible for what was decided at an item does not go out of it');
  END IF;
  UPDATE public.meetings_attendance SET
         stepped_out = array_remove(stepped_out, place.slot) || CASE WHEN p_is_out THEN ARRAY[place.slot] ELSE '{}' END,
         left_out = CASE WHEN p_is_out THEN left_out ELSE array_remove(left_out, place.slot) END
   WHERE meeting_id = place.meeting AND staff_id = p_staff AND owner_audience = place.seated;
  GET DIAGNOSTICS noted = ROW_COUNT;
  IF noted = 0 THEN
    PERFORM access.refuse('only who sits at the meeting goes out of an item');
  END IF;
END $$;

-- Who went out of an item, or was not to have the name, is not made responsible for what is decided there: the work would tell what
-- the item was not to tell. Holds for whoever writes the decision, in the product or past it.
CREATE OR REPLACE FUNCTION meetings.check_responsible() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
      JOIN public.meetings_attendance a ON a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id
       AND a.staff_id = NEW.responsible_id
     WHERE i.id = NEW.item_id AND i.slot_id = ANY (a.stepped_out || a.left_out)) THEN
    PERFORM access.refuse('who went out of an item is not made responsible for what is decided there');
  END IF;
  RETURN NEW;
END $$;
