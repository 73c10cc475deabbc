-- Outgoing mail: gathered, tried, tried again and given up by the keeper. A refused address stops nobody else's mail.

-- What is due now becomes mails, one for each colleague. A mail has its number from here on, so that after a failure the same mail is
-- sent and not another. What is urgent waits for no quiet hour and no earlier mail; what is wanted daily goes with the first mail of a
-- day. What was given up is tried again after a day, or at once when the colleague has another address.
CREATE OR REPLACE FUNCTION notices.gather(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gathered integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notices.gather', 0));
  -- Nobody is mailed of what they have seen meanwhile, or after their last day.
  DELETE FROM public.notices_outgoingmail m USING public.organisations_staff s
   WHERE s.id = m.staff_id AND m.sent_at IS NULL AND m.given_up_at IS NULL AND (s.email = '' OR s.ended_at <= p_at
     OR NOT EXISTS (SELECT FROM public.notices_notice n WHERE n.batch = m.batch AND n.seen_at IS NULL));
  UPDATE public.notices_outgoingmail m SET address = s.email, made_at = p_at, next_at = p_at, attempts = 0, reply = ''
    FROM public.organisations_staff s
   WHERE s.id = m.staff_id AND m.sent_at IS NULL AND m.given_up_at IS NULL AND m.address <> s.email;
  -- What waited for a mail that there is not gets another one.
  UPDATE public.notices_notice n SET batch = NULL WHERE n.mailed_at IS NULL AND n.batch IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.notices_outgoingmail m WHERE m.batch = n.batch);
  WITH due AS (
    SELECT n.id, n.staff_id, s.email FROM public.notices_notice n JOIN public.organisations_staff s ON s.id = n.staff_id AND s.email <> ''
      LEFT JOIN public.notices_choice c ON c.staff_id = n.staff_id
     WHERE n.mailed_at IS NULL AND n.batch IS NULL AND n.seen_at IS NULL AND n.made_at <= p_at AND n.made_at > p_at - interval '14 days'
       AND (s.ended_at IS NULL OR s.ended_at > p_at)
       AND (n.urgent OR coalesce(c.how, 'at_once') <> 'never' AND NOT notices.is_quiet(n.staff_id, p_at)
         AND (coalesce(c.how, 'at_once') = 'at_once' OR (n.made_at AT TIME ZONE 'Europe/Copenhagen')::date
           < (p_at AT TIME ZONE 'Europe/Copenhagen')::date)
         AND NOT EXISTS (SELECT FROM public.notices_outgoingmail w
           WHERE w.staff_id = n.staff_id AND w.sent_at IS NULL AND w.given_up_at IS NULL))
       AND NOT EXISTS (SELECT FROM public.notices_outgoingmail g
         WHERE g.staff_id = n.staff_id AND g.address = s.email AND g.given_up_at > p_at - interval '1 day')
  ), mails AS (
    INSERT INTO public.notices_outgoingmail (batch, staff_id, letter, content, address, made_at, attempts, next_at, reply)
      SELECT gen_random_uuid(), due.staff_id, '', '{}', due.email, p_at, 0, p_at, '' FROM due GROUP BY due.staff_id, due.email
      RETURNING staff_id, batch
  )
  UPDATE public.notices_notice n SET batch = mails.batch FROM due JOIN mails USING (staff_id) WHERE n.id = due.id;
  GET DIAGNOSTICS gathered = ROW_COUNT;
  RETURN gathered;
END $$;

-- One mail whose time has come, locked until the transaction ends; another process takes another.
CREATE OR REPLACE FUNCTION notices.next_mail(p_at timestamptz, OUT batch uuid, OUT email text, OUT kinds text[], OUT letter text,
  OUT content jsonb) RETURNS SETOF record
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE first public.notices_outgoingmail;
BEGIN
  SELECT * INTO first FROM public.notices_outgoingmail m WHERE m.sent_at IS NULL AND m.given_up_at IS NULL AND m.next_at <= p_at
    ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF first.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT first.batch, first.address, array_agg(n.kind ORDER BY n.id), first.letter, first.content
    FROM public.notices_notice n WHERE n.batch = first.batch;
END $$;

