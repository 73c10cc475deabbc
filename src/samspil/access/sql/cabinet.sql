-- The key cabinet: keys change by these functions and in no other way. Each checks in SQL that the actor may.

CREATE OR REPLACE FUNCTION access.refuse(p_reason text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION '%', p_reason USING ERRCODE = 'insufficient_privilege'; END $$;

-- The actor holds the audience that answers for this one.
CREATE OR REPLACE FUNCTION access.is_steward(p_audience bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.access_audience a
                  WHERE a.id = p_audience AND a.steward_id = ANY (access.own_keys())) $$;

-- Found audiences under a steward that the actor holds; one per name, in order. Which kind may stand under which.
CREATE OR REPLACE FUNCTION access.found(p_kind text, p_steward bigint, p_names text[]) RETURNS SETOF bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE steward public.access_audience;
BEGIN
  SELECT * INTO steward FROM public.access_audience WHERE id = p_steward;
  IF steward.id IS NULL OR NOT (p_steward = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only those who hold the answering audience may found one under it');
  END IF;
  IF (p_kind, steward.kind) NOT IN (
      ('person','administration'), ('unit','administration'), ('leadership','administration'),
      ('door','administration'), ('forum','administration'),
      ('minutes','door'), ('minutes','person'), ('meeting','door'), ('meeting','person'), ('item','minutes'),
      ('team','unit'), ('team','door'), ('team','minutes')) THEN
    PERFORM access.refuse('an audience of this kind does not stand under that one');
  END IF;
  RETURN QUERY INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    SELECT p_kind, name, coalesce(steward.body_id, steward.id), p_steward
      FROM unnest(p_names) WITH ORDINALITY AS n(name, position) ORDER BY position RETURNING id;
  PERFORM audit.record('audience.founded', 'access_audience', NULL, NULL, p_steward,
    jsonb_build_object('kind', p_kind, 'count', cardinality(p_names)));
END $$;

-- Give principals an audience, from now on or later; what they hold already stays. Nobody gives himself a key to a unit, a
-- door or a forum, and nobody is given the audience of another person.
CREATE OR REPLACE FUNCTION access.admit(p_audiences bigint[], p_principals bigint[], p_from timestamptz, p_until timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.actor() IS NULL OR EXISTS (SELECT FROM unnest(p_audiences) AS wanted(id)
       LEFT JOIN public.access_audience a ON a.id = wanted.id
      WHERE a.id IS NULL OR NOT coalesce(a.steward_id = ANY (access.own_keys()), false)
         OR a.kind IN ('sealed','disclosure','body','person','minutes','meeting','item')) THEN
    PERFORM access.refuse('only the steward of an audience may let somebody in');
  END IF;
  IF EXISTS (SELECT FROM public.access_audience a JOIN public.access_audience s ON s.id = a.steward_id
              WHERE a.id = ANY (p_audiences) AND s.kind = 'administration' AND access.actor() = ANY (p_principals)) THEN
    PERFORM access.refuse('nobody gives himself a key');
  END IF;
  IF EXISTS (SELECT FROM unnest(p_principals) AS wanted(id) LEFT JOIN public.access_principal p ON p.id = wanted.id
              WHERE p.id IS NULL OR p.ended_at <= access.at() OR p.kind IN ('public','feed')) THEN
    PERFORM access.refuse('this principal cannot hold a key');
  END IF;
  -- No key is given backwards; of the period, only what is not held yet.
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    SELECT DISTINCT p.id, a.id, part FROM unnest(p_principals) AS p(id), unnest(p_audiences) AS a(id),
      unnest(tstzmultirange(tstzrange(greatest(p_from, access.at()),
          CASE WHEN p_until IS NOT NULL THEN greatest(p_until, p_from, access.at()) END))
        - coalesce((SELECT range_agg(m.period) FROM public.access_membership m
                     WHERE m.principal_id = p.id AND m.audience_id = a.id), '{}')) AS part;
  PERFORM audit.record('membership.given', 'access_audience', a, NULL, a,
    jsonb_build_object('principals', to_jsonb(p_principals))) FROM unnest(p_audiences) AS a;
END $$;

-- Take the key back in this instant; a membership that has not begun is removed.
CREATE OR REPLACE FUNCTION access.dismiss(p_audiences bigint[], p_principals bigint[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(p_audiences) AS a WHERE NOT access.is_steward(a)) THEN
    PERFORM access.refuse('only the steward of an audience may show somebody out');
  END IF;
  DELETE FROM public.access_membership WHERE audience_id = ANY (p_audiences) AND principal_id = ANY (p_principals)
     AND lower(period) >= access.at();
  UPDATE public.access_membership SET period = tstzrange(lower(period), access.at())
   WHERE audience_id = ANY (p_audiences) AND principal_id = ANY (p_principals) AND period @> access.at();
  PERFORM audit.record('membership.ended', 'access_audience', a, NULL, a,
    jsonb_build_object('principals', to_jsonb(p_principals))) FROM unnest(p_audiences) AS a;
END $$;

-- Open audiences of a meeting to others until a set time. The pen is lent to the steward, or to the actor himself where
-- he calls a meeting now; everybody else reads.
CREATE OR REPLACE FUNCTION access.open(p_audiences bigint[], p_to bigint[], p_from timestamptz, p_until timestamptz, p_pen boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_until IS NULL OR EXISTS (SELECT FROM unnest(p_audiences) AS wanted(id)
       LEFT JOIN public.access_audience a ON a.id = wanted.id
      WHERE NOT coalesce(access.is_steward(a.id), false) OR a.kind NOT IN ('minutes','meeting','item')) THEN
    PERFORM access.refuse('only the steward of a meeting''s audience may open it, until a set time');
  END IF;
  IF EXISTS (SELECT FROM unnest(p_audiences) AS wanted(id) JOIN public.access_audience a ON a.id = wanted.id,
         unnest(p_to) AS receiver(id) LEFT JOIN public.access_audience r ON r.id = receiver.id
      WHERE r.id IS NULL OR r.kind NOT IN ('person','door','forum')
         OR r.kind <> 'person' AND r.body_id IS DISTINCT FROM a.body_id
         OR p_pen AND NOT (a.kind <> 'item' AND (r.id = a.steward_id OR r.kind = 'person' AND r.id = ANY (access.own_keys())))) THEN
    PERFORM access.refuse('a meeting is opened to its forum and to persons; its pen is lent to those who keep the minutes');
  END IF;
  INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
    SELECT a, t, tstzrange(greatest(p_from, access.at()), p_until), p_pen FROM unnest(p_audiences) AS a, unnest(p_to) AS t
     WHERE p_until > greatest(p_from, access.at());
  PERFORM audit.record('audience.opened', 'access_audience', a, NULL, a,
    jsonb_build_object('to', to_jsonb(p_to))) FROM unnest(p_audiences) AS a;
END $$;

-- Close audiences of a meeting to some: who leaves, or is not impartial.
CREATE OR REPLACE FUNCTION access.close(p_audiences bigint[], p_to bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE steps_out boolean := cardinality(p_to) > 0 AND NOT EXISTS (SELECT FROM unnest(p_to) AS r(id) LEFT JOIN public.access_audience p ON p.id = r.id
  WHERE NOT coalesce(p.kind = 'person' AND p.id = ANY (access.own_keys()), false));
BEGIN
  -- The steward closes to others; everybody may close to himself ("jeg er inhabil").
  IF EXISTS (SELECT FROM unnest(p_audiences) AS wanted(id) LEFT JOIN public.access_audience a ON a.id = wanted.id
              WHERE NOT coalesce(access.is_steward(a.id) OR steps_out, false) OR a.kind NOT IN ('minutes','meeting','item')) THEN
    PERFORM access.refuse('only the steward of an audience may close it');
  END IF;
  DELETE FROM public.access_grant WHERE audience_id = ANY (p_audiences) AND to_audience_id = ANY (p_to)
     AND lower(period) >= access.at();
  UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
   WHERE audience_id = ANY (p_audiences) AND to_audience_id = ANY (p_to) AND period @> access.at();
  PERFORM audit.record('audience.closed', 'access_audience', a, NULL, a,
    jsonb_build_object('to', to_jsonb(p_to))) FROM unnest(p_audiences) AS a;
END $$;

-- Close audiences of a meeting: every membership and grant of them ends in this instant.
CREATE OR REPLACE FUNCTION access.shut(p_audiences bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(p_audiences) AS wanted(id) LEFT JOIN public.access_audience a ON a.id = wanted.id
              WHERE NOT coalesce(access.is_steward(a.id), false) OR a.kind NOT IN ('minutes','meeting','item','team')) THEN
    PERFORM access.refuse('only the steward of an audience may close it');
  END IF;
  DELETE FROM public.access_membership WHERE audience_id = ANY (p_audiences) AND lower(period) >= access.at();
  DELETE FROM public.access_grant WHERE audience_id = ANY (p_audiences) AND lower(period) >= access.at();
  UPDATE public.access_membership SET period = tstzrange(lower(period), access.at())
   WHERE audience_id = ANY (p_audiences) AND period @> access.at();
  UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
   WHERE audience_id = ANY (p_audiences) AND period @> access.at();
  PERFORM audit.record('audience.closed', 'access_audience', a, NULL, a, '{}') FROM unnest(p_audiences) AS a;
END $$;

-- A new principal of the administrator's body, with an audience of its own.
CREATE OR REPLACE FUNCTION access.enrol(p_kind text, p_administration bigint, OUT principal bigint, OUT person_audience bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE steward public.access_audience;
BEGIN
  SELECT * INTO steward FROM public.access_audience WHERE id = p_administration AND kind = 'administration';
  IF steward.id IS NULL OR NOT (steward.id = ANY (access.own_keys())) OR p_kind NOT IN ('staff','feed') THEN
    PERFORM access.refuse('only an administrator may enrol');
  END IF;
  INSERT INTO public.access_principal (kind, body_id, created_at) VALUES (p_kind, steward.body_id, access.at())
    RETURNING id INTO principal;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('person', 'p' || principal, steward.body_id, steward.id) RETURNING id INTO person_audience;
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    VALUES (principal, person_audience, tstzrange(access.at(), NULL));
  PERFORM audit.record('principal.enrolled', 'access_principal', principal, NULL, p_administration, '{}');
END $$;

-- Ends a principal: every key is dead in this instant.
CREATE OR REPLACE FUNCTION access.retire(p_principal bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE administration bigint;
BEGIN
  SELECT a.id INTO administration FROM public.access_audience a JOIN public.access_principal p ON p.body_id = a.body_id
   WHERE p.id = p_principal AND a.kind = 'administration' AND a.id = ANY (access.own_keys());
  IF administration IS NULL THEN PERFORM access.refuse('only an administrator of the same body may end a principal'); END IF;
  UPDATE public.access_principal SET ended_at = access.at() WHERE id = p_principal AND ended_at IS NULL;
  UPDATE public.access_membership SET period = tstzrange(lower(period), access.at())
   WHERE principal_id = p_principal AND period @> access.at();
  PERFORM audit.record('principal.ended', 'access_principal', p_principal, NULL, administration, '{}');
END $$;

-- A new body (municipality or a body above it) with its administration, its data protection, its sealed room and the
-- installer that applies its profile. For the owner of the database alone: it is the act of installing.
CREATE OR REPLACE FUNCTION access.found_body(p_name text, OUT body bigint, OUT administration bigint, OUT installer bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.access_audience (kind, name) VALUES ('body', p_name) RETURNING id INTO body;
  INSERT INTO public.access_audience (kind, name, body_id) VALUES ('administration', p_name, body)
    RETURNING id INTO administration;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('protection', p_name, body, administration), ('sealed', p_name, body, NULL);
  UPDATE public.access_audience SET steward_id = administration WHERE id IN (body, administration);
  INSERT INTO public.access_principal (kind, body_id, created_at) VALUES ('service', body, statement_timestamp())
    RETURNING id INTO installer;
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    VALUES (installer, administration, tstzrange('-infinity', NULL));
END $$;
