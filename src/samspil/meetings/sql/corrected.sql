-- A line of the list is corrected where it came in: the item that it became says the same, while it waits. The name of an item that is
-- talked of without it stays unsaid; one that is headed by a child the forum knows, whatever was read aloud, keeps name and birth date.
CREATE OR REPLACE FUNCTION meetings.follow_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.meetings_item i SET label = CASE WHEN i.named AND i.label = OLD.name THEN NEW.name ELSE i.label END,
         birth_date = CASE WHEN i.birth_date IS NOT DISTINCT FROM OLD.birth_date THEN NEW.birth_date
           ELSE coalesce(NEW.birth_date, i.birth_date) END, age_told = NEW.age_told, role = NEW.role
   WHERE i.entry_id = NEW.id AND i.state = 'waiting'
     -- Of the meeting itself: whoever reads a line can hang an item of their own on it.
     AND EXISTS (SELECT FROM public.meetings_meeting m WHERE m.id = i.meeting_id AND m.minutes_audience_id = i.owner_audience)
     AND (i.named AND i.label = OLD.name AND i.label <> NEW.name OR i.birth_date IS DISTINCT FROM NEW.birth_date
       OR i.age_told IS DISTINCT FROM NEW.age_told OR i.role IS DISTINCT FROM NEW.role);
  RETURN NULL;
END $$;

-- What was told at an item is about the child that the item is about, also when it turns out to be another.
CREATE OR REPLACE FUNCTION meetings.follow_child() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.meetings_statement s SET subject = NEW.subject
   WHERE s.item_id = NEW.id AND s.subject IS NOT DISTINCT FROM OLD.subject AND NEW.audience_id = ANY (s.audiences)
     -- Of the meeting itself: nobody else says who its matters are about.
     AND EXISTS (SELECT FROM public.meetings_meeting m WHERE m.id = NEW.meeting_id AND m.minutes_audience_id = NEW.owner_audience);
  RETURN NULL;
END $$;
