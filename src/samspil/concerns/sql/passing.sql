-- What the sender tells later reaches everybody to whom the concern has been given: the unit that has the case that came of it. Each is told
-- within the disclosure by which they read the concern.
CREATE OR REPLACE FUNCTION concerns.pass_on(p_step bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE s public.concerns_step; d record;
BEGIN
  SELECT * INTO s FROM public.concerns_step WHERE id = p_step AND written_by = access.actor() AND kind IN ('added', 'answered');
  IF s.id IS NULL THEN PERFORM access.refuse('only what one has told oneself is passed on'); END IF;
  FOR d IN SELECT v.id, v.to_audience_id, w.audiences FROM public.sharing_disclosedrow w JOIN public.sharing_disclosure v ON v.id = w.disclosure_id
     WHERE w.table_name = 'concerns_concern' AND w.row_id = s.concern_id AND v.kind = 'disclosure' AND v.own_audience_id IS NULL
       AND v.period @> access.at() ORDER BY v.id LOOP
    UPDATE public.concerns_step SET audiences = audiences || d.to_audience_id WHERE id = s.id AND NOT d.to_audience_id = ANY (audiences);
    IF FOUND THEN
      INSERT INTO public.sharing_disclosedrow (disclosure_id, table_name, row_id, subject, audiences)
        VALUES (d.id, 'concerns_step', s.id, s.subject, d.audiences);
    END IF;
  END LOOP;
END $$;
