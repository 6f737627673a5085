-- What becomes of people after they were made: duties taken back, passwords changed, people shut out.

-- Whether the actor administers a place; without an actor the owner of the tables is at work.
CREATE FUNCTION administers(p_scope text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT context_actor() IS NULL OR EXISTS (SELECT FROM membership m WHERE m.user_id = context_actor() AND m.role = 'admin'
    AND (m.scope = '%' OR starts_with(p_scope, m.scope)))
$$;

CREATE FUNCTION check_duty_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.user_id = context_actor() THEN PERFORM refuse('not-oneself'); END IF;
  IF NOT administers(OLD.scope) THEN PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', OLD.scope)); END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER duties_are_taken_by_administrators BEFORE DELETE ON membership FOR EACH ROW EXECUTE FUNCTION check_duty_taken();

-- One's own password is one's own; everything else of a person is for who administers all his places.
CREATE FUNCTION check_person_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text;
BEGIN
  IF NEW.id = context_actor() THEN
    IF NEW.disabled_at IS DISTINCT FROM OLD.disabled_at THEN PERFORM refuse('not-oneself'); END IF;
    RETURN NEW;
  END IF;
  SELECT m.scope INTO v_scope FROM membership m WHERE m.user_id = NEW.id AND NOT administers(m.scope) LIMIT 1;
  IF FOUND THEN PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', v_scope)); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER people_are_changed_by_administrators BEFORE UPDATE ON app_user FOR EACH ROW EXECUTE FUNCTION check_person_change();
