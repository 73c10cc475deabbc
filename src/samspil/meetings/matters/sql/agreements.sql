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

-- Those of colleagues who are not here, for whom the actor acts (`acts`); and of those who stop on a settled day and are here still, for who
-- shares out beforehand: themselves, whoever leads the unit, and whoever acts from then on.
CREATE OR REPLACE FUNCTION matters.left_agreements() RETURNS TABLE (resolution bigint, said text, due_on date, forum text, staff bigint, stops date, acts boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.resolution, a.said, a.due_on, a.forum, a.staff, CASE WHEN NOT how.gone THEN how.stops END, NOT how.here
    FROM (SELECT matters.me() AS id, access.at() AS at) AS me, matters.agreements() a,
      LATERAL (SELECT responsibility.has_left_unit(a.staff, a.unit, me.at) AS gone, responsibility.last_day(a.staff, a.unit, me.at) AS stops,
        NOT (responsibility.has_left_unit(a.staff, a.unit, me.at) OR responsibility.is_away(a.staff, me.at)) AS here) AS how
   WHERE me.id IS NOT NULL AND (NOT how.here AND a.staff <> me.id AND responsibility.acts_in(a.staff, a.unit, me.at) = me.id
     OR NOT how.gone AND how.stops IS NOT NULL AND (me.id IN (a.staff, responsibility.acts_in(a.staff, a.unit, me.at))
       OR EXISTS (SELECT FROM public.organisations_post p WHERE p.staff_id = me.id AND p.unit_id = a.unit AND p.leads
         AND responsibility.works_in(me.id, a.unit, me.at)))) ORDER BY a.due_on NULLS LAST, a.resolution $$;

-- An agreement in which the actor has a part without a seat: it is theirs, or stands among those of colleagues.
CREATE OR REPLACE FUNCTION matters.own_part(p_resolution bigint) RETURNS TABLE (resolution bigint, staff bigint, said text, due_on date, forum text, seats bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.resolution, g.staff, g.said, g.due_on, g.forum, g.seats FROM matters.agreements() g WHERE g.resolution = p_resolution
    AND (g.staff = matters.me() OR g.resolution IN (SELECT l.resolution FROM matters.left_agreements() l)) $$;

-- One agreement, for who is responsible or acts for them and has no seat there. That it was read stands in the forum's record. NULL: none.
CREATE OR REPLACE FUNCTION matters.read_agreement(p_resolution bigint) RETURNS TABLE (said text, due_on date, forum text, staff bigint, outcome text,
  version integer, forum_id bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record;
BEGIN
  SELECT * INTO a FROM matters.own_part(p_resolution);
  IF a.resolution IS NULL THEN RETURN; END IF;
  PERFORM audit.record('matter.read', 'matters_matter', (SELECT r.matter_id FROM public.matters_resolution r WHERE r.id = p_resolution), NULL, a.seats, '{}');
  RETURN QUERY SELECT a.said, a.due_on, a.forum, a.staff, r.outcome, r.version, m.forum_id FROM public.matters_resolution r
    JOIN public.meetings_meeting m ON m.id = r.meeting_id WHERE r.id = p_resolution;
END $$;

-- How far an agreement is, said by who has it or acts for them, and has no seat there.
CREATE OR REPLACE FUNCTION matters.tell_how_far(p_resolution bigint, p_version integer, p_outcome text, p_done boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE seats bigint; seen integer;
BEGIN
  SELECT r.version INTO seen FROM public.matters_resolution r WHERE r.id = p_resolution FOR NO KEY UPDATE;
  SELECT o.seats INTO seats FROM matters.own_part(p_resolution) o;
  IF seats IS NULL THEN PERFORM access.refuse('who has an agreement, or acts for them, says how far it is'); END IF;
  IF seen <> p_version THEN PERFORM access.refuse('somebody has written how far it is meanwhile; look at the page again'); END IF;
  UPDATE public.matters_resolution SET outcome = btrim(p_outcome), state = CASE WHEN p_done THEN 'done' ELSE 'standing' END,
    done_on = CASE WHEN p_done THEN sharing.today() END WHERE id = p_resolution;
  PERFORM audit.record('resolution.followed_up', 'matters_resolution', p_resolution, NULL, seats, jsonb_build_object('done', p_done));
END $$;

-- An agreement is given on to another colleague: by who has it, by who acts for them or shares out what they have, and by who keeps the minutes
-- there. Who takes it holds a seat there, or works in that place. Who gets it is told, and who had it where somebody else gave it on.
CREATE OR REPLACE FUNCTION matters.hand_on(p_resolution bigint, p_to bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record; at timestamptz := access.at();
BEGIN
  PERFORM FROM public.matters_resolution r WHERE r.id = p_resolution FOR NO KEY UPDATE;
  SELECT g.*, f.id AS forum_id, f.body_id INTO a FROM matters.agreements() g JOIN public.matters_resolution r ON r.id = g.resolution
    JOIN public.meetings_meeting m ON m.id = r.meeting_id JOIN public.organisations_forum f ON f.id = m.forum_id
   WHERE g.resolution = p_resolution AND (f.door_id = ANY (access.own_keys()) OR EXISTS (SELECT FROM matters.own_part(p_resolution)));
  IF a.resolution IS NULL THEN PERFORM access.refuse('an agreement is given on by who has it, by who acts for them, and by who keeps the minutes'); END IF;
  IF p_to = a.staff OR responsibility.has_left(p_to, at) OR NOT EXISTS (SELECT FROM public.organisations_staff s WHERE s.id = p_to AND (s.body_id = a.body_id
      OR EXISTS (SELECT FROM public.organisations_seatholder h JOIN public.organisations_seat seat ON seat.id = h.seat_id AND seat.forum_id = a.forum_id
        WHERE h.staff_id = s.id AND sharing.today() BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')))) THEN
    PERFORM access.refuse('who takes an agreement on holds a seat there or works in that place, and does not have it already');
  END IF;
  UPDATE public.matters_resolution SET responsible_id = p_to WHERE id = p_resolution;
  PERFORM audit.record('resolution.handed_on', 'matters_resolution', p_resolution, NULL, a.seats, jsonb_build_object('to', p_to, 'had', a.staff));
  PERFORM notices.put(array_remove(ARRAY[p_to], notices.me()), 'agreement_yours', 'matters_resolution', p_resolution, false, false, at);
  PERFORM notices.put(array_remove(ARRAY[a.staff], notices.me()), 'agreement_handed_on', 'matters_resolution', p_resolution, false, false, at);
END $$;

-- How many agreements somebody has by name (for a unit): to themselves, who leads a unit of theirs, and the administrators, as a number.
CREATE OR REPLACE FUNCTION matters.held(p_staff bigint, p_unit bigint DEFAULT NULL) RETURNS TABLE (kind text, number bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM organisations.check_sees_how_much(p_staff);
  RETURN QUERY SELECT 'agreement', count(*) FROM matters.agreements() a WHERE a.staff = p_staff AND (p_unit IS NULL OR a.unit = p_unit) HAVING count(*) > 0;
END $$;
