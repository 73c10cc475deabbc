-- A matter that is withdrawn or moved is over for its guests in this instant, whoever took it off.
CREATE FUNCTION matters.over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
CREATE TRIGGER matters_over AFTER UPDATE OF state ON public.matters_matter FOR EACH ROW
  WHEN (NEW.state IN ('withdrawn', 'moved') AND OLD.state NOT IN ('withdrawn', 'moved')) EXECUTE FUNCTION matters.over();

-- Nothing is opened to somebody who may not receive, however it comes about. An item of a forum that names nobody holds no personal
-- information: citizens, associations and whoever else it concerns come for it (VAL-71).
CREATE OR REPLACE FUNCTION sharing.check_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.access_audience a JOIN public.organisations_forum f ON f.door_id = a.steward_id
                  WHERE a.id = NEW.audience_id AND a.kind = 'item' AND NOT f.named_persons) THEN
    PERFORM sharing.check_receiver(NEW.to_audience_id);
  END IF;
  RETURN NEW;
END $$;
