-- A colleague leaves: what they hold is counted beforehand; afterwards somebody acts, is told, and passes it on inside the unit.

-- Who acts in a unit for somebody who is not here: as `responsibility.queries.Presence.acting_for` says; a test compares the two.
CREATE OR REPLACE FUNCTION leaving.acts_in(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.staff_id FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL,
      LATERAL (SELECT responsibility.is_away(p.staff_id, p_at) AS away) AS here
   WHERE p.unit_id = p_unit AND p.staff_id <> p_staff AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date
     BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
   ORDER BY NOT here.away AND EXISTS (SELECT FROM public.responsibility_absence a WHERE a.staff_id = p_staff AND a.away @> p_at
       AND a.deputy_id = p.staff_id) DESC, here.away, p.leads DESC, p.valid_from NULLS FIRST, p.id LIMIT 1 $$;

-- Citizens' enquiries that somebody has to answer at doors where a unit stands: behind the door, or among those who answer it.
CREATE OR REPLACE FUNCTION leaving.enquiries(p_staff bigint, p_unit bigint) RETURNS SETOF public.enquiries_enquiry LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.* FROM public.enquiries_enquiry e JOIN public.organisations_concerndoor d ON d.id = e.door_id
   WHERE e.assigned_to_id = p_staff AND e.state = 'open' AND (p_unit IS NULL OR d.unit_id = p_unit
     OR d.answered_by @> jsonb_build_array(jsonb_build_object('unit', p_unit))) $$;

-- How much a colleague holds, in all or in one unit, by kind: told to themselves, to those who lead a unit of theirs and to the place's
-- administrators, as numbers and nothing else.
CREATE OR REPLACE FUNCTION leaving.held(p_staff bigint, p_unit bigint) RETURNS TABLE (kind text, number bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id WHERE s.id = p_staff
      AND (s.person_audience_id = ANY (access.own_keys()) OR b.administration_id = ANY (access.own_keys())
        OR EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_unit u ON u.id = p.unit_id
             WHERE p.staff_id = s.id AND u.leadership_id = ANY (access.own_keys())))) THEN
    PERFORM access.refuse('only they themselves, their leader or an administrator can see how much somebody holds');
  END IF;
  RETURN QUERY SELECT 'case', count(DISTINCT r.case_id) FROM public.cases_responsibility r
      WHERE r.staff_id = p_staff AND upper_inf(r.period) AND r.unit_id = coalesce(p_unit, r.unit_id)
    UNION ALL SELECT 'task', count(*) FROM public.cases_task t
      WHERE t.responsible_id = p_staff AND t.state = 'open' AND t.unit_id = coalesce(p_unit, t.unit_id)
    UNION ALL SELECT 'conversation', count(*) FROM public.cases_conversation c
      WHERE c.responsible_id = p_staff AND c.state = 'planned' AND c.unit_id = coalesce(p_unit, c.unit_id)
    UNION ALL SELECT 'concern', count(*) FROM public.concerns_holding h
      WHERE h.staff_id = p_staff AND upper_inf(h.period) AND h.unit_id = coalesce(p_unit, h.unit_id)
    UNION ALL SELECT 'enquiry', count(*) FROM leaving.enquiries(p_staff, p_unit)
    UNION ALL SELECT 'handover', (SELECT count(*) FROM public.cases_handover h
        WHERE h.to_staff_id = p_staff AND h.state = 'proposed' AND h.to_unit_id = coalesce(p_unit, h.to_unit_id))
      + (SELECT count(*) FROM public.concerns_handover h
        WHERE h.to_staff_id = p_staff AND h.state = 'proposed' AND h.to_unit_id = coalesce(p_unit, h.to_unit_id));
END $$;

