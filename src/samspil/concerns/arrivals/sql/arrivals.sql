-- What came to a door and waits: what its sender was promised, who is told of it, and when. No word of what was said is here.

-- Everything that has had no answer yet: whose door, since when the municipality has it (as an enquiry of which a concern was made), who has
-- it, who sent it (nobody, where somebody is not signed in).
-- With the rights of the function that asks, so that PostgreSQL looks only at the doors and rows that are asked about, not at a whole country's.
CREATE OR REPLACE FUNCTION arrivals.unanswered(p_at timestamptz) RETURNS TABLE (about_table text, about_id bigint, audience bigint, door bigint,
  received_at timestamptz, holder bigint, sender bigint) LANGUAGE sql STABLE AS $$
  SELECT 'concerns_concern', c.id, c.owner_audience, c.door_id, least(a.received_at, c.received_at),
      (SELECT h.staff_id FROM public.concerns_holding h WHERE h.concern_id = c.id AND upper_inf(h.period)), nullif(c.sender_id, 0)
    FROM public.concerns_concern c JOIN public.concerns_assessment a ON a.concern_id = c.id
   WHERE c.door_id IS NOT NULL AND c.closed_at IS NULL AND a.closed_at IS NULL AND a.reacted_at IS NULL
  UNION ALL
  SELECT 'concerns_sparring', s.id, s.owner_audience, s.door_id, s.asked_at, NULL, s.asker_id
    FROM public.concerns_sparring s WHERE s.answered_at IS NULL AND s.closed_at IS NULL
  UNION ALL
  SELECT 'public_question', q.id, q.owner_audience, q.door_id, q.written_at, NULL, NULL
    FROM public.public_question q WHERE q.state = 'asked' AND q.delete_after > (p_at AT TIME ZONE 'Europe/Copenhagen')::date
  UNION ALL
  SELECT 'enquiries_enquiry', e.id, e.owner_audience, e.door_id, e.received_at, e.assigned_to_id, NULL
    FROM public.enquiries_enquiry e WHERE e.state = 'open' AND NOT EXISTS (SELECT FROM public.enquiries_enquirystep t
      WHERE t.enquiry_id = e.id AND t.kind IN ('answered', 'passed_on')) $$;

-- Those who answer a door: who holds its audience at that instant, and who has stepped in there.
CREATE OR REPLACE FUNCTION arrivals.answering(p_audience bigint, p_at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT s.id), '{}') FROM public.organisations_staff s WHERE s.principal_id IN (
      SELECT m.principal_id FROM public.access_membership m WHERE m.audience_id = p_audience AND m.period @> p_at)
    OR s.person_audience_id IN (SELECT g.to_audience_id FROM public.access_grant g
      WHERE g.audience_id = p_audience AND g.pen AND g.period @> p_at) $$;

