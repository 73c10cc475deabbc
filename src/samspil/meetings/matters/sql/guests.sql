-- Who is invited to one matter reads that one alone, until the meeting's day is over (VAL-71, BRO-47). Those who answer for the
-- forum invite; the matter's room is founded with the first guest.

-- When the day of a meeting is over: from then on no guest reads anything.
CREATE OR REPLACE FUNCTION matters.day_ends(p_starts timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT (((p_starts AT TIME ZONE 'Europe/Copenhagen')::date + 1)::timestamp) AT TIME ZONE 'Europe/Copenhagen' $$;

CREATE OR REPLACE FUNCTION matters.invite(p_matter bigint, p_to bigint[]) RETURNS timestamptz LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE it record; room bigint; until timestamptz;
BEGIN
  SELECT m.id, m.audiences, m.state, g.state AS meeting_state, g.starts_at, f.door_id, d.body_id INTO it
    FROM public.matters_matter m JOIN public.meetings_meeting g ON g.id = m.meeting_id
    JOIN public.organisations_forum f ON f.id = g.forum_id AND f.audience_id = m.owner_audience AND NOT f.named_persons
    JOIN public.access_audience d ON d.id = f.door_id
   WHERE m.id = p_matter;
  IF it.id IS NULL OR NOT (it.door_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only those who lead the meeting invite to one of its matters');
  END IF;
  until := matters.day_ends(it.starts_at);
  IF it.state <> 'waiting' OR it.meeting_state IN ('approved', 'cancelled') OR until <= access.at() THEN
    PERFORM access.refuse('this matter is over, so nobody can be invited to it');
  END IF;
  IF EXISTS (SELECT FROM unnest(p_to) AS r(id) LEFT JOIN public.access_audience a ON a.id = r.id
              WHERE a.id IS NULL OR a.kind NOT IN ('person', 'unit')) THEN
    PERFORM access.refuse('a matter is opened to persons and units alone');
  END IF;
  SELECT a.id INTO room FROM public.access_audience a
   WHERE a.id = ANY (it.audiences) AND a.kind = 'item' AND a.steward_id = it.door_id LIMIT 1;
  IF room IS NULL THEN
    INSERT INTO public.access_audience (kind, name, body_id, steward_id)
      VALUES ('item', 'matter ' || it.id, it.body_id, it.door_id) RETURNING id INTO room;
    UPDATE public.matters_matter SET audiences = audiences || room WHERE id = it.id;
  END IF;
  INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
    SELECT room, r.id, tstzrange(access.at(), until), false FROM (SELECT DISTINCT unnest(p_to) AS id) AS r
     WHERE NOT EXISTS (SELECT FROM public.access_grant g WHERE g.audience_id = room AND g.to_audience_id = r.id
                        AND g.period @> access.at());
  PERFORM audit.record('matter.opened', 'matters_matter', it.id, NULL, it.door_id, jsonb_build_object('to', to_jsonb(p_to)));
  RETURN until;
END $$;

-- Whoever is called off, or comes to no avail because the matter has moved, reads nothing from this instant.
CREATE OR REPLACE FUNCTION matters.call_off(p_matter bigint, p_to bigint[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE it record;
BEGIN
  SELECT m.id, m.audiences, f.door_id INTO it
    FROM public.matters_matter m JOIN public.meetings_meeting g ON g.id = m.meeting_id
    JOIN public.organisations_forum f ON f.id = g.forum_id AND f.audience_id = m.owner_audience AND NOT f.named_persons
   WHERE m.id = p_matter;
  IF it.id IS NULL OR NOT (it.door_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only those who lead the meeting call an invitation off');
  END IF;
  UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
   WHERE audience_id IN (SELECT a.id FROM public.access_audience a
                          WHERE a.id = ANY (it.audiences) AND a.kind = 'item' AND a.steward_id = it.door_id)
     AND to_audience_id = ANY (p_to) AND period @> access.at();
  PERFORM audit.record('matter.closed', 'matters_matter', it.id, NULL, it.door_id, jsonb_build_object('to', to_jsonb(p_to)));
END $$;

-- A citizen who comes for one matter: a principal with an audience of their own and no key beside it. The forum answers for it.
CREATE OR REPLACE FUNCTION matters.enrol_guest(p_door bigint, OUT principal bigint, OUT person_audience bigint) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE home bigint;
BEGIN
  SELECT d.body_id INTO home FROM public.organisations_forum f JOIN public.access_audience d ON d.id = f.door_id
   WHERE f.door_id = p_door AND NOT f.named_persons;
  IF home IS NULL OR NOT (p_door = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only those who lead a forum that names nobody let a citizen in');
  END IF;
  INSERT INTO public.access_principal (kind, body_id, created_at) VALUES ('guest', home, access.at()) RETURNING id INTO principal;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('person', 'p' || principal, home, p_door) RETURNING id INTO person_audience;
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    VALUES (principal, person_audience, tstzrange(access.at(), NULL));
  PERFORM audit.record('guest.enrolled', 'access_principal', principal, NULL, p_door, '{}');
END $$;

-- As whom a secret link reads. Only guests of the forum that wrote the invitation: a line of one's own opens nobody else's.
-- What they may read, their keys decide: a day too late there is nothing.
CREATE OR REPLACE FUNCTION matters.guest_of(p_secret_hash text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id FROM public.matters_invitation i
    JOIN public.organisations_forum f ON f.audience_id = i.owner_audience AND NOT f.named_persons
    JOIN public.access_audience a ON a.id = i.guest_audience_id AND a.kind = 'person' AND a.steward_id = f.door_id
    JOIN public.access_membership m ON m.audience_id = a.id
    JOIN public.access_principal p ON p.id = m.principal_id AND p.id = i.guest_principal_id AND p.kind = 'guest'
   WHERE i.secret_hash = p_secret_hash AND p_secret_hash <> '' AND i.ended_at IS NULL LIMIT 1 $$;

-- The meeting has another day, or is cancelled: its guests' keys go with it.
CREATE OR REPLACE FUNCTION matters.follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE until timestamptz := CASE WHEN NEW.state = 'cancelled' THEN access.at() ELSE matters.day_ends(NEW.starts_at) END;
  room record;
BEGIN
  IF NEW.starts_at IS DISTINCT FROM OLD.starts_at OR NEW.state = 'cancelled' AND OLD.state <> 'cancelled' THEN
    FOR room IN SELECT a.id, m.id AS matter, f.door_id AS door FROM public.matters_matter m
        JOIN public.organisations_forum f ON f.audience_id = m.owner_audience
        JOIN public.access_audience a ON a.id = ANY (m.audiences) AND a.kind = 'item' AND a.steward_id = f.door_id
       WHERE m.meeting_id = NEW.id AND f.id = NEW.forum_id ORDER BY a.id LOOP
      UPDATE public.access_grant g SET period = tstzrange(lower(g.period), greatest(lower(g.period), until))
       WHERE g.audience_id = room.id AND g.period @> access.at();
      IF FOUND THEN
        PERFORM audit.record(CASE WHEN NEW.state = 'cancelled' THEN 'matter.closed' ELSE 'matter.opened' END, 'matters_matter',
          room.matter, NULL, room.door, '{"moved": true}');
      END IF;
    END LOOP;
  END IF;
  RETURN NEW;
END $$;
