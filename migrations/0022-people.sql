-- What becomes of people after they were made: duties taken back, passwords changed, people shut out.

-- Whether the actor administers a place and was not shut out himself; the owner of the tables needs no actor, the service does.
CREATE FUNCTION administers(p_scope text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT context_actor() IS NULL AND pg_has_role(session_user, current_user, 'MEMBER')
    OR EXISTS (SELECT FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.user_id = context_actor() AND m.role = 'admin'
      AND u.disabled_at IS NULL AND (m.scope = '%' OR starts_with(p_scope, m.scope)))
$$;

-- A place of the person that the actor does not administer, if there is one; its caller looks everywhere.
CREATE FUNCTION beyond_reach(p_user uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT m.scope FROM membership m WHERE m.user_id = p_user AND NOT administers(m.scope) ORDER BY m.scope LIMIT 1
$$;

-- Of two who shut each other out at the same moment, one waits and then is nobody: who acts stays what he is until the end.
CREATE FUNCTION hold_actor() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_fresh_reads();
  PERFORM FROM app_user u WHERE u.id = context_actor() FOR SHARE;
END
$$;

CREATE FUNCTION check_duty_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text;
  v_beyond text;
BEGIN
  PERFORM hold_actor();
  IF OLD.user_id = context_actor() THEN PERFORM refuse('not-oneself'); END IF;
  v_scope := look_everywhere();
  v_beyond := beyond_reach(OLD.user_id);
  IF v_beyond IS NOT NULL THEN PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', v_beyond)); END IF;
  PERFORM set_config('gongzhang.scope', v_scope, true);
  RETURN OLD;
END
$$;
CREATE TRIGGER duties_are_taken_by_administrators BEFORE DELETE ON membership FOR EACH ROW EXECUTE FUNCTION check_duty_taken();

-- One's own password is one's own; everything else of a person is for who administers all his places.
CREATE FUNCTION check_person_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text;
  v_beyond text;
BEGIN
  IF NEW.id = context_actor() THEN
    IF NEW.disabled_at IS DISTINCT FROM OLD.disabled_at THEN PERFORM refuse('not-oneself'); END IF;
    RETURN NEW;
  END IF;
  PERFORM hold_actor();
  v_scope := look_everywhere();
  v_beyond := beyond_reach(NEW.id);
  IF v_beyond IS NOT NULL THEN PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', v_beyond)); END IF;
  PERFORM set_config('gongzhang.scope', v_scope, true);
  RETURN NEW;
END
$$;
CREATE TRIGGER people_are_changed_by_administrators BEFORE UPDATE ON app_user FOR EACH ROW EXECUTE FUNCTION check_person_change();

-- A sign-in ends before the person is shut out or the password changes, and is ended with the others; or it comes after and fails.
CREATE FUNCTION check_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_fresh_reads();
  PERFORM FROM app_user u WHERE u.id = NEW.user_id AND u.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN PERFORM refuse('unauthenticated'); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER session_is_of_somebody_let_in BEFORE INSERT ON login_session FOR EACH ROW EXECUTE FUNCTION check_session();
