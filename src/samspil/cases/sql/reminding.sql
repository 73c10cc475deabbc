-- What time alone makes due, told once: tasks that are due tomorrow or before to who promised them, and that whoever chose an adult has not
-- agreed to a handover.
CREATE OR REPLACE FUNCTION cases.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE task record; told integer := 0;
BEGIN
  FOR task IN SELECT t.id, t.responsible_id FROM public.cases_task t WHERE t.state = 'open'
       AND t.due_on BETWEEN (p_at AT TIME ZONE 'Europe/Copenhagen')::date - 30 AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date + 1 LOOP
    told := told + notices.put(ARRAY[task.responsible_id], 'task_due', 'cases_task', task.id, false, true, p_at);
  END LOOP;
  -- Whoever chose the adult who has the case has not agreed to its handover: the adult hears it from them (HAL-13, HAL-15).
  FOR task IN SELECT h.id, h.from_staff_id AS responsible_id FROM public.cases_handover h JOIN public.cases_responsibility r
         ON r.case_id = h.case_id AND r.duty = 'holder' AND upper_inf(r.period) AND r.staff_id = h.from_staff_id AND r.chosen_by <> ''
       WHERE h.state = 'proposed' AND h.written_at <= p_at - interval '2 days' AND h.written_at > p_at - interval '30 days'
         AND NOT EXISTS (SELECT FROM public.cases_agreement a WHERE a.handover_id = h.id AND a.party = CASE
           WHEN r.chosen_by = 'family' AND 'parents' = ANY (h.needs) THEN 'parents' ELSE 'child' END) LOOP
    told := told + notices.put(ARRAY[task.responsible_id], 'case_chooser_asked', 'cases_handover', task.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;
