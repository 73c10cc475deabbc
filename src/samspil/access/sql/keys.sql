-- Who acts, when, and with which keys. Owned by samspil_lock; the app role may call these and read nothing below them.

-- The actor token is `principal.microseconds.backend.hmac`, signed by the server for one transaction of one connection.
-- Injected SQL can set the variable but cannot sign, and a token seen in another session's statement is void in its own.
-- HMAC-SHA256 is spelled out with sha256(), which every PostgreSQL has.
CREATE OR REPLACE FUNCTION access.act(OUT principal bigint, OUT instant timestamptz) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  token text := current_setting('samspil.actor', true);
  claim text;
  moment timestamptz;
  ahead interval := coalesce((SELECT c.ahead FROM public.access_clock c LIMIT 1), interval '0');
BEGIN
  IF token IS NULL OR token !~ '^[0-9]{1,18}\.[0-9]{1,17}\.[0-9]{1,9}\.[0-9a-f]{64}$' THEN RETURN; END IF;
  IF split_part(token, '.', 3)::integer <> pg_backend_pid() THEN RETURN; END IF;
  claim := left(token, -65);
  IF NOT EXISTS (SELECT FROM public.access_signingkey k WHERE right(token, 64)
       = encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(claim, 'UTF8'))), 'hex')) THEN RETURN; END IF;
  moment := timestamptz 'epoch' + split_part(token, '.', 2)::bigint * interval '1 microsecond';
  IF abs(extract(epoch FROM moment - (statement_timestamp() + ahead))) > 60 THEN RETURN; END IF;
  IF NOT EXISTS (SELECT FROM public.access_principal p WHERE p.id = split_part(token, '.', 1)::bigint
       AND (p.ended_at IS NULL OR p.ended_at > moment)) THEN RETURN; END IF;
  principal := split_part(token, '.', 1)::bigint;
  instant := moment;
END $$;

-- Whether a test clock is set: the product does not start on one, outside the demo.
CREATE OR REPLACE FUNCTION access.test_clock() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT EXISTS (SELECT FROM public.access_clock c WHERE c.ahead <> interval '0') $$;

CREATE OR REPLACE FUNCTION access.actor() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT principal FROM access.act() $$;

CREATE OR REPLACE FUNCTION access.at() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT instant FROM access.act() $$;

