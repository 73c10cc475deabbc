-- The 24 hours in which it is settled whether something is a statutory notification, and in which it is sent (barnets lov §§ 133, 136:
-- weekends and holidays count). The one rule for pages, reminders and who leads: which clocks run, since when, and what stops each.
--   first   nobody has answered whether it can be one
--   unsure  somebody rings to ask, and has not answered yet
--   unsent  somebody has said yes, and it is not sent: nothing written down since the clock began says so
--   again   the sender has told more since the answer, and since what was sent: the question stands open again, from those words on
-- `p_audiences` are those of the doors that are asked about; none: all.
CREATE OR REPLACE FUNCTION concerns.clocks(p_audiences bigint[] DEFAULT NULL) RETURNS TABLE (concern_id bigint, audience bigint, door bigint, holder bigint, since timestamptz,
  waits text, notifier bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.owner_audience, c.door_id,
      (SELECT h.staff_id FROM public.concerns_holding h WHERE h.concern_id = c.id AND upper_inf(h.period)),
      CASE WHEN a.first_answer IN ('', 'unsure') OR NOT sent.counts AND a.first_answer = 'yes' THEN coalesce(a.runs_since, a.received_at)
        ELSE more.since END,
      CASE WHEN a.first_answer = '' THEN 'first' WHEN a.first_answer = 'unsure' THEN 'unsure'
        WHEN NOT sent.counts AND a.first_answer = 'yes' THEN 'unsent' ELSE 'again' END,
      (SELECT n.staff_id FROM public.notifying_notifier n WHERE n.concern_id = c.id ORDER BY n.id DESC LIMIT 1)
    FROM public.concerns_assessment a JOIN public.concerns_concern c ON c.id = a.concern_id
    CROSS JOIN LATERAL (SELECT max(s.sent_at) AS sent_at,
        coalesce(bool_or(s.written_at >= coalesce(a.runs_since, a.received_at)), false) AS counts
      FROM public.notifying_sentnotification s WHERE s.concern_id = c.id) AS sent
    CROSS JOIN LATERAL (SELECT min(t.written_at) AS since FROM public.concerns_step t
      WHERE t.concern_id = c.id AND t.kind IN ('added', 'answered') AND t.written_at > greatest(coalesce(a.answered_at, a.first_at), sent.sent_at)) AS more
   WHERE (p_audiences IS NULL OR a.owner_audience = ANY (p_audiences)) AND a.asks_notification AND a.closed_at IS NULL AND c.closed_at IS NULL AND (a.first_answer IN ('', 'unsure')
     OR NOT sent.counts AND a.first_answer = 'yes' OR more.since IS NOT NULL) $$;

-- The clocks that the actor has a part in: at the doors that they answer, and of what they themselves are to send.
CREATE OR REPLACE FUNCTION concerns.my_clocks() RETURNS TABLE (concern_id bigint, since timestamptz, waits text, is_mine boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint[] := access.own_keys(); me bigint := notices.me();
BEGIN
  RETURN QUERY SELECT k.concern_id, k.since, k.waits, coalesce(k.waits = 'unsent' AND k.notifier = me, false)
    FROM concerns.clocks(mine || ARRAY(SELECT c.owner_audience FROM public.notifying_notifier n
      JOIN public.concerns_concern c ON c.id = n.concern_id WHERE n.staff_id = me AND c.closed_at IS NULL)) AS k
   WHERE k.audience = ANY (mine) OR k.waits = 'unsent' AND k.notifier = me ORDER BY k.since, k.concern_id;
END $$;