-- A letter that somebody without sign-in has asked for: called by the function of its form, which says who may. Its words are made when it
-- goes.
CREATE OR REPLACE FUNCTION notices.post(p_letter text, p_address text, p_content jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.notices_outgoingmail (batch, letter, content, address, made_at, attempts, next_at, reply)
    VALUES (gen_random_uuid(), p_letter, p_content, p_address, access.at(), 0, access.at(), '') $$;

CREATE OR REPLACE FUNCTION notices.mailed(p_batch uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.notices_outgoingmail WHERE batch = p_batch AND letter <> '';
  UPDATE public.notices_outgoingmail SET sent_at = p_at, attempts = attempts + 1, reply = '' WHERE batch = p_batch AND sent_at IS NULL;
  UPDATE public.notices_notice SET mailed_at = p_at WHERE batch = p_batch AND mailed_at IS NULL;
END $$;

-- Who answers for a colleague's address: who leads their units that day, and where nobody does the municipality's administrators.
CREATE OR REPLACE FUNCTION notices.leaders(p_staff bigint, p_at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  WITH posts AS (SELECT p.* FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id
     WHERE (s.ended_at IS NULL OR s.ended_at > p_at) AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
       BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')),
  chiefs AS (SELECT array_agg(DISTINCT leader.staff_id) AS ids FROM posts JOIN posts AS leader ON leader.unit_id = posts.unit_id
     WHERE posts.staff_id = p_staff AND leader.leads AND leader.staff_id <> p_staff)
  SELECT coalesce(chiefs.ids, (SELECT array_agg(o.id) FROM public.organisations_staff s
      JOIN public.organisations_body b ON b.id = s.body_id
      JOIN public.access_membership m ON m.audience_id = b.administration_id AND m.period @> p_at
      JOIN public.organisations_staff o ON o.principal_id = m.principal_id AND o.id <> s.id WHERE s.id = p_staff), '{}') FROM chiefs $$;

-- A mail that did not go: tried again after five minutes, then ten, at most an hour apart; given up when the server refuses the
-- address, or after a day. What it told of waits on, and who answers for the colleague is told.
CREATE OR REPLACE FUNCTION notices.failed(p_batch uuid, p_at timestamptz, p_reply text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE mail public.notices_outgoingmail;
BEGIN
  UPDATE public.notices_outgoingmail SET attempts = attempts + 1, reply = p_reply,
      next_at = p_at + least(interval '5 minutes' * 2 ^ least(attempts, 10), interval '1 hour'),
      given_up_at = CASE WHEN p_reply = 'refused' OR made_at <= p_at - interval '1 day' THEN p_at END
    WHERE batch = p_batch AND sent_at IS NULL AND given_up_at IS NULL RETURNING * INTO mail;
  -- Whoever asked for a letter is nobody here: they ask again, and no address of theirs is kept.
  DELETE FROM public.notices_outgoingmail WHERE batch = p_batch AND letter <> ''
    AND (given_up_at IS NOT NULL OR made_at <= p_at - interval '1 hour');
  IF FOUND THEN RETURN true; END IF;
  IF mail.given_up_at IS NULL THEN RETURN false; END IF;
  UPDATE public.notices_notice SET batch = NULL WHERE batch = p_batch AND mailed_at IS NULL;
  PERFORM notices.put(notices.leaders(mail.staff_id, p_at), 'mail_undelivered', 'organisations_staff', mail.staff_id, false, false, p_at);
  RETURN true;
END $$;

-- Whose mail does not arrive: oneself, the colleagues of units that the actor leads, and for administrators all. Until a mail goes
-- again or the address is another one.
CREATE OR REPLACE FUNCTION notices.undelivered() RETURNS TABLE (name text, address text, given_up_at timestamptz, reply text, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.name::text, m.address, m.given_up_at, m.reply, s.id = notices.me()
    FROM public.organisations_staff s
    JOIN LATERAL (SELECT o.* FROM public.notices_outgoingmail o WHERE o.staff_id = s.id
      AND (o.sent_at IS NOT NULL OR o.given_up_at IS NOT NULL) ORDER BY coalesce(o.sent_at, o.given_up_at) DESC LIMIT 1) AS m ON true
   WHERE m.given_up_at IS NOT NULL AND m.address = s.email AND (s.ended_at IS NULL OR s.ended_at > access.at())
     AND (s.id = notices.me() OR notices.me() = ANY (notices.leaders(s.id, access.at())))
   ORDER BY s.name, s.id $$;

-- The keeper: notices and their mails are no archive.
CREATE OR REPLACE FUNCTION notices.forget(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten integer;
BEGIN
  DELETE FROM public.notices_outgoingmail WHERE made_at < p_at - interval '90 days';
  DELETE FROM public.notices_notice WHERE made_at < p_at - interval '90 days';
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
