-- What was decided about somebody whose name was never said, for those who were at it, and after approval for the forum's seats: the
-- line of the minutes without whom it is about. The row itself says that, and stays with those who write the minutes and the unit that
-- must act. Who went out of the item, or was not to hear of it, has no line.
CREATE OR REPLACE FUNCTION meetings.unsaid(p_meeting bigint) RETURNS TABLE (id bigint, number integer, word text, label text,
  question text, answer text, responsible_name text, unit_name text, officer_name text, due_on date, decided_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.id, d.number, d.word, d.label, d.question, d.answer, r.name::text, u.name::text, o.name::text, d.due_on, d.decided_on
    FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id
    JOIN public.organisations_staff me ON me.principal_id = access.actor() AND (me.ended_at IS NULL OR me.ended_at > access.at())
    JOIN public.meetings_decision d ON d.meeting_id = m.id AND d.owner_audience = m.minutes_audience_id AND d.state = 'standing'
    JOIN public.meetings_item i ON i.id = d.item_id AND i.owner_audience = m.minutes_audience_id AND NOT i.named
    LEFT JOIN public.organisations_staff r ON r.id = d.responsible_id
    LEFT JOIN public.organisations_unit u ON u.id = d.unit_id
    LEFT JOIN public.organisations_staff o ON o.id = d.officer_id
    LEFT JOIN public.meetings_attendance a ON a.meeting_id = m.id AND a.owner_audience = m.seated_audience_id AND a.staff_id = me.id
    LEFT JOIN public.meetings_presence p ON p.item_id = i.id AND p.owner_audience = m.minutes_audience_id AND p.staff_id = me.id
   WHERE m.id = p_meeting AND NOT coalesce(i.slot_id = ANY (a.stepped_out || a.left_out), false)
     AND CASE WHEN m.state = 'approved' OR m.reopened_at IS NOT NULL THEN f.audience_id = ANY (access.keys())
           AND (p.id IS NOT NULL OR i.nameless_because = '' AND m.kind <> 'urgent')
         ELSE p.id IS NOT NULL AND coalesce(a.state, 'absent') <> 'absent' AND coalesce(m.closes_at > access.at(), true) END
   ORDER BY d.number, d.id $$;
