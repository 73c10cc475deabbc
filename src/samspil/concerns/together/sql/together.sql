-- Two concerns about one child, at one door: one colleague has both (HAL-12). Responsibility moves with a yes alone (HAL-15), so only who
-- has taken one of them draws the other to themselves, and only where nobody has taken that.
CREATE OR REPLACE FUNCTION together.follow(p_tie bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t public.together_tie; a public.concerns_holding; b public.concerns_holding; taken public.concerns_holding; door bigint;
BEGIN
  SELECT * INTO t FROM public.together_tie WHERE id = p_tie AND owner_audience = ANY (access.own_keys()) AND parted_at IS NULL;
  IF t.id IS NULL THEN PERFORM access.refuse('only those who answer the door can do this'); END IF;
  -- Always in this order, so that two who join at once never wait for each other.
  a := concerns.held(least(t.kept_id, t.follows_id));
  b := concerns.held(greatest(t.kept_id, t.follows_id));
  IF a.concern_id = b.concern_id OR a.owner_audience <> t.owner_audience OR b.owner_audience <> t.owner_audience THEN
    PERFORM access.refuse('only two concerns at one door become one');
  END IF;
  IF 'chosen' IN (a.footing, b.footing) THEN
    PERFORM access.refuse('an adult whom somebody chose has one of them; take that over first');
  END IF;
  IF a.footing = 'received' AND b.footing = 'received' THEN
    taken := CASE WHEN a.concern_id = t.kept_id THEN a ELSE b END;
  ELSIF a.footing = 'received' OR b.footing = 'received' THEN
    taken := CASE WHEN a.footing = 'received' THEN b ELSE a END;
    SELECT c.door_id INTO door FROM public.concerns_concern c WHERE c.id = taken.concern_id;
    IF NOT EXISTS (SELECT FROM public.organisations_staff s WHERE s.principal_id = access.actor() AND (s.id = taken.staff_id
        OR (responsibility.is_away(taken.staff_id, access.at()) OR concerns.has_left(taken, access.at()))
          AND s.id = responsibility.acts_at(taken.staff_id, door, access.at()))) THEN
      PERFORM access.refuse('somebody has taken one of them; they say that the two are one, or hand it over');
    END IF;
  ELSIF a.staff_id <> b.staff_id THEN
    PERFORM access.refuse('two colleagues have them; one hands theirs over first');
  ELSE
    RETURN;
  END IF;
  PERFORM together.pass_to(CASE WHEN taken.id = a.id THEN b ELSE a END, taken);
END $$;

-- The other one goes to who has this one, on the same footing; where nothing would change, nothing does.
CREATE OR REPLACE FUNCTION together.pass_to(p_other public.concerns_holding, p_held public.concerns_holding) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE footing text := CASE WHEN p_held.footing = 'received' THEN 'received' ELSE 'taken' END;
BEGIN
  IF p_other.staff_id = p_held.staff_id AND (p_other.footing <> 'received' OR footing = 'received') THEN RETURN; END IF;
  PERFORM concerns.pass(p_other, p_held.staff_id, p_held.unit_id, footing);
  IF footing <> 'received' THEN
    UPDATE public.concerns_concern SET state = 'taken' WHERE id = p_other.concern_id AND state = 'new';
    PERFORM audit.record('concern.taken', 'concerns_concern', p_other.concern_id, NULL, p_other.owner_audience,
      jsonb_build_object('by', p_held.staff_id));
  END IF;
END $$;

-- Somebody else has one of them from here on, by taking it or with a yes: they have the other too, if they answer the door.
CREATE OR REPLACE FUNCTION together.keep_one() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE other public.concerns_holding;
BEGIN
  IF NEW.footing NOT IN ('taken', 'handed') OR NOT EXISTS (SELECT FROM public.together_tie t WHERE t.parted_at IS NULL
      AND NEW.concern_id IN (t.kept_id, t.follows_id)) OR NOT responsibility.holds((SELECT s.principal_id FROM public.organisations_staff s
      WHERE s.id = NEW.staff_id), ARRAY[NEW.owner_audience], access.at()) THEN
    RETURN NULL;
  END IF;
  FOR other IN SELECT h.* FROM public.together_tie t JOIN public.concerns_holding h ON h.concern_id IN (t.kept_id, t.follows_id)
      WHERE t.parted_at IS NULL AND NEW.concern_id IN (t.kept_id, t.follows_id) AND h.concern_id <> NEW.concern_id AND upper_inf(h.period)
        AND t.owner_audience = NEW.owner_audience AND h.owner_audience = NEW.owner_audience AND h.footing <> 'chosen' ORDER BY h.id LOOP
    PERFORM together.pass_to(other, NEW);
  END LOOP;
  RETURN NULL;
END $$;
