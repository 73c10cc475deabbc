-- Lists that somebody has begun to take in and not received, for those who answer the forum's door: who, when, for which forum and meeting, and how
-- many rows. Nothing that was read is told: the reading stays with who began it, who alone is told its `key`; whoever answers the door can take
-- the list in.
CREATE OR REPLACE FUNCTION concerns.begun_lists() RETURNS TABLE (key uuid, staff text, has_left boolean, forum text, meets_on date, rows bigint,
  at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN s.principal_id = access.actor() THEN split_part(d.key, ':', 2)::uuid END, s.name, s.ended_at IS NOT NULL, f.name,
      (d.data #>> '{list,meets_on}')::date,
      (SELECT count(*) FROM jsonb_array_elements(d.data #> '{list,rows}') AS row WHERE coalesce(row ->> 'part', '') IN ('', '0')), d.written_at
    FROM public.sharing_draft d JOIN public.organisations_staff s ON s.person_audience_id = d.owner_audience
    JOIN public.organisations_forum f ON f.id = (d.data #>> '{list,forum}')::bigint
   WHERE d.key ~ '^policelist:[0-9a-f-]{36}$' AND d.data ? 'list' AND f.door_id = ANY (access.own_keys())
   ORDER BY s.principal_id <> access.actor(), d.written_at DESC, d.id DESC $$;
