-- Bank statements, what agrees with them, what is confirmed, and what was counted in the cash box.

-- ── Bank statements (会计基础工作规范 第六十二条(三): 银行存款日记账与银行对账单核对) ───────────────

CREATE TABLE bank_statement (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  account_code text NOT NULL,
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  opening_balance yuan NOT NULL,
  closing_balance yuan NOT NULL,
  line_count int NOT NULL CHECK (line_count >= 0),
  -- SHA-256 of balances and lines; null when there are none, for idle accounts look alike.
  digest bytea,
  format text NOT NULL,
  imported_by_id uuid NOT NULL REFERENCES app_user (id),
  imported_by_name text NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT bank_statement_exists UNIQUE (community_code, book_no, account_code, month),
  CONSTRAINT bank_statement_repeated UNIQUE (community_code, book_no, digest)
);

CREATE TABLE bank_line (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  statement_id uuid NOT NULL,
  line_no int NOT NULL CHECK (line_no > 0),
  date date NOT NULL,
  -- Money in is positive, money out negative.
  amount yuan NOT NULL CONSTRAINT bank_line_amount_zero CHECK (amount <> 0),
  description text NOT NULL,
  counterparty text,
  reference text,
  balance yuan,
  PRIMARY KEY (community_code, book_no, id),
  UNIQUE (community_code, book_no, statement_id, line_no),
  FOREIGN KEY (community_code, book_no, statement_id) REFERENCES bank_statement ON DELETE CASCADE
);

-- A month that was reported takes no reconciliation work; the share lock makes work and reporting wait for each other.
CREATE FUNCTION demand_open_month(p_community char(12), p_month char(7)) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
BEGIN
  SELECT state INTO v_state FROM accounting_month WHERE community_code = p_community AND month = p_month FOR SHARE;
  IF v_state IS NOT NULL AND v_state <> 'open' THEN
    PERFORM refuse('month-not-open', jsonb_build_object('month', p_month, 'state', v_state));
  END IF;
END
$$;

CREATE FUNCTION check_statement_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_money text;
  v_opened date;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(
    canonical('bank-statement', NEW.community_code, NEW.book_no::text, NEW.account_code), 0));
  PERFORM demand_open_month(NEW.community_code, NEW.month);
  SELECT money INTO v_money FROM account
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND code = NEW.account_code
    AND NOT EXISTS (SELECT FROM account c WHERE c.community_code = NEW.community_code AND c.book_no = NEW.book_no
      AND c.parent_code = NEW.account_code);
  IF v_money IS DISTINCT FROM 'bank' THEN
    PERFORM refuse('not-a-bank-account', jsonb_build_object('account', NEW.account_code));
  END IF;
  IF NEW.month > to_char(context_today(), 'YYYY-MM') THEN
    PERFORM refuse('bank-statement-in-future', jsonb_build_object('month', NEW.month, 'today', context_today()));
  END IF;
  SELECT opened_on INTO v_opened FROM book WHERE community_code = NEW.community_code AND book_no = NEW.book_no;
  IF NEW.month < to_char(v_opened, 'YYYY-MM') THEN
    PERFORM refuse('bank-statement-before-book', jsonb_build_object('month', NEW.month, 'openedOn', v_opened));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER statement_enters_open_month BEFORE INSERT ON bank_statement FOR EACH ROW EXECUTE FUNCTION check_statement_entry();

-- A statement goes only while its month is open and no later statement of the account continues it.
CREATE FUNCTION check_statement_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(
    canonical('bank-statement', OLD.community_code, OLD.book_no::text, OLD.account_code), 0));
  PERFORM demand_open_month(OLD.community_code, OLD.month);
  IF EXISTS (SELECT FROM bank_statement s WHERE s.community_code = OLD.community_code AND s.book_no = OLD.book_no
      AND s.account_code = OLD.account_code AND s.month > OLD.month) THEN
    PERFORM refuse('bank-statement-continued', jsonb_build_object('month', OLD.month));
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER statement_leaves_open_month BEFORE DELETE ON bank_statement FOR EACH ROW EXECUTE FUNCTION check_statement_removal();
CREATE TRIGGER statement_never_changes BEFORE UPDATE ON bank_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_line_never_changes BEFORE UPDATE ON bank_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_statement_never_emptied BEFORE TRUNCATE ON bank_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_line_never_emptied BEFORE TRUNCATE ON bank_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A line goes only with its statement.
CREATE FUNCTION check_bank_line_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM bank_statement s WHERE s.community_code = OLD.community_code AND s.book_no = OLD.book_no
      AND s.id = OLD.statement_id) THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', TG_TABLE_NAME, 'operation', TG_OP));
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER bank_line_goes_with_statement BEFORE DELETE ON bank_line FOR EACH ROW EXECUTE FUNCTION check_bank_line_removal();

