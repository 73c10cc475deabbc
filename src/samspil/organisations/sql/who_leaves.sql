-- Who may be told what a colleague leaves behind, and who says that a colleague has left: asked by every part that keeps something.

-- How much somebody holds is told to themselves, to those who lead a unit of theirs and to the place's administrators.
CREATE OR REPLACE FUNCTION organisations.check_sees_how_much(p_staff bigint) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id WHERE s.id = p_staff
      AND (s.person_audience_id = ANY (access.own_keys()) OR b.administration_id = ANY (access.own_keys())
        OR EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_unit u ON u.id = p.unit_id
             WHERE p.staff_id = s.id AND u.leadership_id = ANY (access.own_keys())))) THEN
    PERFORM access.refuse('only they themselves, their leader or an administrator can see how much somebody holds');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION organisations.check_administers(p_staff bigint) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
      WHERE s.id = p_staff AND b.administration_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only an administrator tells that a colleague has left');
  END IF;
END $$;

-- Whether a unit has a leader of its own that day.
CREATE OR REPLACE FUNCTION organisations.is_led_inside(p_unit bigint, p_day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
    WHERE p.unit_id = p_unit AND p.leads AND p_day BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')) $$;

-- The units without a leader of their own that somebody who leads elsewhere leads too: at whose door the register says that they answer, as
-- leaders of a unit or of the cooperation.
CREATE OR REPLACE FUNCTION organisations.leads_beside(p_staff bigint, p_day date) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT d.unit_id FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
    JOIN public.organisations_role r ON r.id = p.role_id AND (p.leads OR r.type = 'ssp_leader')
    JOIN public.organisations_concerndoor d ON d.body_id = s.body_id AND d.unit_id <> p.unit_id
     AND p_day BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity'),
    LATERAL jsonb_array_elements(d.answered_by) AS told(who)
   WHERE p.staff_id = p_staff AND p_day BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
     AND (told.who ->> 'unit')::bigint = p.unit_id AND told.who ->> 'role' = r.key
     AND NOT organisations.is_led_inside(d.unit_id, p_day)
     AND NOT EXISTS (SELECT FROM public.organisations_post o WHERE o.staff_id = p_staff AND o.unit_id = d.unit_id
       AND p_day BETWEEN coalesce(o.valid_from, '-infinity') AND coalesce(o.valid_to, 'infinity')) $$;

-- Who leads a unit: its own leaders; where it has none, who leads it beside another. Posts and doors are open to everybody.
CREATE OR REPLACE FUNCTION organisations.leaders_of(p_unit bigint, p_day date) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.staff_id FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
   WHERE p.unit_id = p_unit AND p.leads AND p_day BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
  UNION SELECT p.staff_id FROM public.organisations_concerndoor d, LATERAL jsonb_array_elements(d.answered_by) AS told(who)
    JOIN public.organisations_post p ON p.unit_id = (told.who ->> 'unit')::bigint
    JOIN public.organisations_role r ON r.id = p.role_id AND (p.leads OR r.type = 'ssp_leader')
   WHERE d.unit_id = p_unit AND NOT organisations.is_led_inside(p_unit, p_day)
     AND p_unit IN (SELECT organisations.leads_beside(p.staff_id, p_day)) $$;
