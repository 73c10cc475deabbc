-- Agreements from meetings that name nobody: who is responsible by name reads their own, with or without a seat, and who acts for them reads it
-- when they are not here. The text names no child.

-- The agreements that stand and are somebody's by name, with the unit for which they do it.
CREATE OR REPLACE FUNCTION matters.agreements() RETURNS TABLE (resolution bigint, staff bigint, unit bigint, said text, due_on date, forum text, seats bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, r.responsible_id, coalesce(r.unit_id, (SELECT p.unit_id FROM public.organisations_post p WHERE p.staff_id = r.responsible_id
      ORDER BY coalesce(p.valid_to, 'infinity') DESC, p.leads DESC, p.id LIMIT 1)), r.text, r.due_on, f.name, f.audience_id
    FROM public.matters_resolution r JOIN public.meetings_meeting m ON m.id = r.meeting_id AND m.state <> 'cancelled'
    JOIN public.organisations_forum f ON f.id = m.forum_id
   WHERE r.state = 'standing' AND r.kind = 'agreement' AND r.responsible_id IS NOT NULL $$;

-- Who asks, where they work here.
CREATE OR REPLACE FUNCTION matters.me() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id FROM public.organisations_staff s WHERE s.principal_id = access.actor() AND NOT responsibility.has_left(s.id, access.at()) $$;

-- The actor's own agreements, the earliest day first.
CREATE OR REPLACE FUNCTION matters.my_agreements() RETURNS TABLE (resolution bigint, said text, due_on date, forum text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.resolution, a.said, a.due_on, a.forum FROM matters.agreements() a WHERE a.staff = matters.me()
   ORDER BY a.due_on NULLS LAST, a.resolution $$;

-- Those of colleagues who are not here, or stop on a settled day, for whom the actor acts then.
CREATE OR REPLACE FUNCTION matters.left_agreements() RETURNS TABLE (resolution bigint, said text, due_on date, forum text, staff bigint, stops date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.resolution, a.said, a.due_on, a.forum, a.staff, responsibility.last_day(a.staff, a.unit, access.at()) FROM matters.agreements() a
   WHERE matters.me() IS NOT NULL AND a.staff <> matters.me() AND (responsibility.is_away(a.staff, access.at())
       OR responsibility.has_left_unit(a.staff, a.unit, access.at()) OR responsibility.last_day(a.staff, a.unit, access.at()) IS NOT NULL)
     AND responsibility.acts_in(a.staff, a.unit, access.at()) = matters.me() ORDER BY a.due_on NULLS LAST, a.resolution $$;

-- One agreement, for who is responsible or acts for them and has no seat there. That it was read stands in the forum's record. NULL: none.
CREATE OR REPLACE FUNCTION matters.read_agreement(p_resolution bigint) RETURNS TABLE (said text, due_on date, forum text) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record;
BEGIN
  SELECT * INTO a FROM matters.agreements() g WHERE g.resolution = p_resolution AND (g.resolution IN (SELECT m.resolution FROM matters.my_agreements() m)
    OR g.resolution IN (SELECT l.resolution FROM matters.left_agreements() l));
  IF a.resolution IS NULL THEN RETURN; END IF;
  PERFORM audit.record('matter.read', 'matters_matter', (SELECT r.matter_id FROM public.matters_resolution r WHERE r.id = p_resolution), NULL, a.seats, '{}');
  said := a.said; due_on := a.due_on; forum := a.forum;
  RETURN NEXT;
END $$;

-- How many agreements somebody has by name (for a unit): to themselves, who leads a unit of theirs, and the administrators, as a number.
CREATE OR REPLACE FUNCTION matters.held(p_staff bigint, p_unit bigint DEFAULT NULL) RETURNS TABLE (kind text, number bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_sees_how_much(p_staff);
  RETURN QUERY SELECT 'agreement', count(*) FROM matters.agreements() a WHERE a.staff = p_staff AND (p_unit IS NULL OR a.unit = p_unit) HAVING count(*) > 0;
END $$;
