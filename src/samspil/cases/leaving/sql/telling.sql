-- Who acts for colleagues who are not here is told when it begins and when it ceases, whatever has changed: somebody has come, gone, is away
-- or is back. What was told stands in the notices, and nowhere else.

-- Who acts now for what lies with a colleague who is not here, and for how it comes: where they have left (`gone`), or are away. `inside`: who
-- acts works there or answers the door. Nobody: somebody must be put in.
CREATE OR REPLACE FUNCTION leaving.who_acts_for(p_staff bigint, p_at timestamptz) RETURNS TABLE (unit bigint, gone boolean, who bigint, inside boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT w.unit, w.gone, acts.who, acts.who IS NOT NULL AND responsibility.holds((SELECT s.principal_id
      FROM public.organisations_staff s WHERE s.id = acts.who), ARRAY[coalesce(d.audience_id, u.audience_id)], p_at)
    FROM (SELECT DISTINCT l.unit, l.door, l.gone FROM leaving.lies_with(p_staff, p_at) l WHERE l.kind NOT IN ('handover', 'notification')) AS w
    JOIN public.organisations_unit u ON u.id = w.unit LEFT JOIN public.organisations_concerndoor d ON d.id = w.door,
    LATERAL (SELECT CASE WHEN w.door IS NULL THEN responsibility.acts_in(p_staff, w.unit, p_at)
      ELSE responsibility.acts_at(p_staff, w.door, p_at) END AS who) AS acts
   WHERE w.gone OR responsibility.is_away(p_staff, p_at) $$;

-- Who acts for the enquiries of a colleague who answers the door no more, of those who are here.
CREATE OR REPLACE FUNCTION leaving.who_answers_for(p_staff bigint, p_at timestamptz) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT s.id FROM leaving.enquiries(p_staff, NULL) e
    JOIN public.access_membership m ON m.audience_id = e.owner_audience AND m.period @> p_at
    JOIN public.organisations_staff s ON s.principal_id = m.principal_id
   WHERE s.id <> p_staff AND s.id = responsibility.acts_at(p_staff, e.door_id, p_at) AND NOT responsibility.is_away(s.id, p_at)
     AND NOT responsibility.holds((SELECT w.principal_id FROM public.organisations_staff w WHERE w.id = p_staff), ARRAY[e.owner_audience], p_at) $$;

-- Whether somebody was told that they act, by notices of this kind, since when, and not since that they act no more: so they are told once
-- for each time that it comes to them.
CREATE OR REPLACE FUNCTION leaving.knows_it(p_who bigint, p_kinds text[], p_table text, p_about bigint, p_since timestamptz DEFAULT '-infinity')
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT n.kind = ANY (p_kinds) FROM public.notices_notice n WHERE n.staff_id = p_who AND n.about_table = p_table AND n.about_id = p_about
    AND n.made_at >= p_since AND (n.kind = ANY (p_kinds) OR n.kind IN ('deputy_released', 'above_released')) ORDER BY n.made_at DESC, n.id DESC LIMIT 1), false) $$;

-- Whether somebody who was told that they act for a colleague does not any more, while something lies there still.
CREATE OR REPLACE FUNCTION leaving.is_relieved(p_acted bigint, p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM leaving.who_acts_for(p_staff, p_at) a WHERE a.who = p_acted)
    AND p_acted NOT IN (SELECT * FROM leaving.who_answers_for(p_staff, p_at))
    AND (responsibility.is_away(p_acted, p_at) OR NOT EXISTS (SELECT FROM public.responsibility_absence a
      WHERE a.staff_id = p_staff AND a.deputy_id = p_acted AND a.away @> p_at))
    AND (EXISTS (SELECT FROM leaving.lies_with(p_staff, p_at) l WHERE l.kind <> 'handover') OR EXISTS (SELECT FROM leaving.enquiries(p_staff, NULL))) $$;

-- Whether another acted for a part of what lies with a colleague until this instant: it comes to who acts now, who is told anew, whatever
-- they were told before.
CREATE OR REPLACE FUNCTION leaving.comes_from_another(p_who bigint, p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM (SELECT DISTINCT n.staff_id FROM public.notices_notice n WHERE n.kind IN ('left_behind', 'deputy_named')
        AND n.about_table = 'organisations_staff' AND n.about_id = p_staff AND n.staff_id <> p_who) AS other
     WHERE leaving.knows_it(other.staff_id, ARRAY['left_behind', 'deputy_named'], 'organisations_staff', p_staff)
       AND leaving.is_relieved(other.staff_id, p_staff, p_at)) $$;

