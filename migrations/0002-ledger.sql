-- The books. Only enter_vouchers() writes vouchers, lines, balances, numbers and chains; the service reaches it through
-- post_vouchers() and post_drafts().

CREATE TABLE book (
  community_code char(12) NOT NULL REFERENCES community (code),
  book_no int NOT NULL CHECK (book_no > 0),
  kind text NOT NULL CHECK (kind IN ('collective', 'company', 'charity', 'operating-fund')),
  name text NOT NULL CHECK (name <> ''),
  standard text NOT NULL CHECK (standard IN ('rural-collective-2023', 'small-enterprise-2011', 'non-profit-2024', 'non-profit-2004')),
  opened_on date NOT NULL,
  -- One word for all vouchers, or 收/付/转 (会计基础工作规范 第五十条).
  voucher_words text NOT NULL DEFAULT '记' CHECK (voucher_words IN ('记', '收付转')),
  -- 会计主管, the fourth signature on a printed voucher (第五十三条).
  chief_accountant text CHECK (chief_accountant <> ''),
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no),
  CONSTRAINT standard_must_fit_kind CHECK (CASE kind
    WHEN 'collective' THEN standard = 'rural-collective-2023'
    WHEN 'company' THEN standard = 'small-enterprise-2011'
    ELSE standard IN ('non-profit-2024', 'non-profit-2004') END)
);

-- The head of each book's voucher chain; its row is the lock that serialises posting in the book.
CREATE TABLE book_chain (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  head bytea NOT NULL,
  PRIMARY KEY (community_code, book_no),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);

CREATE FUNCTION begin_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO book_chain (community_code, book_no, head) VALUES (NEW.community_code, NEW.book_no,
    sha256(convert_to(canonical('voucher-chain/1', NEW.community_code, NEW.book_no::text), 'UTF8')));
  RETURN NULL;
END
$$;
CREATE TRIGGER chain_begins AFTER INSERT ON book FOR EACH ROW EXECUTE FUNCTION begin_chain();

CREATE TABLE account (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  code text NOT NULL CHECK (code ~ '^[0-9]{3,16}$'),
  name text NOT NULL CHECK (name <> ''),
  parent_code text,
  category text NOT NULL CHECK (category IN ('asset', 'liability', 'equity', 'net-asset', 'cost', 'income', 'expense')),
  normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  both_sides boolean NOT NULL DEFAULT false,
  money text CHECK (money IN ('cash', 'bank', 'other')),
  official boolean NOT NULL DEFAULT false,
  -- How it came: with the book's standard, by whoever keeps the book, or with a change of standard.
  origin text NOT NULL DEFAULT 'keeper' CHECK (origin IN ('standard', 'keeper', 'change')),
  created_at timestamptz NOT NULL DEFAULT context_now(),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT account_code_not_under_parent CHECK (parent_code IS NULL OR (starts_with(code, parent_code) AND code <> parent_code)),
  CONSTRAINT official_accounts_are_top_level CHECK (official = (parent_code IS NULL) OR official)
);
CREATE INDEX account_parent ON account (community_code, book_no, parent_code);
-- Of indexes that seem to cost alike PostgreSQL takes the one made last, and without statistics, as in a new database,
-- all that begin with community and book do. The keys of the large tables are therefore made last: a first import of
-- ten thousand vouchers must not read the whole book for each of them.
ALTER TABLE account ADD CONSTRAINT account_exists PRIMARY KEY (community_code, book_no, code),
  ADD CONSTRAINT parent_account_unknown FOREIGN KEY (community_code, book_no, parent_code) REFERENCES account (community_code, book_no, code);

CREATE TABLE fund (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9-]{1,20}$'),
  name text NOT NULL CHECK (name <> ''),
  purpose text NOT NULL CHECK (purpose <> ''),
  restricted boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT fund_exists PRIMARY KEY (community_code, book_no, code),
  UNIQUE (community_code, book_no, code, restricted),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);

-- A book does not begin inside months whose figures are reported already; new books and reports wait for each other.
CREATE FUNCTION check_new_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_open_months(NEW.community_code, to_char(NEW.opened_on, 'YYYY-MM'));
  RETURN NEW;
END
$$;
CREATE TRIGGER book_begins_in_open_month BEFORE INSERT ON book FOR EACH ROW EXECUTE FUNCTION check_new_book();

-- What a (fund, purpose) has received less what it has spent. Invariant 10 (慈善法 第五十三条、第五十四条).
CREATE TABLE fund_balance (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  fund_code text NOT NULL,
  restricted boolean NOT NULL,
  balance yuan NOT NULL DEFAULT 0,
  PRIMARY KEY (community_code, book_no, fund_code),
  FOREIGN KEY (community_code, book_no, fund_code, restricted) REFERENCES fund (community_code, book_no, code, restricted),
  CONSTRAINT restricted_fund_overdrawn CHECK (NOT restricted OR balance >= 0)
);

CREATE FUNCTION begin_fund_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO fund_balance (community_code, book_no, fund_code, restricted)
  VALUES (NEW.community_code, NEW.book_no, NEW.code, NEW.restricted);
  RETURN NULL;
END
$$;
CREATE TRIGGER fund_balance_begins AFTER INSERT ON fund FOR EACH ROW EXECUTE FUNCTION begin_fund_balance();

CREATE TABLE opening_balance (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  account_code text NOT NULL,
  fund_code text NOT NULL DEFAULT '',
  debit yuan NOT NULL DEFAULT 0,
  credit yuan NOT NULL DEFAULT 0,
  CONSTRAINT opening_repeated PRIMARY KEY (community_code, book_no, account_code, fund_code),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT opening_has_one_side CHECK ((debit = 0) <> (credit = 0)),
  CONSTRAINT opening_not_negative CHECK (debit >= 0 AND credit >= 0)
);

-- ── Months (invariants 5, 6, 13) ────────────────────────────────────────────────────────────────