-- How many cases, tasks and conversations the actor acts for, in the units in which they work.
CREATE OR REPLACE FUNCTION leaving.acting_for() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at(); me bigint; mine bigint[]; number bigint;
BEGIN
  SELECT s.id, array_agg(u.audience_id) INTO me, mine FROM public.organisations_staff s
    JOIN public.organisations_post p ON p.staff_id = s.id JOIN public.organisations_unit u ON u.id = p.unit_id
   WHERE s.principal_id = access.actor() AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
   GROUP BY s.id;
  WITH held AS (
    SELECT r.case_id, 'case' AS kind, r.staff_id AS staff, r.unit_id AS unit, r.duty FROM public.cases_case c
      JOIN public.cases_responsibility r ON r.case_id = c.id AND upper_inf(r.period)
     WHERE c.owner_audience = ANY (mine) AND c.state = 'open'
    UNION ALL SELECT t.id, 'task', t.responsible_id, t.unit_id, '' FROM public.cases_task t
     WHERE t.owner_audience = ANY (mine) AND t.state = 'open'
    UNION ALL SELECT v.id, 'conversation', v.responsible_id, v.unit_id, '' FROM public.cases_conversation v
     WHERE v.owner_audience = ANY (mine) AND v.state = 'planned'
  ), gone AS MATERIALIZED (
    SELECT people.staff, people.unit FROM (SELECT DISTINCT held.staff, held.unit FROM held WHERE held.staff <> me) AS people
     WHERE responsibility.is_away(people.staff, at) OR responsibility.has_left_unit(people.staff, people.unit, at)
  ), once AS (
    SELECT DISTINCT ON (kind, case_id) held.staff, held.unit FROM held JOIN gone USING (staff, unit) ORDER BY kind, case_id, duty DESC
  ), lying AS MATERIALIZED (SELECT once.staff, once.unit, count(*) AS things FROM once GROUP BY 1, 2)
  SELECT coalesce(sum(lying.things), 0) INTO number FROM lying WHERE leaving.acts_in(lying.staff, lying.unit, at) = me;
  RETURN number;
END $$;

-- What only this colleague could answer ends, in all or in one unit, so that the giver can ask somebody else.
CREATE OR REPLACE FUNCTION leaving.end_questions(p_staff bigint, p_unit bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h record; at timestamptz := access.at();
BEGIN
  FOR h IN SELECT * FROM public.concerns_handover WHERE to_staff_id = p_staff AND state = 'proposed'
      AND to_unit_id = coalesce(p_unit, to_unit_id) ORDER BY id FOR NO KEY UPDATE LOOP
    PERFORM concerns.close_question(h.id, 'withdrawn');
    PERFORM notices.put(ARRAY[h.from_staff_id], 'concern_answered', 'concerns_handover', h.id, false, false, at);
  END LOOP;
  FOR h IN SELECT * FROM public.cases_handover WHERE to_staff_id = p_staff AND state = 'proposed'
      AND to_unit_id = coalesce(p_unit, to_unit_id) ORDER BY id FOR NO KEY UPDATE LOOP
    PERFORM cases.overtake(h.id);
    PERFORM notices.put(ARRAY[coalesce(h.from_staff_id, (SELECT s.id FROM public.organisations_staff s
      WHERE s.principal_id = h.written_by))], 'case_answered', 'cases_handover', h.id, false, false, at);
  END LOOP;
END $$;

-- Who acts now for what a colleague left, in all or in one unit: in each unit one; at a door everybody who answers it and is here.
CREATE OR REPLACE FUNCTION leaving.acting(p_staff bigint, p_unit bigint, p_at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT who), '{}') FROM (
    SELECT leaving.acts_in(p_staff, unit, p_at) AS who FROM (
      SELECT r.unit_id FROM public.cases_responsibility r WHERE r.staff_id = p_staff AND upper_inf(r.period)
      UNION SELECT t.unit_id FROM public.cases_task t WHERE t.responsible_id = p_staff AND t.state = 'open'
      UNION SELECT c.unit_id FROM public.cases_conversation c WHERE c.responsible_id = p_staff AND c.state = 'planned') AS held(unit)
     WHERE unit = coalesce(p_unit, unit)
    UNION SELECT s.id FROM (
      SELECT d.audience_id FROM public.concerns_holding w JOIN public.concerns_concern c ON c.id = w.concern_id
        JOIN public.organisations_concerndoor d ON d.id = c.door_id
       WHERE w.staff_id = p_staff AND upper_inf(w.period) AND w.unit_id = coalesce(p_unit, w.unit_id)
      UNION SELECT e.owner_audience FROM leaving.enquiries(p_staff, p_unit) e) AS doors(audience)
      JOIN public.access_membership m ON m.audience_id = doors.audience AND m.period @> p_at
      JOIN public.organisations_staff s ON s.principal_id = m.principal_id
     WHERE s.id <> p_staff AND NOT responsibility.is_away(s.id, p_at)) AS those WHERE who IS NOT NULL $$;

