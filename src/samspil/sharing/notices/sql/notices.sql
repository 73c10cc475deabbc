-- Notices: written in the transaction of the event, read by the one who is told, mailed by the keeper (mailing.sql). No text of a
-- child is here.

-- Whose notices the actor reads: their own.
CREATE OR REPLACE FUNCTION notices.me() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = access.actor() $$;

-- One notice for each, once while it is not seen: where somebody does the same again before it is read, the one line has the time of
-- the last. For rules of the night, which move no time: `p_ever` asks whether it was ever told. Answers how many lines are new.
CREATE OR REPLACE FUNCTION notices.put(p_staff bigint[], p_kind text, p_table text, p_id bigint, p_urgent boolean, p_ever boolean, p_at timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told integer;
BEGIN
  WITH put AS (INSERT INTO public.notices_notice AS o (staff_id, kind, about_table, about_id, urgent, made_at)
    SELECT DISTINCT s.id, p_kind, p_table, p_id, p_urgent, p_at FROM public.organisations_staff s
     WHERE s.id = ANY (p_staff) AND (s.ended_at IS NULL OR s.ended_at > p_at)
       AND NOT (p_ever AND EXISTS (SELECT FROM public.notices_notice n WHERE n.staff_id = s.id AND n.kind = p_kind
         AND n.about_table = p_table AND n.about_id = p_id))
    ON CONFLICT (staff_id, kind, about_table, about_id) WHERE seen_at IS NULL
      DO UPDATE SET made_at = excluded.made_at WHERE NOT p_ever AND access.actor() IS NOT NULL AND o.made_at < excluded.made_at
    RETURNING xmax = 0 AS fresh)
  SELECT count(*) FILTER (WHERE put.fresh) INTO told FROM put;
  RETURN told;
END $$;

-- Tell colleagues that something waits which the actor reads themselves. Nobody tells of what they do not see, or tells themselves.
CREATE OR REPLACE FUNCTION notices.tell(p_staff bigint[], p_kind text, p_table text, p_id bigint) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reads boolean := false;
BEGIN
  IF access.actor() IS NULL OR p_kind !~ '^[a-z_]{3,40}$' OR to_regclass('public.' || quote_ident(p_table)) IS NULL THEN
    PERFORM access.refuse('nobody is told of what you do not see');
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass('public.' || quote_ident(p_table))
       AND attname = 'owner_audience') THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE id = $1 AND audiences && access.keys())', p_table)
      INTO reads USING p_id;
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass('public.' || quote_ident(p_table))
       AND attname = 'forum_id') THEN
    -- What hangs on a forum is open to everybody, as its meetings are; those who hold the forum's door tell of it.
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I t JOIN public.organisations_forum f ON f.id = t.forum_id
      WHERE t.id = $1 AND f.door_id = ANY (access.own_keys()))', p_table) INTO reads USING p_id;
  END IF;
  IF NOT reads THEN PERFORM access.refuse('nobody is told of what you do not see'); END IF;
  RETURN notices.put(array_remove(p_staff, notices.me()), p_kind, p_table, p_id, false, false, access.at());
END $$;

CREATE OR REPLACE FUNCTION notices.unseen() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM (SELECT FROM public.notices_notice n WHERE n.staff_id = notices.me() AND n.seen_at IS NULL LIMIT 100) AS waiting $$;

CREATE OR REPLACE FUNCTION notices.mine(p_most integer) RETURNS TABLE (id bigint, kind text, about_id bigint, made_at timestamptz, seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.id, n.kind, n.about_id, n.made_at, n.seen_at FROM public.notices_notice n WHERE n.staff_id = notices.me()
   ORDER BY n.seen_at IS NOT NULL, n.made_at DESC, n.id DESC LIMIT p_most $$;

-- Seen: one of one's own, or (NULL) all of them. What has been seen is not mailed any more.
CREATE OR REPLACE FUNCTION notices.see(p_id bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE seen integer;
BEGIN
  UPDATE public.notices_notice SET seen_at = access.at() WHERE staff_id = notices.me() AND seen_at IS NULL AND (p_id IS NULL OR id = p_id);
  GET DIAGNOSTICS seen = ROW_COUNT;
  RETURN seen;
END $$;

CREATE OR REPLACE FUNCTION notices.choice(OUT how text, OUT quiet_from time, OUT quiet_to time, OUT quiet_weekends boolean) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(c.how, 'at_once'), coalesce(c.quiet_from, '17:00'), coalesce(c.quiet_to, '07:00'), coalesce(c.quiet_weekends, true)
    FROM (SELECT notices.me() AS staff_id) AS me LEFT JOIN public.notices_choice c USING (staff_id) $$;

CREATE OR REPLACE FUNCTION notices.choose(p_how text, p_from time, p_to time, p_weekends boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF notices.me() IS NULL OR p_how NOT IN ('at_once', 'daily', 'never') THEN PERFORM access.refuse('there is no such choice'); END IF;
  INSERT INTO public.notices_choice (staff_id, how, quiet_from, quiet_to, quiet_weekends)
    VALUES (notices.me(), p_how, p_from, p_to, p_weekends)
    ON CONFLICT (staff_id) DO UPDATE SET how = p_how, quiet_from = p_from, quiet_to = p_to, quiet_weekends = p_weekends;
END $$;

-- Whether a colleague is left in peace at that instant.
CREATE OR REPLACE FUNCTION notices.is_quiet(p_staff bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.weekends AND extract(isodow FROM here.at) > 5
      OR CASE WHEN c.begins <= c.ends THEN here.at::time >= c.begins AND here.at::time < c.ends
              ELSE here.at::time >= c.begins OR here.at::time < c.ends END
    FROM (SELECT p_at AT TIME ZONE 'Europe/Copenhagen' AS at) AS here,
         LATERAL (SELECT coalesce(max(quiet_from), '17:00') AS begins, coalesce(max(quiet_to), '07:00') AS ends,
           coalesce(bool_and(quiet_weekends), true) AS weekends FROM public.notices_choice WHERE staff_id = p_staff) AS c $$;
