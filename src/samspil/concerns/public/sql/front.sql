-- What people without sign-in may do: one function for each form, called by the principal of the body's public forms. That
-- principal holds no key; what a function answers is a receipt, or the answer that a word code opens.

-- One such principal for each body, made when the body's reception is stated.
CREATE OR REPLACE FUNCTION front.enrol_public(p_administration bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine bigint;
BEGIN
  SELECT a.body_id INTO mine FROM public.access_audience a
   WHERE a.id = p_administration AND a.kind = 'administration' AND a.id = ANY (access.own_keys());
  IF mine IS NULL THEN PERFORM access.refuse('only an administrator may enrol'); END IF;
  IF NOT EXISTS (SELECT FROM public.access_principal p WHERE p.kind = 'public' AND p.body_id = mine) THEN
    INSERT INTO public.access_principal (kind, body_id, created_at) VALUES ('public', mine, access.at());
    PERFORM audit.record('principal.enrolled', 'access_principal', NULL, NULL, p_administration, '{"kind": "public"}');
  END IF;
END $$;

-- The door, where the actor is the public form of its municipality and it takes this today.
CREATE OR REPLACE FUNCTION front.door(p_door bigint, p_takes text) RETURNS public.organisations_concerndoor LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor;
BEGIN
  SELECT door.* INTO d FROM public.organisations_concerndoor door
    JOIN public.organisations_body b ON b.id = door.body_id
    JOIN public.access_principal p ON p.body_id = b.audience_id AND p.kind = 'public' AND p.id = access.actor()
   WHERE door.id = p_door AND p_takes = ANY (door.takes) AND sharing.today() BETWEEN coalesce(door.valid_from, '-infinity') AND coalesce(door.valid_to, 'infinity');
  IF d.id IS NULL THEN PERFORM access.refuse('this form is not open'); END IF;
  RETURN d;
END $$;

-- The hour, never the minute: what is written about somebody anonymous must not be matched with a network's log.
CREATE OR REPLACE FUNCTION front.hour() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT date_trunc('hour', access.at()) $$;

-- The record of an anonymous act tells the hour, as the row itself does; audit.record() would tell the second.
CREATE OR REPLACE FUNCTION front.record(p_act text, p_table text, p_id bigint, p_owner bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_event (at, principal, act, object_table, object_id, owner_audience, audiences, detail, transaction)
  VALUES (front.hour(), access.actor(), p_act, p_table, p_id, p_owner,
    array_remove(ARRAY[p_owner, (SELECT a.id FROM public.access_audience a WHERE a.kind = 'protection'
      AND a.body_id = access.body_of(p_owner))], NULL), '{}', pg_current_xact_id()::text::bigint) $$;

-- An anonymous question to the counselling. The same form sent twice is one question.
CREATE OR REPLACE FUNCTION front.ask(p_door bigint, p_question text, p_theme text, p_age text, p_code_hash text, p_key uuid, p_figures date)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'question'); written bigint; month date := date_trunc('month', sharing.today());
BEGIN
  INSERT INTO public.public_question (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
      door_id, theme, age_band, question, answer, state, code_hash, key)
    VALUES (d.audience_id, ARRAY[d.audience_id], 'own', front.hour(), 'anonymous_question', sharing.today() + 30, false, 1,
      d.id, p_theme, p_age, p_question, '', 'asked', p_code_hash, p_key)
    ON CONFLICT DO NOTHING RETURNING id INTO written;
  IF written IS NULL THEN RETURN; END IF;
  INSERT INTO public.public_counted (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
      month, theme, age_band)
    VALUES (d.audience_id, ARRAY[d.audience_id], 'own', month, 'counselling_figure', p_figures, false, 1, month, p_theme, p_age);
  PERFORM front.record('question.asked', 'public_question', written, d.audience_id);
END $$;

-- What a word code opens: the answer, while the question still stands. It says nothing of who asked, and leaves no trace.
CREATE OR REPLACE FUNCTION front.answer_to(p_door bigint, p_code_hash text) RETURNS TABLE (asked timestamptz, state text, answer text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'question');
BEGIN
  RETURN QUERY SELECT q.written_at, q.state, q.answer FROM public.public_question q
    JOIN public.organisations_concerndoor own ON own.id = q.door_id AND own.body_id = d.body_id
   WHERE q.code_hash = p_code_hash AND q.delete_after > sharing.today() AND q.owner_audience = own.audience_id;
END $$;

-- A concern at a door from outside: the concern, who has it first, and the door's own assessment. Answers its number.
CREATE OR REPLACE FUNCTION front.receive(d public.organisations_concerndoor, p_said jsonb, p_since timestamptz, p_until date, p_staff bigint,
  p_unit bigint, p_key uuid, p_sender bigint, p_sender_unit bigint, p_readers bigint[]) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE written bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_unit u ON u.id = p.unit_id
      WHERE p.staff_id = p_staff AND p.unit_id = p_unit AND u.body_id = d.body_id) THEN
    PERFORM access.refuse('who takes a concern has a post in the unit behind');
  END IF;
  INSERT INTO public.concerns_concern (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
      door_id, about, who, text, source, arena, location_type, sender_id, sender_unit_id, crime_focus, state, received_at, key)
    VALUES (d.audience_id, p_readers, 'own', p_since, 'concern', p_until, false, 1, d.id, p_said ->> 'about', p_said ->> 'who',
      p_said ->> 'text', p_said ->> 'source', 'other', coalesce(p_said ->> 'location_type', ''), p_sender, p_sender_unit, '', 'new', p_since,
      p_key)
    ON CONFLICT DO NOTHING RETURNING id INTO written;
  IF written IS NULL THEN RETURN NULL; END IF;
  INSERT INTO public.concerns_holding (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
      concern_id, staff_id, unit_id, footing, period)
    VALUES (d.audience_id, p_readers, 'own', p_since, 'concern', p_until, false, 1, written, p_staff, p_unit, 'received',
      tstzrange(p_since, NULL));
  INSERT INTO public.concerns_assessment (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold,
      version, concern_id, asks_notification, first_answer, first_because, reference, level, opening_reason, proportionality,
      outcome, received_at)
    VALUES (d.audience_id, ARRAY[d.audience_id], 'own', p_since, 'concern', p_until, false, 1, written,
      p_said ->> 'about' IN ('child', 'group'), '', '', '', '', '', '', '', p_since);
  IF p_said ->> 'contact' <> '' THEN
    INSERT INTO public.concerns_step (owner_audience, audiences, origin, written_at, retention_kind, delete_after, hold, version,
        concern_id, kind, text, staff_id)
      VALUES (d.audience_id, ARRAY[d.audience_id], 'own', p_since, 'concern', p_until, false, 1, written, 'added',
        p_said ->> 'contact', NULL);
  END IF;
  RETURN written;
