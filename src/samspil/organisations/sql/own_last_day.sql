-- A colleague says themselves on which day they stop in a post, and takes it back until it has come. Only the last day of the own post
-- changes, only to an earlier day than the administrators have settled, and taking it back gives no more than there was before. Whatever
-- an administrator settles afterwards is the administrators' alone.

-- A post that the actor holds today.
CREATE OR REPLACE FUNCTION organisations.own_post(p_post bigint) RETURNS SETOF public.organisations_post LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.* FROM public.organisations_post o JOIN public.organisations_staff s ON s.id = o.staff_id AND s.ended_at IS NULL
   WHERE o.id = p_post AND s.principal_id = access.actor() AND (access.at() AT TIME ZONE 'Europe/Copenhagen')::date
     BETWEEN coalesce(o.valid_from, '-infinity') AND coalesce(o.valid_to, 'infinity') $$;

-- Whether nobody else has such a post after that day: the last administrator, the last data protection officer of a place.
CREATE OR REPLACE FUNCTION organisations.is_last(p_post bigint, p_last date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.organisations_post o JOIN public.organisations_role r ON r.id = o.role_id
      JOIN public.organisations_staff me ON me.id = o.staff_id
     WHERE o.id = p_post AND r.type IN ('administrator', 'data_protection_officer') AND NOT EXISTS (
       SELECT FROM public.organisations_post other JOIN public.organisations_role its ON its.id = other.role_id AND its.type = r.type
         JOIN public.organisations_staff s ON s.id = other.staff_id AND s.ended_at IS NULL AND s.body_id = me.body_id
        WHERE other.id <> o.id AND coalesce(other.valid_to, 'infinity') > p_last)) $$;

-- The last days that the actor has said and may take back, and the day that had been settled before.
CREATE OR REPLACE FUNCTION organisations.own_last_days() RETURNS TABLE (post bigint, last_day date, before date) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.post_id, d.last_day, d.before FROM public.organisations_ownlastday d, organisations.own_post(d.post_id) p
   WHERE p.valid_to = d.last_day $$;

CREATE OR REPLACE FUNCTION organisations.say_last_day(p_post bigint, p_last date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; ends date; seats jsonb;
BEGIN
  PERFORM FROM public.organisations_post o WHERE o.id = p_post AND EXISTS (SELECT FROM organisations.own_post(p_post)) FOR NO KEY UPDATE;
  SELECT o.* INTO p FROM organisations.own_post(p_post) o;
  IF p.id IS NULL THEN PERFORM access.refuse('everybody says the last day of a post that they hold themselves'); END IF;
  IF p_last IS NULL OR p_last < (access.at() AT TIME ZONE 'Europe/Copenhagen')::date OR p_last >= coalesce(p.valid_to, 'infinity') THEN
    PERFORM access.refuse('the day is today or later, and before the day that is settled already');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('organisations.last_of', p.role_id));
  IF organisations.is_last(p_post, p_last) THEN
    PERFORM access.refuse('nobody else has this role after that day; another administrator is needed first');
  END IF;
  UPDATE public.organisations_post SET valid_to = p_last WHERE id = p_post;
  SELECT max(coalesce(o.valid_to, 'infinity')) INTO ends FROM public.organisations_post o WHERE o.staff_id = p.staff_id AND o.unit_id = p.unit_id;
  SELECT coalesce(jsonb_agg(jsonb_build_object('seat', h.id, 'until', ends, 'before', h.valid_to)), '[]') INTO seats
    FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id AND s.unit_id = p.unit_id
   WHERE ends < 'infinity' AND h.staff_id = p.staff_id AND coalesce(h.valid_to, 'infinity') > ends;
  UPDATE public.organisations_seatholder h SET valid_to = ends FROM jsonb_array_elements(seats) AS one WHERE h.id = (one ->> 'seat')::bigint;
  INSERT INTO public.organisations_ownlastday (post_id, last_day, before, seats, said_at) VALUES (p_post, p_last, p.valid_to, seats, access.at())
    ON CONFLICT (post_id) DO UPDATE SET last_day = excluded.last_day, before = excluded.before, seats = excluded.seats, said_at = excluded.said_at;
  PERFORM organisations.seats_follow(organisations.led_by(p.staff_id), true);
END $$;

-- The forums that somebody chairs or deputises in: seats elsewhere may follow them.
CREATE OR REPLACE FUNCTION organisations.led_by(p_staff bigint) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT DISTINCT s.forum_id FROM public.organisations_seatholder h JOIN public.organisations_seat s ON s.id = h.seat_id
    WHERE h.staff_id = p_staff AND (s.chairs OR s.deputises) ORDER BY 1) $$;