CREATE TABLE accounting_month (
  community_code char(12) NOT NULL REFERENCES community (code),
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'reported', 'approved', 'published', 'sealed')),
  reported_at timestamptz,
  sealed_at timestamptz,
  PRIMARY KEY (community_code, month)
);
CREATE TABLE month_step (
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO month_step VALUES ('open', 'reported'), ('reported', 'open'), ('reported', 'approved'),
  ('approved', 'published'), ('published', 'sealed');

-- Reporting a month takes its row exclusively; what builds on open months holds them all in share.
CREATE FUNCTION demand_open_months(p_community char(12), p_from text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  FOR v IN SELECT m.month, m.state FROM accounting_month m
    WHERE m.community_code = p_community AND m.month >= p_from ORDER BY m.month FOR SHARE LOOP
    IF v.state <> 'open' THEN
      PERFORM refuse('month-not-open', jsonb_build_object('month', v.month, 'state', v.state));
    END IF;
  END LOOP;
END
$$;

-- Opening balances stand under every month of the book, in funds of the book, and never on money: what a fund holds is owed to it.
CREATE FUNCTION check_opening() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r opening_balance := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM demand_open_months(r.community_code, (SELECT to_char(b.opened_on, 'YYYY-MM') FROM book b
    WHERE b.community_code = r.community_code AND b.book_no = r.book_no));
  IF TG_OP <> 'DELETE' AND r.fund_code <> '' THEN
    IF NOT EXISTS (SELECT FROM fund f WHERE f.community_code = r.community_code AND f.book_no = r.book_no AND f.code = r.fund_code) THEN
      PERFORM refuse('fund-unknown', jsonb_build_object('fund', r.fund_code));
    END IF;
    IF EXISTS (SELECT FROM account a WHERE a.community_code = r.community_code AND a.book_no = r.book_no
        AND a.code = r.account_code AND a.money IS NOT NULL) THEN
      PERFORM refuse('fund-on-money-line');
    END IF;
  END IF;
  RETURN r;
END
$$;
CREATE TRIGGER opening_stands_under_open_months BEFORE INSERT OR UPDATE OR DELETE ON opening_balance
  FOR EACH ROW EXECUTE FUNCTION check_opening();

CREATE FUNCTION check_month_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_earlier record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
      PERFORM refuse('month-step-unknown', jsonb_build_object('month', NEW.month, 'from', '', 'to', NEW.state));
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.community_code IS DISTINCT FROM OLD.community_code OR NEW.month IS DISTINCT FROM OLD.month THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'accounting_month', 'operation', 'UPDATE'));
  END IF;
  IF NEW.state = OLD.state THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT FROM month_step WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    PERFORM refuse('month-step-unknown', jsonb_build_object('month', NEW.month, 'from', OLD.state, 'to', NEW.state));
  END IF;
  -- Invariant 6: in order; the opening figures of a reported month stand still because its forerunner does.
  SELECT m.month, m.state INTO v_earlier
  FROM accounting_month m
  WHERE m.community_code = NEW.community_code AND m.month < NEW.month
    AND ((NEW.state = 'reported' AND m.state IN ('open', 'reported')) OR (NEW.state = 'sealed' AND m.state <> 'sealed'))
  ORDER BY m.month LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('month-out-of-order', jsonb_build_object('month', NEW.month, 'earlier', v_earlier.month, 'state', v_earlier.state));
  END IF;
  IF NEW.state = 'reported' THEN NEW.reported_at := context_now(); END IF;
  IF NEW.state = 'open' THEN NEW.reported_at := NULL; END IF;
  IF NEW.state = 'sealed' THEN NEW.sealed_at := context_now(); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER month_steps_are_known BEFORE INSERT OR UPDATE ON accounting_month FOR EACH ROW EXECUTE FUNCTION check_month_step();
CREATE TRIGGER months_never_go BEFORE DELETE ON accounting_month FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── Drafts: documents, freely edited until they are reviewed ────────────────────────────────────

CREATE TABLE voucher_draft (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  word text NOT NULL DEFAULT '记' CHECK (word IN ('记', '收', '付', '转')),
  attachment_count int NOT NULL CHECK (attachment_count BETWEEN 0 AND 9999),
  lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
  kind text NOT NULL DEFAULT 'manual' CHECK (kind IN ('manual', 'import', 'correction', 'difference', 'prior-year', 'closing')),
  corrects_id uuid,
  status text NOT NULL DEFAULT 'drafted' CHECK (status IN ('drafted', 'reviewed')),
  maker_id uuid NOT NULL REFERENCES app_user (id),
  maker_name text NOT NULL,
  reviewer_id uuid REFERENCES app_user (id),
  reviewer_name text,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  -- In which order drafts were made: what came from one file is listed, and so numbered, as it stood in the file.
  draft_no bigint GENERATED ALWAYS AS IDENTITY,
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT maker_is_not_reviewer CHECK (reviewer_id IS DISTINCT FROM maker_id),
  CONSTRAINT reviewed_has_reviewer CHECK ((status = 'reviewed') = (reviewer_id IS NOT NULL))
);
CREATE INDEX voucher_draft_date ON voucher_draft (community_code, book_no, date, draft_no);
ALTER TABLE voucher_draft ADD PRIMARY KEY (community_code, book_no, id);

CREATE FUNCTION check_draft_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.maker_id, OLD.kind, OLD.corrects_id) IS DISTINCT FROM (NEW.maker_id, NEW.kind, NEW.corrects_id) OR (OLD.status = 'reviewed' AND NEW.status = 'reviewed'
      AND (OLD.date, OLD.word, OLD.attachment_count, OLD.lines, OLD.reviewer_id)
        IS DISTINCT FROM (NEW.date, NEW.word, NEW.attachment_count, NEW.lines, NEW.reviewer_id)) THEN
    PERFORM refuse('voucher-reviewed');
  END IF;
  IF OLD.status = 'drafted' AND NEW.status = 'reviewed' AND NEW.reviewer_id IS DISTINCT FROM context_actor() THEN
    PERFORM refuse('forbidden');
  END IF;
  RETURN NEW;
