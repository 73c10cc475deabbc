-- Who asked for sparring takes the question back, while nobody has answered it; then those who answer the door are told. Answers whether
-- there was anything to take back.
CREATE OR REPLACE FUNCTION concerns.withdraw_sparring(p_sparring bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE s public.concerns_sparring;
BEGIN
  SELECT * INTO s FROM public.concerns_sparring WHERE id = p_sparring AND audiences && access.keys() FOR NO KEY UPDATE;
  IF s.id IS NULL OR s.asker_id IS DISTINCT FROM notices.me() THEN
    PERFORM access.refuse('there is no such question');
  END IF;
  IF s.state <> 'asked' THEN RETURN false; END IF;
  UPDATE public.concerns_sparring SET state = 'withdrawn', closed_at = access.at() WHERE id = s.id;
  UPDATE public.notices_notice SET seen_at = access.at() WHERE about_table = 'concerns_sparring' AND about_id = s.id AND seen_at IS NULL;
  PERFORM notices.put(array_remove(arrivals.answering(s.owner_audience, access.at()), notices.me()), 'sparring_taken_back',
    'concerns_sparring', s.id, false, false, access.at());
  PERFORM audit.record('sparring.withdrawn', 'concerns_sparring', s.id, NULL, s.owner_audience, '{}');
  RETURN true;
END $$;