-- Whether somebody who works here holds nothing but the audience of their own: no post and no seat today. What others entrusted to them
-- personally (a child's choice, a place at a table) ends with the post; it opens again with the next one. A guest comes with nothing else.
CREATE OR REPLACE FUNCTION access.works_nowhere(p_principal bigint, p_mine bigint[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT cardinality(p_mine) = 1 AND EXISTS (SELECT FROM public.access_principal p JOIN public.access_audience a ON a.id = p_mine[1]
    WHERE p.id = p_principal AND p.kind = 'staff' AND a.kind = 'person') $$;

-- What the actor may read now: memberships, and what has been opened to them. One step: a grant does not open a grant.
-- Every table of every policed statement asks for it once, so it must cost little: its plans stay with the connection, and
-- the grants of past meetings, which pile up, are not looked at, for the index grant_until knows which are over.

CREATE OR REPLACE FUNCTION access.keys() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE act record; mine bigint[];
BEGIN
  SELECT * INTO act FROM access.act();
  mine := ARRAY(SELECT m.audience_id FROM public.access_membership m
                 WHERE m.principal_id = act.principal AND m.period @> act.instant);
  IF cardinality(mine) = 1 AND access.works_nowhere(act.principal, mine) THEN RETURN '{}'; END IF;
  RETURN mine || ARRAY(SELECT g.audience_id FROM public.access_grant g WHERE g.to_audience_id = ANY (mine)
     AND g.period @> act.instant AND coalesce(upper(g.period), 'infinity') > act.instant);
END $$;

-- Where the actor may write now: memberships, and grants that lend the pen. Who merely received a row never changes it.
CREATE OR REPLACE FUNCTION access.own_keys() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE act record; mine bigint[];
BEGIN
  SELECT * INTO act FROM access.act();
  mine := ARRAY(SELECT m.audience_id FROM public.access_membership m
                 WHERE m.principal_id = act.principal AND m.period @> act.instant);
  IF cardinality(mine) = 1 AND access.works_nowhere(act.principal, mine) THEN RETURN '{}'; END IF;
  RETURN mine || ARRAY(SELECT g.audience_id FROM public.access_grant g WHERE g.pen AND g.to_audience_id = ANY (mine)
     AND g.period @> act.instant AND coalesce(upper(g.period), 'infinity') > act.instant);
END $$;

CREATE OR REPLACE FUNCTION access.body_of(p_audience bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(a.body_id, a.id) FROM public.access_audience a WHERE a.id = p_audience $$;

-- Fills the header and refuses what no policy can see: that a row's readers change, or its origin, or that it comes to
-- hang on a row that the actor cannot read (pairs of column and table). Not a definer function: current_user must stay
-- the caller's, and so must what they read.
CREATE OR REPLACE FUNCTION access.guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seen boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user <> 'samspil_lock' THEN
      NEW.written_by := access.actor();
      NEW.written_at := access.at();
      NEW.version := 1;
      IF NEW.hold THEN
        RAISE EXCEPTION 'a row is put on hold by an act of its own' USING ERRCODE = 'insufficient_privilege';
      END IF;
    ELSE
      NEW.written_by := coalesce(NEW.written_by, access.actor());
      NEW.written_at := coalesce(NEW.written_at, access.at(), statement_timestamp());
    END IF;
    IF NEW.audiences = '{}' THEN NEW.audiences := ARRAY[NEW.owner_audience]; END IF;
    NEW.body := access.body_of(NEW.owner_audience);
  ELSE
    IF current_user <> 'samspil_lock' AND (NEW.audiences IS DISTINCT FROM OLD.audiences
        OR NEW.owner_audience IS DISTINCT FROM OLD.owner_audience OR NEW.origin IS DISTINCT FROM OLD.origin
        OR NEW.hold IS DISTINCT FROM OLD.hold) THEN
      RAISE EXCEPTION 'readers, owner, origin and hold of a row change by a disclosure, never by an update'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.id := OLD.id;
    NEW.body := access.body_of(NEW.owner_audience);
    NEW.written_by := OLD.written_by;
    NEW.written_at := OLD.written_at;
    NEW.version := OLD.version + 1;
  END IF;
  FOR pair IN 1 .. TG_NARGS / 2 LOOP
    IF (CASE TG_OP WHEN 'INSERT' THEN TG_ARGV[2 * pair - 1] = TG_TABLE_NAME AND current_user <> 'samspil_lock'
        ELSE to_jsonb(NEW) -> TG_ARGV[2 * pair - 2] IS DISTINCT FROM to_jsonb(OLD) -> TG_ARGV[2 * pair - 2] END) THEN
      EXECUTE format('SELECT $1.%1$I IS NULL OR EXISTS (SELECT FROM public.%2$I AS above WHERE above.id = $1.%1$I)',
        TG_ARGV[2 * pair - 2], TG_ARGV[2 * pair - 1]) INTO seen USING NEW;
      IF NOT seen THEN
        RAISE EXCEPTION 'a row hangs only on rows that its writer reads' USING ERRCODE = 'insufficient_privilege';
      END IF;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- Columns of an open table that say who answers for something (named in the trigger) are filled once. Not a definer
-- function, for the sake of current_user.
CREATE OR REPLACE FUNCTION access.fixed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'samspil_app' AND EXISTS (SELECT FROM unnest(TG_ARGV) AS name
      WHERE to_jsonb(OLD) -> name <> 'null' AND to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name) THEN
    RAISE EXCEPTION 'who answers for it was settled when it was founded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Field history: the row as it was, in the audiences of the row. A change of readers alone is no new text.
CREATE OR REPLACE FUNCTION access.keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  header text[] := ARRAY['owner_audience','audiences','body','version','delete_after','hold','retention_kind'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.access_history WHERE parent_table = TG_TABLE_NAME AND parent_id = OLD.id;
    RETURN OLD;
  END IF;
  IF NEW.audiences IS DISTINCT FROM OLD.audiences OR NEW.owner_audience IS DISTINCT FROM OLD.owner_audience THEN
    UPDATE public.access_history SET audiences = NEW.audiences, owner_audience = NEW.owner_audience
     WHERE parent_table = TG_TABLE_NAME AND parent_id = NEW.id;
  END IF;
  IF (to_jsonb(NEW) - header) IS DISTINCT FROM (to_jsonb(OLD) - header) THEN
    INSERT INTO public.access_history (owner_audience, audiences, subject, origin, written_by, written_at, event_at,
        retention_kind, delete_after, hold, version, parent_table, parent_id, parent_version, was)
    VALUES (NEW.owner_audience, NEW.audiences, OLD.subject, OLD.origin, access.actor(), access.at(), OLD.event_at,
        OLD.retention_kind, OLD.delete_after, OLD.hold, 1, TG_TABLE_NAME, OLD.id, OLD.version, to_jsonb(OLD) - header);
  END IF;
  RETURN NEW;
END $$;
