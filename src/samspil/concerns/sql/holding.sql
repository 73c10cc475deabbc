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
DECLARE h public.concerns_holding := concerns.held(p_concern); question record;
  ends timestamptz := greatest(access.at(), lower(h.period) + interval '1 microsecond');
BEGIN
  UPDATE public.concerns_holding SET period = tstzrange(lower(period), ends) WHERE id = h.id;
  UPDATE public.concerns_concern SET state = 'closed', closed_at = ends WHERE id = p_concern;
  FOR question IN UPDATE public.concerns_handover SET state = 'withdrawn', settled_at = access.at()
      WHERE concern_id = p_concern AND state = 'proposed' RETURNING id, owner_audience LOOP
    PERFORM audit.record('concernhandover.withdrawn', 'concerns_handover', question.id, NULL, question.owner_audience, '{}');
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION concerns.is_away(p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.concerns_absence a WHERE a.staff_id = p_staff AND a.away @> p_at)
      OR EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_staff AND s.ended_at <= p_at)
      OR NOT EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = p_staff
           AND (p_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN coalesce(p.valid_from, '-infinity')
             AND coalesce(p.valid_to, 'infinity')) $$;

-- What one party of a handover stands at: 'agrees', 'disagrees', 'not_asked' (a leader has yet to confirm), 'excepted', or NULL.
-- One rule for every kind of record that is handed over; `p_table` keeps its answers, which are written once and never changed.
-- Only rows count that the right one wrote: the giver for the giver (or, while the giver is away, the giver's side), the receiver
-- for the receiver (or, where nobody is named, the side that is asked), the giver's side for child and parents. What a child
-- asked of one adult, the child hears from that adult.
CREATE OR REPLACE FUNCTION concerns.weigh(p_table text, p_handover bigint, p_party text, p_from_staff bigint, p_from_unit bigint,
  p_giving bigint, p_to_staff bigint, p_receiving bigint, p_chosen boolean) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record; giver bigint; receiver bigint; excepted boolean := false; latest text;
BEGIN
  SELECT s.principal_id INTO giver FROM public.organisations_staff s WHERE s.id = p_from_staff;
  SELECT s.principal_id INTO receiver FROM public.organisations_staff s WHERE s.id = p_to_staff;
  FOR a IN EXECUTE format('SELECT answer, because, tries, written_by, written_at, owner_audience FROM public.%I
      WHERE handover_id = $1 AND party = $2 ORDER BY id', p_table) USING p_handover, p_party LOOP
    IF a.answer = 'confirmed' THEN
      excepted := excepted OR latest = 'not_asked' AND EXISTS (SELECT FROM public.organisations_post p
        JOIN public.organisations_staff s ON s.id = p.staff_id WHERE s.principal_id = a.written_by AND p.leads
         AND p.unit_id = p_from_unit AND (a.written_at AT TIME ZONE 'Europe/Copenhagen')::date
           BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity'));
      CONTINUE;
    END IF;
    CONTINUE WHEN NOT coalesce(CASE p_party
      WHEN 'giver' THEN a.written_by = giver OR a.owner_audience = p_giving AND concerns.is_away(p_from_staff, a.written_at)
      WHEN 'receiver' THEN CASE WHEN receiver IS NOT NULL THEN a.written_by = receiver ELSE a.owner_audience = p_receiving END
      ELSE CASE WHEN p_chosen AND p_party = 'child' AND NOT concerns.is_away(p_from_staff, a.written_at) THEN a.written_by = giver
        ELSE a.owner_audience = p_giving OR a.written_by = giver END END, false);
    CONTINUE WHEN a.answer = 'not_asked' AND (p_party IN ('giver', 'receiver') OR a.because NOT IN ('danger', 'not_reached', 'law')
      OR a.because = 'not_reached' AND (SELECT count(DISTINCT day) FROM unnest(a.tries) AS day) < 2);
    latest := a.answer; excepted := false;
  END LOOP;
  RETURN CASE WHEN excepted THEN 'excepted' ELSE latest END;
END $$;

-- What one party of a concern's handover stands at.
CREATE OR REPLACE FUNCTION concerns.standing(p_handover bigint, p_party text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover;
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN RETURN NULL; END IF;
  RETURN concerns.weigh('concerns_agreement', h.id, p_party, h.from_staff_id, h.from_unit_id, h.owner_audience, h.to_staff_id,
    (SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id),
    coalesce((SELECT w.footing = 'chosen' FROM public.concerns_holding w WHERE w.concern_id = h.concern_id AND upper_inf(w.period)), false));
END $$;

-- After each answer: when all who must have agreed or are excepted, the concern moves in this instant; when giver or receiver
-- says no, the question ends. Answers the state.
CREATE OR REPLACE FUNCTION concerns.settle(p_handover bigint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE h public.concerns_handover; w public.concerns_holding; c public.concerns_concern; party text; stands text; aim text;
  receiver bigint; giver bigint; target bigint; part text; rows bigint[]; stays boolean; kept bigint[];
BEGIN
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover AND audiences && access.keys();
  IF h.id IS NULL THEN PERFORM access.refuse('there is no such question'); END IF;
  SELECT * INTO c FROM public.concerns_concern WHERE id = h.concern_id FOR NO KEY UPDATE;
  SELECT * INTO h FROM public.concerns_handover WHERE id = p_handover FOR NO KEY UPDATE;
  IF h.state <> 'proposed' THEN RETURN h.state; END IF;
  SELECT * INTO w FROM public.concerns_holding WHERE concern_id = h.concern_id AND upper_inf(period) FOR NO KEY UPDATE;
  IF c.closed_at IS NOT NULL OR w.staff_id <> h.from_staff_id OR c.owner_audience <> h.owner_audience THEN
    UPDATE public.concerns_handover SET state = 'withdrawn', settled_at = access.at() WHERE id = h.id;
    PERFORM audit.record('concernhandover.withdrawn', 'concerns_handover', h.id, NULL, h.owner_audience, '{}');
    RETURN 'withdrawn';
  END IF;
  FOREACH party IN ARRAY ARRAY['giver', 'receiver'] LOOP
    IF concerns.standing(h.id, party) = 'disagrees' THEN
      UPDATE public.concerns_handover SET state = 'declined', settled_at = access.at() WHERE id = h.id;
      PERFORM audit.record('concernhandover.declined', 'concerns_handover', h.id, NULL, h.owner_audience, '{}');
      RETURN 'declined';
    END IF;
  END LOOP;
  FOREACH party IN ARRAY ARRAY['giver', 'receiver'] || h.needs || CASE w.footing WHEN 'chosen' THEN ARRAY['child'] ELSE ARRAY[]::text[] END LOOP
    stands := concerns.standing(h.id, party);
    IF stands IS NULL OR stands NOT IN ('agrees', 'excepted') THEN RETURN 'proposed'; END IF;
  END LOOP;
  receiver := coalesce(h.to_staff_id, (SELECT s.id FROM public.concerns_agreement g JOIN public.organisations_staff s
    ON s.principal_id = g.written_by WHERE g.handover_id = h.id AND g.party = 'receiver' AND g.answer = 'agrees'
    ORDER BY g.id DESC LIMIT 1));
  PERFORM concerns.pass(w, receiver, h.to_unit_id, 'handed');
  UPDATE public.concerns_handover SET state = 'in_effect', settled_at = access.at() WHERE id = h.id;
  giver := h.owner_audience;
  SELECT d.audience_id INTO target FROM public.organisations_concerndoor d WHERE d.id = h.to_door_id;
  IF target IS NOT NULL AND target <> giver THEN
    aim := sharing.check_basis(h.basis_version_id, h.necessity);
    PERFORM sharing.check_receiver(target);
    UPDATE public.concerns_concern SET door_id = h.to_door_id WHERE id = c.id;
    FOREACH part IN ARRAY ARRAY['concerns_concern', 'concerns_holding', 'concerns_assessment', 'concerns_step', 'concerns_handover',
        'concerns_agreement'] LOOP
      stays := part IN ('concerns_handover', 'concerns_agreement');
      EXECUTE format('SELECT array_agg(t.id) FROM public.%I t WHERE t.owner_audience = $2 AND %s', part, CASE part
        WHEN 'concerns_concern' THEN 't.id = $1' WHEN 'concerns_agreement' THEN
          't.handover_id IN (SELECT id FROM public.concerns_handover WHERE concern_id = $1)' ELSE 't.concern_id = $1' END)
        INTO rows USING c.id, giver;
      CONTINUE WHEN rows IS NULL;
      EXECUTE format('UPDATE public.%I SET owner_audience = $1, audiences = ARRAY(SELECT DISTINCT reader FROM unnest(
          CASE WHEN $2 THEN audiences ELSE array_remove(audiences, $3) END || $1) AS reader) WHERE id = ANY ($4)', part)
        USING target, stays, giver, rows;
      PERFORM sharing.write_disclosure('handover', part, rows, giver, target, NULL, h.basis_version_id, aim, h.necessity,
        tstzrange(access.at(), NULL));
    END LOOP;
  END IF;
  PERFORM audit.record('concernhandover.in_effect', 'concerns_handover', h.id, NULL, coalesce(target, giver),
    jsonb_build_object('to', receiver));
  RETURN 'in_effect';
END $$;
