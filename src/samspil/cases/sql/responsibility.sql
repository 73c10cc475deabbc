-- Exactly one holder and one coordinator at every instant from opening to closing (UNG-37, HAL-14). The exclusion
-- constraint forbids two; this deferred trigger, at commit, forbids none.
CREATE OR REPLACE FUNCTION cases.check_cover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE targets bigint[]; target bigint; c public.cases_case; each_duty text; covered tstzmultirange; life tstzmultirange;
BEGIN
  -- One branch each: a record is only asked for the columns that its table has. A row that moves to another case leaves a gap
  -- in the first. In the order of their numbers, so that two commits never wait for each other.
  IF TG_TABLE_NAME = 'cases_case' THEN targets := ARRAY[NEW.id];
  ELSIF TG_OP = 'DELETE' THEN targets := ARRAY[OLD.case_id];
  ELSIF TG_OP = 'INSERT' THEN targets := ARRAY[NEW.case_id];
  ELSE targets := ARRAY(SELECT DISTINCT t FROM unnest(ARRAY[OLD.case_id, NEW.case_id]) AS t ORDER BY t); END IF;
  FOREACH target IN ARRAY targets LOOP
    -- One commit at a time per case: two that each look complete alone are seen together.
    PERFORM pg_advisory_xact_lock(hashtextextended('cases.cover', target));
    SELECT * INTO c FROM public.cases_case WHERE id = target;
    CONTINUE WHEN c.id IS NULL;
    life := tstzmultirange(tstzrange(c.opened_at, c.closed_at));
    FOREACH each_duty IN ARRAY ARRAY['holder', 'coordinator'] LOOP
      SELECT range_agg(period) INTO covered FROM public.cases_responsibility WHERE case_id = target AND duty = each_duty;
      IF covered IS DISTINCT FROM life THEN
        RAISE EXCEPTION 'a case has exactly one % from opening to closing', each_duty USING ERRCODE = 'check_violation';
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END $$;
