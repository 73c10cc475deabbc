-- A concern leaves the door for a unit that has none: the unit gets a door inside the house, which everybody there who works with
-- children answers. Nothing is sent there from outside, and no profile names it. Its keys follow posts from then on, as those of every door
-- (organisations.queries.keys); here they begin. Answers the door, the unit's own where it has one.
CREATE OR REPLACE FUNCTION concerns.door_of_unit(p_unit bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE u public.organisations_unit; made bigint; fresh bigint;
BEGIN
  SELECT * INTO u FROM public.organisations_unit WHERE id = p_unit;
  IF u.id IS NULL OR u.type <> 'authority' OR u.sector NOT IN ('prevention', 'social', 'school', 'education', 'leisure', 'employment', 'health')
      OR sharing.why_not(u) IS NOT NULL OR NOT EXISTS (SELECT FROM public.organisations_concerndoor d
      WHERE d.body_id = u.body_id AND d.audience_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('this unit cannot be asked to take over a concern');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('concerns.door_of_unit', p_unit));
  SELECT d.id INTO made FROM public.organisations_concerndoor d
   WHERE d.unit_id = u.id AND sharing.today() BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity')
   AND d.matter = '' ORDER BY d.takes = '{}', d.position, d.id LIMIT 1;
  IF made IS NOT NULL THEN RETURN made; END IF;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    SELECT 'door', u.name, b.audience_id, b.administration_id FROM public.organisations_body b WHERE b.id = u.body_id RETURNING id INTO fresh;
  INSERT INTO public.organisations_concerndoor (body_id, key, name, unit_id, audience_id, phone, answered_by, hours, takes,
      answers_within_open_hours, matter, position, valid_from)
    VALUES (u.body_id, 'unit:' || u.key, u.name, u.id, fresh, u.phone,
      jsonb_build_array(jsonb_build_object('unit', u.id, 'role', NULL, 'district', NULL)), '[]', '{}', 8, '', 1000, NULL) RETURNING id INTO made;
  INSERT INTO public.access_membership (principal_id, audience_id, period)
    SELECT s.principal_id, fresh, tstzrange(access.at(), CASE WHEN NOT bool_or(p.valid_to IS NULL)
        THEN (max(p.valid_to) + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen' END)
      FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id JOIN public.organisations_role r ON r.id = p.role_id
     WHERE p.unit_id = u.id AND (s.ended_at IS NULL OR s.ended_at > access.at())
       AND (p.leads OR r.type NOT IN ('politician', 'administrator', 'data_protection_officer'))
       AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
     GROUP BY s.principal_id;
  IF NOT FOUND THEN PERFORM access.refuse('this unit cannot be asked to take over a concern'); END IF;
  PERFORM audit.record('audience.founded', 'access_audience', fresh, NULL, fresh, '{"kind": "door", "count": 1}');
  RETURN made;
END $$;