-- Whoever acts for a colleague who is not here is told of it: a colleague of the unit or at the door that they act for them; somebody from
-- above that they act for a unit; and where there is nobody, the administrators that somebody must be put in. With `p_ever` who knows it
-- already, of an absence since it began, is left in peace, unless what another acted for comes to them now. Nobody is told of what they write themselves. Answers how many were told.
CREATE OR REPLACE FUNCTION leaving.tell_who_acts(p_staff bigint, p_ever boolean, p_at timestamptz) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h record; told integer := 0; me bigint := CASE WHEN NOT p_ever THEN notices.me() END; begun timestamptz; knows boolean;
BEGIN
  SELECT max(lower(a.away)) INTO begun FROM public.responsibility_absence a WHERE a.staff_id = p_staff AND a.away @> p_at;
  FOR h IN SELECT * FROM leaving.who_acts_for(p_staff, p_at) LOOP
    IF h.who IS NULL THEN
      told := told + notices.put(ARRAY(SELECT s.id FROM public.organisations_unit u JOIN public.organisations_body b ON b.id = u.body_id
          JOIN public.access_membership m ON m.audience_id = b.administration_id AND m.period @> p_at
          JOIN public.organisations_staff s ON s.principal_id = m.principal_id WHERE u.id = h.unit),
        'nobody_acts', 'organisations_unit', h.unit, false, p_ever, p_at);
    ELSIF NOT h.inside THEN
      CONTINUE WHEN p_ever AND leaving.knows_it(h.who, ARRAY['act_from_above'], 'organisations_unit', h.unit);
      told := told + leaving.tell_begins(array_remove(ARRAY[h.who], me), 'act_from_above', 'organisations_unit', h.unit, p_at);
    ELSIF h.gone THEN
      knows := p_ever AND leaving.knows_it(h.who, ARRAY['left_behind'], 'organisations_staff', p_staff);
      CONTINUE WHEN knows AND NOT leaving.comes_from_another(h.who, p_staff, p_at);
      told := told + leaving.tell_begins(ARRAY[h.who], 'left_behind', 'organisations_staff', p_staff, p_at)
        + CASE WHEN knows THEN 0 ELSE leaving.tell_of_less(p_staff, h.who, '-infinity', p_at) END;
    ELSE
      knows := p_ever AND leaving.knows_it(h.who, ARRAY['deputy_named'], 'organisations_staff', p_staff, begun);
      CONTINUE WHEN knows AND NOT leaving.comes_from_another(h.who, p_staff, p_at);
      told := told + leaving.tell_begins(array_remove(ARRAY[h.who], me), 'deputy_named', 'organisations_staff', p_staff, p_at)
        + CASE WHEN knows THEN 0 ELSE leaving.tell_of_less(p_staff, h.who, begun, p_at) END;
    END IF;
  END LOOP;
  -- Where a child, a young person or the family had chosen who has left: who acts asks them whom they will talk with now.
  FOR h IN SELECT r.case_id, responsibility.acts_in(p_staff, r.unit_id, p_at) AS who FROM public.cases_responsibility r
     WHERE r.staff_id = p_staff AND r.duty = 'holder' AND upper_inf(r.period) AND r.chosen_by <> ''
       AND responsibility.has_left_unit(p_staff, r.unit_id, p_at) ORDER BY r.case_id LOOP
    told := told + notices.put(array_remove(ARRAY[h.who], NULL), 'case_chosen_left', 'cases_case', h.case_id, false, true, p_at);
  END LOOP;
  -- Of an enquiry everybody is told who answers the door and is here: whoever is free takes it. That one acts is told to who does.
  RETURN told + leaving.tell_begins(ARRAY(SELECT w.who FROM leaving.who_answers_for(p_staff, p_at) AS w(who)
      WHERE NOT (p_ever AND leaving.knows_it(w.who, ARRAY['left_behind'], 'organisations_staff', p_staff))),
    'left_behind', 'organisations_staff', p_staff, p_at);
END $$;