END
$$;
-- A draft begins as its maker's own, unreviewed.
CREATE FUNCTION check_new_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.status <> 'drafted' OR NEW.maker_id IS DISTINCT FROM context_actor() THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER draft_begins_unreviewed BEFORE INSERT ON voucher_draft FOR EACH ROW EXECUTE FUNCTION check_new_draft();
CREATE TRIGGER reviewed_drafts_stand_still BEFORE UPDATE ON voucher_draft FOR EACH ROW EXECUTE FUNCTION check_draft_change();

-- A draft belongs to an open month; drafting and reporting wait for each other.
CREATE FUNCTION check_draft_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = to_char(NEW.date, 'YYYY-MM') FOR SHARE;
  IF v_state <> 'open' THEN
    PERFORM refuse('month-not-open', jsonb_build_object('month', to_char(NEW.date, 'YYYY-MM'), 'state', v_state));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER draft_belongs_to_open_month BEFORE INSERT OR UPDATE OF date ON voucher_draft
  FOR EACH ROW EXECUTE FUNCTION check_draft_month();

-- ── The ledger ──────────────────────────────────────────────────────────────────────────────────

-- How a voucher came to be; correction and closing need no source document (会计基础工作规范 第五十一条(四)).
CREATE TABLE voucher_source (
  kind text PRIMARY KEY,
  name text NOT NULL,
  needs_attachment boolean NOT NULL DEFAULT false,
  needs_reviewer boolean NOT NULL DEFAULT false,
  -- Its lines are written by a person, who can be asked for every dimension of an account.
  hand_made boolean NOT NULL DEFAULT false,
  -- It may carry red letters (会计基础工作规范 第五十一条(五)).
  red_letter boolean NOT NULL DEFAULT false
);
INSERT INTO voucher_source VALUES ('manual', '手工凭证', true, true, true, false), ('import', '导入凭证', true, true, true, false),
  ('reversal', '冲销凭证', false, false, false, true), ('correction', '订正凭证', false, true, true, false),
  ('difference', '差额调整凭证', false, true, false, true), ('prior-year', '以前年度更正凭证', false, true, true, false),
  ('closing', '结转凭证', false, true, false, false), ('release', '限定解除', false, false, false, false);

CREATE TABLE voucher (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  month char(7) NOT NULL,
  word text NOT NULL CHECK (word IN ('记', '收', '付', '转')),
  no int NOT NULL CHECK (no > 0),
  date date NOT NULL,
  attachment_count int NOT NULL CHECK (attachment_count BETWEEN 0 AND 9999),
  line_count int NOT NULL CONSTRAINT voucher_needs_two_lines CHECK (line_count >= 2),
  source_kind text NOT NULL REFERENCES voucher_source (kind),
  source_id uuid,
  reverses_id uuid,
  -- The voucher whose error this one puts right.
  corrects_id uuid,
  -- The version of the posting rule that made it (财会〔2024〕12号 第二十一条(一)); NULL for what a person reviewed.
  rule_version int,
  maker_id uuid NOT NULL REFERENCES app_user (id),
  maker_name text NOT NULL,
  reviewer_id uuid REFERENCES app_user (id),
  reviewer_name text,
  poster_id uuid NOT NULL REFERENCES app_user (id),
  poster_name text NOT NULL,
  posted_at timestamptz NOT NULL,
  hash bytea NOT NULL,
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  FOREIGN KEY (community_code, month) REFERENCES accounting_month,
  CONSTRAINT voucher_number_taken UNIQUE (community_code, book_no, month, word, no),
  CONSTRAINT voucher_sequence_taken UNIQUE (community_code, book_no, seq),
  CONSTRAINT voucher_month_is_of_its_date CHECK (month = to_char(date, 'YYYY-MM')),
  CONSTRAINT voucher_maker_is_not_reviewer CHECK (reviewer_id IS DISTINCT FROM maker_id),
  CONSTRAINT reversal_names_its_voucher CHECK ((source_kind = 'reversal') = (reverses_id IS NOT NULL)),
  -- A voucher of an earlier year may stand in books that were kept before this one.
  CONSTRAINT correction_names_its_voucher CHECK (CASE WHEN source_kind IN ('correction', 'difference') THEN corrects_id IS NOT NULL
    ELSE source_kind = 'prior-year' OR corrects_id IS NULL END)
);
CREATE UNIQUE INDEX voucher_reversed_already ON voucher (community_code, book_no, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX voucher_correction ON voucher (community_code, book_no, corrects_id) WHERE corrects_id IS NOT NULL;
CREATE UNIQUE INDEX voucher_corrected_already ON voucher (community_code, book_no, corrects_id) WHERE source_kind = 'correction';
CREATE INDEX voucher_date ON voucher (community_code, book_no, date, seq);
CREATE INDEX voucher_source_document ON voucher (community_code, book_no, source_id) WHERE source_id IS NOT NULL;
ALTER TABLE voucher ADD PRIMARY KEY (community_code, book_no, id),
  ADD FOREIGN KEY (community_code, book_no, reverses_id) REFERENCES voucher (community_code, book_no, id),
  ADD FOREIGN KEY (community_code, book_no, corrects_id) REFERENCES voucher (community_code, book_no, id);

CREATE TABLE voucher_line (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  voucher_id uuid NOT NULL,
  line_no int NOT NULL CHECK (line_no > 0),
  month char(7) NOT NULL,
  date date NOT NULL,
  seq bigint NOT NULL,
  summary text NOT NULL CHECK (summary <> ''),
  account_code text NOT NULL,
  debit yuan NOT NULL DEFAULT 0,
  credit yuan NOT NULL DEFAULT 0,
  fund_code text,
  counterparty text,
  -- Row of the cash flow statement that a line of money belongs to; a code of cash_flow_item.
  cash_flow_item text,
  -- Code of each auxiliary dimension → code of its item (财会〔2024〕12号 第二十条(三)).
  dimensions jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(dimensions) = 'object'),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT fund_unknown FOREIGN KEY (community_code, book_no, fund_code) REFERENCES fund (community_code, book_no, code),
  CONSTRAINT line_has_one_side CHECK ((debit = 0) <> (credit = 0))
);
CREATE INDEX voucher_line_account ON voucher_line (community_code, book_no, account_code, date, seq, line_no);
CREATE INDEX voucher_line_dimensions ON voucher_line (community_code, book_no, account_code, month) WHERE dimensions <> '{}';
ALTER TABLE voucher_line ADD PRIMARY KEY (community_code, book_no, voucher_id, line_no);

