-- A colleague leaves: what they hold is counted beforehand; afterwards somebody acts, is told, and passes it on inside the unit. Who acts
-- is said by `responsibility.acts_in` and `responsibility.acts_at`.

-- Citizens' enquiries that somebody has to answer at doors where a unit stands: behind the door, or among those who answer it.
CREATE OR REPLACE FUNCTION leaving.enquiries(p_staff bigint, p_unit bigint) RETURNS SETOF public.enquiries_enquiry LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.* FROM public.enquiries_enquiry e JOIN public.organisations_concerndoor d ON d.id = e.door_id
   WHERE e.assigned_to_id = p_staff AND e.state = 'open' AND (p_unit IS NULL OR d.unit_id = p_unit
     OR d.answered_by @> jsonb_build_array(jsonb_build_object('unit', p_unit))) $$;

-- How much a colleague holds, by kind, in a unit or everywhere: told to themselves, to those who lead a unit of theirs and to the place's
-- administrators, as numbers and nothing else.
CREATE OR REPLACE FUNCTION leaving.held(p_staff bigint, p_unit bigint DEFAULT NULL) RETURNS TABLE (kind text, number bigint) LANGUAGE plpgsql
STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_sees_how_much(p_staff);
  RETURN QUERY SELECT w.kind, count(DISTINCT w.about) FROM leaving.lies_with(p_staff, access.at()) w
      WHERE p_unit IS NULL OR w.unit = p_unit OR w.kind = 'notification' GROUP BY 1 -- the duty to send one is the person's, wherever they work
    UNION ALL SELECT 'enquiry', count(*) FROM leaving.enquiries(p_staff, p_unit) HAVING count(*) > 0
    UNION ALL SELECT 'seat', count(DISTINCT seat.forum_id) FROM public.organisations_seatholder h
        JOIN public.organisations_seat seat ON seat.id = h.seat_id
       WHERE h.staff_id = p_staff AND (seat.chairs OR seat.deputises OR seat.keeps_minutes) AND (p_unit IS NULL OR seat.unit_id = p_unit)
         AND sharing.today() BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity') HAVING count(*) > 0;
END $$;

