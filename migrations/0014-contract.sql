-- Rules of the day and of the meeting's end.

-- 会计基础工作规范 第三十七条: a voucher records what has happened; tomorrow's business is recorded tomorrow.
CREATE FUNCTION check_voucher_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.date > context_today() THEN
    PERFORM refuse('date-in-future', jsonb_build_object('date', NEW.date, 'today', context_today()));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER voucher_is_not_ahead_of_its_day BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION check_voucher_day();

-- A meeting without its quorum decides nothing: it ends, the month stays reported, and another one is called.
ALTER TABLE meeting DROP CONSTRAINT meeting_state_check;
ALTER TABLE meeting ADD CONSTRAINT meeting_state_check
  CHECK (state IN ('called', 'in-session', 'approved', 'returned', 'adjourned'));
DELETE FROM meeting_step WHERE from_state = 'called' AND to_state = 'returned';
INSERT INTO meeting_step VALUES ('in-session', 'adjourned');

-- Signing out everywhere.
CREATE INDEX login_session_user ON login_session (user_id) WHERE revoked_at IS NULL;