CREATE TABLE voucher_counter (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  month char(7) NOT NULL,
  word text NOT NULL,
  last_no int NOT NULL,
  PRIMARY KEY (community_code, book_no, month, word)
);

-- Turnover of each leaf account in each month; invariant 7 keeps it equal to the lines.
CREATE TABLE balance (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  account_code text NOT NULL,
  month char(7) NOT NULL,
  debit yuan NOT NULL,
  credit yuan NOT NULL
);
CREATE INDEX balance_month ON balance (community_code, book_no, month);
ALTER TABLE balance ADD PRIMARY KEY (community_code, book_no, account_code, month);

CALL isolate('book');
CALL isolate('book_chain');
CALL isolate('account');
CALL isolate('fund');
CALL isolate('fund_balance');
CALL isolate('opening_balance');
CALL isolate('accounting_month');
CALL isolate('voucher_draft');
CALL isolate('voucher');
CALL isolate('voucher_line');
CALL isolate('voucher_counter');
CALL isolate('balance');
CALL make_immutable('voucher');
CALL make_immutable('voucher_line');

GRANT SELECT ON book_chain, fund_balance, opening_balance, month_step, voucher_source, voucher, voucher_line,
  voucher_counter, balance TO gongzhang_service;
GRANT SELECT, INSERT ON book, account, fund TO gongzhang_service;
GRANT UPDATE (chief_accountant) ON book TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher_draft TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE (state) ON accounting_month TO gongzhang_service;

-- An account that carries figures stays a leaf; creating accounts and posting wait for each other.
CREATE FUNCTION check_new_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.parent_code IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
  IF EXISTS (SELECT FROM voucher_line WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.parent_code)
    OR EXISTS (SELECT FROM opening_balance WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = NEW.parent_code) THEN
    PERFORM refuse('account-has-postings', jsonb_build_object('account', NEW.parent_code));
  END IF;
  RETURN NEW;
END
$$;
-- A detail is of its parent's kind; official accounts come with the book, before its first voucher.
CREATE FUNCTION check_account_traits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.parent_code IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.community_code = NEW.community_code
      AND p.book_no = NEW.book_no AND p.code = NEW.parent_code AND (p.category, p.normal_side, p.both_sides, p.money)
        IS NOT DISTINCT FROM (NEW.category, NEW.normal_side, NEW.both_sides, NEW.money)) THEN
    PERFORM refuse('account-unlike-parent', jsonb_build_object('account', NEW.code, 'parent', NEW.parent_code));
  END IF;
  IF NEW.official AND EXISTS (SELECT FROM book_chain k WHERE k.community_code = NEW.community_code AND k.book_no = NEW.book_no
      AND k.seq > 0) THEN
    PERFORM refuse('account-unlike-parent', jsonb_build_object('account', NEW.code, 'parent', NEW.parent_code));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_is_of_its_parents_kind BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION check_account_traits();
CREATE TRIGGER account_with_figures_stays_leaf BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION check_new_account();

