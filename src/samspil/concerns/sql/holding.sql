-- Who has a concern. The app writes the first holder and never another: holders change by these functions alone, and
-- responsibility moves only with a yes (HAL-14, HAL-15).

-- Exactly one holder at every instant from receipt to closing. The exclusion constraint forbids two; this deferred trigger, at
-- commit, forbids none.
CREATE OR REPLACE FUNCTION concerns.check_cover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE targets bigint[]; target bigint; c public.concerns_concern; covered tstzmultirange;
BEGIN
  IF TG_TABLE_NAME = 'concerns_concern' THEN targets := ARRAY[NEW.id];
  ELSIF TG_OP = 'DELETE' THEN targets := ARRAY[OLD.concern_id];
  ELSIF TG_OP = 'INSERT' THEN targets := ARRAY[NEW.concern_id];
  ELSE targets := ARRAY(SELECT DISTINCT t FROM unnest(ARRAY[OLD.concern_id, NEW.concern_id]) AS t ORDER BY t); END IF;
  FOREACH target IN ARRAY targets LOOP
    -- One commit at a time per concern: two that each look complete alone are seen together.
    PERFORM pg_advisory_xact_lock(hashtextextended('concerns.cover', target));
    SELECT * INTO c FROM public.concerns_concern WHERE id = target;
    CONTINUE WHEN c.id IS NULL OR c.door_id IS NULL;
    SELECT range_agg(period) INTO covered FROM public.concerns_holding WHERE concern_id = target;
    IF covered IS DISTINCT FROM tstzmultirange(tstzrange(c.received_at, c.closed_at)) THEN
      RAISE EXCEPTION 'a concern has exactly one holder from receipt to closing' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- The concern that the actor's door has, locked, with who holds it now.
CREATE OR REPLACE FUNCTION concerns.held(p_concern bigint) RETURNS public.concerns_holding LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.concerns_concern; h public.concerns_holding;
BEGIN
  SELECT * INTO c FROM public.concerns_concern WHERE id = p_concern AND owner_audience = ANY (access.own_keys()) FOR NO KEY UPDATE;
  IF c.id IS NULL OR c.door_id IS NULL THEN PERFORM access.refuse('only those who answer the door can do this'); END IF;
  IF c.closed_at IS NOT NULL THEN PERFORM access.refuse('the concern is closed'); END IF;
  SELECT * INTO h FROM public.concerns_holding WHERE concern_id = c.id AND upper_inf(period) FOR NO KEY UPDATE;
  RETURN h;
END $$;

-- Whom a question asks who does not answer the door: an adult whom the child chooses now. Their own audience; NULL for everybody else.
CREATE OR REPLACE FUNCTION concerns.asked_adult(h public.concerns_handover) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.person_audience_id FROM public.organisations_staff s WHERE s.id = h.to_staff_id AND h.to_door_id IS NULL
    AND NOT EXISTS (SELECT FROM public.access_membership m WHERE m.principal_id = s.principal_id AND m.audience_id = h.owner_audience
      AND m.period @> access.at()) $$;