-- The actor's own keys end at these instants, and what they lose is kept, so that it can be given back. Everybody may give a key away.
CREATE OR REPLACE FUNCTION organisations.give_keys_up(p_audiences bigint[], p_until timestamptz[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at(); me bigint := access.actor(); one record; lost tstzrange;
BEGIN
  IF NOT EXISTS (SELECT FROM organisations.own_last_days()) THEN
    PERFORM access.refuse('everybody says the last day of a post that they hold themselves');
  END IF;
  FOR one IN SELECT DISTINCT w.audience, greatest(w.until, at) AS until FROM unnest(p_audiences, p_until) AS w(audience, until)
      WHERE EXISTS (SELECT FROM public.access_membership m WHERE m.principal_id = me AND m.audience_id = w.audience
        AND m.period && tstzrange(greatest(w.until, at), NULL)) ORDER BY 1 LOOP
    FOR lost IN SELECT m.period * tstzrange(one.until, NULL) FROM public.access_membership m
        WHERE m.principal_id = me AND m.audience_id = one.audience AND m.period && tstzrange(one.until, NULL) LOOP
      INSERT INTO public.organisations_givenupkey (principal_id, audience_id, period) VALUES (me, one.audience, lost);
    END LOOP;
    DELETE FROM public.access_membership WHERE principal_id = me AND audience_id = one.audience AND lower(period) >= one.until;
    UPDATE public.access_membership SET period = tstzrange(lower(period), one.until)
     WHERE principal_id = me AND audience_id = one.audience AND period && tstzrange(one.until, NULL);
    PERFORM audit.record('membership.ended', 'access_audience', one.audience, NULL, one.audience,
      jsonb_build_object('principals', jsonb_build_array(me)));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION organisations.take_last_day_back(p_post bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; said public.organisations_ownlastday;
BEGIN
  SELECT d.* INTO said FROM public.organisations_ownlastday d JOIN organisations.own_last_days() o ON o.post = d.post_id WHERE d.post_id = p_post;
  IF said.id IS NULL THEN PERFORM access.refuse('a last day is taken back by who said it, until it has come and nobody else has settled it'); END IF;
  UPDATE public.organisations_post SET valid_to = said.before WHERE id = p_post RETURNING * INTO p;
  UPDATE public.organisations_seatholder h SET valid_to = (one ->> 'before')::date FROM jsonb_array_elements(said.seats) AS one
   WHERE h.id = (one ->> 'seat')::bigint AND h.valid_to = (one ->> 'until')::date;
  DELETE FROM public.organisations_ownlastday WHERE id = said.id;
  PERFORM organisations.seats_follow(organisations.led_by(p.staff_id), true);
END $$;

-- Keys that the actor had given up come back, until these instants: no more than was given up, and only where the key still runs until
-- then. What nobody waits for any more is forgotten.
CREATE OR REPLACE FUNCTION organisations.take_keys_back(p_audiences bigint[], p_until timestamptz[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE at timestamptz := access.at(); me bigint := access.actor(); one record; held tstzmultirange; back tstzrange;
BEGIN
  FOR one IN SELECT g.id, g.audience_id, g.period, max(coalesce(w.until, 'infinity')) AS until FROM public.organisations_givenupkey g
      JOIN unnest(p_audiences, p_until) AS w(audience, until) ON w.audience = g.audience_id
     WHERE g.principal_id = me GROUP BY g.id ORDER BY g.audience_id, lower(g.period) LOOP
    SELECT coalesce(range_agg(m.period), '{}') INTO held FROM public.access_membership m
     WHERE m.principal_id = me AND m.audience_id = one.audience_id;
    back := one.period * tstzrange(at, nullif(one.until, 'infinity'));
    CONTINUE WHEN isempty(back) OR held && back OR NOT EXISTS (SELECT FROM unnest(held) AS h WHERE upper(h) = lower(one.period));
    INSERT INTO public.access_membership (principal_id, audience_id, period) VALUES (me, one.audience_id, back);
    DELETE FROM public.organisations_givenupkey WHERE id = one.id;
    IF upper(back) IS DISTINCT FROM upper(one.period) THEN
      INSERT INTO public.organisations_givenupkey (principal_id, audience_id, period)
        VALUES (me, one.audience_id, one.period * tstzrange(upper(back), NULL));
    END IF;
    PERFORM audit.record('membership.given', 'access_audience', one.audience_id, NULL, one.audience_id,
      jsonb_build_object('principals', jsonb_build_array(me)));
  END LOOP;
  DELETE FROM public.organisations_givenupkey g WHERE g.principal_id = me AND NOT EXISTS (SELECT FROM organisations.own_last_days());
END $$;

-- An administrator has settled a post or a seat of a colleague: what the colleague had said is the administrators' from here on.
CREATE OR REPLACE FUNCTION organisations.settled(p_staff bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE who bigint;
BEGIN
  SELECT s.principal_id INTO who FROM public.organisations_staff s JOIN public.organisations_body b ON b.id = s.body_id
   WHERE s.id = p_staff AND b.administration_id = ANY (access.own_keys());
  IF who IS NULL THEN PERFORM access.refuse('only administrators settle the last day of others'); END IF;
  DELETE FROM public.organisations_ownlastday d USING public.organisations_post p WHERE p.id = d.post_id AND p.staff_id = p_staff;
  DELETE FROM public.organisations_givenupkey WHERE principal_id = who;
END $$;