-- At commit: opening + lines = closing, all lines inside the month, and each statement goes on where the one before ended.
CREATE FUNCTION check_statement(p_community char(12), p_book int, p_statement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s bank_statement;
  l record;
  o record;
BEGIN
  PERFORM demand_scope(p_community);
  SELECT * INTO s FROM bank_statement WHERE community_code = p_community AND book_no = p_book AND id = p_statement;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT count(*) AS lines, coalesce(sum(amount), 0) AS total, coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS received,
    coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS paid,
    count(*) FILTER (WHERE to_char(date, 'YYYY-MM') <> s.month) AS strays INTO l
  FROM bank_line WHERE community_code = p_community AND book_no = p_book AND statement_id = p_statement;
  IF l.strays > 0 THEN
    PERFORM refuse('bank-line-outside-month', jsonb_build_object('month', s.month, 'count', l.strays));
  END IF;
  IF l.lines <> s.line_count OR s.opening_balance + l.total <> s.closing_balance THEN
    PERFORM refuse('bank-statement-unbalanced', jsonb_build_object('opening', s.opening_balance, 'received', l.received,
      'paid', l.paid, 'closing', s.closing_balance, 'difference', s.opening_balance + l.total - s.closing_balance));
  END IF;
  SELECT * INTO o FROM (
    (SELECT b.month, b.closing_balance AS expected, s.opening_balance AS given FROM bank_statement b
     WHERE b.community_code = p_community AND b.book_no = p_book AND b.account_code = s.account_code AND b.month < s.month
     ORDER BY b.month DESC LIMIT 1)
    UNION ALL
    (SELECT b.month, b.opening_balance, s.closing_balance FROM bank_statement b
     WHERE b.community_code = p_community AND b.book_no = p_book AND b.account_code = s.account_code AND b.month > s.month
     ORDER BY b.month LIMIT 1)) neighbours
  WHERE expected <> given LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('bank-statement-not-continuous', jsonb_build_object('month', s.month, 'neighbour', o.month,
      'expected', o.expected, 'given', o.given));
  END IF;
END
$$;
CREATE FUNCTION check_statement_of_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'bank_statement' THEN
    PERFORM check_statement(NEW.community_code, NEW.book_no, NEW.id);
  ELSE
    PERFORM check_statement(NEW.community_code, NEW.book_no, NEW.statement_id);
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER statement_must_balance AFTER INSERT ON bank_statement DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_statement_of_row();

-- Lines enter with their statement: in one statement, or a later one finds the count wrong.
CREATE FUNCTION check_statements_of_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT DISTINCT community_code, book_no, statement_id FROM entered LOOP
    PERFORM check_statement(t.community_code, t.book_no, t.statement_id);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER lines_must_fit_their_statement AFTER INSERT ON bank_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_statements_of_lines();

-- ── Matches: which lines of bank and book are the same movement ─────────────────────────────────

CREATE TABLE bank_match (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  account_code text NOT NULL,
  -- The month in whose reconciliation the lines were settled; a line may be older.
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  automatic boolean NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  made_by_id uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code)
);
CREATE INDEX bank_match_month ON bank_match (community_code, book_no, month);

CREATE TABLE bank_match_bank_line (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  bank_line_id uuid NOT NULL,
  match_id uuid NOT NULL,
  CONSTRAINT bank_line_matched_already PRIMARY KEY (community_code, book_no, bank_line_id),
  FOREIGN KEY (community_code, book_no, bank_line_id) REFERENCES bank_line,
  FOREIGN KEY (community_code, book_no, match_id) REFERENCES bank_match ON DELETE CASCADE
);
CREATE INDEX bank_match_bank_line_match ON bank_match_bank_line (community_code, book_no, match_id);

CREATE TABLE bank_match_book_line (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  voucher_id uuid NOT NULL,
  line_no int NOT NULL,
  match_id uuid NOT NULL,
  CONSTRAINT book_line_matched_already PRIMARY KEY (community_code, book_no, voucher_id, line_no),
  FOREIGN KEY (community_code, book_no, voucher_id, line_no) REFERENCES voucher_line,
  FOREIGN KEY (community_code, book_no, match_id) REFERENCES bank_match ON DELETE CASCADE
);
CREATE INDEX bank_match_book_line_match ON bank_match_book_line (community_code, book_no, match_id);

CREATE FUNCTION check_match_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM demand_open_month(NEW.community_code, NEW.month);
    RETURN NEW;
  END IF;
  PERFORM demand_open_month(OLD.community_code, OLD.month);
  RETURN OLD;
