-- What was matched stays matched as a whole: lines come while the month is open and go only with their match.

CREATE FUNCTION check_matched_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_month char(7);
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM bank_match m WHERE m.community_code = OLD.community_code AND m.book_no = OLD.book_no
        AND m.id = OLD.match_id) THEN
      PERFORM refuse('record-immutable', jsonb_build_object('record', TG_TABLE_NAME, 'operation', TG_OP));
    END IF;
    RETURN OLD;
  END IF;
  SELECT month INTO v_month FROM bank_match m
  WHERE m.community_code = NEW.community_code AND m.book_no = NEW.book_no AND m.id = NEW.match_id;
  PERFORM demand_open_month(NEW.community_code, v_month);
  RETURN NEW;
END
$$;
CREATE TRIGGER matched_bank_line_keeps_to_its_match BEFORE INSERT OR DELETE ON bank_match_bank_line
  FOR EACH ROW EXECUTE FUNCTION check_matched_line();
CREATE TRIGGER matched_book_line_keeps_to_its_match BEFORE INSERT OR DELETE ON bank_match_book_line
  FOR EACH ROW EXECUTE FUNCTION check_matched_line();
CREATE TRIGGER bank_match_never_emptied BEFORE TRUNCATE ON bank_match FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER matched_bank_line_never_emptied BEFORE TRUNCATE ON bank_match_bank_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER matched_book_line_never_emptied BEFORE TRUNCATE ON bank_match_book_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
