-- A colleague calls a meeting with named colleagues and units, and founds no forum (VAL-79, BAL-43). What carries it is the same
-- as for a standing forum, so that the same rules hold: a door for those who lead it, an audience for those who sit there.
-- It names nobody, ever, and stands in no register.
CREATE OR REPLACE FUNCTION matters.convene(p_name text, p_terms jsonb, p_staff bigint[], p_units bigint[], p_keeps boolean[], OUT forum bigint)
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
    INSERT INTO public.organisations_seat (forum_id, key, name, unit_id, kind, block, chairs, deputises, keeps_minutes, follows, position)
      VALUES (forum, 's' || line.position, line.name, line.unit, 'standing', '', line.staff IS NOT DISTINCT FROM me.id, false,
              line.keeps, '', line.position) RETURNING id INTO seat;
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
