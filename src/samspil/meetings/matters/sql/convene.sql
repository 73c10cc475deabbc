-- A colleague calls a meeting with named colleagues and units, and founds no forum (VAL-79, BAL-43). What carries it is the same
-- as for a standing forum, so that the same rules hold: a door for those who lead it, an audience for those who sit there.
-- It names nobody, ever, and stands in no register.
CREATE FUNCTION matters.convene(p_name text, p_terms jsonb, p_staff bigint[], p_units bigint[], p_keeps boolean[], OUT forum bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me record; door bigint; seats bigint; line record; seat bigint;
BEGIN
  SELECT s.id, s.body_id, b.audience_id AS home, b.administration_id INTO me FROM public.organisations_staff s
    JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.principal_id = access.actor() AND s.ended_at IS NULL;
  IF me.id IS NULL OR EXISTS (SELECT FROM unnest(p_staff, p_units) AS l(staff, unit)
               LEFT JOIN public.organisations_staff s ON s.id = l.staff AND s.ended_at IS NULL
               LEFT JOIN public.organisations_unit u ON u.id = l.unit
              WHERE u.id IS NULL OR l.staff IS NOT NULL AND s.id IS NULL)
     OR NOT EXISTS (SELECT FROM unnest(p_staff, p_keeps) AS l(staff, keeps) WHERE l.staff = me.id AND l.keeps) THEN
    PERFORM access.refuse('a meeting is called by one who sits there, with colleagues and units that are known here');
  END IF;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('door', p_name, me.home, me.administration_id) RETURNING id INTO door;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('forum', p_name, me.home, me.administration_id) RETURNING id INTO seats;
  INSERT INTO public.organisations_forum (body_id, key, name, type, level, named_persons, audience_id, door_id)
    VALUES (me.body_id, 'ad-hoc-' || door, p_name, 'ad_hoc', '', false, seats, door) RETURNING id INTO forum;
  INSERT INTO public.organisations_forumterms (forum_id, terms) VALUES (forum, p_terms);
  FOR line IN SELECT l.*, u.name FROM unnest(p_staff, p_units, p_keeps) WITH ORDINALITY AS l(staff, unit, keeps, position)
      JOIN public.organisations_unit u ON u.id = l.unit ORDER BY l.position LOOP
    INSERT INTO public.organisations_seat (forum_id, key, name, unit_id, kind, block, chairs, deputises, keeps_minutes, position)
      VALUES (forum, 's' || line.position, line.name, line.unit, 'standing', '', line.staff IS NOT DISTINCT FROM me.id, false,
              line.keeps, line.position) RETURNING id INTO seat;
    IF line.staff IS NOT NULL THEN
      INSERT INTO public.organisations_seatholder (seat_id, staff_id) VALUES (seat, line.staff);
      INSERT INTO public.access_membership (principal_id, audience_id, period)
        SELECT s.principal_id, a, tstzrange(access.at(), NULL) FROM public.organisations_staff s,
               unnest(CASE WHEN line.keeps THEN ARRAY[seats, door] ELSE ARRAY[seats] END) AS a
         WHERE s.id = line.staff AND NOT EXISTS (SELECT FROM public.access_membership m
                WHERE m.principal_id = s.principal_id AND m.audience_id = a);
    END IF;
  END LOOP;
  PERFORM audit.record('meeting.convened', 'organisations_forum', forum, NULL, door,
    jsonb_build_object('seats', cardinality(p_units)));
END $$;

-- A matter that is withdrawn or moved is over for its guests in this instant, whoever took it off.
CREATE FUNCTION matters.over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.access_grant SET period = tstzrange(lower(period), access.at())
   WHERE period @> access.at() AND audience_id IN (
     SELECT a.id FROM public.organisations_forum f JOIN public.access_audience a
         ON a.id = ANY (NEW.audiences) AND a.kind = 'item' AND a.steward_id = f.door_id
      WHERE f.audience_id = NEW.owner_audience);
  RETURN NEW;
END $$;
CREATE TRIGGER matters_over AFTER UPDATE OF state ON public.matters_matter FOR EACH ROW
  WHEN (NEW.state IN ('withdrawn', 'moved') AND OLD.state NOT IN ('withdrawn', 'moved')) EXECUTE FUNCTION matters.over();

-- Nothing is opened to somebody who may not receive, however it comes about. An item of a forum that names nobody holds no personal
-- information: citizens, associations and whoever else it concerns come for it (VAL-71).
CREATE OR REPLACE FUNCTION sharing.check_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.access_audience a JOIN public.organisations_forum f ON f.door_id = a.steward_id
                  WHERE a.id = NEW.audience_id AND a.kind = 'item' AND NOT f.named_persons) THEN
    PERFORM sharing.check_receiver(NEW.to_audience_id);
  END IF;
  RETURN NEW;
END $$;
