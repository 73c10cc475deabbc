-- Who opens, ends and approves a meeting holds its pen, or answers for the forum: chair, deputy and minute-taker. Not a definer
-- function: current_user must stay the caller's.
CREATE OR REPLACE FUNCTION meetings.check_pen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'samspil_app' AND NEW.state IN ('open', 'held', 'approved') AND NOT coalesce(access.own_keys() && ARRAY[
       NEW.minutes_audience_id, (SELECT f.door_id FROM public.organisations_forum f WHERE f.id = NEW.forum_id AND NEW.kind <> 'urgent')],
       false) THEN
    RAISE EXCEPTION 'only those who keep the minutes open and close a meeting' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
