-- The newest events about a child whose record the actor may read: of those, the ones that the actor may read. Whoever is not
-- allowed the record gets the same nothing as for a child of whom nothing is recorded.
CREATE OR REPLACE FUNCTION audit.of_subject(p_person bigint, p_limit integer)
RETURNS TABLE (at timestamptz, principal bigint, act text, object_table text, object_id bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE readable bigint[] := access.keys(); opaque uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.people_person p WHERE p.id = p_person AND p.audiences && readable) THEN RETURN; END IF;
  SELECT k.key INTO opaque FROM public.audit_subjectkey k WHERE k.subject = p_person;
  RETURN QUERY SELECT e.at, e.principal, e.act, e.object_table, e.object_id FROM public.audit_event e
    WHERE e.subject_key = opaque AND e.audiences && readable ORDER BY e.at DESC, e.id DESC LIMIT least(p_limit, 500);
END $$;