-- Called in the transaction in which a colleague is ended: whoever acts now is told once. Answers how many were told.
CREATE OR REPLACE FUNCTION leaving.left_behind(p_staff bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at();
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
      WHERE s.id = p_staff AND b.administration_id = ANY (access.own_keys())) OR NOT responsibility.has_left(p_staff, at) THEN
    PERFORM access.refuse('only an administrator tells that a colleague has left');
  END IF;
  PERFORM leaving.end_questions(p_staff, NULL);
  RETURN notices.put(leaving.acting(p_staff, NULL, at), 'left_behind', 'organisations_staff', p_staff, false, false, at);
END $$;

-- The same when one post of several ends, for what the colleague held in its unit; nothing, while another post is held there.
CREATE OR REPLACE FUNCTION leaving.post_ended(p_post bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p public.organisations_post; at timestamptz := access.at();
BEGIN
  SELECT post.* INTO p FROM public.organisations_post post JOIN public.organisations_staff s ON s.id = post.staff_id
    JOIN public.organisations_body b ON b.id = s.body_id WHERE post.id = p_post AND b.administration_id = ANY (access.own_keys());
  IF p.id IS NULL THEN PERFORM access.refuse('only an administrator tells that a colleague has left'); END IF;
  IF NOT responsibility.has_left_unit(p.staff_id, p.unit_id, at) THEN RETURN 0; END IF;
  PERFORM leaving.end_questions(p.staff_id, p.unit_id);
  RETURN notices.put(leaving.acting(p.staff_id, p.unit_id, at), 'left_behind', 'organisations_post', p.id, false, true, at);
END $$;

-- The keeper: a post whose last day was told beforehand has ended, and nobody was there to tell it.
CREATE OR REPLACE FUNCTION leaving.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; told integer := 0; today date := (p_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
  FOR p IN SELECT post.id, post.staff_id, post.unit_id FROM public.organisations_post post
      JOIN public.organisations_staff s ON s.id = post.staff_id AND s.ended_at IS NULL
     WHERE post.valid_to BETWEEN today - 3 AND today - 1 ORDER BY post.id LOOP
    CONTINUE WHEN NOT responsibility.has_left_unit(p.staff_id, p.unit_id, p_at);
    told := told + notices.put(leaving.acting(p.staff_id, p.unit_id, p_at), 'left_behind', 'organisations_post', p.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;

-- A case that lies with somebody who has left passes to a colleague of the same unit: an exception with its reason (HAL-15: who has it
-- cannot be reached), by somebody of the unit. Answers which duties have passed.
CREATE OR REPLACE FUNCTION leaving.pass_case(p_case bigint, p_to bigint, p_reason text) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case; r record; passed text[] := '{}'; question bigint;
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'open' FOR NO KEY UPDATE;
  IF c.id IS NULL THEN PERFORM access.refuse('only the unit that has an open case passes it on'); END IF;
  IF btrim(p_reason) = '' THEN PERFORM access.refuse('say why it passes to this colleague'); END IF;
  FOR r IN SELECT w.* FROM public.cases_responsibility w WHERE w.case_id = p_case AND upper_inf(w.period) ORDER BY w.duty LOOP
    CONTINUE WHEN NOT responsibility.has_left_unit(r.staff_id, r.unit_id, access.at());
    IF responsibility.has_left_unit(p_to, r.unit_id, access.at()) THEN
      PERFORM access.refuse('who takes it on has a post in the unit that has the case');
    END IF;
    PERFORM cases.pass(p_case, r.duty, p_to, r.unit_id, p_reason, NULL);
    PERFORM audit.record(r.duty || '.changed', 'cases_case', p_case, c.subject, c.owner_audience, jsonb_build_object('to', p_to));
    passed := passed || r.duty;
  END LOOP;
  IF passed = '{}' THEN PERFORM access.refuse('who has the case is still here; hand it over'); END IF;
  IF 'holder' = ANY (passed) THEN
    FOR question IN SELECT id FROM public.cases_handover WHERE case_id = p_case AND state = 'proposed' ORDER BY id FOR NO KEY UPDATE LOOP
      PERFORM cases.overtake(question);
    END LOOP;
  END IF;
  RETURN passed;
END $$;