-- Replaces a book's opening balances [{accountCode, side, amount, fundCode?}]; only before its first voucher.
CREATE FUNCTION set_opening_balances(p_community char(12), p_book int, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_seq bigint;
  v_debit numeric;
  v_credit numeric;
  v_code text;
BEGIN
  IF context_scope() IS NULL OR p_community NOT LIKE context_scope() || '%' THEN
    PERFORM refuse('forbidden');
  END IF;
  SELECT seq INTO v_seq FROM book_chain WHERE community_code = p_community AND book_no = p_book FOR UPDATE;
  IF v_seq IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF v_seq > 0 THEN PERFORM refuse('opening-balances-closed'); END IF;
  DELETE FROM opening_balance WHERE community_code = p_community AND book_no = p_book;
  INSERT INTO opening_balance (community_code, book_no, account_code, fund_code, debit, credit)
  SELECT p_community, p_book, l."accountCode", coalesce(l."fundCode", ''),
    CASE l.side WHEN 'debit' THEN l.amount ELSE 0 END, CASE l.side WHEN 'credit' THEN l.amount ELSE 0 END
  FROM jsonb_to_recordset(p_lines) AS l ("accountCode" text, side text, amount numeric, "fundCode" text);
  SELECT coalesce(sum(debit), 0), coalesce(sum(credit), 0) INTO v_debit, v_credit
  FROM opening_balance WHERE community_code = p_community AND book_no = p_book;
  IF v_debit <> v_credit THEN
    PERFORM refuse('opening-unbalanced', jsonb_build_object('debit', v_debit, 'credit', v_credit, 'difference', v_debit - v_credit));
  END IF;
  SELECT o.account_code INTO v_code FROM opening_balance o
  WHERE o.community_code = p_community AND o.book_no = p_book AND EXISTS (SELECT FROM account c
    WHERE c.community_code = p_community AND c.book_no = p_book AND c.parent_code = o.account_code) LIMIT 1;
  IF v_code IS NOT NULL THEN PERFORM refuse('account-not-leaf', jsonb_build_object('account', v_code)); END IF;
  UPDATE fund_balance f SET balance = coalesce((SELECT sum(o.credit - o.debit) FROM opening_balance o
    WHERE o.community_code = p_community AND o.book_no = p_book AND o.fund_code = f.fund_code), 0)
  WHERE f.community_code = p_community AND f.book_no = p_book;
END
$$;

-- Invariants 1, 9 and 10, checked for every line that enters, by whatever way; balances follow in the same statement.
-- A book grows faster than the statistics of its tables: the plans here go by the keys, whatever the planner believes.
CREATE FUNCTION check_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  bad record;
BEGIN
  SELECT n.account_code INTO bad FROM entered n
  WHERE EXISTS (SELECT FROM account c WHERE c.community_code = n.community_code AND c.book_no = n.book_no AND c.parent_code = n.account_code)
  LIMIT 1;
  IF FOUND THEN PERFORM refuse('account-not-leaf', jsonb_build_object('account', bad.account_code)); END IF;

  -- Each voucher and its lines are looked up by their keys, apart (OFFSET 0, aggregates): joined, and without statistics,
  -- PostgreSQL would read the whole book, or every account, for each of them.
  SELECT x.* INTO bad
  FROM (SELECT DISTINCT community_code, book_no, voucher_id FROM entered) t
  CROSS JOIN LATERAL (SELECT w.line_count, w.date, w.seq, w.month, s.red_letter
    FROM voucher w JOIN voucher_source s ON s.kind = w.source_kind
    WHERE w.community_code = t.community_code AND w.book_no = t.book_no AND w.id = t.voucher_id OFFSET 0) v
  CROSS JOIN LATERAL (SELECT count(*) AS lines, coalesce(sum(l.debit), 0) AS debit, coalesce(sum(l.credit), 0) AS credit,
      bool_or(l.date <> v.date OR l.seq <> v.seq OR l.month <> v.month) AS strays,
      bool_or(l.money) AND bool_or(l.category = 'income') AND bool_or(l.category = 'expense') AS netted,
      bool_or(l.money AND l.fund_code IS NOT NULL) AS fund_on_money,
      NOT v.red_letter AND bool_or(l.debit < 0 OR l.credit < 0) AS negative
    FROM (SELECT n.*, a.category, a.money IS NOT NULL AS money FROM voucher_line n
      CROSS JOIN LATERAL (SELECT c.category, c.money FROM account c WHERE c.community_code = n.community_code
        AND c.book_no = n.book_no AND c.code = n.account_code OFFSET 0) a
      WHERE n.community_code = t.community_code AND n.book_no = t.book_no AND n.voucher_id = t.voucher_id) l) x
  WHERE x.lines <> v.line_count OR x.debit <> x.credit OR x.strays OR x.netted OR x.fund_on_money OR x.negative
  LIMIT 1;
  IF FOUND THEN
    IF bad.debit <> bad.credit THEN
      PERFORM refuse('voucher-unbalanced', jsonb_build_object('debit', bad.debit, 'credit', bad.credit, 'difference', bad.debit - bad.credit));
    ELSIF bad.netted THEN
      PERFORM refuse('revenue-netted-with-expense');
    ELSIF bad.fund_on_money THEN
      PERFORM refuse('fund-on-money-line');
    ELSIF bad.negative THEN
      PERFORM refuse('amount-negative');
    ELSE
      PERFORM refuse('voucher-incomplete');
    END IF;
  END IF;

  -- In a charity's book restricted money, by hand, is spent on expense or assets and received as income; it passes to no other fund, pays no debt
  -- and loses no restriction (慈善法 第五十三条、第五十六条).
  IF EXISTS (SELECT FROM entered WHERE fund_code IS NOT NULL) THEN
    SELECT x.fund_code INTO bad FROM (
      SELECT e.community_code, e.book_no, e.voucher_id, e.fund_code, sum(e.credit - e.debit) AS change,
        coalesce(sum(e.credit - e.debit) FILTER (WHERE a.category IN ('liability', 'equity', 'net-asset')), 0) AS through_claims,
        bool_or(a.category = 'expense' AND e.credit > 0) AS gains_by_expense
      FROM entered e
      JOIN voucher v ON v.community_code = e.community_code AND v.book_no = e.book_no AND v.id = e.voucher_id
        AND v.source_kind <> 'closing'
      JOIN voucher_source s ON s.kind = v.source_kind AND s.needs_reviewer AND NOT s.red_letter
      JOIN book k ON k.community_code = e.community_code AND k.book_no = e.book_no AND k.kind IN ('charity', 'operating-fund')
      JOIN fund f ON f.community_code = e.community_code AND f.book_no = e.book_no AND f.code = e.fund_code AND f.restricted
      JOIN account a ON a.community_code = e.community_code AND a.book_no = e.book_no AND a.code = e.account_code
      GROUP BY 1, 2, 3, 4) x
    WHERE x.through_claims <> 0 OR x.gains_by_expense OR EXISTS (SELECT FROM entered o JOIN account c
        ON c.community_code = o.community_code AND c.book_no = o.book_no AND c.code = o.account_code
      WHERE o.community_code = x.community_code AND o.book_no = x.book_no AND o.voucher_id = x.voucher_id
        AND c.category IN ('equity', 'net-asset')) LIMIT 1;
    IF FOUND THEN PERFORM refuse('restricted-fund-by-hand', jsonb_build_object('fund', bad.fund_code)); END IF;
  END IF;

  INSERT INTO balance AS b (community_code, book_no, account_code, month, debit, credit)
  SELECT community_code, book_no, account_code, month, sum(debit), sum(credit) FROM entered
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (community_code, book_no, account_code, month)
  DO UPDATE SET debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;

  IF EXISTS (SELECT FROM entered WHERE fund_code IS NOT NULL) THEN
    UPDATE fund_balance f SET balance = f.balance + n.change
    FROM (SELECT community_code, book_no, fund_code, sum(credit - debit) AS change FROM entered
      WHERE fund_code IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3) n
    WHERE f.community_code = n.community_code AND f.book_no = n.book_no AND f.fund_code = n.fund_code;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER lines_must_keep_the_rules AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_lines();

-- Invariant 1 once more, at commit: a voucher without its lines cannot stay.
CREATE FUNCTION check_voucher_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  v record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT count(*) AS lines, coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit INTO v
  FROM voucher_line WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND voucher_id = NEW.id;
  IF v.debit <> v.credit THEN
    PERFORM refuse('voucher-unbalanced', jsonb_build_object('debit', v.debit, 'credit', v.credit, 'difference', v.debit - v.credit));
  ELSIF v.lines <> NEW.line_count THEN
    PERFORM refuse('voucher-incomplete');
  END IF;
  -- A red-letter voucher is its original, line by line, negated on the same side (会计基础工作规范 第五十一条(五)).
  IF NEW.reverses_id IS NOT NULL AND (NEW.line_count <> (SELECT o.line_count FROM voucher o WHERE o.community_code = NEW.community_code
      AND o.book_no = NEW.book_no AND o.id = NEW.reverses_id) OR EXISTS (
    SELECT account_code, fund_code, counterparty, cash_flow_item, dimensions, debit, credit, count(*) FROM voucher_line
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND voucher_id = NEW.reverses_id GROUP BY 1, 2, 3, 4, 5, 6, 7
    EXCEPT
    SELECT account_code, fund_code, counterparty, cash_flow_item, dimensions, -debit, -credit, count(*) FROM voucher_line
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND voucher_id = NEW.id GROUP BY 1, 2, 3, 4, 5, 6, 7
  )) THEN
    PERFORM refuse('reversal-not-exact');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER voucher_must_balance AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_balance();

-- Invariant 5 for any way in: the share lock on the month row makes posting and reporting or sealing wait for each other.
CREATE FUNCTION check_voucher_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  v_state text;
  s voucher_source;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = NEW.month FOR SHARE;
  IF v_state IS DISTINCT FROM 'open' THEN
    PERFORM refuse('month-not-open', jsonb_build_object('month', NEW.month, 'state', v_state));
  END IF;
  SELECT * INTO s FROM voucher_source WHERE kind = NEW.source_kind;
  IF s.needs_attachment AND NEW.attachment_count = 0 THEN
    PERFORM refuse('attachment-missing');
  END IF;
  IF s.needs_reviewer AND NEW.reviewer_id IS NULL THEN
    PERFORM refuse('voucher-not-reviewed');
  END IF;
  -- 会计法 第二十五条: who made it keeps the books, who looked at it reviews them.
  IF s.needs_reviewer AND NOT (holds_duty(NEW.maker_id, NEW.community_code, 'accountant')
      AND holds_duty(NEW.reviewer_id, NEW.community_code, 'reviewer')) THEN
    PERFORM refuse('voucher-not-reviewed');
  END IF;
  IF NEW.reverses_id IS NOT NULL THEN
    PERFORM 1 FROM voucher o WHERE o.community_code = NEW.community_code AND o.book_no = NEW.book_no
      AND o.id = NEW.reverses_id AND extract(year FROM o.date) = extract(year FROM NEW.date) AND o.date <= NEW.date
      AND o.reverses_id IS NULL;
    IF NOT FOUND THEN PERFORM refuse('reversal-not-allowed'); END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER voucher_enters_open_month BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION check_voucher_entry();

-- Enters vouchers, one or thousands, all or none; nobody but the two functions below calls it. Each element:
-- {id, bookNo, date, word, attachmentCount, sourceKind, sourceId?, reversesId?, correctsId?, makerId, makerName, reviewerId?,
--  reviewerName?, lines: [{summary, accountCode, debit?, credit?, fundCode?, counterparty?, cashFlowItem?, dimensions?}]};
-- amounts are text with two decimals. The version of its posting rule is looked up here, so nobody can claim another.
-- Lock order: months, books, counters, balances, funds, audit chain.
CREATE FUNCTION enter_vouchers(p_community char(12), p_vouchers jsonb)
RETURNS TABLE (id uuid, book_no int, month char(7), word text, no int, seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := context_now();
  v_actor uuid := context_actor();
  v_actor_name text := context_actor_name();
  v_missing text;
  v_state text;
  v record;
  b record;
  c record;
  v_seq jsonb := '{}';
  v_no jsonb := '{}';
  v_head jsonb := '{}';
  v_rules jsonb;
  v_key text;
  v_book text;
  n int;
  s bigint;
  h bytea;
  v_ids uuid[] := '{}';
  v_nos int[] := '{}';
  v_seqs bigint[] := '{}';
  v_hashes bytea[] := '{}';
  v_events jsonb[] := '{}';
BEGIN
  IF context_scope() IS NULL OR p_community NOT LIKE context_scope() || '%' THEN
    PERFORM refuse('forbidden');
  END IF;
  IF v_actor IS NULL THEN PERFORM refuse('unauthenticated'); END IF;
  -- The text of a date is hashed: only its one form can be recomputed from the column.
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_vouchers) AS x (date text) WHERE x.date !~ '^\d{4}-\d{2}-\d{2}$') THEN
    PERFORM refuse('date-malformed');
  END IF;

  -- Months under a share lock; a month's row is made by its first voucher, inside the book's life and not in the future.
  FOR v IN
    SELECT e.date::date AS date, e."bookNo" AS book_no, k.opened_on
    FROM (SELECT DISTINCT left(x.date, 7) AS month, min(x.date) AS date, x."bookNo"
      FROM jsonb_to_recordset(p_vouchers) AS x (date text, "bookNo" int) GROUP BY 1, 3) e
    LEFT JOIN book k ON k.community_code = p_community AND k.book_no = e."bookNo"
  LOOP
    IF v.opened_on IS NULL THEN PERFORM refuse('book-unknown', jsonb_build_object('book', v.book_no)); END IF;
    IF v.date < v.opened_on THEN
      PERFORM refuse('date-before-book-opened', jsonb_build_object('date', v.date, 'openedOn', v.opened_on));
    END IF;
    IF date_trunc('month', v.date) > date_trunc('month', context_today()) THEN
      PERFORM refuse('date-in-future', jsonb_build_object('date', v.date, 'today', context_today()));
    END IF;
  END LOOP;
  FOR v IN SELECT DISTINCT left(x.date, 7) AS month FROM jsonb_to_recordset(p_vouchers) AS x (date text) ORDER BY 1 LOOP
    SELECT state INTO v_state FROM accounting_month
    WHERE community_code = p_community AND month = v.month FOR SHARE;
    IF NOT FOUND THEN
      INSERT INTO accounting_month (community_code, month) VALUES (p_community, v.month) ON CONFLICT DO NOTHING;
      SELECT state INTO v_state FROM accounting_month
      WHERE community_code = p_community AND month = v.month FOR SHARE;
    END IF;
    IF v_state <> 'open' THEN
      PERFORM refuse('month-not-open', jsonb_build_object('month', v.month, 'state', v_state));
    END IF;
  END LOOP;

  -- Books in order, then numbers: 1..n without gap per book, month and word (财会〔2024〕12号 第二十一条(三)).
  FOR b IN
    SELECT k.book_no, k.seq, k.head FROM book_chain k
    WHERE k.community_code = p_community
      AND k.book_no = ANY (ARRAY(SELECT DISTINCT x."bookNo" FROM jsonb_to_recordset(p_vouchers) AS x ("bookNo" int)))
    ORDER BY k.book_no FOR UPDATE
  LOOP
    v_seq := jsonb_set(v_seq, ARRAY[b.book_no::text], to_jsonb(b.seq));
    v_head := jsonb_set(v_head, ARRAY[b.book_no::text], to_jsonb(encode(b.head, 'hex')));
  END LOOP;
  FOR c IN
    INSERT INTO voucher_counter AS k (community_code, book_no, month, word, last_no)
    SELECT p_community, x."bookNo", left(x.date, 7), x.word, count(*)
    FROM jsonb_to_recordset(p_vouchers) AS x ("bookNo" int, date text, word text)
    GROUP BY 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (community_code, book_no, month, word) DO UPDATE SET last_no = k.last_no + excluded.last_no
    RETURNING k.book_no, k.month, k.word, k.last_no,
      k.last_no - (SELECT count(*) FROM jsonb_to_recordset(p_vouchers) AS x ("bookNo" int, date text, word text)
        WHERE x."bookNo" = k.book_no AND left(x.date, 7) = k.month AND x.word = k.word) AS before_no
  LOOP
    v_no := v_no || jsonb_build_object(c.book_no || '/' || c.month || '/' || c.word, c.before_no);
  END LOOP;

  SELECT coalesce(jsonb_object_agg(x."bookNo" || '/' || x."sourceKind", r.version), '{}') INTO v_rules
  FROM (SELECT DISTINCT y."bookNo", y."sourceKind" FROM jsonb_to_recordset(p_vouchers) AS y ("bookNo" int, "sourceKind" text)) x
  CROSS JOIN LATERAL posting_rule_in_force(p_community, x."bookNo", x."sourceKind") AS r (version);

  -- One pass in the given order: sequence, number, chained hash.
  FOR v IN
    SELECT x.*, p_vouchers -> (x.ordinality - 1)::int -> 'lines' AS lines
    FROM ROWS FROM (jsonb_to_recordset(p_vouchers) AS (id uuid, "bookNo" int, date text, word text, "attachmentCount" int,
      "sourceKind" text, "sourceId" uuid, "reversesId" uuid, "correctsId" uuid, "makerId" uuid, "makerName" text,
      "reviewerId" uuid, "reviewerName" text)) WITH ORDINALITY AS x (id, book_no, date, word, attachment_count, source_kind,
      source_id, reverses_id, corrects_id, maker_id, maker_name, reviewer_id, reviewer_name, ordinality)
    ORDER BY x.ordinality
  LOOP
    v_book := v.book_no::text;
    v_key := v_book || '/' || left(v.date, 7) || '/' || v.word;
    s := (v_seq ->> v_book)::bigint + 1;
    n := (v_no ->> v_key)::int + 1;
    h := sha256(decode(v_head ->> v_book, 'hex') || convert_to(
      canonical('voucher/1', p_community, v_book, s::text, v.id::text, v.date, v.word, n::text, v.attachment_count::text,
        v.source_kind, v.source_id::text, v.reverses_id::text, v.corrects_id::text, v_rules ->> (v_book || '/' || v.source_kind),
        v.maker_id::text, v.maker_name, v.reviewer_id::text, v.reviewer_name, v_actor::text, v_actor_name, instant_text(v_now),
        jsonb_array_length(v.lines)::text)
      || (SELECT coalesce(string_agg(canonical(l.value ->> 'summary', l.value ->> 'accountCode',
            ((l.value ->> 'debit')::numeric(18, 2))::text, ((l.value ->> 'credit')::numeric(18, 2))::text,
            l.value ->> 'fundCode', l.value ->> 'counterparty', l.value ->> 'cashFlowItem')
            || canonical_object(l.value -> 'dimensions'), '' ORDER BY l.ordinality), '')
          FROM jsonb_array_elements(v.lines) WITH ORDINALITY AS l), 'UTF8'));
    v_seq := jsonb_set(v_seq, ARRAY[v_book], to_jsonb(s));
    v_no := jsonb_set(v_no, ARRAY[v_key], to_jsonb(n));
    v_head := jsonb_set(v_head, ARRAY[v_book], to_jsonb(encode(h, 'hex')));
    v_ids := v_ids || v.id;
    v_nos := v_nos || n;
    v_seqs := v_seqs || s;
    v_hashes := v_hashes || h;
    v_events := v_events || jsonb_build_object('action', 'voucher-posted', 'subjectKind', 'voucher', 'subjectId', v.id,
      'sentence', format('第%s账套%s记账：%s字第%s号凭证', v.book_no, left(v.date, 7), v.word, n),
      'after', jsonb_build_object('hash', encode(h, 'hex')));
  END LOOP;

  INSERT INTO voucher (community_code, book_no, id, seq, month, word, no, date, attachment_count, line_count, source_kind,
    source_id, reverses_id, corrects_id, rule_version, maker_id, maker_name, reviewer_id, reviewer_name, poster_id, poster_name,
    posted_at, hash)
  SELECT p_community, x.book_no, x.id, v_seqs[x.i], left(x.date, 7), x.word, v_nos[x.i], x.date::date, x.attachment_count,
    jsonb_array_length(x.lines), x.source_kind, x.source_id, x.reverses_id, x.corrects_id,
    (v_rules ->> (x.book_no || '/' || x.source_kind))::int, x.maker_id, x.maker_name, x.reviewer_id, x.reviewer_name, v_actor,
    v_actor_name, v_now, v_hashes[x.i]
  FROM ROWS FROM (jsonb_to_recordset(p_vouchers) AS (id uuid, "bookNo" int, date text, word text, "attachmentCount" int,
    "sourceKind" text, "sourceId" uuid, "reversesId" uuid, "correctsId" uuid, "makerId" uuid, "makerName" text, "reviewerId" uuid,
    "reviewerName" text, lines jsonb)) WITH ORDINALITY AS x (id, book_no, date, word, attachment_count, source_kind,
    source_id, reverses_id, corrects_id, maker_id, maker_name, reviewer_id, reviewer_name, lines, i);

  INSERT INTO voucher_line (community_code, book_no, voucher_id, line_no, month, date, seq, summary, account_code, debit,
    credit, fund_code, counterparty, cash_flow_item, dimensions)
  SELECT p_community, x.book_no, x.id, l.line_no, left(x.date, 7), x.date::date, v_seqs[x.i], l.summary, l.account_code,
    coalesce(l.debit, 0), coalesce(l.credit, 0), l.fund_code, l.counterparty, l.cash_flow_item, coalesce(l.dimensions, '{}')
  FROM ROWS FROM (jsonb_to_recordset(p_vouchers) AS (id uuid, "bookNo" int, date text, lines jsonb))
    WITH ORDINALITY AS x (id, book_no, date, lines, i)
  CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(x.lines) AS (summary text, "accountCode" text, debit numeric, credit numeric,
    "fundCode" text, counterparty text, "cashFlowItem" text, dimensions jsonb)) WITH ORDINALITY AS l (summary, account_code, debit,
    credit, fund_code, counterparty, cash_flow_item, dimensions, line_no);

  UPDATE book_chain k SET seq = (v_seq ->> k.book_no::text)::bigint, head = decode(v_head ->> k.book_no::text, 'hex')
  WHERE k.community_code = p_community AND v_seq ? k.book_no::text;
  PERFORM append_audit(p_community, to_jsonb(v_events));

  RETURN QUERY SELECT t.id, vo.book_no, vo.month, vo.word, t.no, t.seq, t.hash
  FROM unnest(v_ids, v_nos, v_seqs, v_hashes) WITH ORDINALITY AS t (id, no, seq, hash, i)
  JOIN voucher vo ON vo.community_code = p_community AND vo.book_no = (p_vouchers -> (t.i - 1)::int ->> 'bookNo')::int AND vo.id = t.id
  ORDER BY t.i;
