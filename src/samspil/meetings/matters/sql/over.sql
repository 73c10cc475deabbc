-- A matter that is withdrawn or moved is over for its guests in this instant, whoever took it off.
CREATE OR REPLACE FUNCTION matters.over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
   WHERE period @> access.at() AND audience_id IN (
     SELECT a.id FROM public.organisations_forum f JOIN public.access_audience a
         ON a.id = ANY (NEW.audiences) AND a.kind = 'item' AND a.steward_id = f.door_id
      WHERE f.audience_id = NEW.owner_audience);
  IF FOUND THEN
    PERFORM audit.record('matter.closed', 'matters_matter', NEW.id, NULL, (SELECT f.door_id FROM public.organisations_forum f
      WHERE f.audience_id = NEW.owner_audience), '{}');
  END IF;
  RETURN NEW;
END $$;