-- The adult whom the child chooses now reads what the adult before them and the sender read; an adult before them who did not send the
-- concern reads it no more. What the door assesses stays the door's. The adult's clock begins anew in this instant.
CREATE OR REPLACE FUNCTION concerns.choose_adult(h public.concerns_handover, p_reader bigint, p_react_by timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE part text; rows bigint[]; read bigint[]; aim text := sharing.check_basis(h.basis_version_id, h.necessity);
BEGIN
  PERFORM sharing.check_receiver(p_reader);
  read := ARRAY(SELECT s.person_audience_id FROM public.organisations_staff s JOIN public.concerns_concern c ON c.id = h.concern_id
    WHERE s.id IN (c.sender_id, h.from_staff_id, (SELECT a.staff_id FROM public.chosen_chosenadult a WHERE a.concern_id = h.concern_id))
    ORDER BY s.id);
  FOREACH part IN ARRAY ARRAY['concerns_concern', 'concerns_holding', 'concerns_step', 'chosen_chosenadult', 'chosen_takeover'] LOOP
    EXECUTE format('SELECT array_agg(t.id ORDER BY t.id) FROM public.%I t WHERE %s = $1 AND t.audiences && $2', part,
      CASE part WHEN 'concerns_concern' THEN 't.id' ELSE 't.concern_id' END) INTO rows USING h.concern_id, read;
    CONTINUE WHEN rows IS NULL;
    EXECUTE format('UPDATE public.%I SET audiences = audiences || $1 WHERE id = ANY ($2) AND NOT $1 = ANY (audiences)', part)
      USING p_reader, rows;
    PERFORM sharing.write_disclosure('disclosure', part, rows, h.owner_audience, p_reader, NULL, h.basis_version_id, aim, h.necessity,
      tstzrange(access.at(), NULL));
  END LOOP;
  UPDATE public.chosen_chosenadult SET staff_id = h.to_staff_id, unit_id = h.to_unit_id, since = access.at(), react_by = p_react_by
   WHERE concern_id = h.concern_id;
END $$;

-- An adult who has handed over what a child asked of them, and did not send the concern, reads it no more.
CREATE OR REPLACE FUNCTION concerns.leave_adult(h public.concerns_handover) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE d bigint;
BEGIN
  FOR d IN SELECT DISTINCT v.id FROM public.sharing_disclosure v JOIN public.sharing_disclosedrow w ON w.disclosure_id = v.id
      JOIN public.organisations_staff s ON s.id = h.from_staff_id AND s.person_audience_id = v.to_audience_id
      JOIN public.concerns_concern c ON c.id = h.concern_id AND c.sender_id IS DISTINCT FROM s.id
     WHERE v.kind = 'disclosure' AND v.period @> access.at() AND (w.table_name = 'concerns_concern' AND w.row_id = c.id
       OR w.table_name = 'concerns_holding' AND w.row_id IN (SELECT id FROM public.concerns_holding WHERE concern_id = c.id)
       OR w.table_name = 'concerns_step' AND w.row_id IN (SELECT id FROM public.concerns_step WHERE concern_id = c.id)
       OR w.table_name = 'chosen_chosenadult' AND w.row_id IN (SELECT id FROM public.chosen_chosenadult WHERE concern_id = c.id)
       OR w.table_name = 'chosen_takeover' AND w.row_id IN (SELECT id FROM public.chosen_takeover WHERE concern_id = c.id)) LOOP
    PERFORM sharing.end_disclosure(d, NULL);
  END LOOP;
END $$;

-- Whether who has a concern is not there any more: ended, without a post, or no more among those who answer the door. The adult whom
-- somebody chose never did.
CREATE OR REPLACE FUNCTION concerns.has_left(h public.concerns_holding, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT responsibility.has_left(h.staff_id, p_at) OR h.footing <> 'chosen' AND NOT responsibility.holds(
    (SELECT s.principal_id FROM public.organisations_staff s WHERE s.id = h.staff_id), ARRAY[h.owner_audience], p_at) $$;

-- From this instant somebody else has it. Who reads the holder goes on reading.
CREATE OR REPLACE FUNCTION concerns.pass(h public.concerns_holding, p_staff bigint, p_unit bigint, p_footing text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE since timestamptz := greatest(access.at(), lower(h.period) + interval '1 microsecond');
BEGIN
  UPDATE public.concerns_holding SET period = tstzrange(lower(h.period), since) WHERE id = h.id;
  INSERT INTO public.concerns_holding (owner_audience, audiences, subject, origin, retention_kind, delete_after, hold, version,
      concern_id, staff_id, unit_id, footing, period)
    SELECT w.owner_audience, w.audiences, w.subject, w.origin, w.retention_kind, w.delete_after, false, 1, w.concern_id, p_staff,
      p_unit, p_footing, tstzrange(since, NULL) FROM public.concerns_holding w WHERE w.id = h.id;
END $$;

-- Who answers the door takes a concern that nobody has taken yet. What somebody has taken moves by a handover.
CREATE OR REPLACE FUNCTION concerns.take(p_concern bigint, p_unit bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern); me bigint;
BEGIN
  IF h.footing <> 'received' THEN PERFORM access.refuse('somebody has taken this concern; ask them to hand it over'); END IF;
  SELECT s.id INTO me FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id AND p.unit_id = p_unit
   WHERE s.principal_id = access.actor() AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity')
     AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF me IS NULL THEN PERFORM access.refuse('who takes a concern has a post in the unit behind'); END IF;
  PERFORM concerns.pass(h, me, p_unit, 'taken');
  UPDATE public.concerns_concern SET state = 'taken' WHERE id = p_concern AND state = 'new';
  PERFORM audit.record('concern.taken', 'concerns_concern', p_concern, NULL, h.owner_audience, jsonb_build_object('by', me));
END $$;

-- The concern ends, and with it who has it; questions about it end too.
CREATE OR REPLACE FUNCTION concerns.finish(p_concern bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_holding := concerns.held(p_concern);
  ends timestamptz := greatest(access.at(), lower(h.period) + interval '1 microsecond');
BEGIN
  UPDATE public.concerns_holding SET period = tstzrange(lower(period), ends) WHERE id = h.id;
  UPDATE public.concerns_concern SET state = 'closed', closed_at = ends WHERE id = p_concern;
  PERFORM concerns.end_questions(p_concern);
END $$;

-- A closing by mistake is undone by those who answer the door, for as long as the concern is kept: whoever had it goes on, without a gap.
CREATE OR REPLACE FUNCTION concerns.reopen(p_concern bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c public.concerns_concern; h public.concerns_holding;
BEGIN
  SELECT * INTO c FROM public.concerns_concern WHERE id = p_concern AND owner_audience = ANY (access.own_keys()) FOR NO KEY UPDATE;
  IF c.id IS NULL OR c.door_id IS NULL THEN PERFORM access.refuse('only those who answer the door can do this'); END IF;
  IF c.closed_at IS NULL THEN PERFORM access.refuse('the concern is open'); END IF;
  UPDATE public.concerns_holding SET period = tstzrange(lower(period), NULL) WHERE concern_id = c.id AND upper(period) = c.closed_at
    RETURNING * INTO h;
  UPDATE public.concerns_concern SET state = CASE WHEN h.footing IN ('taken', 'handed') THEN 'taken' ELSE 'new' END, closed_at = NULL
   WHERE id = c.id;
END $$;

-- Each party of a concern's handover (`responsibility.sides`). Whoever chose the adult who still has the concern is asked, whatever
-- the question says (HAL-15); the leader of the unit behind the door confirms, who can open it.
-- Whether a handover cannot wait: its sender says that somebody is in danger, or the 24 hours of a notification run.
CREATE OR REPLACE FUNCTION concerns.cannot_wait(p_concern bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.arrivals_arrival a WHERE a.about_table = 'concerns_concern' AND a.about_id = p_concern AND a.in_danger)
      OR EXISTS (SELECT FROM concerns.clocks() k WHERE k.concern_id = p_concern);
END $$;

-- Whether each of these questions cannot wait, of those that the actor reads and that wait for an answer: who is asked is told the fact,
-- and nothing of the concern.
CREATE OR REPLACE FUNCTION concerns.urgency(p_handovers bigint[]) RETURNS TABLE (handover bigint, cannot_wait boolean) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.id, concerns.cannot_wait(h.concern_id) FROM public.concerns_handover h
   WHERE h.id = ANY (p_handovers) AND h.state = 'proposed' AND h.audiences && access.keys() ORDER BY h.id $$;

-- Where each party of a handover stands. Where it cannot wait, that child or parents are not asked holds with its listed reason alone:
-- who has the concern writes it, and no leader is waited for ('urgent'). What one child asked of one adult stays with a leader.
CREATE OR REPLACE FUNCTION concerns.sides(p_handover bigint)
RETURNS TABLE (party text, standing text, met boolean, may_say boolean, may_confirm boolean, is_told boolean, confirmers bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover; chosen boolean; chooser text; urgent boolean;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN RETURN; END IF;
  urgent := h.state = 'in_effect' OR concerns.cannot_wait(h.concern_id);
  SELECT w.footing = 'chosen', c.chosen_by INTO chosen, chooser FROM public.concerns_holding w
    LEFT JOIN public.chosen_chosenadult c ON c.concern_id = w.concern_id WHERE w.concern_id = h.concern_id AND upper_inf(w.period);
  chosen := chosen OR concerns.asked_adult(h) IS NOT NULL AND chosen.adult_stops(h.concern_id, access.at());
  urgent := urgent AND NOT coalesce(chosen AND h.state = 'proposed', false);
  RETURN QUERY SELECT s.party, CASE WHEN urgent AND s.standing = 'not_asked' THEN 'urgent' ELSE s.standing END,
    s.met OR urgent AND coalesce(s.standing = 'not_asked', false), s.may_say, s.may_confirm AND NOT urgent, s.is_told,
    CASE WHEN urgent THEN '{}'::bigint[] ELSE s.confirmers END
   FROM responsibility.sides('concerns_agreement', h.id,
    responsibility.parties(h.needs || CASE WHEN chosen AND h.state = 'proposed'
      THEN ARRAY[CASE chooser WHEN 'family' THEN 'parents' ELSE 'child' END] ELSE ARRAY[]::text[] END, h.suspicion),
    h.from_staff_id, ARRAY(SELECT d.unit_id FROM public.concerns_concern c JOIN public.organisations_concerndoor d ON d.id = c.door_id
      WHERE c.id = h.concern_id) || h.from_unit_id, responsibility.givers('concerns_handover', h.id, h.owner_audience), h.to_staff_id,
    (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id), coalesce(chosen, false),
    h.suspicion = 'others', h.state = 'proposed') AS s;
END $$;

-- Who wrote that a party is not asked asks for the confirmation (`responsibility.ask_to_confirm`). Answers how many were told.
CREATE OR REPLACE FUNCTION concerns.ask_to_confirm(p_handover bigint, p_party text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND state = 'proposed' AND audiences && access.keys();
  IF h.id IS NULL THEN PERFORM access.refuse('there is no such question'); END IF;
  RETURN responsibility.ask_to_confirm('concerns_handover', 'concerns_agreement', h.id, h.owner_audience, p_party,
    (SELECT s.confirmers FROM concerns.sides(h.id) AS s WHERE s.party = p_party), h.basis_version_id, h.necessity, 'confirm_asked');
END $$;

-- What the asked door could read of a question ends with the no, or when the question is taken back; then who was asked is told.
CREATE OR REPLACE FUNCTION concerns.close_question(p_handover bigint, p_state text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover;
BEGIN
  UPDATE public.concerns_handover SET state = p_state, settled_at = access.at() WHERE id = p_handover RETURNING * INTO h;
  PERFORM responsibility.end_reading('concerns_handover', 'concerns_agreement', h.id,
    responsibility.givers('concerns_handover', h.id, h.owner_audience),
    coalesce((SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id), concerns.asked_adult(h)));
  IF p_state = 'withdrawn' THEN
    PERFORM notices.put(array_remove(CASE WHEN h.to_staff_id IS NOT NULL THEN ARRAY[h.to_staff_id] ELSE ARRAY(SELECT s.id
        FROM public.organisations_concerndoor d JOIN public.access_membership m ON m.audience_id = d.audience_id AND m.period @> access.at()
        JOIN public.organisations_staff s ON s.principal_id = m.principal_id WHERE d.id = h.to_door_id ORDER BY s.id) END, coalesce(notices.me(), 0)),
      'concern_taken_back', 'concerns_handover', h.id, false, false, access.at());
  END IF;
  PERFORM audit.record(CASE p_state WHEN 'declined' THEN 'concernhandover.declined' ELSE 'concernhandover.withdrawn' END, 'concerns_handover', h.id, NULL, h.owner_audience, '{}');
END $$;

CREATE OR REPLACE FUNCTION concerns.end_questions(p_concern bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE question bigint;
BEGIN
  FOR question IN SELECT id FROM public.concerns_handover WHERE concern_id = p_concern AND state = 'proposed' ORDER BY id FOR NO KEY UPDATE LOOP
    PERFORM concerns.close_question(question, 'withdrawn');
  END LOOP;
END $$;

-- The giver takes the question back: those who have the concern, or who has it. Answers whether there was anything to take back.
CREATE OR REPLACE FUNCTION concerns.withdraw(p_handover bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL OR NOT (h.owner_audience = ANY (access.own_keys())
      OR EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = h.from_staff_id AND s.principal_id = access.actor())) THEN
    PERFORM access.refuse('there is no such question');
  END IF;
  PERFORM 1 FROM public.concerns_concern WHERE id = h.concern_id FOR NO KEY UPDATE;
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover FOR NO KEY UPDATE;
  IF h.state <> 'proposed' THEN RETURN false; END IF;
  PERFORM concerns.close_question(h.id, 'withdrawn');
  RETURN true;
END $$;

-- Who was to send a notification and has the concern no more is told, as is who takes it over and sends it now.
CREATE OR REPLACE FUNCTION concerns.pass_notification(p_concern bigint, p_receiver bigint, p_handover bigint) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE k record; sends bigint[];
BEGIN
  SELECT * INTO k FROM concerns.clocks() AS one
   WHERE one.concern_id = p_concern AND one.waits = 'unsent';
  IF k.concern_id IS NULL THEN RETURN; END IF;
  sends := concerns.senders(p_concern, k.notifier, p_receiver, access.at());
  PERFORM notices.put(array_remove(sends, k.notifier), 'notification_fell', 'concerns_concern', p_concern, true, false, access.at());
  IF k.notifier IS NOT NULL AND NOT k.notifier = ANY (sends) THEN
    PERFORM notices.put(ARRAY[k.notifier], 'notification_passed', 'concerns_handover', p_handover, false, false, access.at());
  END IF;
END $$;

-- Whom it is about goes along to the door that has the concern now, where the giving side keeps the child's record, or it was given to them
-- without an end. Who merely reads a record passes it on to nobody.
CREATE OR REPLACE FUNCTION concerns.introduce(h public.concerns_handover, p_to bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE child bigint; keeper bigint; aim text;
BEGIN
  SELECT p.id, p.owner_audience INTO child, keeper FROM public.concerns_assessment a JOIN public.people_person p ON p.id = a.subject
   WHERE a.concern_id = h.concern_id AND p.owner_audience <> p_to;
  IF child IS NULL OR NOT (keeper = h.owner_audience
      OR EXISTS (SELECT FROM public.organisations_unit u LEFT JOIN public.organisations_concerndoor d ON d.audience_id = h.owner_audience
        WHERE u.audience_id = keeper AND u.id IN (h.from_unit_id, d.unit_id))
      OR EXISTS (SELECT FROM public.sharing_disclosedrow r JOIN public.sharing_disclosure d ON d.id = r.disclosure_id
        WHERE r.table_name = 'people_person' AND r.row_id = child AND d.kind = 'disclosure' AND d.giver_audience_id = keeper
          AND d.to_audience_id = h.owner_audience AND d.period @> access.at() AND upper_inf(d.period))) THEN
    RETURN;
  END IF;
  aim := sharing.check_basis(h.basis_version_id, h.necessity);
  UPDATE public.people_person SET audiences = audiences || p_to WHERE id = child AND NOT (p_to = ANY (audiences));
  PERFORM sharing.write_disclosure('disclosure', 'people_person', ARRAY[child], h.owner_audience, p_to, NULL, h.basis_version_id, aim,
    h.necessity, tstzrange(access.at(), NULL));
END $$;

-- After each answer: when all who must have agreed or are excepted, the concern moves in this instant; when giver or receiver
-- says no, the question ends, and with it what was read of it. `p_tell` are told that somebody has answered: here, where the concern is
-- locked, so two answers that tell the same person never wait for each other. `p_react_by` is before when another adult reacts whom the child
-- chooses now. Answers the state.
CREATE OR REPLACE FUNCTION concerns.settle(p_handover bigint, p_tell bigint[] DEFAULT '{}', p_react_by timestamptz DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover; w public.concerns_holding; c public.concerns_concern; aim text;
  receiver bigint; giver bigint; target bigint; adult bigint; part text; rows bigint[]; stays boolean; before public.concerns_handover;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN PERFORM access.refuse('there is no such question'); END IF;
  SELECT * INTO c FROM public.concerns_concern WHERE id = h.concern_id FOR NO KEY UPDATE;
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover FOR NO KEY UPDATE;
  PERFORM notices.put(array_remove(p_tell, notices.me()), 'concern_answered', 'concerns_handover', h.id, false, false, access.at());
  IF h.state <> 'proposed' THEN RETURN h.state; END IF;
  SELECT * INTO w FROM public.concerns_holding WHERE concern_id = h.concern_id AND upper_inf(period) FOR NO KEY UPDATE;
  IF c.closed_at IS NOT NULL OR w.staff_id <> h.from_staff_id OR c.owner_audience <> h.owner_audience THEN
    PERFORM concerns.close_question(h.id, 'withdrawn');
    RETURN 'withdrawn';
  END IF;
  IF EXISTS (SELECT FROM concerns.sides(h.id) AS side WHERE side.party IN ('giver', 'receiver') AND side.standing = 'disagrees') THEN
    PERFORM concerns.close_question(h.id, 'declined');
    RETURN 'declined';
  END IF;
  IF EXISTS (SELECT FROM concerns.sides(h.id) AS side WHERE NOT side.met) THEN RETURN 'proposed'; END IF;
  SELECT d.audience_id INTO target FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id;
  -- Where nobody is named: the last yes of somebody who answers the door that is asked. The giver names nobody.
  receiver := coalesce(h.to_staff_id, (SELECT s.id FROM public.concerns_agreement g JOIN public.organisations_staff s
    ON s.principal_id = g.written_by WHERE g.handover_id = h.id AND g.party = 'receiver' AND g.answer = 'agrees'
     AND responsibility.answers_for('receiver', g.written_by, g.written_at, h.from_staff_id, ARRAY[h.owner_audience], NULL, target, false)
    ORDER BY g.id DESC LIMIT 1));
  IF receiver IS NULL THEN RETURN 'proposed'; END IF;
  adult := concerns.asked_adult(h);
  -- After an adult who has stopped, whoever has it names the one whom the child chooses now.
  IF adult IS NOT NULL AND w.footing <> 'chosen' AND NOT chosen.adult_stops(h.concern_id, access.at()) THEN
    PERFORM access.refuse('only what a child asked of one adult goes to another adult');
  END IF;
  -- Where the door has what a child asks of an adult, the door goes on having it.
  IF adult IS NULL OR EXISTS (SELECT FROM public.concerns_holding o WHERE o.concern_id = h.concern_id AND o.footing = 'chosen') THEN
    PERFORM concerns.pass(w, receiver, h.to_unit_id, CASE WHEN adult IS NULL THEN 'handed' ELSE 'chosen' END);
  END IF;
  IF adult IS NOT NULL OR w.footing = 'chosen' THEN
    before := h;
    SELECT coalesce(max(a.staff_id), h.from_staff_id) INTO before.from_staff_id FROM public.chosen_chosenadult a
     WHERE a.concern_id = h.concern_id AND adult IS NOT NULL;
    IF adult IS NOT NULL THEN PERFORM concerns.choose_adult(h, adult, p_react_by); END IF;
    PERFORM concerns.leave_adult(before);
  END IF;
  -- After an adult who has stopped, a colleague at the door to whom they themselves have said yes is the one whom they talk with now.
  IF adult IS NULL AND h.to_staff_id IS NOT NULL AND chosen.adult_stops(h.concern_id, access.at()) THEN
    UPDATE public.chosen_chosenadult a SET staff_id = receiver, unit_id = h.to_unit_id, since = access.at(), react_by = NULL
     WHERE a.concern_id = h.concern_id AND (SELECT g.answer FROM public.concerns_agreement g WHERE g.handover_id = h.id
       AND g.party = CASE a.chosen_by WHEN 'family' THEN 'parents' ELSE 'child' END ORDER BY g.id DESC LIMIT 1) = 'agrees';
  END IF;
  UPDATE public.concerns_handover SET state = 'in_effect', settled_at = access.at() WHERE id = h.id;
  giver := h.owner_audience;
  IF target IS NOT NULL AND target <> giver THEN
    aim := sharing.check_basis(h.basis_version_id, h.necessity);
    PERFORM sharing.check_receiver(target);
    UPDATE public.concerns_concern SET door_id = h.to_door_id WHERE id = c.id;
    FOREACH part IN ARRAY ARRAY['concerns_concern', 'concerns_holding', 'concerns_assessment', 'concerns_step', 'notifying_notifier',
        'notifying_sentnotification', 'joint_jointassessment', 'joint_jointanswer', 'concerns_handover',
        'concerns_agreement', 'chosen_chosenadult', 'chosen_takeover'] LOOP
      stays := part IN ('concerns_handover', 'concerns_agreement');
      EXECUTE format('SELECT array_agg(t.id) FROM public.%I t WHERE t.owner_audience = $2 AND %s', part, CASE part
        WHEN 'concerns_concern' THEN 't.id = $1' WHEN 'concerns_agreement' THEN
          't.handover_id IN (SELECT id FROM public.concerns_handover WHERE concern_id = $1)' WHEN 'joint_jointanswer' THEN
          't.assessment_id IN (SELECT id FROM public.joint_jointassessment WHERE concern_id = $1)' ELSE 't.concern_id = $1' END)
        INTO rows USING c.id, giver;
      CONTINUE WHEN rows IS NULL;
      EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY(SELECT DISTINCT reader FROM unnest(
          CASE WHEN $2 THEN audiences ELSE array_remove(audiences, $3) END || $1) AS reader) WHERE id = ANY ($4)', part)
        USING target, stays, giver, rows;
      PERFORM sharing.write_disclosure('handover', part, rows, giver, target, NULL, h.basis_version_id, aim, h.necessity,
        tstzrange(access.at(), NULL));
    END LOOP;
    PERFORM concerns.introduce(h, target);
  END IF;
  PERFORM concerns.pass_notification(c.id, receiver, h.id);
  PERFORM audit.record('concernhandover.in_effect', 'concerns_handover', h.id, NULL, coalesce(target, giver),
    jsonb_build_object('to', receiver));
  RETURN 'in_effect';
END $$;