-- Somebody begins to act for a part of what lies with a colleague: who acted for it until now, and goes on with the rest, is told. Who acts
-- for nothing of it any more is told by `leaving.tell_relieved`.
CREATE OR REPLACE FUNCTION leaving.tell_of_less(p_staff bigint, p_begins bigint, p_since timestamptz, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kinds text[] := ARRAY['left_behind', 'deputy_named'];
BEGIN
  RETURN notices.put(ARRAY(SELECT DISTINCT a.who FROM leaving.who_acts_for(p_staff, p_at) a WHERE a.who <> p_begins
      AND leaving.knows_it(a.who, kinds, 'organisations_staff', p_staff, p_since) AND EXISTS (SELECT FROM public.notices_notice n
        WHERE n.staff_id = a.who AND n.kind = ANY (kinds) AND n.about_table = 'organisations_staff' AND n.about_id = p_staff AND n.made_at < p_at)),
    'acts_for_less', 'organisations_staff', p_staff, false, false, p_at);
END $$;

-- They begin to act: that they acted no more is overtaken.
CREATE OR REPLACE FUNCTION leaving.tell_begins(p_who bigint[], p_kind text, p_table text, p_about bigint, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.notices_notice n SET seen_at = p_at WHERE n.seen_at IS NULL AND n.staff_id = ANY (p_who) AND n.about_table = p_table
    AND n.about_id = p_about AND n.kind IN ('deputy_released', 'above_released');
  RETURN notices.put(p_who, p_kind, p_table, p_about, false, false, p_at);
END $$;

-- They act no more: that they did is overtaken. Of what somebody has brought about themselves the record keeps it, and they are not told.
CREATE OR REPLACE FUNCTION leaving.tell_ceases(p_who bigint, p_kinds text[], p_kind text, p_table text, p_about bigint, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told integer;
BEGIN
  UPDATE public.notices_notice n SET seen_at = p_at WHERE n.seen_at IS NULL AND n.staff_id = p_who AND n.about_table = p_table AND n.about_id = p_about
    AND n.kind = ANY (p_kinds);
  told := notices.put(ARRAY[p_who], p_kind, p_table, p_about, false, false, p_at);
  IF p_who IS NOT DISTINCT FROM notices.me() THEN
    UPDATE public.notices_notice n SET seen_at = p_at WHERE n.seen_at IS NULL AND n.staff_id = p_who AND n.about_table = p_table AND n.about_id = p_about
      AND n.kind = p_kind;
    RETURN 0;
  END IF;
  RETURN told;
END $$;

-- Who was told of somebody, or of a unit, that they act, and does not act any more, while something lies there still: somebody else acts, or
-- the colleague is here again. What was told a quarter of a year ago is asked only of those who are still away or gone.
CREATE OR REPLACE FUNCTION leaving.tell_relieved(p_body bigint, p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record; told integer := 0; kinds text[] := ARRAY['left_behind', 'deputy_named'];
BEGIN
  FOR w IN SELECT DISTINCT n.staff_id AS acted, n.about_id AS colleague FROM public.notices_notice n
      JOIN public.organisations_staff c ON c.id = n.about_id AND (p_body IS NULL OR c.body_id = p_body)
     WHERE n.kind = ANY (kinds) AND n.about_table = 'organisations_staff'
       AND (n.made_at > p_at - interval '92 days' OR c.id IN (SELECT * FROM leaving.absent_holders(p_body, p_at)))
       AND leaving.knows_it(n.staff_id, kinds, 'organisations_staff', n.about_id) ORDER BY 1, 2 LOOP
    CONTINUE WHEN NOT leaving.is_relieved(w.acted, w.colleague, p_at);
    told := told + leaving.tell_ceases(w.acted, kinds, 'deputy_released', 'organisations_staff', w.colleague, p_at);
  END LOOP;
  FOR w IN SELECT DISTINCT n.staff_id AS acted, n.about_id AS unit FROM public.notices_notice n
      JOIN public.organisations_unit u ON u.id = n.about_id AND (p_body IS NULL OR u.body_id = p_body)
     WHERE n.kind = 'act_from_above' AND n.about_table = 'organisations_unit'
       AND leaving.knows_it(n.staff_id, ARRAY['act_from_above'], 'organisations_unit', n.about_id) ORDER BY 1, 2 LOOP
    CONTINUE WHEN responsibility.acts_in(0, w.unit, p_at) = w.acted OR EXISTS (SELECT FROM public.organisations_concerndoor d
      WHERE d.unit_id = w.unit AND responsibility.acts_at(0, d.id, p_at) = w.acted);
    told := told + leaving.tell_ceases(w.acted, ARRAY['act_from_above'], 'above_released', 'organisations_unit', w.unit, p_at);
  END LOOP;
  RETURN told;
END $$;

-- Somebody has come, gone, is away or back: whoever begins to act for anybody of the place is told, whoever ceases to, and to whom a
-- notification falls that another was to send. `p_but`: of this colleague it has been told already.
CREATE OR REPLACE FUNCTION leaving.tell_changed(p_body bigint, p_at timestamptz, p_but bigint DEFAULT 0) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE who bigint; told integer := 0;
BEGIN
  FOR who IN SELECT h.staff FROM leaving.absent_holders(p_body, p_at) AS h(staff) WHERE h.staff <> p_but LOOP
    told := told + leaving.tell_who_acts(who, true, p_at);
  END LOOP;
  RETURN told + leaving.tell_relieved(p_body, p_at) + notifying.tell_fallen(p_at);
END $$;

-- Somebody has a post from now on: whoever had stepped in acts no more, and who begins or ceases to act is told.
CREATE OR REPLACE FUNCTION leaving.came() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at(); place bigint;
BEGIN
  SELECT s.body_id INTO place FROM public.organisations_staff s WHERE s.principal_id = access.actor();
  IF place IS NULL THEN RETURN 0; END IF;
  PERFORM responsibility.relieve_at(at);
  RETURN leaving.tell_changed(place, at);
END $$;