END
$$;

-- Posts what needs no reviewer: its document and its posting rule stand for it. What a person writes comes by post_drafts().
CREATE FUNCTION post_vouchers(p_community char(12), p_vouchers jsonb)
RETURNS TABLE (id uuid, book_no int, month char(7), word text, no int, seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_kind text;
BEGIN
  SELECT x."sourceKind" INTO v_kind FROM jsonb_to_recordset(p_vouchers) AS x ("sourceKind" text)
  LEFT JOIN voucher_source s ON s.kind = x."sourceKind" WHERE s.needs_reviewer IS NOT FALSE LIMIT 1;
  IF FOUND THEN PERFORM refuse('voucher-needs-draft', jsonb_build_object('kind', v_kind)); END IF;
  RETURN QUERY SELECT * FROM enter_vouchers(p_community, p_vouchers);
END
$$;

-- Posts reviewed drafts as they stand in the database: what was reviewed is what is posted.
CREATE FUNCTION post_drafts(p_community char(12), p_book int, p_ids uuid[])
RETURNS TABLE (id uuid, book_no int, month char(7), word text, no int, seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_vouchers jsonb;
  v_found int;
  v_unreviewed text;
BEGIN
  IF context_scope() IS NULL OR p_community NOT LIKE context_scope() || '%' THEN
    PERFORM refuse('forbidden');
  END IF;
  WITH taken AS (
    DELETE FROM voucher_draft d WHERE d.community_code = p_community AND d.book_no = p_book AND d.id = ANY (p_ids) RETURNING d.*
  )
  SELECT count(*), min(t.id::text) FILTER (WHERE t.status <> 'reviewed'),
    jsonb_agg(jsonb_build_object('id', t.id, 'bookNo', t.book_no, 'date', to_char(t.date, 'YYYY-MM-DD'), 'word', t.word,
      'attachmentCount', t.attachment_count, 'sourceKind', t.kind, 'correctsId', t.corrects_id, 'makerId', t.maker_id, 'makerName', t.maker_name,
      'reviewerId', t.reviewer_id, 'reviewerName', t.reviewer_name, 'lines', t.lines) ORDER BY array_position(p_ids, t.id))
  INTO v_found, v_unreviewed, v_vouchers FROM taken t;
  IF v_found <> cardinality(p_ids) THEN PERFORM refuse('voucher-not-draft'); END IF;
  IF v_unreviewed IS NOT NULL THEN PERFORM refuse('voucher-not-reviewed', jsonb_build_object('id', v_unreviewed)); END IF;
  RETURN QUERY SELECT * FROM enter_vouchers(p_community, v_vouchers);
END
$$;

REVOKE EXECUTE ON FUNCTION set_opening_balances(char, int, jsonb), enter_vouchers(char, jsonb), post_vouchers(char, jsonb),
  post_drafts(char, int, uuid[]) FROM public;
GRANT EXECUTE ON FUNCTION set_opening_balances(char, int, jsonb), post_vouchers(char, jsonb), post_drafts(char, int, uuid[]) TO gongzhang_service;
