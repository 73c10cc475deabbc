-- A file hangs on a row and goes where that row goes: to its next keeper, to whom it is given, into the sealed room, away.

-- A file is hung on a row by those who keep the row, where the table carries files; and it stays as it came. Not a definer
-- function: current_user must stay the caller's, and so must what they read.
CREATE OR REPLACE FUNCTION sharing.check_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept boolean := false;
BEGIN
  IF current_user <> 'samspil_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a file stays as it came' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
       WHERE t.tgname = 'samspil_files' AND c.relname = NEW.parent_table AND c.relnamespace = 'public'::regnamespace) THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I AS above WHERE above.id = $1 AND above.owner_audience = $2)',
      NEW.parent_table) INTO kept USING NEW.parent_id, NEW.owner_audience;
  END IF;
  IF NOT kept THEN
    RAISE EXCEPTION 'a file is attached by those who keep the matter' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- On every table that carries files. Who reads the row from now on reads its files; who no longer reads it does not. A file
-- that came after the row was given is not given by itself: only what changes now changes here. What is shut away stays with
-- the keeper.
CREATE OR REPLACE FUNCTION sharing.carry_files() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM public.sharing_file f WHERE f.parent_table = TG_TABLE_NAME AND f.parent_id = OLD.id AND f.hold) THEN
      PERFORM access.refuse('something that hangs on these rows is held');
    END IF;
    DELETE FROM public.sharing_file WHERE parent_table = TG_TABLE_NAME AND parent_id = OLD.id;
    RETURN OLD;
  END IF;
  IF (NEW.owner_audience, NEW.audiences, NEW.subject) IS DISTINCT FROM (OLD.owner_audience, OLD.audiences, OLD.subject) THEN
    UPDATE public.sharing_file f SET owner_audience = NEW.owner_audience, subject = NEW.subject,
        audiences = CASE WHEN f.shut_away THEN ARRAY[NEW.owner_audience] ELSE ARRAY(
          SELECT DISTINCT reader FROM unnest(f.audiences || NEW.audiences) AS reader WHERE reader = ANY (NEW.audiences)
             AND (reader = NEW.owner_audience OR reader = ANY (f.audiences) OR NOT reader = ANY (OLD.audiences))) END
     WHERE f.parent_table = TG_TABLE_NAME AND f.parent_id = NEW.id;
  END IF;
  RETURN NEW;
END $$;

-- Shut a file away: it stays until its rule destroys it, its keeper still sees that there is one, nobody else does, and it is
-- opened by nobody. For what should never have come: the wrong child's paper, a picture of somebody else.
CREATE OR REPLACE FUNCTION sharing.shut_away(p_file bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE f record;
BEGIN
  UPDATE public.sharing_file SET shut_away = true, audiences = ARRAY[owner_audience]
   WHERE id = p_file AND owner_audience = ANY (access.own_keys()) RETURNING id, subject, owner_audience INTO f;
  IF f.id IS NULL THEN PERFORM access.refuse('only who keeps a file can shut it away'); END IF;
  PERFORM audit.record('file.shut_away', 'sharing_file', f.id, f.subject, f.owner_audience, '{}');
END $$;
