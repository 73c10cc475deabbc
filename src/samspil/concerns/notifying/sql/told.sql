-- Who has sent a notification, and when, for whoever reads who was to send it: the colleague who wrote the concern and was named, or reads
-- who does it instead of them. Not to whom, nor with which words: the door may have written what it alone knows.
CREATE OR REPLACE FUNCTION notifying.told_sent(p_concern bigint) RETURNS TABLE (staff bigint, sent_at timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.staff_id, s.sent_at FROM public.notifying_sentnotification s
   WHERE s.concern_id = p_concern
     AND EXISTS (SELECT FROM public.notifying_notifier n WHERE n.concern_id = p_concern AND n.audiences && access.keys())
     AND s.written_at >= (SELECT n.since FROM public.notifying_notifier n WHERE n.concern_id = p_concern ORDER BY n.id DESC LIMIT 1)
   ORDER BY s.sent_at, s.id $$;
