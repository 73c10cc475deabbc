-- A matter without follow-up is forgotten whole (BRO-56): counted without names, then deleted with what came of it and with what
-- it came from. A row that has passed to somebody else by a lawful act of its own is theirs, and stays.

-- At approval, by those who keep the minutes.
CREATE OR REPLACE FUNCTION meetings.forget(p_items bigint[], p_rule text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(cardinality(p_items), 0) = 0 OR EXISTS (SELECT FROM unnest(p_items) AS wanted(id)
      LEFT JOIN public.meetings_item i ON i.id = wanted.id LEFT JOIN public.meetings_meeting m ON m.id = i.meeting_id
      -- Of the meeting itself: anybody can write an item of their own that names this meeting and an earlier matter.
      WHERE NOT coalesce(i.owner_audience = m.minutes_audience_id AND i.owner_audience = ANY (access.own_keys()), false)) THEN
    PERFORM access.refuse('only those who keep the minutes may forget a matter');
  END IF;
  IF EXISTS (SELECT FROM public.meetings_item i WHERE i.id = ANY (p_items) AND i.retention_kind <> p_rule) THEN
    PERFORM access.refuse('this rule deletes other rows than these');
  END IF;
  PERFORM meetings.forget_matters(p_items, p_rule);
END $$;

-- By the keeper, where minutes were not approved before the rule's days were over. Answers how many matters.
CREATE OR REPLACE FUNCTION meetings.forget_due() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE due record; gone integer := 0;
BEGIN
  FOR due IN SELECT i.id, i.retention_kind FROM public.meetings_item i JOIN public.access_audience a ON a.id = i.owner_audience
      WHERE i.delete_after < retention.today() AND i.retention_kind <> '' AND NOT i.hold AND a.kind <> 'sealed' ORDER BY i.id LOOP
    BEGIN
      PERFORM meetings.forget_matters(ARRAY[due.id], due.retention_kind);
      gone := gone + 1;
    EXCEPTION WHEN insufficient_privilege THEN
      IF SQLERRM <> 'something that hangs on these rows is held' THEN RAISE; END IF;
    END;
  END LOOP;
  RETURN gone;
END $$;

CREATE OR REPLACE FUNCTION meetings.forget_matters(p_items bigint[], p_rule text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE municipality bigint; items bigint[]; homes bigint[]; entries bigint[]; concerns bigint[]; incidents bigint[];
  children bigint[]; part text; withdrawn bigint[];
BEGIN
  SELECT min(body) INTO municipality FROM public.meetings_item WHERE id = ANY (p_items);
  INSERT INTO public.meetings_followupcount AS cell (forum_id, quarter, role, theme, count)
    SELECT m.forum_id, date_trunc('quarter', m.starts_at AT TIME ZONE 'Europe/Copenhagen')::date, coalesce(i.role, ''),
      CASE WHEN i.named THEN '' ELSE 'without_name' END, count(*)
      FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id WHERE i.id = ANY (p_items)
       AND i.state <> 'withdrawn' GROUP BY 1, 2, 3, 4  -- a name written by mistake is no matter
    ON CONFLICT (forum_id, quarter, role, theme) DO UPDATE SET count = cell.count + EXCLUDED.count;

  -- The same matter on the forum's earlier agendas, moved from there or taken off, and at this one, joined with another item.
  WITH RECURSIVE matter AS (
    SELECT i.id, i.from_item_id, i.entry_id, i.concern_id, m.forum_id
      FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id WHERE i.id = ANY (p_items)
    UNION
    SELECT i.id, i.from_item_id, i.entry_id, i.concern_id, m.forum_id FROM matter
      JOIN public.meetings_item i ON i.id = matter.from_item_id OR i.entry_id = matter.entry_id OR i.concern_id = matter.concern_id
        OR i.joined_to_id = matter.id
      JOIN public.meetings_meeting m ON m.id = i.meeting_id AND m.forum_id = matter.forum_id
        AND m.minutes_audience_id = i.owner_audience
     WHERE i.state IN ('moved', 'withdrawn'))
  SELECT array_agg(DISTINCT matter.id), array_agg(DISTINCT i.owner_audience) || array_agg(DISTINCT f.door_id) INTO items, homes
    FROM matter JOIN public.meetings_item i ON i.id = matter.id JOIN public.organisations_forum f ON f.id = matter.forum_id;

  -- What it came from, where no other matter comes from it.
  SELECT array_agg(DISTINCT e.id) INTO entries FROM public.meetings_item i JOIN public.concerns_listentry e ON e.id = i.entry_id
   WHERE i.id = ANY (items) AND e.owner_audience = ANY (homes)
     AND NOT EXISTS (SELECT FROM public.meetings_item o WHERE o.entry_id = e.id AND NOT (o.id = ANY (items)));
  SELECT array_agg(DISTINCT c.id) INTO concerns FROM public.meetings_item i JOIN public.concerns_concern c ON c.id = i.concern_id
   WHERE i.id = ANY (items) AND c.owner_audience = ANY (homes)
     AND NOT EXISTS (SELECT FROM public.meetings_item o WHERE o.concern_id = c.id AND NOT (o.id = ANY (items)));
  SELECT array_agg(n.id) INTO incidents FROM public.concerns_incident n
   WHERE n.owner_audience = ANY (homes)
     AND (n.id IN (SELECT i.incident_id FROM public.meetings_item i WHERE i.id = ANY (items))
       OR n.id IN (SELECT e.incident_id FROM public.concerns_listentry e WHERE e.id = ANY (entries)))
     AND NOT EXISTS (SELECT FROM public.meetings_item o WHERE o.incident_id = n.id AND NOT (o.id = ANY (items)))
     AND NOT EXISTS (SELECT FROM public.concerns_listentry o WHERE o.incident_id = n.id AND NOT (o.id = ANY (coalesce(entries, '{}'))));
  SELECT array_agg(p.id) INTO children FROM public.people_person p WHERE p.owner_audience = ANY (homes)
     AND (p.id IN (SELECT i.subject FROM public.meetings_item i WHERE i.id = ANY (items))
       OR p.id IN (SELECT e.subject FROM public.concerns_listentry e WHERE e.id = ANY (entries))
       OR p.id IN (SELECT c.subject FROM public.concerns_concern c WHERE c.id = ANY (concerns)));

  -- What earlier decisions about it set going and were undone with it: by now it lies with the units of those responsible.
  FOR part IN SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
      WHERE a.attname = 'decision_id' AND c.relnamespace = 'public'::regnamespace AND sharing.is_lockable(c.relname::text) LOOP
    EXECUTE format('SELECT array_agg(t.id) FROM public.%I t JOIN public.meetings_decision d ON d.id = t.decision_id
       WHERE d.item_id = ANY ($1) AND t.state = ''withdrawn'' AND coalesce(cases.first_giver(%L, t.id), t.owner_audience) = ANY ($2)',
      part, part) INTO withdrawn USING items, homes;
    IF withdrawn IS NOT NULL THEN PERFORM retention.carry_out(part, withdrawn, p_rule, municipality); END IF;
  END LOOP;
  PERFORM retention.carry_out('meetings_item', items, p_rule, municipality);
  IF entries IS NOT NULL THEN PERFORM retention.carry_out('concerns_listentry', entries, p_rule, municipality); END IF;
  IF concerns IS NOT NULL THEN PERFORM retention.carry_out('concerns_concern', concerns, p_rule, municipality); END IF;
  IF incidents IS NOT NULL THEN PERFORM retention.carry_out('concerns_incident', incidents, p_rule, municipality); END IF;
  -- Whether somebody else works with the child is not told: a record that is in use stays, silently.
  children := retention.idle(children);
  IF cardinality(children) > 0 THEN PERFORM retention.carry_out('people_person', children, p_rule, municipality); END IF;
END $$;

-- How many matters without follow-up of a meeting are closed to everybody and not deleted yet, because nobody has confirmed the ground
-- of their rule. For who reads the minutes: a number, as the minutes have it.
CREATE OR REPLACE FUNCTION meetings.count_sealed(p_meeting bigint) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM public.meetings_item i JOIN public.access_audience a ON a.id = i.owner_audience AND a.kind = 'sealed'
   WHERE i.meeting_id = p_meeting AND i.state NOT IN ('moved', 'withdrawn')
     AND NOT EXISTS (SELECT FROM public.meetings_attendance own JOIN public.organisations_staff me ON me.id = own.staff_id
       WHERE own.meeting_id = p_meeting AND me.principal_id = access.actor() AND i.slot_id = ANY (own.stepped_out || own.left_out))
     AND EXISTS (SELECT FROM public.meetings_meeting m JOIN public.organisations_forum f ON f.id = m.forum_id
       WHERE m.id = p_meeting AND ARRAY[m.minutes_audience_id, f.audience_id]::bigint[] && access.keys()) $$;
