-- A record comes to an audience that has one of the same child already: given away, or sealed for the second time. The
-- number stands once within an audience, and a refusal would tell that the child is known there; so would any mark on the
-- record that comes, for whoever gave it may go on reading it. The record that was there joins the one that comes: that is
-- seen by those alone who read the one that was there.
CREATE OR REPLACE FUNCTION people.join_at_arrival() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE there record;
BEGIN
  FOR there IN UPDATE public.people_person p SET merged_into = NEW.id
      WHERE p.owner_audience = NEW.owner_audience AND p.cpr_hash = NEW.cpr_hash AND p.merged_into IS NULL AND p.id <> NEW.id
      RETURNING p.id, p.subject, p.owner_audience LOOP
    PERFORM audit.record('person.merged', 'people_person', there.id, there.subject, there.owner_audience,
      jsonb_build_object('into', NEW.id));
  END LOOP;
  RETURN NEW;
END $$;