END $$;

-- A concern from a citizen, a parent or a child, anonymous where they want to be. Whether the child is known decides nothing here.
CREATE OR REPLACE FUNCTION front.raise(p_door bigint, p_said jsonb, p_until date, p_staff bigint, p_unit bigint, p_key uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'concern'); written bigint;
BEGIN
  written := front.receive(d, p_said, front.hour(), p_until, p_staff, p_unit, p_key, NULL, NULL, ARRAY[d.audience_id]);
  IF written IS NOT NULL THEN PERFORM front.record('concern.raised', 'concerns_concern', written, d.audience_id); END IF;
END $$;

-- A link to a work address is asked for: it goes by the table of outgoing mail, and is made when it goes.
CREATE OR REPLACE FUNCTION front.ask_for_link(p_door bigint, p_address text, p_content jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'concern');
BEGIN
  PERFORM notices.post('send_link', p_address, p_content);
  PERFORM audit.record('link.asked', NULL, NULL, NULL, d.audience_id, '{}');
END $$;

-- The keeper, who sends it: kept as a hash, good for half an hour from here. What has run out goes now.
CREATE OR REPLACE FUNCTION front.make_link(p_hash text, p_at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.public_sendlink WHERE until < p_at - interval '1 day';
  INSERT INTO public.public_sendlink (token_hash, until) VALUES (p_hash, p_at + interval '30 minutes') $$;

-- A concern from a colleague who has shown that a work address is theirs. The link is used up. Where the address is that of a
-- colleague here, the concern is theirs to read again when they sign in.
CREATE OR REPLACE FUNCTION front.send_by_link(p_door bigint, p_hash text, p_said jsonb, p_until date, p_staff bigint, p_unit bigint, p_key uuid,
  p_sender bigint, p_basis bigint, p_necessity text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d public.organisations_concerndoor := front.door(p_door, 'concern'); written bigint; giver bigint; behind bigint; aim text; rows bigint[];
  part text;
BEGIN
  IF EXISTS (SELECT FROM public.concerns_concern c WHERE c.key = p_key AND c.written_by = access.actor()) THEN RETURN; END IF;
  UPDATE public.public_sendlink SET used_at = access.at() WHERE token_hash = p_hash AND used_at IS NULL AND until > access.at();
  IF NOT FOUND THEN PERFORM access.refuse('this link has been used, or is older than half an hour'); END IF;
  aim := sharing.check_basis(p_basis, p_necessity);
  SELECT s.person_audience_id, p.unit_id INTO giver, behind FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id
   WHERE s.id = p_sender AND s.body_id = d.body_id AND s.ended_at IS NULL
     AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') ORDER BY p.id LIMIT 1;
  written := front.receive(d, p_said, access.at(), p_until, p_staff, p_unit, p_key, CASE WHEN giver IS NOT NULL THEN p_sender END,
    behind, array_remove(ARRAY[d.audience_id, giver], NULL));
  IF giver IS NULL THEN SELECT b.audience_id INTO giver FROM public.organisations_body b WHERE b.id = d.body_id; END IF;
  FOREACH part IN ARRAY ARRAY['concerns_concern', 'concerns_holding', 'concerns_assessment'] LOOP
    EXECUTE format('SELECT array_agg(id) FROM public.%I WHERE %I = $1', part,
      CASE part WHEN 'concerns_concern' THEN 'id' ELSE 'concern_id' END) INTO rows USING written;
    PERFORM sharing.write_disclosure('handover', part, rows, giver, d.audience_id, NULL, p_basis, aim, p_necessity,
      tstzrange(access.at(), NULL));
  END LOOP;
  PERFORM audit.record('concern.raised_by_link', 'concerns_concern', written, NULL, d.audience_id, '{}');
END $$;
