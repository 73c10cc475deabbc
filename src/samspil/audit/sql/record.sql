-- The one writer of the audit. The caller names the act; who and when come from the signed actor.
CREATE FUNCTION audit.record(p_act text, p_table text, p_id bigint, p_subject bigint, p_owner bigint, p_detail jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE opaque uuid;
BEGIN
  IF p_act !~ '^[a-z_]+\.[a-z_]+$' THEN
    RAISE EXCEPTION 'an act is named noun.verb' USING ERRCODE = 'check_violation';
  END IF;
  IF p_subject IS NOT NULL THEN
    INSERT INTO public.audit_subjectkey (subject, key) VALUES (p_subject, gen_random_uuid()) ON CONFLICT DO NOTHING;
    SELECT key INTO opaque FROM public.audit_subjectkey WHERE subject = p_subject;
  END IF;
  INSERT INTO public.audit_event (at, principal, act, object_table, object_id, subject_key, owner_audience, audiences,
      detail, transaction)
  VALUES (coalesce(access.at(), statement_timestamp()), access.actor(), p_act, coalesce(p_table, ''), p_id, opaque, p_owner,
      array_remove(ARRAY[p_owner, (SELECT a.id FROM public.access_audience a WHERE a.kind = 'protection'
        AND a.body_id = access.body_of(p_owner))], NULL),
      coalesce(p_detail, '{}'), pg_current_xact_id()::text::bigint);
END $$;

-- The opaque key of a child whose record the actor may read (the row policy decides), to list who has read it.
CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
