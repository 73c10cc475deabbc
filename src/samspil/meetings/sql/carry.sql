-- At approval, what an authority told about a matter with follow-up goes on to the unit that is responsible for it: one
-- disclosure per statement, on the giver's own basis and necessity. What has no follow-up stays with its giver, and so does what
-- the giver has taken back: those at the item read it no longer.
CREATE OR REPLACE FUNCTION meetings.carry(p_meeting bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE told record; carried integer := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM public.meetings_meeting m WHERE m.id = p_meeting
      AND m.minutes_audience_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only those who keep the minutes may approve them');
  END IF;
  FOR told IN SELECT s.id, s.owner_audience AS giver, u.audience_id AS receiver, s.basis_version_id AS basis, s.necessity
      FROM public.meetings_statement s JOIN public.meetings_item i ON i.id = s.item_id
      -- Of the meeting itself: whoever reads an item can hang a row of their own on it.
      JOIN public.meetings_decision d ON d.item_id = i.id AND d.owner_audience = i.owner_audience AND d.state = 'standing'
      JOIN public.organisations_unit u ON u.id = d.unit_id
     WHERE i.meeting_id = p_meeting AND i.owner_audience = ANY (access.own_keys()) AND NOT (u.audience_id = ANY (s.audiences))
       AND i.audience_id = ANY (s.audiences) LOOP
    PERFORM sharing.check_receiver(told.receiver);
    UPDATE public.meetings_statement SET audiences = audiences || told.receiver WHERE id = told.id;
    PERFORM sharing.write_disclosure('disclosure', 'meetings_statement', ARRAY[told.id], told.giver, told.receiver, NULL,
      told.basis, sharing.check_basis(told.basis, told.necessity), told.necessity, tstzrange(access.at(), NULL));
    carried := carried + 1;
  END LOOP;
  RETURN carried;
END $$;
