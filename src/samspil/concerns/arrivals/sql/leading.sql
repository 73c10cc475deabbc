-- Who leads sees what is late, and who has it (HAL-09). No word of what was said is here, and nobody is named but colleagues.

-- The doors of the unit that the actor leads, and of units below it in which nobody leads: there is always somebody who sees it.
CREATE OR REPLACE FUNCTION arrivals.led() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE leaders AS NOT MATERIALIZED (
    SELECT p.unit_id, s.principal_id FROM public.organisations_post p JOIN public.organisations_staff s ON s.id = p.staff_id
     WHERE p.leads AND (s.ended_at IS NULL OR s.ended_at > (SELECT access.at()))
       AND (SELECT sharing.today()) BETWEEN coalesce(p.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity')
  ), below AS ( -- from the actor's own units downwards: these are few, the doors of a country are not
    SELECT DISTINCT l.unit_id AS unit, NULL::bigint AS body, 0 AS steps FROM leaders l WHERE l.principal_id = (SELECT access.actor())
    UNION ALL
    SELECT u.id, higher.body_id, b.steps + 1 FROM below b JOIN public.organisations_unit higher ON higher.id = b.unit
      JOIN public.organisations_unit u ON u.parent_id = higher.id
     WHERE b.steps < 10 AND coalesce(b.body, higher.body_id) = higher.body_id
       AND NOT EXISTS (SELECT FROM leaders l WHERE l.unit_id = u.id)
  )
  SELECT DISTINCT d.id FROM below b
    JOIN public.organisations_concerndoor d ON d.unit_id = b.unit AND d.body_id = coalesce(b.body, d.body_id)
   WHERE (SELECT sharing.today()) BETWEEN coalesce(d.valid_from, '-infinity') AND coalesce(d.valid_to, 'infinity') $$;

-- What is late there at this instant: a promise that is broken, or 24 hours that are over. The number of the row only for who reads it.
CREATE OR REPLACE FUNCTION arrivals.late_below() RETURNS TABLE (about_table text, about_id bigint, door bigint, received_at timestamptz,
  due timestamptz, holder bigint, waits text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE led bigint[] := ARRAY(SELECT arrivals.led()); mine bigint[]; theirs bigint[]; now timestamptz := access.at();
BEGIN
  IF cardinality(led) = 0 THEN RETURN; END IF;
  mine := access.own_keys();
  theirs := ARRAY(SELECT d.audience_id FROM public.organisations_concerndoor d WHERE d.id = ANY (led)); -- by these it is indexed
  RETURN QUERY WITH late AS (
    SELECT u.about_table, u.about_id, u.audience, u.door, u.received_at, a.answer_by AS due, u.holder, 'promise' AS waits
      FROM arrivals.unanswered(access.at()) u JOIN public.arrivals_arrival a ON a.about_table = u.about_table AND a.about_id = u.about_id
     WHERE u.audience = ANY (theirs) AND u.door = ANY (led) AND a.answer_by < access.at()
    UNION ALL
    SELECT 'concerns_concern', k.concern_id, k.audience, k.door, least(k.since, c.received_at), k.since + interval '24 hours', k.holder, k.waits
      FROM concerns.clocks() k
      JOIN public.concerns_concern c ON c.id = k.concern_id
     WHERE k.audience = ANY (theirs) AND k.door = ANY (led) AND k.since + interval '24 hours' < access.at()
  ), one AS MATERIALIZED (
    SELECT DISTINCT ON (l.about_table, l.about_id) l.* FROM late l ORDER BY l.about_table, l.about_id, l.waits = 'promise', l.due
  ), people AS MATERIALIZED ( -- asked once of everybody, not of everything that is late
    SELECT p.holder, p.door, responsibility.is_away(p.holder, now) OR responsibility.has_left(p.holder, now) AS gone,
        responsibility.acts_at(p.holder, p.door, now) AS acts FROM (SELECT DISTINCT one.holder, one.door FROM one) AS p
  ), taken AS MATERIALIZED (
    SELECT w.concern_id, w AS holding, w.staff_id, w.footing, w.owner_audience FROM one
      JOIN public.concerns_holding w ON one.about_table = 'concerns_concern' AND w.concern_id = one.about_id AND upper_inf(w.period)
  ), gone_from AS MATERIALIZED (
    SELECT t.staff_id, t.footing, t.owner_audience FROM (SELECT DISTINCT ON (staff_id, footing, owner_audience) taken.* FROM taken
        ORDER BY staff_id, footing, owner_audience) AS t WHERE concerns.has_left(t.holding, now)
  )
  SELECT one.about_table, CASE WHEN one.audience = ANY (mine) THEN one.about_id END, one.door, one.received_at, one.due,
    -- Who acts, where who has it is not there.
    CASE WHEN p.gone OR EXISTS (SELECT FROM taken t JOIN gone_from USING (staff_id, footing, owner_audience)
        WHERE one.about_table = 'concerns_concern' AND t.concern_id = one.about_id)
      THEN coalesce(p.acts, one.holder) ELSE one.holder END, one.waits
    FROM one JOIN people p ON p.holder IS NOT DISTINCT FROM one.holder AND p.door = one.door ORDER BY one.due, one.about_table, one.about_id;
END $$;

-- The units at whose doors somebody is said to be in danger, on which nobody acts, and for which the actor is to step in: those of whom
-- `arrivals.tell_above` tells them. No word and no number of what it is.
CREATE OR REPLACE FUNCTION arrivals.dangers_above() RETURNS TABLE (unit bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT d.unit_id FROM public.arrivals_arrival a
    JOIN arrivals.unanswered(access.at()) u ON u.about_table = a.about_table AND u.about_id = a.about_id
    JOIN public.organisations_concerndoor d ON d.audience_id = u.audience
   WHERE a.in_danger AND arrivals.is_danger(a) -- the first is indexed
     AND NOT arrivals.is_taken(a.taken_by_id, u.audience, access.at()) AND arrivals.acts_above(u.audience, access.at()) = notices.me()
   ORDER BY d.unit_id $$;
