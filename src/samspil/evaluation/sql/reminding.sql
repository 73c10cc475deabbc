-- Whether a document that a law demands lacks one of its steps on a day, or was not revised for too long (VAL-04: barnets lov § 15, stk. 2). The
-- dates are the profile's, or those of the newest renewal that a colleague has written down since. `queries.documents` says the same in words.
CREATE OR REPLACE FUNCTION evaluation.lacks(p_part jsonb, p_entry bigint, p_day date) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE needs jsonb := p_part -> 'required'; renewal record; years integer;
  stands date := coalesce(p_part #>> '{revision,last}', p_part #>> '{adoption,on}')::date;
  written date := coalesce(p_part ->> 'written', p_part #>> '{revision,last}', p_part #>> '{adoption,on}')::date;
  adopted date := (p_part #>> '{adoption,on}')::date;
  published boolean := coalesce(p_part #>> '{publication,on}', p_part #>> '{publication,link}') IS NOT NULL;
BEGIN
  IF needs IS NULL THEN RETURN false; END IF;
  SELECT r.written_on, r.adopted_on, r.published_on INTO renewal FROM public.evaluation_documentrenewal r WHERE r.entry_id = p_entry
    ORDER BY r.written_on DESC, r.id DESC LIMIT 1;
  IF renewal.written_on IS NOT NULL AND (stands IS NULL OR renewal.written_on >= stands) THEN
    stands := renewal.written_on; written := renewal.written_on; adopted := renewal.adopted_on;
    published := renewal.published_on IS NOT NULL;
  END IF;
  years := coalesce(needs ->> 'revised_every_years', p_part #>> '{revision,every_years}')::integer;
  RETURN coalesce((needs ->> 'written')::boolean, false) AND written IS NULL
    OR coalesce((needs ->> 'adopted')::boolean, false) AND adopted IS NULL
    OR coalesce((needs ->> 'published')::boolean, false) AND NOT published
    OR years IS NOT NULL AND (stands IS NULL OR stands + make_interval(years => years) < p_day);
END $$;

-- Who leads a unit of a municipality on a day; the municipality's administrators where nobody does.
CREATE OR REPLACE FUNCTION evaluation.responsible(p_body bigint, p_unit text, p_day date) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (SELECT s.id, u.key, p.leads, r.type FROM public.organisations_post p
      JOIN public.organisations_unit u ON u.id = p.unit_id AND u.body_id = p_body JOIN public.organisations_role r ON r.id = p.role_id
      JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
     WHERE p_day BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')),
    leaders AS (SELECT h.id FROM held h WHERE h.leads AND h.key = p_unit)
  SELECT array_agg(DISTINCT one.id) FROM (SELECT l.id FROM leaders l
    UNION ALL SELECT h.id FROM held h WHERE h.type = 'administrator' AND NOT EXISTS (SELECT FROM leaders)) AS one $$;

-- The audiences that write down the renewals of a document: the person audiences of who is responsible, and the administrators.
CREATE OR REPLACE FUNCTION evaluation.who_renews(p_entry bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT b.administration_id || ARRAY(SELECT s.person_audience_id FROM public.organisations_staff s
      WHERE s.id = ANY (evaluation.responsible(d.body_id, v.content ->> 'unit', sharing.today())))
    FROM public.evaluation_document d JOIN public.organisations_body b ON b.id = d.body_id
    LEFT JOIN public.evaluation_documentversion v ON v.entry_id = d.id
      AND sharing.today() BETWEEN coalesce(v.valid_from, '-infinity') AND coalesce(v.valid_to, 'infinity')
   WHERE d.id = p_entry ORDER BY v.id DESC LIMIT 1 $$;

-- Whether the actor is among them.
CREATE OR REPLACE FUNCTION evaluation.is_mine(p_entry bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT coalesce(evaluation.who_renews(p_entry) && access.own_keys(), false) $$;

-- The documents that lack something, each with the unit's leaders that day, or the administrators where nobody leads it. One that no unit
-- looks after is nobody's to renew here.
CREATE OR REPLACE FUNCTION evaluation.overdue(p_at timestamptz) RETURNS TABLE (document bigint, staff bigint[]) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.id, evaluation.responsible(d.body_id, v.content ->> 'unit', t.day) FROM public.evaluation_document d
    CROSS JOIN (SELECT (p_at AT TIME ZONE 'Europe/Copenhagen')::date AS day) AS t
    CROSS JOIN LATERAL (SELECT w.content FROM public.evaluation_documentversion w WHERE w.entry_id = d.id
      AND t.day BETWEEN coalesce(w.valid_from, '-infinity') AND coalesce(w.valid_to, 'infinity') ORDER BY w.id DESC LIMIT 1) AS v
   WHERE t.day BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity') AND v.content ? 'unit'
     AND evaluation.lacks(v.content, d.id, t.day) $$;

-- What waits for the actor.
CREATE OR REPLACE FUNCTION evaluation.my_overdue() RETURNS TABLE (document bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.document FROM evaluation.overdue(access.at()) o JOIN public.organisations_staff s ON s.id = ANY (o.staff)
   WHERE s.principal_id = access.actor() ORDER BY o.document $$;

-- Every month, as long as something is lacking, the responsible leaders are told. The keeper calls it.
CREATE OR REPLACE FUNCTION evaluation.remind(p_at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting record; told integer := 0;
BEGIN
  FOR waiting IN SELECT o.document, ARRAY(SELECT one FROM unnest(o.staff) AS one WHERE NOT EXISTS (SELECT FROM public.notices_notice n
      WHERE n.staff_id = one AND n.kind = 'document_due' AND n.about_table = 'evaluation_document' AND n.about_id = o.document
        AND n.made_at > p_at - interval '30 days')) AS staff FROM evaluation.overdue(p_at) o
  LOOP
    told := told + notices.put(waiting.staff, 'document_due', 'evaluation_document', waiting.document, false, false, p_at);
  END LOOP;
  RETURN told;
END $$;
