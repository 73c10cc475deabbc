-- The concern that a case came of goes where the case goes: who has the child's safety reads what the child said.

-- Rows of a concern reach a unit on the handover's basis; their keeper goes on keeping them.
CREATE OR REPLACE FUNCTION origins.give(h public.cases_handover, p_aim text, p_table text, p_ids bigint[], p_to bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part record;
BEGIN
  FOR part IN EXECUTE format('SELECT owner_audience AS giver, array_agg(id ORDER BY id) AS ids FROM public.%I
      WHERE id = ANY ($1) AND owner_audience <> $2 AND NOT $2 = ANY (audiences) GROUP BY 1 ORDER BY 1', p_table) USING p_ids, p_to LOOP
    EXECUTE format('UPDATE public.%I SET audiences = audiences || $1 WHERE id = ANY ($2)', p_table) USING p_to, part.ids;
    PERFORM sharing.write_disclosure('disclosure', p_table, part.ids, part.giver, p_to, NULL, h.basis_version_id, p_aim, h.necessity,
      tstzrange(access.at(), NULL));
  END LOOP;
END $$;

-- Called when a case has changed hands (`cases.settle`): its origins and what was said of the parents go along, and the receiver reads the
-- concern, what was said to and fro with its sender, its files (which follow their row), and whom the child chose.
CREATE OR REPLACE FUNCTION origins.follow(h public.cases_handover, p_giver bigint, p_receiver bigint) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE aim text; part text; rows bigint[]; one bigint;
BEGIN
  IF h.case_id IS NULL OR p_giver = p_receiver THEN RETURN; END IF;
  FOREACH part IN ARRAY ARRAY['origins_origin', 'origins_parentsrule'] LOOP
    EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE case_id = $1 AND owner_audience = $2', part) INTO rows USING h.case_id, p_giver;
    IF rows IS NOT NULL THEN PERFORM cases.move(h, part, rows, p_giver, p_receiver, true); END IF;
  END LOOP;
  FOR one IN SELECT o.concern_id FROM public.origins_origin o WHERE o.case_id = h.case_id ORDER BY o.id LOOP
    aim := coalesce(aim, sharing.check_basis(h.basis_version_id, h.necessity));
    PERFORM origins.give(h, aim, 'concerns_concern', ARRAY[one], p_receiver);
    PERFORM origins.give(h, aim, 'concerns_step', ARRAY(SELECT s.id FROM public.concerns_step s
      WHERE s.concern_id = one AND s.kind IN ('added', 'answered', 'asked')), p_receiver);
    PERFORM origins.give(h, aim, 'chosen_chosenadult', ARRAY(SELECT c.id FROM public.chosen_chosenadult c WHERE c.concern_id = one), p_receiver);
  END LOOP;
END $$;

-- Who has the open case that came of each of these concerns, for who reads the concern; and whether they read the case.
CREATE OR REPLACE FUNCTION origins.holders(p_concerns bigint[]) RETURNS TABLE (concern_id bigint, case_id bigint, staff bigint, unit bigint, reads boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT ON (o.concern_id) o.concern_id, k.id, r.staff_id, r.unit_id, k.audiences && access.keys()
    FROM public.origins_origin o JOIN public.concerns_concern c ON c.id = o.concern_id
    JOIN public.cases_case k ON k.id = o.case_id AND k.state = 'open'
    JOIN public.cases_responsibility r ON r.case_id = k.id AND r.duty = 'holder' AND upper_inf(r.period)
   WHERE o.concern_id = ANY (p_concerns) AND c.audiences && access.keys()
   ORDER BY o.concern_id, k.id DESC $$;

-- Whether a concern comes along with the case of this handover, for who reads the handover; and whether nobody talks with the parents first.
CREATE OR REPLACE FUNCTION origins.goes_along(p_handover bigint, OUT comes boolean, OUT parents_last boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(o.id) > 0, coalesce(bool_or(o.parents_last), false) FROM public.cases_handover h
    JOIN public.origins_origin o ON o.case_id = h.case_id WHERE h.id = p_handover AND h.audiences && access.keys() $$;

-- The adult whom a child chose for the concern that a case came of has stopped: who has the case is told, or who acts for them.
CREATE OR REPLACE FUNCTION origins.tell_of_adult(p_staff bigint, p_ever boolean, p_at timestamptz) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record; told integer := 0;
BEGIN
  FOR w IN SELECT DISTINCT k.id, CASE WHEN responsibility.is_away(r.staff_id, p_at) OR responsibility.has_left_unit(r.staff_id, r.unit_id, p_at)
        THEN responsibility.acts_in(r.staff_id, r.unit_id, p_at) ELSE r.staff_id END AS acting
      FROM chosen.talked_with(p_staff, p_at) t JOIN public.origins_origin o ON o.concern_id = t.concern
      JOIN public.cases_case k ON k.id = o.case_id AND k.state = 'open'
      JOIN public.cases_responsibility r ON r.case_id = k.id AND r.duty = 'holder' AND upper_inf(r.period) ORDER BY k.id LOOP
    told := told + notices.put(array_remove(ARRAY[w.acting], NULL), 'case_adult_left', 'cases_case', w.id, false, p_ever, p_at);
  END LOOP;
  RETURN told;
END $$;

-- In the transaction in which a colleague has left; and every night, for those whose last day has passed by itself.
CREATE OR REPLACE FUNCTION origins.adult_left(p_staff bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_administers(p_staff);
  IF NOT responsibility.has_left(p_staff, access.at()) THEN RETURN 0; END IF;
  RETURN origins.tell_of_adult(p_staff, false, access.at());
END $$;

CREATE OR REPLACE FUNCTION origins.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE who bigint; told integer := 0;
BEGIN
  FOR who IN SELECT DISTINCT a.staff_id FROM public.chosen_chosenadult a JOIN public.origins_origin o ON o.concern_id = a.concern_id
      WHERE responsibility.has_left(a.staff_id, p_at) ORDER BY 1 LOOP
    told := told + origins.tell_of_adult(who, true, p_at);
  END LOOP;
  RETURN told;
END $$;
