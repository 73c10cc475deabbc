-- An enquiry from the public page. The hour is written, not the minute; who asks says so only where they want an answer.
CREATE OR REPLACE FUNCTION front.enquire(p_door bigint, p_said jsonb, p_until date, p_contact_until date, p_due date, p_key uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'enquiry'); written bigint;
BEGIN
  INSERT INTO public.enquiries_enquiry (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
      door_id, channel, matter, place, received_at, due_on, answer, state, outcome, key)
    VALUES (d.audience_id, ARRAY[d.audience_id], 'own', front.hour(), 'enquiry', p_until, false, 1, d.id, 'page', p_said ->> 'matter',
      p_said ->> 'place', front.hour(), p_due, '', 'open', '', p_key)
    ON CONFLICT DO NOTHING RETURNING id INTO written;
  IF written IS NULL THEN RETURN; END IF;
  IF p_said ->> 'name' <> '' OR p_said ->> 'contact' <> '' THEN
    INSERT INTO public.enquiries_caller (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
        enquiry_id, name, contact)
      VALUES (d.audience_id, ARRAY[d.audience_id], 'own', front.hour(), 'enquiry_contact', p_contact_until, false, 1, written,
        p_said ->> 'name', p_said ->> 'contact');
  END IF;
  PERFORM front.record('enquiry.asked', 'enquiries_enquiry', written, d.audience_id);
END $$;
