-- Tasks that are due tomorrow or before, told once to who promised them.
CREATE OR REPLACE FUNCTION cases.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE task record; told integer := 0;
BEGIN
  FOR task IN SELECT t.id, t.responsible_id FROM public.cases_task t WHERE t.state = 'open'
       AND t.due_on BETWEEN (p_at AT TIME ZONE 'Europe/Copenhagen')::date - 30 AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date + 1 LOOP
    told := told + notices.put(ARRAY[task.responsible_id], 'task_due', 'cases_task', task.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;