END
$$;
CREATE TRIGGER match_stays_in_open_month BEFORE INSERT OR DELETE ON bank_match FOR EACH ROW EXECUTE FUNCTION check_match_month();
CREATE TRIGGER match_never_changes BEFORE UPDATE ON bank_match FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- At commit: at least two lines of the match's own account, none later than its month, and the same sum on both sides.
CREATE FUNCTION check_match() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_match uuid;
  m bank_match;
  b record;
  k record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF TG_TABLE_NAME = 'bank_match' THEN v_match := NEW.id; ELSE v_match := NEW.match_id; END IF;
  SELECT * INTO m FROM bank_match WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = v_match;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT count(*) AS lines, coalesce(sum(l.amount), 0) AS total, min(s.account_code) AS low, max(s.account_code) AS high,
    max(s.month) AS month INTO b
  FROM bank_match_bank_line x
  JOIN bank_line l ON l.community_code = x.community_code AND l.book_no = x.book_no AND l.id = x.bank_line_id
  JOIN bank_statement s ON s.community_code = l.community_code AND s.book_no = l.book_no AND s.id = l.statement_id
  WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id;
  SELECT count(*) AS lines, coalesce(sum(l.debit - l.credit), 0) AS total, min(l.account_code) AS low,
    max(l.account_code) AS high, max(l.month) AS month INTO k
  FROM bank_match_book_line x
  JOIN voucher_line l ON l.community_code = x.community_code AND l.book_no = x.book_no AND l.voucher_id = x.voucher_id
    AND l.line_no = x.line_no
  WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id;
  IF b.lines + k.lines < 2 THEN PERFORM refuse('match-needs-two-lines'); END IF;
  IF least(b.low, k.low) <> m.account_code OR greatest(b.high, k.high) <> m.account_code THEN
    PERFORM refuse('match-accounts-differ', jsonb_build_object('accounts', concat_ws('、', m.account_code,
      nullif(least(b.low, k.low), m.account_code), nullif(greatest(b.high, k.high), m.account_code))));
  END IF;
  IF greatest(b.month, k.month) > m.month THEN
    PERFORM refuse('match-line-not-open', jsonb_build_object('line', greatest(b.month, k.month)));
  END IF;
  IF b.total <> k.total THEN
    PERFORM refuse('match-sums-differ', jsonb_build_object('bank', b.total, 'book', k.total, 'difference', b.total - k.total));
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER match_must_agree AFTER INSERT ON bank_match DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_match();

-- A line joins a match only while it is made: what is added later is checked like the match itself.
CREATE CONSTRAINT TRIGGER matched_bank_line_must_agree AFTER INSERT ON bank_match_bank_line DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_match();
CREATE CONSTRAINT TRIGGER matched_book_line_must_agree AFTER INSERT ON bank_match_book_line DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_match();
CREATE TRIGGER matched_bank_line_never_changes BEFORE UPDATE ON bank_match_bank_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER matched_book_line_never_changes BEFORE UPDATE ON bank_match_book_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A statement that goes takes with it the matches that rest on it.
CREATE FUNCTION drop_matches_of_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM bank_match m USING bank_match_bank_line x, bank_line l
  WHERE l.community_code = OLD.community_code AND l.book_no = OLD.book_no AND l.statement_id = OLD.id
    AND x.community_code = l.community_code AND x.book_no = l.book_no AND x.bank_line_id = l.id
    AND m.community_code = x.community_code AND m.book_no = x.book_no AND m.id = x.match_id;
  RETURN OLD;
END
$$;
CREATE TRIGGER statement_takes_its_matches BEFORE DELETE ON bank_statement FOR EACH ROW EXECUTE FUNCTION drop_matches_of_statement();

-- ── 银行存款余额调节表, frozen at each confirmation ─────────────────────────────────────────────────

CREATE TABLE reconciliation (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  account_code text NOT NULL,
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  version int NOT NULL CHECK (version > 0),
  statement_id uuid NOT NULL,
  book_balance yuan NOT NULL,
  bank_received_not_booked yuan NOT NULL CHECK (bank_received_not_booked >= 0),
  bank_paid_not_booked yuan NOT NULL CHECK (bank_paid_not_booked >= 0),
  statement_balance yuan NOT NULL,
  book_received_not_in_bank yuan NOT NULL CHECK (book_received_not_in_bank >= 0),
  book_paid_not_in_bank yuan NOT NULL CHECK (book_paid_not_in_bank >= 0),
  opening_difference yuan NOT NULL,
  -- The open lines and what was said of each.
  open_items jsonb NOT NULL CHECK (jsonb_typeof(open_items) = 'object'),
  confirmed_by_id uuid NOT NULL REFERENCES app_user (id),
  confirmed_by_name text NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT reconciliation_confirmed_meanwhile PRIMARY KEY (community_code, book_no, account_code, month, version),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT reconciliation_unbalanced CHECK (
    book_balance + bank_received_not_booked - bank_paid_not_booked
      = statement_balance + book_received_not_in_bank - book_paid_not_in_bank + opening_difference)
);