-- Where nobody who answers a door is here: whoever acts there from above and has not stepped in; else nobody.
CREATE OR REPLACE FUNCTION arrivals.acts_above(p_audience bigint, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE staff bigint[] := arrivals.answering(p_audience, p_at); acts bigint;
BEGIN
  IF EXISTS (SELECT FROM unnest(staff) AS one WHERE NOT responsibility.is_away(one, p_at)) THEN RETURN NULL; END IF;
  SELECT responsibility.acts_at(0, d.id, p_at) INTO acts FROM public.organisations_concerndoor d WHERE d.audience_id = p_audience
   ORDER BY d.id LIMIT 1;
  RETURN CASE WHEN acts = ANY (staff) THEN NULL ELSE acts END;
END $$;

-- In danger, where nobody who answers a door is here: whoever acts from above is told to step in, and nothing of what it is.
CREATE OR REPLACE FUNCTION arrivals.tell_above(p_audience bigint, p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE acts bigint := arrivals.acts_above(p_audience, p_at); behind bigint;
BEGIN
  IF acts IS NULL THEN RETURN 0; END IF;
  SELECT unit_id INTO behind FROM public.organisations_concerndoor WHERE audience_id = p_audience ORDER BY id LIMIT 1;
  UPDATE public.notices_notice SET seen_at = p_at WHERE staff_id = acts AND kind = 'danger_above' AND about_table = 'organisations_unit'
    AND about_id = behind AND seen_at IS NULL;
  RETURN notices.put(ARRAY[acts], 'danger_above', 'organisations_unit', behind, true, false, p_at);
END $$;

-- The end of a notice's code: which sort of thing it is about decides its page.
CREATE OR REPLACE FUNCTION arrivals.sort(p_table text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_table WHEN 'concerns_concern' THEN 'concern' WHEN 'concerns_sparring' THEN 'sparring' WHEN 'public_question' THEN 'question'
    WHEN 'enquiries_enquiry' THEN 'enquiry' END $$;

-- What the sender was promised, written in the transaction of the sending. Only who wrote the row promises, by the key of its form. Where
-- its sender says that somebody is in danger, those who answer the door are told in this instant, at any hour.
CREATE OR REPLACE FUNCTION arrivals.promise(p_table text, p_key uuid, p_by timestamptz, p_danger boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE about bigint; audience bigint;
BEGIN
  IF access.actor() IS NULL OR arrivals.sort(p_table) IS NULL THEN PERFORM access.refuse('nobody is told of what you do not see'); END IF;
  EXECUTE format('SELECT id, owner_audience FROM public.%I WHERE key = $1 AND written_by = access.actor()', p_table)
    INTO about, audience USING p_key;
  IF about IS NULL THEN PERFORM access.refuse('nobody is told of what you do not see'); END IF;
  INSERT INTO public.arrivals_arrival (about_table, about_id, answer_by, in_danger) VALUES (p_table, about, p_by, p_danger)
    ON CONFLICT DO NOTHING;
  IF FOUND AND p_danger THEN
    PERFORM notices.put(array_remove(arrivals.answering(audience, access.at()), notices.me()), 'danger_' || arrivals.sort(p_table),
      p_table, about, true, false, access.at());
    PERFORM arrivals.tell_above(audience, access.at());
  END IF;
END $$;

-- Whether the actor reads such a row, and whether they answer the door that has it.
CREATE OR REPLACE FUNCTION arrivals.owner(p_table text, p_id bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE audience bigint;
BEGIN
  IF arrivals.sort(p_table) IS NULL THEN RETURN NULL; END IF;
  EXECUTE format('SELECT owner_audience FROM public.%I WHERE id = $1 AND audiences && access.keys()', p_table) INTO audience USING p_id;
  RETURN audience;
END $$;

-- Whether a colleague who has said that they act on a danger still answers the door; where they do not, nobody acts on it.
CREATE OR REPLACE FUNCTION arrivals.is_taken(p_by bigint, p_audience bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_by AND responsibility.holds(s.principal_id, ARRAY[p_audience], p_at)) $$;

-- Whether it is still said there that somebody is in danger: of an enquiry that has become a concern the concern says it.
CREATE OR REPLACE FUNCTION arrivals.is_danger(a public.arrivals_arrival) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.in_danger AND NOT (a.about_table = 'enquiries_enquiry'
    AND EXISTS (SELECT FROM public.enquiries_enquiry e WHERE e.id = a.about_id AND e.outcome = 'concern')) $$;

-- What was promised about rows that the actor reads.
CREATE OR REPLACE FUNCTION arrivals.promised(p_table text, p_ids bigint[]) RETURNS TABLE (about_id bigint, answer_by timestamptz, is_answered boolean,
  in_danger boolean, taken_by bigint, taken_at timestamptz, acted_by bigint, acted_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.about_id, a.answer_by, NOT EXISTS (SELECT FROM arrivals.unanswered(access.at()) u WHERE u.about_table = p_table
      AND u.about_id = a.about_id), arrivals.is_danger(a), CASE WHEN t.acts THEN a.taken_by_id END, CASE WHEN t.acts THEN a.taken_at END, a.taken_by_id, a.taken_at
    FROM public.arrivals_arrival a, LATERAL (SELECT arrivals.owner(p_table, a.about_id) AS audience) AS o,
      LATERAL (SELECT arrivals.is_taken(a.taken_by_id, o.audience, access.at()) AS acts) AS t
   WHERE a.about_table = p_table AND a.about_id = ANY (p_ids) AND o.audience IS NOT NULL $$;

-- What was promised to who holds the words of a question, while the question stands.
CREATE OR REPLACE FUNCTION arrivals.promised_by_words(p_door bigint, p_code_hash text) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.answer_by FROM public.public_question q JOIN public.organisations_concerndoor own ON own.id = q.door_id
    JOIN public.arrivals_arrival a ON a.about_table = 'public_question' AND a.about_id = q.id
   WHERE q.code_hash = p_code_hash AND q.delete_after > sharing.today() AND own.body_id = (front.door(p_door, 'question')).body_id $$;

-- What waits at the doors that the actor answers: what has had no answer, and every concern until it is closed, with the clock of 24 hours
-- that runs about it (`concerns.clocks`).
CREATE OR REPLACE FUNCTION arrivals.waiting() RETURNS TABLE (about_table text, about_id bigint, door bigint, received_at timestamptz, holder bigint,
  answer_by timestamptz, is_answered boolean, in_danger boolean, taken_by bigint, taken_at timestamptz, clock_since timestamptz, clock_waits text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint[] := access.own_keys();
BEGIN
  RETURN QUERY WITH everything AS (
    SELECT u.about_table, u.about_id, u.audience, u.door, u.received_at, u.holder, false AS is_answered FROM arrivals.unanswered(access.at()) u
     WHERE u.audience = ANY (mine)
    UNION ALL
    SELECT 'concerns_concern', c.id, c.owner_audience, c.door_id, least(a.received_at, c.received_at),
        (SELECT h.staff_id FROM public.concerns_holding h WHERE h.concern_id = c.id AND upper_inf(h.period)), true
      FROM public.concerns_assessment a JOIN public.concerns_concern c ON c.id = a.concern_id
     WHERE a.owner_audience = ANY (mine) AND a.closed_at IS NULL AND a.reacted_at IS NOT NULL AND c.closed_at IS NULL AND c.door_id IS NOT NULL)
  SELECT o.about_table, o.about_id, o.door, o.received_at, o.holder, a.answer_by, o.is_answered, t.danger,
      CASE WHEN t.acts THEN a.taken_by_id END, CASE WHEN t.acts THEN a.taken_at END, k.since, k.waits
    FROM everything o LEFT JOIN public.arrivals_arrival a ON a.about_table = o.about_table AND a.about_id = o.about_id
    -- asked of the few of which it may be so
    CROSS JOIN LATERAL (SELECT CASE WHEN a.in_danger THEN arrivals.is_danger(a) ELSE false END AS danger,
      CASE WHEN a.taken_by_id IS NOT NULL THEN arrivals.is_taken(a.taken_by_id, o.audience, access.at()) END AS acts) AS t
    LEFT JOIN concerns.clocks() k ON k.audience = ANY (mine) AND o.about_table = 'concerns_concern' AND k.concern_id = o.about_id
   ORDER BY t.danger DESC, a.answer_by NULLS LAST, o.received_at, o.about_table, o.about_id;
END $$;

-- Somebody at the door acts on what is said to be dangerous: the others are left in peace from here on.
CREATE OR REPLACE FUNCTION arrivals.take(p_table text, p_id bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE audience bigint := arrivals.owner(p_table, p_id);
BEGIN
  IF audience IS NULL OR NOT audience = ANY (access.own_keys()) OR notices.me() IS NULL THEN
    PERFORM access.refuse('only those who answer the door can do this');
  END IF;
  UPDATE public.arrivals_arrival SET taken_by_id = notices.me(), taken_at = access.at()
   WHERE about_table = p_table AND about_id = p_id AND NOT arrivals.is_taken(taken_by_id, audience, access.at());
  IF NOT FOUND THEN PERFORM access.refuse('only those who answer the door can do this'); END IF;
  UPDATE public.notices_notice SET seen_at = access.at()
   WHERE kind = 'danger_' || arrivals.sort(p_table) AND about_table = p_table AND about_id = p_id AND seen_at IS NULL;
  PERFORM audit.record('arrival.taken', p_table, p_id, NULL, audience, '{}');
END $$;

-- An enquiry has become a concern: whoever has said of the enquiry that they act on the danger acts on it since then, where they answer
-- the door of the concern. Of a concern that the actor has raised with the citizen's words, from an enquiry that they read.
CREATE OR REPLACE FUNCTION arrivals.go_on(p_enquiry bigint, p_concern bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE audience bigint := arrivals.owner('concerns_concern', p_concern);
BEGIN
  UPDATE public.arrivals_arrival here SET taken_by_id = there.taken_by_id, taken_at = there.taken_at
    FROM public.arrivals_arrival there JOIN public.enquiries_enquiry e ON e.id = there.about_id
    JOIN public.concerns_concern c ON c.id = p_concern AND c.text = e.matter AND c.source = 'citizen' AND c.written_by = access.actor()
   WHERE there.about_table = 'enquiries_enquiry' AND there.about_id = p_enquiry AND here.about_table = 'concerns_concern' AND here.about_id = p_concern
     AND arrivals.owner('enquiries_enquiry', p_enquiry) IS NOT NULL AND here.taken_by_id IS NULL AND here.in_danger
     AND arrivals.is_taken(there.taken_by_id, audience, access.at());
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE public.notices_notice SET seen_at = access.at()
   WHERE kind = 'danger_concern' AND about_table = 'concerns_concern' AND about_id = p_concern AND seen_at IS NULL;
  PERFORM audit.record('arrival.taken', 'concerns_concern', p_concern, NULL, audience, '{}');
END $$;

-- The keeper: who is told what, at which hour. Danger is told every quarter of an hour until somebody acts. Everything else is told at fixed
-- hours of working days, never at the minute at which somebody wrote; two hours before the promised time; and when that has passed, to those
-- who answer the door (their leader among them) and to the colleague who was promised.
CREATE OR REPLACE FUNCTION arrivals.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE one record; told integer := 0; staff bigint[]; sort text; here timestamp := p_at AT TIME ZONE 'Europe/Copenhagen'; slot timestamptz;
BEGIN
  SELECT max(hour) INTO slot FROM (SELECT (here::date + clock) AT TIME ZONE 'Europe/Copenhagen' AS hour
    FROM unnest(ARRAY['08:00', '12:00', '15:00']::time[]) AS clock) AS hours WHERE hour <= p_at AND extract(isodow FROM here) < 6;
  FOR one IN SELECT u.*, a.answer_by, coalesce(arrivals.is_danger(a) AND NOT arrivals.is_taken(a.taken_by_id, u.audience, p_at), false) AS danger FROM arrivals.unanswered(p_at) u
      LEFT JOIN public.arrivals_arrival a ON a.about_table = u.about_table AND a.about_id = u.about_id LOOP
    staff := arrivals.answering(one.audience, p_at);
    sort := arrivals.sort(one.about_table);
    IF one.danger AND NOT EXISTS (SELECT FROM public.notices_notice n WHERE n.kind = 'danger_' || sort AND n.about_table = one.about_table
        AND n.about_id = one.about_id AND n.made_at > p_at - interval '15 minutes') THEN
      UPDATE public.notices_notice SET seen_at = p_at WHERE kind = 'danger_' || sort AND about_table = one.about_table
        AND about_id = one.about_id AND seen_at IS NULL;
      told := told + notices.put(staff, 'danger_' || sort, one.about_table, one.about_id, true, false, p_at) + arrivals.tell_above(one.audience, p_at);
    END IF;
    -- A colleague's concern was told when it came: they are not anonymous.
    IF one.received_at < slot AND (one.sender IS NULL OR one.about_table <> 'concerns_concern') THEN
      told := told + notices.put(array_remove(staff, one.sender), 'waits_' || sort, one.about_table, one.about_id, false, true, slot);
    END IF;
    IF one.answer_by - interval '2 hours' <= p_at AND one.answer_by > p_at THEN
      told := told + notices.put(staff, 'due_' || sort, one.about_table, one.about_id, false, true, p_at);
    ELSIF one.answer_by <= p_at THEN
      told := told + notices.put(staff, 'late_' || sort, one.about_table, one.about_id, false, true, p_at);
      IF one.sender IS NOT NULL THEN
        told := told + notices.put(ARRAY[one.sender], 'broken_' || sort, one.about_table, one.about_id, false, true, p_at);
      END IF;
    END IF;
  END LOOP;
  -- Who acted on a danger answers here no more: those who do are told, also where the concern itself has been answered.
  FOR one IN SELECT c.id, c.owner_audience FROM public.arrivals_arrival a JOIN public.concerns_concern c ON c.id = a.about_id
      JOIN public.concerns_assessment s ON s.concern_id = c.id WHERE a.about_table = 'concerns_concern' AND a.in_danger
       AND a.taken_by_id IS NOT NULL AND c.closed_at IS NULL AND s.reacted_at IS NOT NULL
       AND NOT arrivals.is_taken(a.taken_by_id, c.owner_audience, p_at) ORDER BY c.id LOOP
    IF NOT EXISTS (SELECT FROM public.notices_notice n WHERE n.kind = 'danger_concern' AND n.about_table = 'concerns_concern'
        AND n.about_id = one.id AND n.made_at > p_at - interval '15 minutes') THEN
      UPDATE public.notices_notice SET seen_at = p_at WHERE kind = 'danger_concern' AND about_table = 'concerns_concern'
        AND about_id = one.id AND seen_at IS NULL;
      told := told + notices.put(arrivals.answering(one.owner_audience, p_at), 'danger_concern', 'concerns_concern', one.id, true, false, p_at);
    END IF;
  END LOOP;
  -- A colleague hears that somebody has acted; what was done, the door tells itself.
  FOR one IN SELECT c.id, c.sender_id FROM public.concerns_assessment s JOIN public.concerns_concern c ON c.id = s.concern_id
      WHERE s.reacted_at > p_at - interval '2 days' AND s.reacted_at <= p_at AND c.sender_id > 0 AND c.door_id IS NOT NULL LOOP
    told := told + notices.put(ARRAY[one.sender_id], 'acted_concern', 'concerns_concern', one.id, false, true, p_at);
  END LOOP;
  DELETE FROM public.arrivals_arrival a WHERE
       a.about_table = 'concerns_concern' AND NOT EXISTS (SELECT FROM public.concerns_concern WHERE id = a.about_id)
    OR a.about_table = 'concerns_sparring' AND NOT EXISTS (SELECT FROM public.concerns_sparring WHERE id = a.about_id)
    OR a.about_table = 'public_question' AND NOT EXISTS (SELECT FROM public.public_question WHERE id = a.about_id)
    OR a.about_table = 'enquiries_enquiry' AND NOT EXISTS (SELECT FROM public.enquiries_enquiry WHERE id = a.about_id);
  RETURN told;
END $$;
