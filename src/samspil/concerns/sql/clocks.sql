-- The 24 hours in which it is settled whether something is a statutory notification, and in which it is sent (barnets lov §§ 133, 136:
-- weekends and holidays count). The one rule for pages, reminders and who leads: which clocks run, since when, and what stops each.
--   first   nobody has answered whether it can be one
--   unsure  somebody rings to ask, and has not answered yet
--   unsent  somebody has said yes, and it is not sent: nothing written down since the clock began says so
--   again   the sender has told more since the answer, and since what was sent: the question stands open again, from those words on
-- What whoever wrote it has sent themselves reached the municipality then: the first hours run from there, where that was earlier.
-- With the rights of the function that asks, so that PostgreSQL looks only at the doors and concerns that are asked about.
CREATE OR REPLACE FUNCTION concerns.clocks() RETURNS TABLE (concern_id bigint, audience bigint, door bigint, holder bigint, since timestamptz,
  waits text, notifier bigint) LANGUAGE sql STABLE AS $$
  SELECT c.id, c.owner_audience, c.door_id,
      (SELECT h.staff_id FROM public.concerns_holding h WHERE h.concern_id = c.id AND upper_inf(h.period)),
      CASE WHEN a.first_answer IN ('', 'unsure') OR NOT sent.counts AND a.first_answer = 'yes' THEN coalesce(a.runs_since, least(a.received_at, sent.by_sender))
        ELSE more.since END,
      CASE WHEN a.first_answer = '' THEN 'first' WHEN a.first_answer = 'unsure' THEN 'unsure'
        WHEN NOT sent.counts AND a.first_answer = 'yes' THEN 'unsent' ELSE 'again' END,
      (SELECT n.staff_id FROM public.notifying_notifier n WHERE n.concern_id = c.id ORDER BY n.id DESC LIMIT 1)
    FROM public.concerns_assessment a JOIN public.concerns_concern c ON c.id = a.concern_id
    CROSS JOIN LATERAL (SELECT max(s.sent_at) AS sent_at, min(s.sent_at) FILTER (WHERE s.staff_id = c.sender_id) AS by_sender,
        coalesce(bool_or(s.written_at >= coalesce(a.runs_since, a.received_at)), false) AS counts
      FROM public.notifying_sentnotification s WHERE s.concern_id = c.id) AS sent
    CROSS JOIN LATERAL (SELECT min(t.written_at) AS since FROM public.concerns_step t
      WHERE t.concern_id = c.id AND t.kind IN ('added', 'answered') AND t.written_at > greatest(coalesce(a.answered_at, a.first_at), sent.sent_at)) AS more
   WHERE a.asks_notification AND a.closed_at IS NULL AND c.closed_at IS NULL AND (a.first_answer IN ('', 'unsure')
     OR NOT sent.counts AND a.first_answer = 'yes' OR more.since IS NOT NULL) $$;

-- Whether somebody can send a notification about it now, and write it down: who answers its door, or who wrote it.
CREATE OR REPLACE FUNCTION concerns.can_send(p_staff bigint, p_concern bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.concerns_concern c, public.organisations_staff s WHERE c.id = p_concern AND s.id = p_staff
    AND NOT responsibility.has_left(s.id, p_at)
    AND (c.sender_id = s.id OR responsibility.holds(s.principal_id, ARRAY[c.owner_audience], p_at))) $$;

-- Who is to send a notification that somebody has said yes to: never nobody. Whoever was named has it until it is sent or somebody else is
-- named. While they are away, and when they have left or have the concern no more, it falls to who has it; where that one is not
-- here either, or cannot send, to who acts for them, and else to everybody who answers the door.
CREATE OR REPLACE FUNCTION concerns.senders(p_concern bigint, p_named bigint, p_holder bigint, p_at timestamptz) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE named bigint[] := '{}'; acts bigint := p_holder; c public.concerns_concern;
BEGIN
  IF concerns.can_send(p_named, p_concern, p_at) THEN
    named := ARRAY[p_named];
    IF NOT responsibility.is_away(p_named, p_at) THEN RETURN named; END IF;
  END IF;
  SELECT * INTO c FROM public.concerns_concern WHERE id = p_concern;
  IF NOT concerns.can_send(acts, p_concern, p_at) OR responsibility.is_away(acts, p_at) THEN
    acts := responsibility.acts_at(p_holder, c.door_id, p_at);
  END IF;
  IF concerns.can_send(acts, p_concern, p_at) THEN RETURN array_remove(named, acts) || acts; END IF;
  RETURN ARRAY(SELECT DISTINCT one FROM unnest(named || arrivals.answering(c.owner_audience, p_at)) AS one ORDER BY one);
END $$;

-- What the sender, and the adult whom a child chose, read of what the door has done: that somebody there has acted on it, and that it is no
-- notification, so that what the pages say of the parents is one at both sides. Not that it is one, nor whom it is about.
CREATE OR REPLACE FUNCTION concerns.at_door(p_concern bigint) RETURNS TABLE (has_acted boolean, said_no boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.reacted_at IS NOT NULL, coalesce(a.first_answer = 'no', false)
    FROM public.concerns_concern c LEFT JOIN public.concerns_assessment a ON a.concern_id = c.id
   WHERE c.id = p_concern AND c.audiences && access.keys() $$;

-- The clocks that the actor has a part in: at the doors that they answer, and of what they themselves are to send. `named` is who was named
-- to send it, `named_sends` whether they are here and can.
CREATE OR REPLACE FUNCTION concerns.my_clocks() RETURNS TABLE (concern_id bigint, since timestamptz, waits text, is_mine boolean,
  named bigint, named_sends boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint[] := access.own_keys(); me bigint := notices.me(); now timestamptz := access.at(); near bigint[];
BEGIN
  near := mine || ARRAY(SELECT c.owner_audience FROM public.notifying_notifier n
      JOIN public.concerns_concern c ON c.id = n.concern_id WHERE n.staff_id = me AND c.closed_at IS NULL)
    || ARRAY(SELECT c.owner_audience FROM public.concerns_holding h JOIN public.concerns_concern c ON c.id = h.concern_id
      WHERE h.staff_id = me AND upper_inf(h.period) AND c.closed_at IS NULL);
  RETURN QUERY SELECT k.concern_id, k.since, k.waits, who.sends @> ARRAY[me], k.notifier, who.sends = ARRAY[k.notifier]
    FROM concerns.clocks() k
    CROSS JOIN LATERAL (SELECT CASE WHEN k.waits = 'unsent' THEN concerns.senders(k.concern_id, k.notifier, k.holder, now)
      ELSE '{}'::bigint[] END AS sends) AS who
   WHERE k.audience = ANY (near) AND (k.audience = ANY (mine) OR who.sends @> ARRAY[me]) ORDER BY k.since, k.concern_id;
END $$;
