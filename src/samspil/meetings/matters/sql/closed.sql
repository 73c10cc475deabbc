-- Approved minutes are not written in. What was agreed is followed up all the same: its state and outcome go on. Not a definer
-- function: current_user must stay the caller's.
CREATE OR REPLACE FUNCTION matters.closed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE goes_on text[] := ARRAY['state','outcome','done_on','version','written_at','written_by'];
BEGIN
  IF current_user = 'samspil_app' AND EXISTS (SELECT FROM public.meetings_meeting g
       WHERE g.id = NEW.meeting_id AND g.state IN ('approved', 'cancelled'))
     AND NOT (TG_TABLE_NAME = 'matters_resolution' AND TG_OP = 'UPDATE' AND to_jsonb(NEW) - goes_on = to_jsonb(OLD) - goes_on) THEN
    RAISE EXCEPTION 'the minutes are approved: open them again first' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