-- Answers to joint assessments that have not been given: whose, and at which door the concern is, which can end it without them.
CREATE OR REPLACE FUNCTION leaving.joint_answers() RETURNS TABLE (joint bigint, staff bigint, unit bigint, door bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT j.id, asked.who, d.unit_id, d.id FROM public.joint_jointassessment j
    JOIN public.concerns_concern c ON c.id = j.concern_id AND c.closed_at IS NULL JOIN public.organisations_concerndoor d ON d.id = c.door_id,
    LATERAL (VALUES ('teacher', j.teacher_id), ('consultant', j.consultant_id), ('school', j.school_id)) AS asked(party, who)
   WHERE j.concluded_at IS NULL AND asked.who IS NOT NULL
     AND NOT EXISTS (SELECT FROM public.joint_jointanswer a WHERE a.assessment_id = j.id AND a.party = asked.party) $$;

-- What lies with a colleague, for which unit or at which door, and whether the colleague has left there: cases, open tasks, conversations
-- to hold, concerns, answers to joint assessments, notifications to send, questions that wait for this colleague by name (`handover`), and questions about what this colleague has (`offer`).
CREATE OR REPLACE FUNCTION leaving.lies_with(p_staff bigint, p_at timestamptz)
RETURNS TABLE (kind text, about bigint, unit bigint, door bigint, gone boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.kind, w.about, w.unit, NULL::bigint, responsibility.has_left_unit(p_staff, w.unit, p_at) FROM (
    SELECT 'case', r.case_id, r.unit_id FROM public.cases_responsibility r WHERE r.staff_id = p_staff AND upper_inf(r.period)
    UNION ALL SELECT 'task', t.id, t.unit_id FROM public.cases_task t WHERE t.responsible_id = p_staff AND t.state = 'open'
    UNION ALL SELECT 'conversation', c.id, c.unit_id FROM public.cases_conversation c WHERE c.responsible_id = p_staff AND c.state = 'planned'
    UNION ALL SELECT 'handover', h.id, h.to_unit_id FROM public.cases_handover h WHERE h.to_staff_id = p_staff AND h.state = 'proposed'
    UNION ALL SELECT 'handover', -h.id, h.to_unit_id FROM public.concerns_handover h WHERE h.to_staff_id = p_staff AND h.state = 'proposed'
    UNION ALL SELECT 'offer', h.id, h.from_unit_id FROM public.cases_handover h WHERE h.from_staff_id = p_staff AND h.state = 'proposed'
    UNION ALL SELECT 'offer', -h.id, h.from_unit_id FROM public.concerns_handover h WHERE h.from_staff_id = p_staff AND h.state = 'proposed'
  ) AS w(kind, about, unit)
  UNION ALL
  SELECT 'concern', h.concern_id, d.unit_id, d.id, concerns.has_left(h, p_at) FROM public.concerns_holding h
    JOIN public.concerns_concern c ON c.id = h.concern_id JOIN public.organisations_concerndoor d ON d.id = c.door_id
   WHERE h.staff_id = p_staff AND upper_inf(h.period)
  UNION ALL
  SELECT 'joint', j.joint, j.unit, j.door, responsibility.has_left(p_staff, p_at) FROM leaving.joint_answers() j WHERE j.staff = p_staff
  UNION ALL
  SELECT 'notification', k.concern_id, d.unit_id, d.id, NOT concerns.can_send(p_staff, k.concern_id, p_at)
    FROM concerns.clocks() k JOIN public.organisations_concerndoor d ON d.id = k.door
   WHERE k.concern_id IN (SELECT n.concern_id FROM public.notifying_notifier n WHERE n.staff_id = p_staff)
     AND k.waits = 'unsent' AND k.notifier = p_staff $$;

-- What the actor acts for: cases, tasks, conversations and questions of colleagues who are not here, in the units in which they work, and in
-- those for which they act from above; and concerns and enquiries at the doors behind these units. `inside`: the actor works there or has stepped in, and
-- reads what it is: in the unit or, of what lies at a door, at that door.
CREATE OR REPLACE FUNCTION leaving.acting_things() RETURNS TABLE (unit bigint, kind text, about bigint, staff bigint, inside boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE at timestamptz := access.at(); me bigint; mine bigint[]; others bigint[]; keys bigint[] := access.own_keys();
BEGIN
  SELECT s.id, array_agg(p.unit_id) INTO me, mine FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id
   WHERE s.principal_id = access.actor() AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
   GROUP BY s.id;
  others := ARRAY(SELECT w.id FROM leaving.units_from_above(me, at) AS w(id));
  RETURN QUERY WITH audiences AS MATERIALIZED (
    SELECT u.id, u.audience_id FROM public.organisations_unit u WHERE u.id = ANY (mine || others)
  ), held AS (
    SELECT r.case_id AS about, 'case' AS kind, r.staff_id AS staff, r.unit_id AS place, r.duty FROM public.cases_case c
      JOIN public.cases_responsibility r ON r.case_id = c.id AND upper_inf(r.period)
     WHERE c.owner_audience = ANY (ARRAY(SELECT a.audience_id FROM audiences a)) AND c.state = 'open'
    UNION ALL SELECT t.id, 'task', t.responsible_id, t.unit_id, '' FROM public.cases_task t
     WHERE t.owner_audience = ANY (ARRAY(SELECT a.audience_id FROM audiences a)) AND t.state = 'open'
    UNION ALL SELECT v.id, 'conversation', v.responsible_id, v.unit_id, '' FROM public.cases_conversation v
     WHERE v.owner_audience = ANY (ARRAY(SELECT a.audience_id FROM audiences a)) AND v.state = 'planned'
    UNION ALL SELECT o.id, 'offer', o.from_staff_id, o.from_unit_id, '' FROM public.cases_handover o
     WHERE o.owner_audience = ANY (ARRAY(SELECT a.audience_id FROM audiences a)) AND o.state = 'proposed' AND o.from_staff_id IS NOT NULL
  ), gone AS MATERIALIZED (
    SELECT people.staff, people.place FROM (SELECT DISTINCT h.staff, h.place FROM held h WHERE h.staff <> me) AS people
     WHERE responsibility.is_away(people.staff, at) OR NOT responsibility.works_in(people.staff, people.place, at)
  ), once AS (
    SELECT DISTINCT ON (h.kind, h.about) h.kind, h.about, h.staff, h.place FROM held h JOIN gone USING (staff, place)
     ORDER BY h.kind, h.about, h.duty DESC
  ), taken AS MATERIALIZED (
    SELECT c.id AS about, w AS holding, w.staff_id, w.footing, w.owner_audience, d.unit_id, d.id AS door FROM public.organisations_concerndoor d
      JOIN public.concerns_concern c ON c.owner_audience = d.audience_id AND c.closed_at IS NULL
      JOIN public.concerns_holding w ON w.concern_id = c.id AND upper_inf(w.period)
     WHERE (d.unit_id = ANY (mine || others) OR d.audience_id = ANY (keys)) AND w.staff_id <> me
  ), absent AS MATERIALIZED ( -- asked once of everybody, not of every concern
    SELECT t.staff_id, t.footing, t.owner_audience
      FROM (SELECT DISTINCT ON (staff_id, footing, owner_audience) taken.* FROM taken ORDER BY staff_id, footing, owner_audience) AS t
     WHERE responsibility.is_away(t.staff_id, at) OR concerns.has_left(t.holding, at)
  ), lying AS MATERIALIZED (SELECT o.kind, o.about, o.staff, o.place, NULL::bigint AS door FROM once o
    UNION ALL SELECT 'concern', t.about, t.staff_id, t.unit_id, t.door FROM taken t JOIN absent USING (staff_id, footing, owner_audience)
    UNION ALL SELECT 'enquiry', e.id, e.assigned_to_id, d.unit_id, d.id FROM public.organisations_concerndoor d
        JOIN public.enquiries_enquiry e ON e.owner_audience = d.audience_id AND e.door_id = d.id AND e.state = 'open'
        JOIN public.organisations_staff s ON s.id = e.assigned_to_id
       WHERE (d.unit_id = ANY (mine || others) OR d.audience_id = ANY (keys)) AND s.id <> me
         AND (responsibility.is_away(s.id, at) OR NOT responsibility.holds(s.principal_id, ARRAY[d.audience_id], at))
    UNION ALL SELECT 'joint', j.joint, j.staff, j.unit, j.door FROM leaving.joint_answers() j
       WHERE (j.unit = ANY (mine || others) OR (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = j.door) = ANY (keys)) AND j.staff <> me AND responsibility.has_left(j.staff, at)
  ), acts AS MATERIALIZED (SELECT p.staff, p.place, p.door FROM (SELECT DISTINCT l.staff, l.place, l.door FROM lying l) AS p
     WHERE CASE WHEN p.door IS NULL THEN responsibility.acts_in(p.staff, p.place, at) ELSE responsibility.acts_at(p.staff, p.door, at) END = me)
  SELECT l.place, l.kind, l.about, l.staff, coalesce(d.audience_id, u.audience_id) = ANY (keys) FROM lying l JOIN acts a
      ON a.staff = l.staff AND a.place = l.place AND a.door IS NOT DISTINCT FROM l.door
    JOIN public.organisations_unit u ON u.id = l.place LEFT JOIN public.organisations_concerndoor d ON d.id = l.door
    -- Who sends a notification instead of who was named is said by `concerns.senders`.
    UNION ALL SELECT d.unit_id, 'notification', k.concern_id, k.notifier, d.audience_id = ANY (keys) FROM public.organisations_concerndoor d
        JOIN concerns.clocks() k ON k.audience = d.audience_id
       WHERE (d.unit_id = ANY (mine || others) OR d.audience_id = ANY (keys)) AND k.waits = 'unsent' AND k.notifier <> me
         -- Who is here and cannot send it any more has passed the concern on: at its door that is one's own duty, and nobody is acted for.
         AND (responsibility.is_away(k.notifier, at) OR responsibility.has_left(k.notifier, at)
           OR NOT d.audience_id = ANY (keys) AND NOT concerns.can_send(k.notifier, k.concern_id, at))
         AND me = ANY (concerns.senders(k.concern_id, k.notifier, k.holder, at))
    ORDER BY 1, 4, 2, 3;
END $$;

-- For how much the actor acts, unit by unit.
CREATE OR REPLACE FUNCTION leaving.acting_for() RETURNS TABLE (unit bigint, things bigint, inside boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.unit, count(*), bool_and(t.inside) FROM leaving.acting_things() t GROUP BY t.unit ORDER BY t.unit $$;

-- How much that can be passed on lies with a colleague in a unit.
CREATE OR REPLACE FUNCTION leaving.things_with(p_staff bigint, p_unit bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT count(DISTINCT (l.kind, l.about)) FROM leaving.lies_with(p_staff, access.at()) l WHERE l.unit = p_unit
    AND l.kind IN ('case', 'task', 'conversation', 'concern')) + (SELECT count(*) FROM leaving.enquiries(p_staff, p_unit)) $$;

-- Of the units that the actor leads beside another: the colleagues who are away, have left or stop on a settled day with something still with
-- them, how much that is, and who acts. Numbers alone: what it is, those who work there read.
CREATE OR REPLACE FUNCTION leaving.led_beside() RETURNS TABLE (unit bigint, staff bigint, things bigint, last_day date, gone boolean, away boolean, acting bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.unit, w.staff, found.things, w.day, w.gone, w.away,
      CASE WHEN w.gone OR w.away THEN responsibility.acts_in(w.staff, w.unit, access.at()) END
    FROM (SELECT beside.unit, o.staff, responsibility.last_day(o.staff, beside.unit, access.at()) AS day,
          responsibility.has_left_unit(o.staff, beside.unit, access.at()) AS gone,
          responsibility.is_away(o.staff, access.at()) AND NOT responsibility.has_left(o.staff, access.at()) AS away
        FROM public.organisations_staff me, LATERAL organisations.leads_beside(me.id, sharing.today()) AS beside(unit),
          LATERAL (SELECT DISTINCT p.staff_id FROM public.organisations_post p WHERE p.unit_id = beside.unit AND p.staff_id <> me.id
            AND coalesce(p.valid_from, '-infinity') <= sharing.today()) AS o(staff)
       WHERE me.principal_id = access.actor()) AS w,
    LATERAL (SELECT CASE WHEN w.gone OR w.away OR w.day IS NOT NULL THEN leaving.things_with(w.staff, w.unit) ELSE 0 END AS things) AS found
   WHERE found.things > 0 ORDER BY w.unit, w.staff $$;

-- The colleagues who stop on a settled day with something still with them, in the units in which the actor shares it out beforehand, as who
-- leads, or acts from then on; and in those that the actor leads beside another.
CREATE OR REPLACE FUNCTION leaving.stopping_soon() RETURNS TABLE (unit bigint, things bigint, staff bigint, last_day date) LANGUAGE plpgsql
STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE at timestamptz := access.at(); today date := sharing.today(); me bigint; mine bigint[]; led bigint[];
BEGIN
  SELECT s.id INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor();
  SELECT coalesce(array_agg(p.unit_id), '{}'), coalesce(array_agg(p.unit_id) FILTER (WHERE p.leads), '{}') INTO mine, led
    FROM public.organisations_post p
   WHERE p.staff_id = me AND today BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity');
  led := led || ARRAY(SELECT organisations.leads_beside(me, today));
  RETURN QUERY SELECT w.unit, w.things, w.staff, w.day FROM (
      SELECT p.unit_id AS unit, p.staff_id AS staff, responsibility.last_day(p.staff_id, p.unit_id, at) AS day,
          leaving.things_with(p.staff_id, p.unit_id) AS things
        FROM (SELECT DISTINCT o.unit_id, o.staff_id FROM public.organisations_post o
          WHERE o.unit_id = ANY (mine || led) AND o.staff_id <> me AND o.valid_to BETWEEN today AND today + 92) AS p
       WHERE p.unit_id = ANY (led) OR responsibility.acts_in(p.staff_id, p.unit_id, at) = me) AS w
   WHERE w.day IS NOT NULL AND w.things > 0 ORDER BY w.day, w.unit, w.staff;
END $$;

-- What it is, where the actor reads it.
CREATE OR REPLACE FUNCTION leaving.acting_inside() RETURNS TABLE (unit bigint, kind text, about bigint, staff bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.unit, t.kind, t.about, t.staff FROM leaving.acting_things() t WHERE t.inside $$;

-- The units in which nobody is here, or nobody at a door of theirs, and for which somebody acts from above. Asked of those who lead something, or the cooperation.
CREATE OR REPLACE FUNCTION leaving.units_from_above(p_staff bigint, p_at timestamptz) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_role r ON r.id = p.role_id
      WHERE p.staff_id = p_staff AND (p.leads OR r.type = 'ssp_leader')) THEN RETURN; END IF;
  RETURN QUERY SELECT u.id FROM public.organisations_unit u JOIN public.organisations_staff s ON s.id = p_staff AND s.body_id = u.body_id
    WHERE u.type = 'authority' AND NOT responsibility.works_in(p_staff, u.id, p_at) AND (responsibility.acts_in(0, u.id, p_at) = p_staff
      OR EXISTS (SELECT FROM public.organisations_concerndoor d WHERE d.unit_id = u.id AND responsibility.acts_at(0, d.id, p_at) = p_staff)) ORDER BY u.id;
END $$;

-- Whether a unit has anything open: a case, a task, a conversation.
CREATE OR REPLACE FUNCTION leaving.something_lies(p_audience bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.cases_case c WHERE c.owner_audience = p_audience AND c.state = 'open')
      OR EXISTS (SELECT FROM public.cases_task t WHERE t.owner_audience = p_audience AND t.state = 'open')
      OR EXISTS (SELECT FROM public.cases_conversation v WHERE v.owner_audience = p_audience AND v.state = 'planned') $$;

-- The units of the administrators' own place in which something lies, or for which this colleague chairs, deputises or keeps minutes, and
-- in which nobody would act any more without this colleague, who acts there now: as the only one who works there and is here, or from above. Numbers of units alone.
CREATE OR REPLACE FUNCTION leaving.without(p_staff bigint) RETURNS TABLE (unit bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.id FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
      AND b.administration_id = ANY (access.own_keys())
    JOIN public.organisations_unit u ON u.body_id = s.body_id
   WHERE s.id = p_staff AND (leaving.something_lies(u.audience_id) OR EXISTS (SELECT FROM public.organisations_concerndoor d
       JOIN public.concerns_concern c ON c.owner_audience = d.audience_id WHERE d.unit_id = u.id AND c.closed_at IS NULL)
     OR EXISTS (SELECT FROM public.organisations_concerndoor d JOIN public.enquiries_enquiry e ON e.door_id = d.id
       WHERE d.unit_id = u.id AND e.state = 'open')
     OR EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat seat ON seat.id = h.seat_id
       WHERE h.staff_id = p_staff AND seat.unit_id = u.id AND (seat.chairs OR seat.deputises OR seat.keeps_minutes)
         AND sharing.today() BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')))
     AND NOT responsibility.is_away(p_staff, access.at())
     AND (responsibility.works_in(p_staff, u.id, access.at()) OR responsibility.acts_in(0, u.id, access.at()) = p_staff)
     AND responsibility.above(u.id, access.at(), p_staff) IS NULL
     AND NOT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_staff o ON o.id = p.staff_id AND o.ended_at IS NULL
       WHERE p.unit_id = u.id AND p.staff_id <> p_staff AND NOT responsibility.is_away(p.staff_id, access.at())
         AND responsibility.works_in(p.staff_id, u.id, access.at())) ORDER BY u.name, u.id $$;

-- The units of the administrators' own place in which something lies and nobody who works there is here, and who acts so long. Numbers
-- of units alone: what lies there is told to nobody by it.
CREATE OR REPLACE FUNCTION leaving.unstaffed() RETURNS TABLE (unit bigint, acting bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at();
BEGIN
  RETURN QUERY SELECT u.id, a.who FROM public.organisations_unit u
      JOIN public.organisations_body b ON b.id = u.body_id AND b.administration_id = ANY (access.own_keys()),
      LATERAL (SELECT responsibility.acts_in(0, u.id, at) AS who) AS first,
      LATERAL (SELECT CASE WHEN NOT responsibility.is_away(first.who, at) THEN first.who END AS who) AS a
    WHERE (a.who IS NULL OR NOT responsibility.works_in(a.who, u.id, at)) AND (
      leaving.something_lies(u.audience_id)
      OR EXISTS (SELECT FROM public.organisations_concerndoor d JOIN public.concerns_concern c ON c.owner_audience = d.audience_id
                  WHERE d.unit_id = u.id AND c.closed_at IS NULL AND responsibility.acts_at(0, d.id, at) IS NOT DISTINCT FROM a.who))
    ORDER BY u.id;
END $$;

-- Those of them in which nobody can act and something cannot wait: its sender says that somebody is in danger, or 24 hours run.
CREATE OR REPLACE FUNCTION leaving.urgent_without() RETURNS TABLE (unit bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT n.unit FROM leaving.unstaffed() n JOIN public.organisations_concerndoor d ON d.unit_id = n.unit
    JOIN public.concerns_concern c ON c.owner_audience = d.audience_id AND c.closed_at IS NULL
   WHERE n.acting IS NULL AND concerns.cannot_wait(c.id) ORDER BY n.unit $$;

-- The colleagues of a place who hold something and are not there any more, or not at work: for each of them somebody acts.
CREATE OR REPLACE FUNCTION leaving.absent_holders(p_body bigint, p_at timestamptz) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id FROM public.organisations_staff s WHERE (p_body IS NULL OR s.body_id = p_body) AND s.id IN (
      SELECT r.staff_id FROM public.cases_responsibility r WHERE upper_inf(r.period)
      UNION SELECT t.responsible_id FROM public.cases_task t WHERE t.state = 'open'
      UNION SELECT v.responsible_id FROM public.cases_conversation v WHERE v.state = 'planned'
      UNION SELECT h.staff_id FROM public.concerns_holding h WHERE upper_inf(h.period)
      UNION SELECT j.staff FROM leaving.joint_answers() j
      UNION SELECT k.notifier FROM concerns.clocks() k WHERE k.waits = 'unsent'
      UNION SELECT e.assigned_to_id FROM public.enquiries_enquiry e WHERE e.state = 'open')
    AND (responsibility.is_away(s.id, p_at) OR EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = s.id
      AND p.valid_to < (p_at AT TIME ZONE 'Europe/Copenhagen')::date)) ORDER BY s.id $$;

-- Every night: what nobody did, time did. A last day has passed, an absence has begun or ended, and whoever acts from then on is told.
CREATE OR REPLACE FUNCTION leaving.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE back record; told integer := 0;
BEGIN
  PERFORM responsibility.relieve_at(p_at);
  FOR back IN SELECT DISTINCT n.staff_id AS acted, n.about_id AS colleague FROM public.notices_notice n
     WHERE n.kind = 'deputy_named' AND n.about_table = 'organisations_staff' AND NOT responsibility.has_left(n.about_id, p_at)
       AND NOT EXISTS (SELECT FROM public.responsibility_absence a WHERE a.staff_id = n.about_id AND upper(a.away) IS NULL AND NOT isempty(a.away)
         OR a.staff_id = n.about_id AND upper(a.away) > p_at)
       AND NOT EXISTS (SELECT FROM public.notices_notice l WHERE l.staff_id = n.staff_id AND l.kind = 'deputy_released'
         AND l.about_table = n.about_table AND l.about_id = n.about_id AND l.made_at >= n.made_at) ORDER BY 1, 2 LOOP
    UPDATE public.notices_notice n SET seen_at = p_at WHERE n.seen_at IS NULL AND n.staff_id = back.acted AND n.kind = 'deputy_named'
      AND n.about_table = 'organisations_staff' AND n.about_id = back.colleague;
    told := told + notices.put(ARRAY[back.acted], 'deputy_released', 'organisations_staff', back.colleague, false, false, p_at);
  END LOOP;
  RETURN told + leaving.tell_changed(NULL, p_at) + leaving.tell_who_asked(p_at) + leaving.tell_leaderless(NULL, p_at);
END $$;

-- Whoever asked a colleague by name, who has stopped there since and not answered, is told: they take the question back and ask somebody else.
CREATE OR REPLACE FUNCTION leaving.tell_who_asked(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h record; told integer := 0;
BEGIN
  FOR h IN SELECT c.id, c.from_staff_id, c.from_unit_id FROM public.cases_handover c WHERE c.state = 'proposed' AND c.to_staff_id IS NOT NULL
      AND responsibility.has_left_unit(c.to_staff_id, c.to_unit_id, p_at) ORDER BY c.id LOOP
    told := told + notices.put(cases.asking(h.id, p_at), 'case_asked_left', 'cases_handover', h.id, false, true, p_at);
  END LOOP;
  FOR h IN SELECT c.id, c.from_staff_id, c.from_unit_id FROM public.concerns_handover c WHERE c.state = 'proposed' AND c.to_staff_id IS NOT NULL
      AND responsibility.has_left_unit(c.to_staff_id, c.to_unit_id, p_at) ORDER BY c.id LOOP
    told := told + notices.put(ARRAY[h.from_staff_id, CASE WHEN responsibility.is_away(h.from_staff_id, p_at)
        THEN responsibility.acts_in(h.from_staff_id, h.from_unit_id, p_at) END], 'concern_asked_left', 'concerns_handover', h.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;

-- Where the chair has left and somebody deputises, the deputies are told that they lead. Forums in which nobody chairs, deputises or keeps the minutes any more since somebody has left a seat: nobody there opens a meeting, and
-- the administrators are told once. A seat is given by them, and not shared out.
CREATE OR REPLACE FUNCTION leaving.tell_leaderless(p_body bigint, p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE f record; told integer := 0; today date := (p_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
  FOR f IN SELECT o.id, b.administration_id FROM public.organisations_forum o JOIN public.organisations_body b ON b.id = o.body_id
      WHERE (p_body IS NULL OR o.body_id = p_body) AND o.type <> 'ad_hoc'
        AND today BETWEEN coalesce(o.valid_from, '-infinity') AND coalesce(o.valid_to, 'infinity')
        AND EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id WHERE s.forum_id = o.id
          AND (s.chairs OR s.deputises OR s.keeps_minutes) AND h.valid_to BETWEEN today - 92 AND today)
        AND NOT EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id
          JOIN public.organisations_staff w ON w.id = h.staff_id AND w.ended_at IS NULL WHERE s.forum_id = o.id
          AND (s.chairs OR s.deputises OR s.keeps_minutes)
          AND today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')) ORDER BY o.id LOOP
    told := told + notices.put(ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s ON s.principal_id = m.principal_id
        WHERE m.audience_id = f.administration_id AND m.period @> p_at), 'nobody_opens', 'organisations_forum', f.id, false, true, p_at);
  END LOOP;
  FOR f IN SELECT o.id, (SELECT array_agg(DISTINCT h.staff_id) FROM public.organisations_seatholder h
        JOIN public.organisations_seat s ON s.id = h.seat_id AND s.deputises AND s.forum_id = o.id
        JOIN public.organisations_staff w ON w.id = h.staff_id AND w.ended_at IS NULL
       WHERE today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')) AS deputies
      FROM public.organisations_forum o WHERE (p_body IS NULL OR o.body_id = p_body) AND o.type <> 'ad_hoc'
        AND today BETWEEN coalesce(o.valid_from, '-infinity') AND coalesce(o.valid_to, 'infinity')
        AND EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id WHERE s.forum_id = o.id
          AND s.chairs AND h.valid_to BETWEEN today - 92 AND today - 1)
        AND NOT EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id
          JOIN public.organisations_staff w ON w.id = h.staff_id AND w.ended_at IS NULL WHERE s.forum_id = o.id AND s.chairs
          AND today BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')) ORDER BY o.id LOOP
    told := told + notices.put(coalesce(f.deputies, '{}'), 'chair_left', 'organisations_forum', f.id, false, true, p_at);
  END LOOP;
  RETURN told;
END $$;

-- Called in the transaction in which a colleague is ended, or a post of theirs: whoever acts now is told, for this colleague and for those
-- for whom this colleague acted; and what only this colleague could answer ends, so that the giver can ask somebody else. Answers how
-- many were told.
CREATE OR REPLACE FUNCTION leaving.left_behind(p_staff bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h record; at timestamptz := access.at(); place bigint; told integer;
BEGIN
  SELECT s.body_id INTO place FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.id = p_staff AND b.administration_id = ANY (access.own_keys());
  IF place IS NULL OR NOT (responsibility.has_left(p_staff, at) OR EXISTS (SELECT FROM public.organisations_post p
      WHERE p.staff_id = p_staff AND p.valid_to < sharing.today())) THEN
    PERFORM access.refuse('only an administrator tells that a colleague has left');
  END IF;
  PERFORM responsibility.tells_alone();
  FOR h IN SELECT * FROM public.concerns_handover WHERE to_staff_id = p_staff AND state = 'proposed'
      AND responsibility.has_left_unit(p_staff, to_unit_id, at) ORDER BY id FOR NO KEY UPDATE LOOP
    PERFORM concerns.close_question(h.id, 'withdrawn');
    PERFORM notices.put(ARRAY[h.from_staff_id], 'concern_asked_left', 'concerns_handover', h.id, false, false, at);
  END LOOP;
  FOR h IN SELECT * FROM public.cases_handover WHERE to_staff_id = p_staff AND state = 'proposed'
      AND responsibility.has_left_unit(p_staff, to_unit_id, at) ORDER BY id FOR NO KEY UPDATE LOOP
    -- As `cases.overtake`, but the matter has gone nowhere: who asked reads that the colleague has left.
    UPDATE public.cases_handover SET state = 'withdrawn', answered_at = at WHERE id = h.id;
    PERFORM cases.end_disclosures('cases_handover', h.id);
    PERFORM notices.put(cases.asking(h.id, at), 'case_asked_left', 'cases_handover', h.id, false, false, at);
    PERFORM audit.record('handover.withdrawn', 'cases_handover', h.id, h.subject, h.owner_audience, '{}');
  END LOOP;
  told := leaving.tell_who_acts(p_staff, false, at);
  PERFORM responsibility.relieve_at(at);
  RETURN told + leaving.tell_changed(place, at, p_staff) + leaving.tell_leaderless(place, at);
END $$;

-- A last day in a post is set, changed or taken back: the colleague is told, and whoever leads the unit or acts from then on; when it is
-- taken back, whoever was told of it too. A colleague who says it themselves is not told, and the administrators are.
CREATE OR REPLACE FUNCTION leaving.last_day_set(p_post bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; at timestamptz := access.at(); stops boolean; others bigint[]; told integer := 0;
BEGIN
  SELECT o.*, s.principal_id = access.actor() AS own, b.administration_id INTO p FROM public.organisations_post o
    JOIN public.organisations_staff s ON s.id = o.staff_id JOIN public.organisations_body b ON b.id = s.body_id
   WHERE o.id = p_post AND (b.administration_id = ANY (access.own_keys()) OR s.principal_id = access.actor());
  IF p.id IS NULL THEN PERFORM access.refuse('only an administrator tells that a colleague leaves'); END IF;
  PERFORM responsibility.tells_alone();
  stops := responsibility.last_day(p.staff_id, p.unit_id, at) IS NOT NULL;
  others := array_remove(ARRAY(SELECT * FROM organisations.leaders_of(p.unit_id, sharing.today())) || responsibility.acts_in(p.staff_id, p.unit_id, at), p.staff_id);
  IF NOT stops AND (p.valid_to IS NULL OR p.own AND NOT EXISTS (SELECT FROM organisations.own_last_days() d WHERE d.post = p_post)) THEN
    others := others || ARRAY(SELECT n.staff_id FROM public.notices_notice n WHERE n.about_table = 'organisations_staff' AND n.about_id = p.staff_id
      AND n.kind IN ('colleague_leaves', 'colleague_stays') GROUP BY n.staff_id
      HAVING max(n.made_at) FILTER (WHERE n.kind = 'colleague_leaves') > coalesce(max(n.made_at) FILTER (WHERE n.kind = 'colleague_stays'), '-infinity'));
  END IF;
  -- What was said before of this is overtaken, also where nobody has read it yet: each day that is said is told anew.
  UPDATE public.notices_notice n SET seen_at = at WHERE n.seen_at IS NULL AND (
      n.about_table = 'organisations_post' AND n.about_id = p.id AND n.kind IN ('own_last_day', 'no_last_day')
      OR n.about_table = 'organisations_staff' AND n.about_id = p.staff_id AND (
        n.kind IN ('colleague_leaves', 'colleague_stays') AND n.staff_id = ANY (others) AND (stops OR p.own OR p.valid_to IS NULL)
        OR p.own AND n.kind IN ('last_day_said', 'last_day_taken_back')));
  IF NOT p.own THEN
    told := notices.put(ARRAY[p.staff_id], CASE WHEN p.valid_to IS NULL THEN 'no_last_day' ELSE 'own_last_day' END, 'organisations_post', p.id, false, false, at);
  ELSE
    told := notices.put(ARRAY(SELECT s.id FROM public.access_membership m JOIN public.organisations_staff s ON s.principal_id = m.principal_id
        WHERE m.audience_id = p.administration_id AND m.period @> at AND s.id <> p.staff_id),
      CASE WHEN EXISTS (SELECT FROM organisations.own_last_days() d WHERE d.post = p_post) THEN 'last_day_said' ELSE 'last_day_taken_back' END,
      'organisations_staff', p.staff_id, false, false, at);
  END IF;
  IF stops OR p.own AND EXISTS (SELECT FROM organisations.own_last_days() d WHERE d.post = p_post) THEN
    RETURN told + notices.put(others, 'colleague_leaves', 'organisations_staff', p.staff_id, false, false, at);
  ELSIF p.own OR p.valid_to IS NULL THEN
    RETURN told + notices.put(others, 'colleague_stays', 'organisations_staff', p.staff_id, false, false, at);
  END IF;
  RETURN told;
END $$;

-- A post has ended in this instant: the colleague is told, and whoever leads the unit or acts there from now on, where they have not been
-- told in this instant that they act. Of a unit in which they work on in another post only they themselves are told.
CREATE OR REPLACE FUNCTION leaving.post_ended(p_post bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; at timestamptz := access.at(); others bigint[];
BEGIN
  SELECT o.* INTO p FROM public.organisations_post o JOIN public.organisations_staff s ON s.id = o.staff_id
    JOIN public.organisations_body b ON b.id = s.body_id
   WHERE o.id = p_post AND b.administration_id = ANY (access.own_keys()) AND o.valid_to < sharing.today();
  IF p.id IS NULL THEN PERFORM access.refuse('only an administrator tells that a colleague has left'); END IF;
  PERFORM responsibility.tells_alone();
  others := CASE WHEN responsibility.works_in(p.staff_id, p.unit_id, at) THEN '{}' ELSE array_remove(ARRAY(SELECT *
      FROM organisations.leaders_of(p.unit_id, sharing.today())) || responsibility.acts_in(p.staff_id, p.unit_id, at), p.staff_id) END;
  UPDATE public.notices_notice n SET seen_at = at WHERE n.seen_at IS NULL AND n.staff_id = ANY (others) AND n.kind = 'colleague_leaves'
    AND n.about_table = 'organisations_staff' AND n.about_id = p.staff_id; -- the day that was settled is overtaken
  RETURN notices.put(ARRAY[p.staff_id], 'post_ended', 'organisations_post', p.id, false, false, at)
    + notices.put(ARRAY(SELECT other FROM unnest(others) AS other WHERE NOT EXISTS (SELECT FROM public.notices_notice n WHERE n.staff_id = other
        AND n.made_at = at AND (n.kind = 'left_behind' AND n.about_id = p.staff_id OR n.kind = 'act_from_above' AND n.about_id = p.unit_id))),
      'colleague_left', 'organisations_staff', p.staff_id, false, false, at);
END $$;

-- A colleague has a new post: they are told.
CREATE OR REPLACE FUNCTION leaving.post_given(p_post bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p public.organisations_post;
BEGIN
  SELECT o.* INTO p FROM public.organisations_post o JOIN public.organisations_staff s ON s.id = o.staff_id
    JOIN public.organisations_body b ON b.id = s.body_id WHERE o.id = p_post AND b.administration_id = ANY (access.own_keys());
  IF p.id IS NULL THEN PERFORM access.refuse('only an administrator tells that a colleague has left'); END IF;
  RETURN notices.put(ARRAY[p.staff_id], 'post_given', 'organisations_post', p.id, false, false, access.at());
END $$;

-- On which day somebody really stopped: who is ended in an instant worked until then, though what they had ends with the day before; who had a
-- settled last day stopped on it. The record says which; of the record this tells a day and nothing else.
CREATE OR REPLACE FUNCTION leaving.stopped_on(p_staff bigint[], p_until date[]) RETURNS TABLE (staff bigint, until date, day date) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.staff, w.until, w.until + CASE WHEN EXISTS (SELECT FROM (
        SELECT 'organisations_staff' AS what, w.staff AS id, 'colleague.ended' AS act
        UNION ALL SELECT 'organisations_post', p.id, 'post.ended' FROM public.organisations_post p WHERE p.staff_id = w.staff AND p.valid_to = w.until
        UNION ALL SELECT 'organisations_seatholder', h.id, 'seat.ended' FROM public.organisations_seatholder h
          WHERE h.staff_id = w.staff AND h.valid_to = w.until) AS of
      JOIN public.audit_event e ON e.object_table = of.what AND e.object_id = of.id AND e.act = of.act
       AND e.at >= (w.until + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen' AND e.at < (w.until + 2)::timestamp AT TIME ZONE 'Europe/Copenhagen')
      THEN 1 ELSE 0 END
    FROM (SELECT DISTINCT * FROM unnest(p_staff, p_until) AS pair(staff, until)) AS w WHERE access.actor() IS NOT NULL $$;

-- Who acts in a unit when a colleague is not there. Posts and absences are open to everybody.
CREATE OR REPLACE FUNCTION leaving.would_act(p_staff bigint, p_unit bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT responsibility.acts_in(p_staff, p_unit, access.at()) $$;

-- Whether a colleague stops in a unit on a settled day, and the actor may share out beforehand what lies there with them: the colleague,
-- whoever leads the unit, and whoever acts from then on.
CREATE OR REPLACE FUNCTION leaving.shares_ahead(p_staff bigint, p_unit bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT responsibility.last_day(p_staff, p_unit, access.at()) IS NOT NULL AND EXISTS (SELECT FROM public.organisations_staff s
    WHERE s.principal_id = access.actor() AND (s.id IN (p_staff, responsibility.acts_in(p_staff, p_unit, access.at()))
      OR EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = s.id AND p.unit_id = p_unit AND p.leads
           AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')))) $$;

-- A case that lies with somebody who has left, or who stops on a settled day, passes to a colleague of the same unit: an exception with its
-- reason (HAL-15: who has it cannot be reached). NULL: shared out, and nobody has written a reason. Open questions about the case end, and
-- both sides are told. Answers which duties have passed.
CREATE OR REPLACE FUNCTION leaving.pass_case(p_case bigint, p_to bigint, p_reason text) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case; r record; passed text[] := '{}'; question bigint; at timestamptz := access.at();
  chosen bigint := leaving.chosen_adult(p_case); -- while they are there, who chose them is asked first: it is handed over
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'open' FOR NO KEY UPDATE;
  IF c.id IS NULL THEN PERFORM access.refuse('only the unit that has an open case passes it on'); END IF;
  IF btrim(p_reason) = '' THEN PERFORM access.refuse('say why it passes to this colleague'); END IF;
  FOR r IN SELECT w.* FROM public.cases_responsibility w WHERE w.case_id = p_case AND upper_inf(w.period) ORDER BY w.duty LOOP
    CONTINUE WHEN r.staff_id = p_to
      OR NOT (responsibility.has_left_unit(r.staff_id, r.unit_id, at)
        OR chosen IS DISTINCT FROM r.staff_id AND leaving.shares_ahead(r.staff_id, r.unit_id));
    IF responsibility.has_left(p_to, at) OR NOT responsibility.works_in(p_to, r.unit_id, at) THEN
      PERFORM access.refuse('who takes it on has a post in the unit that has the case');
    END IF;
    PERFORM cases.pass(p_case, r.duty, p_to, r.unit_id, p_reason, NULL);
    PERFORM audit.record(r.duty || '.changed', 'cases_case', p_case, c.subject, c.owner_audience,
      jsonb_build_object('to', p_to, 'had', r.staff_id));
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

-- A case has passed without the yes of the child, the young person or the family who had chosen the adult, or the adult has left. Whoever has
-- it now, or acts for who has left, asks who they want to talk with: they stay with who asks, who has the case then, in their own words, and
-- from now on that is the adult they chose. Another adult is a handover.
CREATE OR REPLACE FUNCTION leaving.hear_choice(p_case bigint, p_words text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case; r public.cases_responsibility; me bigint; gone boolean; asks bigint;
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'open' FOR NO KEY UPDATE;
  SELECT w.* INTO r FROM public.cases_responsibility w WHERE w.case_id = c.id AND w.duty = 'holder' AND upper_inf(w.period);
  SELECT s.id INTO me FROM public.organisations_staff s WHERE s.principal_id = access.actor();
  gone := responsibility.has_left_unit(r.staff_id, r.unit_id, access.at());
  asks := CASE WHEN gone THEN responsibility.acts_in(r.staff_id, r.unit_id, access.at()) ELSE r.staff_id END;
  IF r.id IS NULL OR me IS NULL OR me IS DISTINCT FROM asks
      OR leaving.chosen_adult(c.id) IS NOT DISTINCT FROM me OR leaving.chosen_adult(c.id) IS NULL THEN
    PERFORM access.refuse('whoever has the case asks who chose another adult');
  END IF;
  IF btrim(coalesce(p_words, '')) = '' THEN PERFORM access.refuse('write what they say'); END IF;
  IF gone THEN PERFORM leaving.pass_case(c.id, me, NULL); END IF;
  PERFORM cases.pass(c.id, 'holder', me, r.unit_id, p_words, NULL);
  PERFORM audit.record('choice.heard', 'cases_case', c.id, c.subject, c.owner_audience, '{}');
END $$;

-- The adult whom the child, the young person or the family chose for a case: who had it when the choice was made. The choice goes along
-- when a case passes without their yes; where the same colleague has it again at once, they have been asked anew. NULL: nobody chose.
CREATE OR REPLACE FUNCTION leaving.chosen_adult(p_case bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE r record; adult bigint; last bigint;
BEGIN
  FOR r IN SELECT w.staff_id, w.chosen_by FROM public.cases_responsibility w WHERE w.case_id = p_case AND w.duty = 'holder' ORDER BY w.period LOOP
    adult := CASE WHEN r.chosen_by = '' THEN NULL WHEN adult IS NULL OR r.staff_id = last THEN r.staff_id ELSE adult END;
    last := r.staff_id;
  END LOOP;
  RETURN adult;
END $$;

-- A concern that lies with somebody who has left, or who stops on a settled day, passes to somebody who answers the door; why stands with
-- it. NULL: shared out, and nobody has written a reason.
CREATE OR REPLACE FUNCTION leaving.pass_concern(p_concern bigint, p_to bigint, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); o public.concerns_holding; along public.concerns_holding[]; unit bigint;
  at timestamptz := access.at();
BEGIN
  IF btrim(p_reason) = '' THEN PERFORM access.refuse('say why it passes to this colleague'); END IF;
  along := ARRAY(SELECT w FROM leaving.one_matter(h) AS w);
  IF h.staff_id = p_to OR NOT (concerns.has_left(h, at) OR leaving.shares_ahead(h.staff_id, h.unit_id)) THEN
    PERFORM access.refuse('who has the concern is still here; hand it over');
  END IF;
  SELECT p.unit_id INTO unit FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id
   WHERE s.id = p_to AND responsibility.holds(s.principal_id, ARRAY[h.owner_audience], at) AND responsibility.works_in(s.id, p.unit_id, at)
   ORDER BY p.unit_id = h.unit_id DESC, p.id LIMIT 1;
  IF unit IS NULL THEN PERFORM access.refuse('who takes it on answers the door that has the concern'); END IF;
  PERFORM concerns.pass(h, p_to, unit, 'taken');
  PERFORM leaving.note_passed(h, p_to, p_reason);
  -- What is one matter with it has gone along (`together.keep_one`): it stands in the record in the same way, and goes back in the same way.
  FOREACH o IN ARRAY along LOOP
    IF o.staff_id <> p_to AND (concerns.held(o.concern_id)).staff_id = p_to THEN PERFORM leaving.note_passed(o, p_to, p_reason); END IF;
  END LOOP;
END $$;

-- Who has the other open concerns that are one matter with this one, at the same door.
CREATE OR REPLACE FUNCTION leaving.one_matter(h public.concerns_holding) RETURNS SETOF public.concerns_holding LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.* FROM public.concerns_holding o JOIN public.concerns_concern c ON c.id = o.concern_id AND c.closed_at IS NULL
   WHERE upper_inf(o.period) AND o.concern_id <> h.concern_id AND o.owner_audience = h.owner_audience AND o.concern_id IN (
     SELECT unnest(ARRAY[t.kept_id, t.follows_id]) FROM public.together_tie t WHERE t.parted_at IS NULL
       AND h.owner_audience = t.owner_audience AND t.kept_id IN (SELECT first.kept_id FROM public.together_tie first
         WHERE first.parted_at IS NULL AND h.concern_id IN (first.kept_id, first.follows_id))) ORDER BY o.concern_id $$;

-- A concern has passed to a colleague: the questions about it end, why stands with it, for those at the door alone (not for the sender,
-- nor for an adult whom a child chose), and who had it, so that it can go back.
CREATE OR REPLACE FUNCTION leaving.note_passed(h public.concerns_holding, p_to bigint, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.concerns_concern SET state = 'taken' WHERE id = h.concern_id AND state = 'new';
  PERFORM concerns.end_questions(h.concern_id);
  INSERT INTO public.chosen_takeover (owner_audience, audiences, body, subject, origin, written_by, written_at, retention_kind,
      delete_after, hold, version, concern_id, act, ground, words, staff_id, at)
    VALUES (h.owner_audience, ARRAY[h.owner_audience], h.body, h.subject, h.origin, access.actor(), access.at(), h.retention_kind, h.delete_after, false, 1,
      h.concern_id, 'taken', 'absence', coalesce(btrim(p_reason), ''), p_to, access.at());
  PERFORM audit.record('concern.taken_over', 'concerns_concern', h.concern_id, NULL, h.owner_audience,
    jsonb_build_object('by', p_to, 'ground', 'absence', 'to', p_to, 'had', h.staff_id, 'footing', h.footing, 'unit', h.unit_id));
END $$;

-- Who has been given what lay with these colleagues is told once of all that came from each: by who has passed it on in this same act. A
-- colleague who is still there is told that it has been shared out.
-- Answers how many notices that are.
CREATE OR REPLACE FUNCTION leaving.tell_given(p_to bigint, p_had bigint[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE had bigint; told integer := 0;
BEGIN
  FOREACH had IN ARRAY p_had LOOP
    IF NOT EXISTS (SELECT FROM public.audit_event e WHERE e.principal = access.actor() AND e.at = access.at()
        AND e.detail @> jsonb_build_object('to', p_to, 'had', had)) THEN
      PERFORM access.refuse('who passes something on tells who gets it');
    END IF;
    told := told + notices.put(ARRAY(SELECT s.id FROM public.organisations_staff s WHERE s.id = p_to AND s.principal_id <> access.actor()),
      CASE WHEN EXISTS (SELECT FROM public.audit_event e JOIN public.organisations_unit u ON u.audience_id = e.owner_audience
        WHERE e.principal = access.actor() AND e.at = access.at() AND e.act = 'work.shared_out'
          AND NOT responsibility.has_left_unit(had, u.id, access.at())) THEN 'work_given_ahead' ELSE 'work_given' END,
      'organisations_staff', had, false, false, access.at())
      + notices.put(ARRAY(SELECT s.id FROM public.organisations_staff s WHERE s.id = had AND s.principal_id <> access.actor()
          AND NOT responsibility.has_left(s.id, access.at())), 'own_shared_out', 'organisations_staff', had, false, false, access.at());
  END LOOP;
  RETURN told;
END $$;

-- How somebody came to what they have after a colleague who left: the last passing in the record. Nothing where it came in another way.
CREATE OR REPLACE FUNCTION leaving.given(p_table text, p_id bigint, p_act text, p_staff bigint) RETURNS SETOF public.audit_event LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM (SELECT e.* FROM public.audit_event e WHERE e.object_table = p_table AND e.object_id = p_id AND e.act = p_act
    ORDER BY e.at DESC, e.id DESC LIMIT 1) AS last WHERE (last.detail ->> 'to')::bigint = p_staff AND last.detail ? 'had' $$;

-- Whether the actor may give it back: who was given it, always; who gave it, while the other has only read.
CREATE OR REPLACE FUNCTION leaving.gives_back(g public.audit_event) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = (g.detail ->> 'to')::bigint AND (s.principal_id = access.actor()
    OR g.principal = access.actor() AND NOT EXISTS (SELECT FROM public.audit_event e WHERE e.principal = s.principal_id AND e.at > g.at
      AND (e.subject_key = g.subject_key OR e.object_table = g.object_table AND e.object_id = g.object_id) AND e.act !~ '[.](read|listed|refused)$'))) $$;

-- Who was given a case after a colleague gives it back with a reason: it is that colleague's again, so that it stands among what is left, and
-- whoever acts is told, and who had given it. Who gave it takes it back in the same way, without a word (NULL). Never with nobody. Answers
-- which duties went back.
CREATE OR REPLACE FUNCTION leaving.give_back_case(p_case bigint, p_reason text) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.cases_case; r record; g public.audit_event; went text[] := '{}'; at timestamptz := access.at();
BEGIN
  SELECT * INTO c FROM public.cases_case WHERE id = p_case AND owner_audience = ANY (access.own_keys()) AND state = 'open' FOR NO KEY UPDATE;
  IF c.id IS NULL THEN PERFORM access.refuse('only the unit that has an open case passes it on'); END IF;
  IF btrim(p_reason) = '' THEN PERFORM access.refuse('say why you give it back'); END IF;
  FOR r IN SELECT w.* FROM public.cases_responsibility w WHERE w.case_id = p_case AND upper_inf(w.period) ORDER BY w.duty LOOP
    SELECT * INTO g FROM leaving.given('cases_case', p_case, r.duty || '.changed', r.staff_id);
    CONTINUE WHEN g.id IS NULL OR NOT leaving.gives_back(g);
    IF p_reason IS NULL AND g.principal IS DISTINCT FROM access.actor() THEN PERFORM access.refuse('say why you give it back'); END IF;
    PERFORM cases.pass(p_case, r.duty, (g.detail ->> 'had')::bigint, r.unit_id, p_reason, NULL);
    PERFORM audit.record(r.duty || '.changed', 'cases_case', p_case, c.subject, c.owner_audience, jsonb_build_object('to', g.detail -> 'had'));
    PERFORM leaving.tell_given_back(g, r.unit_id, 'cases_case', p_case, at);
    went := went || r.duty;
  END LOOP;
  IF went = '{}' THEN PERFORM access.refuse('it is given back by who was given it, or by who gave it while nothing has been done'); END IF;
  RETURN went;
END $$;

-- The same for a concern at its door.
CREATE OR REPLACE FUNCTION leaving.give_back_concern(p_concern bigint, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); o public.concerns_holding; along public.concerns_holding[]; g public.audit_event;
BEGIN
  IF btrim(p_reason) = '' THEN PERFORM access.refuse('say why you give it back'); END IF;
  SELECT * INTO g FROM leaving.given('concerns_concern', p_concern, 'concern.taken_over', h.staff_id);
  IF g.id IS NULL OR NOT leaving.gives_back(g) THEN
    PERFORM access.refuse('it is given back by who was given it, or by who gave it while nothing has been done');
  END IF;
  IF p_reason IS NULL AND g.principal IS DISTINCT FROM access.actor() THEN PERFORM access.refuse('say why you give it back'); END IF;
  along := ARRAY(SELECT w FROM leaving.one_matter(h) AS w WHERE w.staff_id = h.staff_id);
  PERFORM leaving.put_back(p_concern, g, p_reason);
  -- What is one matter with it and came along goes back too: one colleague has them.
  FOREACH o IN ARRAY along LOOP
    SELECT * INTO g FROM leaving.given('concerns_concern', o.concern_id, 'concern.taken_over', o.staff_id);
    IF g.id IS NOT NULL THEN PERFORM leaving.put_back(o.concern_id, g, p_reason); END IF;
  END LOOP;
END $$;

-- A concern is again with the colleague from whom it came, as they had it. Why is for those at the door alone.
CREATE OR REPLACE FUNCTION leaving.put_back(p_concern bigint, g public.audit_event, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); had bigint := (g.detail ->> 'had')::bigint;
BEGIN
  IF h.staff_id <> had OR h.footing <> g.detail ->> 'footing' THEN
    PERFORM concerns.pass(h, had, (g.detail ->> 'unit')::bigint, g.detail ->> 'footing');
  END IF;
  INSERT INTO public.chosen_takeover (owner_audience, audiences, body, subject, origin, written_by, written_at, retention_kind,
      delete_after, hold, version, concern_id, act, ground, words, staff_id, at)
    VALUES (h.owner_audience, ARRAY[h.owner_audience], h.body, h.subject, h.origin, access.actor(), access.at(), h.retention_kind, h.delete_after, false, 1,
      p_concern, 'given_back', 'absence', coalesce(btrim(p_reason), ''), (SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = access.actor()),
      access.at());
  PERFORM audit.record('concern.taken_over', 'concerns_concern', p_concern, NULL, h.owner_audience,
    jsonb_build_object('by', had, 'ground', 'absence'));
  PERFORM leaving.tell_given_back(g, (g.detail ->> 'unit')::bigint, 'concerns_concern', p_concern, access.at());
END $$;

-- Told of it: who had given it; who acts for the colleague, where they have left, are away or stop; and the colleague who has it again, where
-- they are still there, whoever had given it; not who does it. Who had been given it is told by `leaving.tell_taken_back`.
CREATE OR REPLACE FUNCTION leaving.tell_given_back(g public.audit_event, p_unit bigint, p_table text, p_id bigint, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE had bigint := (g.detail ->> 'had')::bigint; receiver bigint := (g.detail ->> 'to')::bigint;
  gone boolean := responsibility.has_left_unit((g.detail ->> 'had')::bigint, p_unit, p_at);
  stops boolean := responsibility.last_day((g.detail ->> 'had')::bigint, p_unit, p_at) IS NOT NULL;
  acting bigint := CASE WHEN p_table = 'concerns_concern' THEN responsibility.acts_at((g.detail ->> 'had')::bigint,
    (SELECT c.door_id FROM public.concerns_concern c WHERE c.id = p_id), p_at) ELSE responsibility.acts_in((g.detail ->> 'had')::bigint, p_unit, p_at) END;
BEGIN
  RETURN notices.put(ARRAY(SELECT s.id FROM public.organisations_staff s WHERE s.principal_id <> access.actor() AND s.id NOT IN (receiver, had)
      AND (s.principal_id = g.principal OR (gone OR stops OR responsibility.is_away(had, p_at)) AND s.id = acting)),
    CASE WHEN gone THEN 'given_back' WHEN stops THEN 'given_back_ahead' ELSE 'given_back_here' END, p_table, p_id, false, false, p_at)
    + notices.put(ARRAY(SELECT s.id FROM public.organisations_staff s WHERE s.principal_id <> access.actor() AND s.id = had
        AND NOT responsibility.has_left(s.id, p_at)),
    'own_given_back', 'organisations_staff', had, false, false, p_at) + leaving.tell_who_acts(had, true, p_at);
END $$;

-- Whether a colleague has still something open that they were given after another.
CREATE OR REPLACE FUNCTION leaving.has_of(p_staff bigint, p_had bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM (SELECT CASE w.kind WHEN 'case' THEN 'cases_case' WHEN 'task' THEN 'cases_task'
        WHEN 'conversation' THEN 'cases_conversation' ELSE 'concerns_concern' END AS what, w.about
      FROM leaving.lies_with(p_staff, access.at()) w WHERE w.kind IN ('case', 'task', 'conversation', 'concern')
      UNION ALL SELECT 'enquiries_enquiry', e.id FROM leaving.enquiries(p_staff, NULL) e) AS has
    JOIN public.audit_event g ON g.object_table = has.what AND g.object_id = has.about
     AND g.detail @> jsonb_build_object('to', p_staff, 'had', p_had)) $$;

-- What was shared out has been taken back in this same act: who had got it is told once, of whom it was. That they had been given work of
-- that colleague is overtaken where they have nothing of it any more. Answers how many notices that are.
CREATE OR REPLACE FUNCTION leaving.tell_taken_back(p_shared bigint, p_had bigint[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE had bigint; receiver bigint; told integer := 0; at timestamptz := access.at();
BEGIN
  SELECT (g.detail ->> 'to')::bigint INTO receiver FROM public.audit_event g WHERE g.id = p_shared AND g.act = 'work.shared_out'
    AND g.principal = access.actor() AND EXISTS (SELECT FROM public.audit_event e WHERE e.principal = access.actor() AND e.at = access.at()
      AND e.act = 'work.taken_back' AND (e.detail ->> 'shared')::bigint = g.id);
  IF receiver IS NULL THEN PERFORM access.refuse('who takes something back tells who had got it'); END IF;
  FOREACH had IN ARRAY p_had LOOP
    IF NOT leaving.has_of(receiver, had) THEN
      UPDATE public.notices_notice n SET seen_at = at WHERE n.staff_id = receiver AND n.seen_at IS NULL
        AND n.kind IN ('work_given', 'work_given_ahead') AND n.about_table = 'organisations_staff' AND n.about_id = had;
    END IF;
    told := told + notices.put(ARRAY(SELECT s.id FROM public.organisations_staff s WHERE s.principal_id <> access.actor() AND s.id = receiver),
      'work_taken_back', 'organisations_staff', had, false, false, at);
  END LOOP;
  RETURN told;
END $$;
