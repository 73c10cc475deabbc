-- Something goes from a forum to another forum, to a unit of the forum's own place, or (without a receiver) out of the house. Two
-- audiences are founded: in the first the giver's door writes and both sides read; in the second the receiver answers and the
-- giver reads. So nobody changes what the other wrote, and the giver's discussion is opened to nobody.
CREATE OR REPLACE FUNCTION meetings.send_on(p_from bigint, p_to_forum bigint, p_to_unit bigint, OUT passage bigint, OUT reply bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE giver record; receiver record;
BEGIN
  SELECT f.door_id AS door, f.audience_id AS seats, f.body_id AS place, b.audience_id AS body INTO giver
    FROM public.organisations_forum f JOIN public.organisations_body b ON b.id = f.body_id
   WHERE f.id = p_from AND f.door_id = ANY (access.own_keys());
  IF giver.door IS NULL THEN
    PERFORM access.refuse('only those who answer for a forum send something on from it');
  END IF;
  IF p_to_unit IS NOT NULL THEN
    SELECT u.audience_id AS pen, NULL::bigint AS seats, giver.body AS body INTO receiver FROM public.organisations_unit u
     WHERE u.id = p_to_unit AND u.body_id = giver.place AND p_to_forum IS NULL;
  ELSIF p_to_forum IS NOT NULL THEN
    SELECT f.door_id AS pen, f.audience_id AS seats, b.audience_id AS body INTO receiver
      FROM public.organisations_forum f JOIN public.organisations_body b ON b.id = f.body_id
     WHERE f.id = p_to_forum AND f.id <> p_from;
  ELSE
    SELECT giver.door AS pen, giver.seats AS seats, giver.body AS body INTO receiver;
  END IF;
  IF receiver.pen IS NULL THEN
    PERFORM access.refuse('it is sent to another forum, or to a unit of the forum''s own place');
  END IF;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id) VALUES ('item', 'passage', giver.body, giver.door)
    RETURNING id INTO passage;
  INSERT INTO public.access_audience (kind, name, body_id, steward_id)
    VALUES ('item', 'reply ' || passage, receiver.body, receiver.pen) RETURNING id INTO reply;
  INSERT INTO public.access_grant (audience_id, to_audience_id, period, pen)
    SELECT opened.audience, opened.receiver, tstzrange(access.at(), NULL), bool_or(opened.pen)
      FROM (VALUES (passage, giver.door, true), (passage, giver.seats, false), (passage, receiver.pen, false), (passage, receiver.seats, false),
                   (reply, receiver.pen, true), (reply, receiver.seats, false), (reply, giver.door, false), (reply, giver.seats, false))
           AS opened(audience, receiver, pen) WHERE opened.receiver IS NOT NULL GROUP BY 1, 2;
  PERFORM audit.record('audience.founded', 'access_audience', NULL, NULL, giver.door, jsonb_build_object('kind', 'item', 'count', 2));
END $$;
