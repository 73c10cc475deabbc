-- Records of one human are tied here, where the app cannot look. One human is what is connected: by the same CPR hash, or
-- by a tie that a colleague has made. `people_identity` names each connected set, so that four definer functions can ask.

-- A record is about itself: `subject` is found in one way on every table.
CREATE OR REPLACE FUNCTION people.own_subject() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN NEW.subject := NEW.id; RETURN NEW; END $$;

-- All records connected with this one, itself included.
CREATE OR REPLACE FUNCTION people.connected(p_person bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (WITH RECURSIVE reach(id) AS (
    SELECT p_person
    UNION
    SELECT next.id FROM reach CROSS JOIN LATERAL (
      SELECT t.other AS id FROM public.people_tie t WHERE t.one = reach.id
      UNION ALL SELECT t.one FROM public.people_tie t WHERE t.other = reach.id
      UNION ALL SELECT same.id FROM public.people_person me JOIN public.people_person same ON same.cpr_hash = me.cpr_hash
        WHERE me.id = reach.id) AS next)
  SELECT array_agg(id) FROM reach);
END $$;

-- Name the set that this record is connected with: one identity for all of it, and for nobody else.
CREATE OR REPLACE FUNCTION people.regroup(p_person bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE together bigint[] := people.connected(p_person); human uuid;
BEGIN
  SELECT i.identity INTO human FROM public.people_identity i WHERE i.person_id = p_person;
  IF human IS NULL OR EXISTS (SELECT FROM public.people_identity i
       WHERE i.identity = human AND NOT (i.person_id = ANY (together))) THEN
    human := gen_random_uuid();
  END IF;
  UPDATE public.people_identity SET identity = human WHERE person_id = ANY (together) AND identity <> human;
END $$;

-- A new record joins the human with the same CPR hash, silently: creating a child who is known elsewhere answers exactly as
-- for an unknown one.
CREATE OR REPLACE FUNCTION people.tie() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE human uuid; neighbour bigint; neighbours bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.people_identity WHERE person_id = OLD.id;
    DELETE FROM public.audit_subjectkey WHERE subject = OLD.id;
    WITH cut AS (DELETE FROM public.people_tie WHERE one = OLD.id OR other = OLD.id RETURNING one, other)
    SELECT array_agg(CASE WHEN one = OLD.id THEN other ELSE one END) INTO neighbours FROM cut;
    FOREACH neighbour IN ARRAY coalesce(neighbours, '{}') LOOP PERFORM people.regroup(neighbour); END LOOP;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    IF NEW.cpr_hash IS DISTINCT FROM OLD.cpr_hash THEN PERFORM people.regroup(NEW.id); END IF;
    RETURN NEW;
  END IF;
  IF NEW.cpr_hash IS NOT NULL THEN
    SELECT i.identity INTO human FROM public.people_person p JOIN public.people_identity i ON i.person_id = p.id
     WHERE p.cpr_hash = NEW.cpr_hash AND p.id <> NEW.id LIMIT 1;
  END IF;
  INSERT INTO public.people_identity (person_id, identity) VALUES (NEW.id, coalesce(human, gen_random_uuid()));
  RETURN NEW;
END $$;

-- Two records that the actor keeps are one human, and the undoing of that. Records with one CPR number stay connected.
CREATE OR REPLACE FUNCTION people.same_human(p_one bigint, p_other bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM public.people_person WHERE id IN (p_one, p_other)
        AND owner_audience = ANY (access.own_keys())) <> 2 THEN
    PERFORM access.refuse('only records that you keep can be joined');
  END IF;
  INSERT INTO public.people_tie (one, other) VALUES (least(p_one, p_other), greatest(p_one, p_other)) ON CONFLICT DO NOTHING;
  PERFORM people.regroup(p_one);
END $$;

CREATE OR REPLACE FUNCTION people.another_human(p_one bigint, p_other bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM public.people_person WHERE id IN (p_one, p_other)
        AND owner_audience = ANY (access.own_keys())) <> 2 THEN
    PERFORM access.refuse('only records that you keep can be taken apart');
  END IF;
  DELETE FROM public.people_tie WHERE one = least(p_one, p_other) AND other = greatest(p_one, p_other);
  PERFORM people.regroup(p_other);
END $$;
