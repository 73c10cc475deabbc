-- A record comes to an audience that has one of the same child already: given away, or sealed for the second time. The
-- number is unique within an audience, and a refusal would tell that the child is known there, so the record that comes
-- points to the one that was there and leaves its number to it.
CREATE FUNCTION people.join_at_arrival() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE there bigint;
BEGIN
  SELECT p.id INTO there FROM public.people_person p
   WHERE p.owner_audience = NEW.owner_audience AND p.cpr_hash = NEW.cpr_hash AND p.id <> NEW.id;
  IF there IS NOT NULL THEN
    NEW.cpr_hash := NULL; NEW.cpr_cipher := NULL; NEW.merged_into := there;
  END IF;
  RETURN NEW;
END $$;
