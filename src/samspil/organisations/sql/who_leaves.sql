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