-- What is confirmed is what bank and book say now: the statement's closing balance and the ledger's.
CREATE FUNCTION check_reconciliation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_closing numeric;
  v_book numeric;
BEGIN
  PERFORM demand_open_month(NEW.community_code, NEW.month);
  SELECT closing_balance INTO v_closing FROM bank_statement
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.statement_id
    AND account_code = NEW.account_code AND month = NEW.month;
  IF v_closing IS NULL THEN
    PERFORM refuse('bank-statement-missing', jsonb_build_object('account', NEW.account_code, 'name', ''));
  END IF;
  SELECT coalesce((SELECT sum(debit - credit) FROM opening_balance
      WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.account_code), 0)
    + coalesce((SELECT sum(debit - credit) FROM balance
      WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.account_code
        AND month <= NEW.month), 0) INTO v_book;
  IF v_closing <> NEW.statement_balance OR v_book <> NEW.book_balance THEN
    PERFORM refuse('reconciliation-outdated', jsonb_build_object('account', NEW.account_code));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reconciliation_is_of_today BEFORE INSERT ON reconciliation FOR EACH ROW EXECUTE FUNCTION check_reconciliation();

-- ── Cash counts (现金管理暂行条例 第十二条) ─────────────────────────────────────────────────────────

CREATE TABLE cash_count (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  account_code text NOT NULL,
  month char(7) NOT NULL,
  date date NOT NULL,
  book_balance yuan NOT NULL,
  counted yuan NOT NULL CONSTRAINT cash_count_negative CHECK (counted >= 0),
  difference yuan NOT NULL GENERATED ALWAYS AS (counted - book_balance) STORED,
  explanation text,
  counted_by_id uuid NOT NULL REFERENCES app_user (id),
  counted_by_name text NOT NULL,
  witness_id uuid NOT NULL REFERENCES app_user (id),
  witness_name text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT cash_count_outside_month CHECK (month = to_char(date, 'YYYY-MM')),
  CONSTRAINT cash_count_needs_two_people CHECK (witness_id <> counted_by_id),
  CONSTRAINT cash_difference_unexplained CHECK (counted = book_balance OR explanation IS NOT NULL)
);
CREATE INDEX cash_count_month ON cash_count (community_code, book_no, month, account_code, date, recorded_at);

CREATE FUNCTION check_cash_count() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_book numeric;
BEGIN
  PERFORM demand_open_month(NEW.community_code, NEW.month);
  IF NEW.date > context_today() THEN
    PERFORM refuse('cash-count-outside-month', jsonb_build_object('date', NEW.date, 'month', NEW.month, 'today', context_today()));
  END IF;
  IF NOT EXISTS (SELECT FROM account a WHERE a.community_code = NEW.community_code AND a.book_no = NEW.book_no
      AND a.code = NEW.account_code AND a.money = 'cash' AND NOT EXISTS (SELECT FROM account c
        WHERE c.community_code = a.community_code AND c.book_no = a.book_no AND c.parent_code = a.code)) THEN
    PERFORM refuse('not-a-cash-account', jsonb_build_object('account', NEW.account_code));
  END IF;
  IF NOT EXISTS (SELECT FROM membership m WHERE m.user_id = NEW.witness_id AND NEW.community_code LIKE m.scope || '%') THEN
    PERFORM refuse('witness-unknown', jsonb_build_object('witness', NEW.witness_name));
  END IF;
  SELECT coalesce((SELECT sum(debit - credit) FROM opening_balance
      WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.account_code), 0)
    + coalesce((SELECT sum(debit - credit) FROM balance
      WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.account_code
        AND month < NEW.month), 0)
    + coalesce((SELECT sum(debit - credit) FROM voucher_line
      WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.account_code
        AND month = NEW.month AND date <= NEW.date), 0) INTO v_book;
  IF v_book <> NEW.book_balance THEN
    PERFORM refuse('reconciliation-outdated', jsonb_build_object('account', NEW.account_code));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER cash_count_is_of_its_day BEFORE INSERT ON cash_count FOR EACH ROW EXECUTE FUNCTION check_cash_count();

CALL isolate('bank_statement');
CALL isolate('bank_line');
CALL isolate('bank_match');
CALL isolate('bank_match_bank_line');
CALL isolate('bank_match_book_line');
CALL isolate('reconciliation');
CALL isolate('cash_count');
CALL make_immutable('reconciliation');
CALL make_immutable('cash_count');

GRANT SELECT, INSERT, DELETE ON bank_statement, bank_match TO gongzhang_service;
GRANT SELECT, INSERT ON bank_line, bank_match_bank_line, bank_match_book_line, reconciliation, cash_count TO gongzhang_service;
REVOKE EXECUTE ON FUNCTION demand_open_month(char, char), check_statement(char, int, uuid) FROM public;
