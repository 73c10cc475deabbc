-- The same act on many rows, as when a list is received: in two statements instead of one call for each row. Each row's
-- owner is named by the caller; otherwise as audit.record().
CREATE OR REPLACE FUNCTION audit.record_each(p_act text, p_table text, p_ids bigint[], p_subjects bigint[], p_owners bigint[], p_detail jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE act record;
BEGIN
  IF p_act !~ '^[a-z_]+\.[a-z_]+$' OR array_position(p_owners, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'an act is named noun.verb, and each row has an owner' USING ERRCODE = 'check_violation';
  END IF;
  SELECT * INTO act FROM access.act();
  INSERT INTO public.audit_subjectkey (subject, key)
    SELECT about.subject, gen_random_uuid() FROM (SELECT DISTINCT s AS subject FROM unnest(p_subjects) AS s) AS about
     WHERE about.subject IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO public.audit_event (at, principal, act, object_table, object_id, subject_key, owner_audience, audiences,
      detail, transaction)
    SELECT coalesce(act.instant, statement_timestamp()), act.principal, p_act, p_table, thing.id, known.key, thing.owner,
           circle.readers, coalesce(p_detail, '{}'), pg_current_xact_id()::text::bigint
      FROM unnest(p_ids, p_subjects, p_owners) WITH ORDINALITY AS thing(id, subject, owner, place)
      JOIN (SELECT o AS owner, array_remove(ARRAY[o, (SELECT a.id FROM public.access_audience a
                 WHERE a.kind = 'protection' AND a.body_id = access.body_of(o))], NULL) AS readers
              FROM (SELECT DISTINCT unnest(p_owners) AS o) AS owners) AS circle ON circle.owner = thing.owner
      LEFT JOIN public.audit_subjectkey known ON known.subject = thing.subject
     ORDER BY thing.place;
END $$;
