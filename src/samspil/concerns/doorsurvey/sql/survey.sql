-- Whom would you contact for sparring? Asked once a year, counted by kind of workplace, and kept of nobody (HAL-36).

-- The key by which a colleague is asked once a year. It leads to no answer.
CREATE OR REPLACE FUNCTION doorsurvey.key() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT md5('doorsurvey ' || extract(year FROM sharing.today()) || ' ' || access.actor())::uuid $$;

-- Whether the question waits for the actor: they work here today, the municipality has a door for sparring, and they have neither answered
-- nor declined this year.
CREATE OR REPLACE FUNCTION doorsurvey.waits() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id AND s.ended_at IS NULL
      JOIN public.organisations_concerndoor d ON d.body_id = s.body_id AND 'sparring' = ANY (d.takes) AND d.matter = ''
     WHERE s.principal_id = access.actor()
       AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
       AND sharing.today() BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity'))
    AND NOT EXISTS (SELECT FROM public.doorsurvey_asked a WHERE a.key = doorsurvey.key()) $$;

-- From here on the actor is not asked again this year. The keys of other years go.
CREATE OR REPLACE FUNCTION doorsurvey.close() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT doorsurvey.waits() THEN PERFORM access.refuse('you have been asked this year already'); END IF;
  DELETE FROM public.doorsurvey_asked WHERE year <> extract(year FROM sharing.today());
  INSERT INTO public.doorsurvey_asked (key, year) VALUES (doorsurvey.key(), extract(year FROM sharing.today())) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN PERFORM access.refuse('you have been asked this year already'); END IF;
END $$;

-- What the record says belongs to the colleague alone, and to data protection.
CREATE OR REPLACE FUNCTION doorsurvey.mine() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.person_audience_id FROM public.organisations_staff s WHERE s.principal_id = access.actor() $$;

-- Count an answer, own, other or unknown, at the kind of workplace of a unit in which the actor works. What leaders see moves when five more
-- have answered: who watches it while a colleague answers learns nothing.
CREATE OR REPLACE FUNCTION doorsurvey.answer(p_unit bigint, p_answer text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE place bigint; kind text; cell bigint;
BEGIN
  SELECT b.audience_id, u.sector INTO place, kind FROM public.organisations_unit u
    JOIN public.organisations_post p ON p.unit_id = u.id
    JOIN public.organisations_staff s ON s.id = p.staff_id AND s.principal_id = access.actor() AND s.ended_at IS NULL
    JOIN public.organisations_body b ON b.id = u.body_id
   WHERE u.id = p_unit AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF place IS NULL OR p_answer IS NULL OR p_answer NOT IN ('own', 'other', 'unknown') THEN
    PERFORM access.refuse('only who works in a unit counts for it');
  END IF;
  PERFORM doorsurvey.close();
  INSERT INTO public.doorsurvey_tally AS t (body, year, sector, own, other, unknown, shown_own, shown_other, shown_unknown)
    VALUES (place, extract(year FROM sharing.today()), kind, (p_answer = 'own')::integer, (p_answer = 'other')::integer,
      (p_answer = 'unknown')::integer, 0, 0, 0)
    ON CONFLICT (body, year, sector) DO UPDATE SET own = t.own + EXCLUDED.own, other = t.other + EXCLUDED.other,
      unknown = t.unknown + EXCLUDED.unknown
    RETURNING id INTO cell;
  UPDATE public.doorsurvey_tally SET shown_own = own, shown_other = other, shown_unknown = unknown
   WHERE id = cell AND (own + other + unknown) % 5 = 0;
  PERFORM audit.record('doorsurvey.answered', NULL, NULL, NULL, doorsurvey.mine(), '{}');
END $$;

-- Not to answer this year is a normal answer, and counted nowhere.
CREATE OR REPLACE FUNCTION doorsurvey.decline() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM doorsurvey.close();
  PERFORM audit.record('doorsurvey.declined', NULL, NULL, NULL, doorsurvey.mine(), '{}');
END $$;

-- The figures of the actor's municipality, for those who lead a unit there, the newest year first. Without numbers: fewer than five.
CREATE OR REPLACE FUNCTION doorsurvey.figures() RETURNS TABLE (year integer, sector text, own integer, other integer, unknown integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place bigint;
BEGIN
  SELECT b.audience_id INTO place FROM public.organisations_staff s JOIN public.organisations_post p ON p.staff_id = s.id AND p.leads
    JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.principal_id = access.actor() AND s.ended_at IS NULL
     AND sharing.today() BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') LIMIT 1;
  IF place IS NULL THEN PERFORM access.refuse('these figures are for those who lead'); END IF;
  RETURN QUERY SELECT t.year, t.sector, n.own, n.other, n.unknown FROM public.doorsurvey_tally t
    LEFT JOIN LATERAL (SELECT t.shown_own AS own, t.shown_other AS other, t.shown_unknown AS unknown
      WHERE t.shown_own + t.shown_other + t.shown_unknown >= 5) AS n ON true
   WHERE t.body = place ORDER BY t.year DESC, t.sector;
END $$;
