-- An item is decided: its place on the agenda says so, and who sits at it now stands in its minutes. One round trip, with
-- the actor's own rights: the policies of the tables hold as for any other statement. Says whether the actor keeps the item.
CREATE OR REPLACE FUNCTION meetings.decided(p_item bigint) RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE item public.meetings_item; part text;
BEGIN
  SELECT * INTO item FROM public.meetings_item i WHERE i.id = p_item AND i.owner_audience = ANY (access.own_keys());
  IF item.id IS NULL THEN
    RETURN false;
  END IF;
  UPDATE public.meetings_slot SET state = 'decided' WHERE id = item.slot_id RETURNING block INTO part;
  INSERT INTO public.meetings_presence
         (owner_audience, audiences, subject, origin, retention_kind, hold, version, item_id, staff_id)
  SELECT item.owner_audience, '{}', item.subject, 'own', '', false, 1, item.id, a.staff_id
    FROM public.meetings_attendance a
   WHERE a.meeting_id = item.meeting_id AND a.left_at IS NULL AND a.state <> 'absent'
     AND NOT (item.slot_id = ANY (a.stepped_out || a.left_out)) AND a.block IN ('', part)
  ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
