-- The data protection officer settles whether a unit may be told about named persons (retsplejeloven § 115, stk. 3).

-- Which keys of forums with named persons today's seats of a unit give, and to whom; with p_else, those of other units.
CREATE OR REPLACE FUNCTION organisations.seat_keys(p_unit bigint, p_else boolean, p_day date)
RETURNS TABLE (principal bigint, audience bigint) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT s.principal_id, key.id
    FROM public.organisations_seatholder h
    JOIN public.organisations_staff s ON s.id = h.staff_id AND s.ended_at IS NULL
    JOIN public.organisations_seat seat ON seat.id = h.seat_id AND (seat.unit_id = p_unit) <> p_else
    JOIN public.organisations_forum f ON f.id = seat.forum_id AND f.named_persons,
    LATERAL (VALUES (f.audience_id, seat.kind = 'standing'),
                    (f.door_id, seat.chairs OR seat.deputises OR seat.keeps_minutes)) AS key(id, given)
   WHERE key.given AND p_day BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_to, 'infinity')
     AND p_day BETWEEN coalesce(seat.valid_from, '-infinity') AND coalesce(seat.valid_to, 'infinity') $$;

-- The keys of those who sit for the unit follow in this instant: a no takes them, unless another unit's seat gives them; a
-- yes gives what the seats give. Administrators could do the same one by one, but a no must not wait for one.
CREATE OR REPLACE FUNCTION organisations.follow_settlement(p_unit bigint, p_may boolean) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE instant timestamptz := access.at(); today date := (access.at() AT TIME ZONE 'Europe/Copenhagen')::date;
  who bigint[]; which bigint[];
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisations_unit u JOIN public.organisations_body b ON b.id = u.body_id
                  WHERE u.id = p_unit AND b.protection_id = ANY (access.own_keys())) THEN
    PERFORM access.refuse('only the data protection officer settles who may take part');
  END IF;
  SELECT array_agg(k.principal), array_agg(k.audience) INTO who, which
    FROM organisations.seat_keys(p_unit, false, today) k
   WHERE p_may OR (k.principal, k.audience) NOT IN (SELECT o.principal, o.audience
                                                       FROM organisations.seat_keys(p_unit, true, today) o);
  IF p_may THEN
    INSERT INTO public.access_membership (principal_id, audience_id, period)
      SELECT c.principal, c.audience, tstzrange(instant, NULL) FROM unnest(who, which) AS c(principal, audience)
       WHERE NOT EXISTS (SELECT FROM public.access_membership m WHERE m.principal_id = c.principal
                AND m.audience_id = c.audience AND m.period && tstzrange(instant, NULL));
  ELSE
    DELETE FROM public.access_membership m USING unnest(who, which) AS c(principal, audience)
     WHERE m.principal_id = c.principal AND m.audience_id = c.audience AND lower(m.period) >= instant;
    UPDATE public.access_membership m SET period = tstzrange(lower(m.period), instant)
      FROM unnest(who, which) AS c(principal, audience)
     WHERE m.principal_id = c.principal AND m.audience_id = c.audience AND m.period @> instant;
  END IF;
  PERFORM audit.record(CASE WHEN p_may THEN 'membership.given' ELSE 'membership.ended' END, 'access_audience', c.audience,
    NULL, c.audience, jsonb_build_object('principals', jsonb_build_array(c.principal)))
    FROM unnest(who, which) AS c(principal, audience);
END $$;
