-- Records of one human are tied here, where the app cannot look. A new record joins the human with the same CPR hash,
-- silently: creating a child who is known elsewhere answers exactly as for an unknown one.
CREATE FUNCTION people.tie() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE human uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.people_identity WHERE person_id = OLD.id;
    DELETE FROM public.audit_subjectkey WHERE subject = OLD.id;
    RETURN OLD;
  END IF;
  IF NEW.cpr_hash IS NOT NULL THEN
    SELECT i.identity INTO human FROM public.people_person p JOIN public.people_identity i ON i.person_id = p.id
     WHERE p.cpr_hash = NEW.cpr_hash AND p.id <> NEW.id LIMIT 1;
  END IF;
  INSERT INTO public.people_identity (person_id, identity) VALUES (NEW.id, coalesce(human, gen_random_uuid()))
    ON CONFLICT (person_id) DO UPDATE SET identity = coalesce(human, public.people_identity.identity);
  RETURN NEW;
END $$;

-- Merge of two records that the actor owns, and its undoing. The rows about the one follow to the other by `merged_into`.
CREATE FUNCTION people.same_human(p_one bigint, p_other bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM public.people_person WHERE id IN (p_one, p_other)
        AND owner_audience = ANY (access.own_keys())) <> 2 THEN
    PERFORM access.refuse('only records that you keep can be joined');
  END IF;
  UPDATE public.people_identity SET identity = (SELECT identity FROM public.people_identity WHERE person_id = p_one)
   WHERE person_id = p_other;
END $$;

CREATE FUNCTION people.another_human(p_one bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.people_person WHERE id = p_one AND owner_audience = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only a record that you keep can be taken apart');
  END IF;
  UPDATE public.people_identity SET identity = gen_random_uuid() WHERE person_id = p_one;
END $$;
