-- What an event tells may be numbers, yes or no, and short codes that begin with a letter: no name, no CPR number, no date, no
-- text slips in.
CREATE OR REPLACE FUNCTION audit.holds_codes_only(p_detail jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_typeof(p_detail) = 'object' AND NOT EXISTS (SELECT FROM jsonb_each(p_detail) AS told(key, value)
    WHERE key !~ '^[a-z][a-z0-9_]{0,59}$' OR NOT CASE jsonb_typeof(value)
      WHEN 'string' THEN value #>> '{}' ~ '^([a-z][a-z0-9_.-]{0,59})?$'
      WHEN 'array' THEN NOT EXISTS (SELECT FROM jsonb_array_elements(value) AS each WHERE jsonb_typeof(each) <> 'number')
      WHEN 'object' THEN false ELSE true END) $$;

-- The one writer of the audit. The caller names the act; who and when come from the signed actor. An act on a row that the
-- caller could not see (a page that answered 404) is told to the row's owner; an act without any owner, to the data protection
-- of the actor's own body.
CREATE OR REPLACE FUNCTION audit.record(p_act text, p_table text, p_id bigint, p_subject bigint, p_owner bigint, p_detail jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE opaque uuid; body bigint; owner bigint := p_owner; about bigint := p_subject;
BEGIN
  IF p_act !~ '^[a-z_]+\.[a-z_]+$' THEN
    RAISE EXCEPTION 'an act is named noun.verb' USING ERRCODE = 'check_violation';
  END IF;
  IF owner IS NULL AND EXISTS (SELECT FROM pg_catalog.pg_policy pol WHERE pol.polname = 'samspil_write'
       AND pol.polrelid = to_regclass(format('public.%I', p_table))) THEN
    EXECUTE format('SELECT owner_audience, subject FROM public.%I WHERE id = $1', p_table) INTO owner, about USING p_id;
    about := coalesce(p_subject, about);
  END IF;
  IF about IS NOT NULL THEN
    INSERT INTO public.audit_subjectkey (subject, key) VALUES (about, gen_random_uuid()) ON CONFLICT DO NOTHING;
    SELECT key INTO opaque FROM public.audit_subjectkey WHERE subject = about;
  END IF;
  body := coalesce(access.body_of(owner), (SELECT p.body_id FROM public.access_principal p WHERE p.id = access.actor()));
  INSERT INTO public.audit_event (at, principal, act, object_table, object_id, subject_key, owner_audience, audiences,
      detail, transaction)
  VALUES (coalesce(access.at(), statement_timestamp()), access.actor(), p_act, coalesce(p_table, ''), p_id, opaque, owner,
      array_remove(ARRAY[owner, (SELECT a.id FROM public.access_audience a WHERE a.kind = 'protection' AND a.body_id = body)],
        NULL),
      coalesce(p_detail, '{}'), pg_current_xact_id()::text::bigint);
END $$;

CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
