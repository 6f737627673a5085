-- The two lines: fund accounts, receipts, requests and their approval, allocations, payments, transfers between books.
-- 现金管理暂行条例 第十一条(二): nothing is spent out of what came in; 收支两条线.

INSERT INTO voucher_source (kind, name, needs_attachment, needs_reviewer) VALUES
  ('receipt', '收款', true, false), ('donation', '捐赠收款', true, false), ('rent', '租金收款', true, false),
  ('refund', '退款', true, false), ('allocation', '拨付', false, false), ('payment', '付款', true, false),
  ('transfer', '账套间划转', true, false);

-- Does this person hold this duty at this community?
CREATE FUNCTION holds_duty(p_user uuid, p_community text, p_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM membership m WHERE m.user_id = p_user AND m.role = p_role AND p_community LIKE m.scope || '%') $$;

-- ── Fund accounts: which money account is which line ────────────────────────────────────────────

CREATE TABLE fund_account (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  account_code text NOT NULL,
  line text NOT NULL CHECK (line IN ('revenue', 'expenditure', 'petty-cash')),
  bank_name text CHECK (bank_name <> ''),
  account_number text CHECK (account_number <> ''),
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT fund_account_exists PRIMARY KEY (community_code, book_no, account_code),
  FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT bank_account_taken UNIQUE (community_code, account_number),
  CONSTRAINT fund_account_bank_details CHECK ((line = 'petty-cash') = (bank_name IS NULL) AND (line = 'petty-cash') = (account_number IS NULL))
);
CALL isolate('fund_account');
CALL make_immutable('fund_account');
GRANT SELECT, INSERT ON fund_account TO gongzhang_service;

CREATE FUNCTION check_fund_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_money text;
BEGIN
  PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
  SELECT money INTO v_money FROM account
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND code = NEW.account_code;
  IF v_money IS DISTINCT FROM (CASE NEW.line WHEN 'petty-cash' THEN 'cash' ELSE 'bank' END) THEN
    PERFORM refuse('fund-account-not-money', jsonb_build_object('account', NEW.account_code, 'line', NEW.line));
  END IF;
  IF EXISTS (SELECT FROM account c WHERE c.community_code = NEW.community_code AND c.book_no = NEW.book_no
      AND c.parent_code = NEW.account_code) THEN
    PERFORM refuse('account-not-leaf', jsonb_build_object('account', NEW.account_code));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER fund_account_is_money BEFORE INSERT ON fund_account FOR EACH ROW EXECUTE FUNCTION check_fund_account();

CREATE FUNCTION check_fund_account_leaf() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM fund_account f WHERE f.community_code = NEW.community_code AND f.book_no = NEW.book_no
      AND f.account_code = NEW.parent_code) THEN
    PERFORM refuse('fund-account-stays-leaf', jsonb_build_object('account', NEW.parent_code));
  END IF;
  RETURN NEW;
END
$$;
-- Fires after account_with_figures_stays_leaf, which holds the book's lock: marking and dividing an account wait for each other.
CREATE TRIGGER fund_account_stays_leaf BEFORE INSERT ON account FOR EACH ROW WHEN (NEW.parent_code IS NOT NULL)
  EXECUTE FUNCTION check_fund_account_leaf();

-- What lies on each fund account at the end of a month, or after everything that is posted.
CREATE FUNCTION fund_account_balances(p_community char(12), p_book int, p_through text DEFAULT NULL)
RETURNS TABLE (account_code text, line text, balance numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.account_code, f.line,
    (coalesce((SELECT sum(o.debit - o.credit) FROM opening_balance o
      WHERE o.community_code = f.community_code AND o.book_no = f.book_no AND o.account_code = f.account_code), 0)
    + coalesce((SELECT sum(b.debit - b.credit) FROM balance b
      WHERE b.community_code = f.community_code AND b.book_no = f.book_no AND b.account_code = f.account_code
        AND (p_through IS NULL OR b.month <= p_through)), 0))::numeric(18, 2)
  FROM fund_account f
  WHERE in_scope(p_community) AND f.community_code = p_community AND f.book_no = p_book
  ORDER BY f.account_code
$$;
GRANT EXECUTE ON FUNCTION fund_account_balances(char, int, text) TO gongzhang_service;

-- ── The approval ladder: by amount, as data, by version (大额资金审批) ──────────────────────────────

CREATE TABLE approval_ladder (
  version int PRIMARY KEY,
  adopted_on date NOT NULL,
  -- Above this amount the spending needs a resolution (四议两公开).
  resolution_above yuan NOT NULL,
  -- Requests for one payee and one account within so many days, the request's own day counted, are one request.
  window_days int NOT NULL CHECK (window_days > 0)
);
CREATE TABLE approval_ladder_step (
  version int NOT NULL REFERENCES approval_ladder,
  step_no int NOT NULL CHECK (step_no > 0),
  above yuan NOT NULL CHECK (above >= 0),
  role text NOT NULL CHECK (role IN ('director', 'party-secretary', 'supervisor', 'street-officer')),
  PRIMARY KEY (version, step_no)
);
INSERT INTO approval_ladder VALUES (1, '2026-01-01', 20000, 30);
INSERT INTO approval_ladder_step VALUES (1, 1, 0, 'director'), (1, 2, 1000, 'party-secretary'),
  (1, 3, 5000, 'supervisor'), (1, 4, 20000, 'street-officer');
CALL make_immutable('approval_ladder');
CALL make_immutable('approval_ladder_step');
GRANT SELECT ON approval_ladder, approval_ladder_step TO gongzhang_service;

-- Money placed in these accounts and their details is invested (农村集体经济组织财务制度 第七条、第十五条；慈善法 第五十五条).
CREATE TABLE investment_account (
  standard text NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (standard, code)
);
INSERT INTO investment_account VALUES ('rural-collective-2023', '111'), ('rural-collective-2023', '141'),
  ('small-enterprise-2011', '1101'), ('small-enterprise-2011', '1501'), ('small-enterprise-2011', '1511'),
  ('non-profit-2024', '1101'), ('non-profit-2024', '1401'), ('non-profit-2024', '1402'), ('non-profit-2024', '1403'),
  ('non-profit-2004', '1101'), ('non-profit-2004', '1401'), ('non-profit-2004', '1402');
CALL make_immutable('investment_account');
GRANT SELECT ON investment_account TO gongzhang_service;

-- ── Payment requests ────────────────────────────────────────────────────────────────────────────

-- A payee however it was typed: without blanks, invisible signs and punctuation, full-width or not.
CREATE FUNCTION payee_key(payee text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(payee, NFKC),
    '[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF!-/:-@[-`{-~·。、【】《》“”‘’—…]', '', 'g'))
$$;
GRANT EXECUTE ON FUNCTION payee_key(text) TO gongzhang_service;

CREATE TABLE payment_request (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  -- The day the spending was asked for, when it was named; otherwise the day of the entry counts.
  date date,
  entered_on date NOT NULL,
  purpose text NOT NULL CHECK (purpose <> ''),
  payee text NOT NULL CHECK (payee <> ''),
  -- Whether the payee is a natural person, whose name is not published whole (个人信息保护法 第二十五条).
  payee_kind text CHECK (payee_kind IN ('person', 'organisation')),
  amount yuan NOT NULL CONSTRAINT amount_not_positive CHECK (amount > 0),
  expense_account_code text NOT NULL,
  fund_code text,
  handled_by text NOT NULL CHECK (handled_by <> ''),
  attachment_count int NOT NULL CHECK (attachment_count BETWEEN 0 AND 9999),
  resolution_no text CHECK (resolution_no <> ''),
  -- What is grave in kind climbs the whole ladder whatever its amount.
  category text NOT NULL DEFAULT 'ordinary' CHECK (category IN ('ordinary', 'investment', 'long-contract')),
  status text NOT NULL CHECK (status IN ('drafted', 'submitted', 'approved', 'paid', 'rejected', 'withdrawn', 'reversed')),
  requester_id uuid NOT NULL REFERENCES app_user (id),
  requester_name text NOT NULL,
  ladder_version int REFERENCES approval_ladder (version),
  ladder_amount yuan,
  approved_on date,
  closed_reason text,
  closed_by text,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, expense_account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT fund_unknown FOREIGN KEY (community_code, book_no, fund_code) REFERENCES fund (community_code, book_no, code),
  CONSTRAINT submitted_has_ladder CHECK (status IN ('drafted', 'withdrawn') OR (ladder_version IS NOT NULL AND ladder_amount IS NOT NULL))
);
CREATE INDEX payment_request_status ON payment_request (community_code, book_no, status);
CREATE INDEX payment_request_payee ON payment_request (community_code, book_no, payee_key(payee), expense_account_code);
CALL isolate('payment_request');
GRANT SELECT, INSERT, UPDATE (status, closed_reason) ON payment_request TO gongzhang_service;

-- The states are data. A step that holds spending for the monthly meeting ('scheduled', 'released') would be two more rows.
CREATE TABLE payment_request_step (
  from_status text NOT NULL,
  to_status text NOT NULL,
  PRIMARY KEY (from_status, to_status)
);
INSERT INTO payment_request_step VALUES ('drafted', 'submitted'), ('drafted', 'withdrawn'), ('submitted', 'approved'),
  ('submitted', 'rejected'), ('submitted', 'withdrawn'), ('approved', 'withdrawn'), ('approved', 'paid'), ('paid', 'reversed');
GRANT SELECT ON payment_request_step TO gongzhang_service;

CREATE TABLE request_approval (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  request_id uuid NOT NULL,
  step_no int NOT NULL,
  role text NOT NULL,
  approver_id uuid NOT NULL REFERENCES app_user (id),
  approver_name text NOT NULL,
  opinion text,
  approved_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT step_signed_already PRIMARY KEY (community_code, book_no, request_id, step_no),
  CONSTRAINT approver_signed_already UNIQUE (community_code, book_no, request_id, approver_id),
  FOREIGN KEY (community_code, book_no, request_id) REFERENCES payment_request (community_code, book_no, id)
);
CALL isolate('request_approval');
CALL make_immutable('request_approval');
GRANT SELECT, INSERT ON request_approval TO gongzhang_service;

-- The first step of the request's ladder that nobody has signed; no row when all are.
CREATE FUNCTION next_step(r payment_request) RETURNS approval_ladder_step
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s FROM approval_ladder_step s
  WHERE in_scope(r.community_code) AND s.version = r.ladder_version AND (s.above < r.ladder_amount OR r.category <> 'ordinary')
    AND NOT EXISTS (SELECT FROM request_approval a WHERE a.community_code = r.community_code AND a.book_no = r.book_no
      AND a.request_id = r.id AND a.step_no = s.step_no AND a.role = s.role AND a.approver_id <> r.requester_id)
  ORDER BY s.step_no LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION next_step(payment_request) TO gongzhang_service;

CREATE FUNCTION check_new_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.entered_on := context_today();
  -- A day of its own choosing would lift a request out of the window in which spending is weighed together.
  IF NEW.date > NEW.entered_on THEN
    PERFORM refuse('date-in-future', jsonb_build_object('date', NEW.date, 'today', NEW.entered_on));
  END IF;
  IF NEW.date < (SELECT b.opened_on FROM book b WHERE b.community_code = NEW.community_code AND b.book_no = NEW.book_no) THEN
    PERFORM refuse('date-before-book-opened', jsonb_build_object('date', NEW.date, 'openedOn', (SELECT b.opened_on FROM book b
      WHERE b.community_code = NEW.community_code AND b.book_no = NEW.book_no)));
  END IF;
  IF NEW.status <> 'drafted' THEN
    PERFORM refuse('request-step-unknown', jsonb_build_object('from', '', 'to', NEW.status));
  END IF;
  IF NEW.requester_id IS DISTINCT FROM context_actor() OR holds_duty(NEW.requester_id, NEW.community_code, 'cashier')
    OR holds_duty(NEW.requester_id, NEW.community_code, 'supervisor') THEN
    PERFORM refuse('requester-not-allowed');
  END IF;
  IF EXISTS (SELECT FROM app_user u WHERE u.name = NEW.handled_by AND holds_duty(u.id, NEW.community_code, 'supervisor')) THEN
    PERFORM refuse('supervisor-handles-nothing', jsonb_build_object('name', NEW.handled_by));
  END IF;
  IF (NEW.category = 'investment') <> EXISTS (SELECT FROM book b JOIN investment_account i ON i.standard = b.standard
      WHERE b.community_code = NEW.community_code AND b.book_no = NEW.book_no AND starts_with(NEW.expense_account_code, i.code)) THEN
    PERFORM refuse('request-category-wrong', jsonb_build_object('account', NEW.expense_account_code));
  END IF;
  NEW.ladder_version := NULL;
  NEW.ladder_amount := NULL;
  NEW.approved_on := NULL;
  NEW.closed_reason := NULL;
  NEW.closed_by := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER request_begins_as_draft BEFORE INSERT ON payment_request FOR EACH ROW EXECUTE FUNCTION check_new_request();

-- Spending that was cut up is weighed as one: same payee, same account, inside the window.
CREATE FUNCTION ladder_amount_of(r payment_request, p_window int) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.amount + coalesce(sum(o.amount), 0) FROM payment_request o
  WHERE o.community_code = r.community_code AND o.book_no = r.book_no AND payee_key(o.payee) = payee_key(r.payee)
    AND o.expense_account_code = r.expense_account_code AND o.id <> r.id AND o.status IN ('submitted', 'approved', 'paid')
    AND abs(coalesce(o.date, o.entered_on) - coalesce(r.date, r.entered_on)) < p_window
$$;

-- What is approved and not yet paid holds its money back; restricted money stays for its purpose (慈善法 第五十三条).
CREATE FUNCTION check_money_for(r payment_request) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_money numeric;
  v_reserved numeric;
  v_free_reserved numeric;
  v_fund_reserved numeric;
  v_restricted numeric;
  v_fund fund_balance;
BEGIN
  SELECT coalesce(sum(b.balance), 0) INTO v_money
  FROM fund_account_balances(r.community_code, r.book_no) b WHERE b.line <> 'petty-cash';
  SELECT coalesce(sum(f.balance), 0) INTO v_restricted FROM fund_balance f
  WHERE f.community_code = r.community_code AND f.book_no = r.book_no AND f.restricted;
  SELECT * INTO v_fund FROM fund_balance f
  WHERE f.community_code = r.community_code AND f.book_no = r.book_no AND f.fund_code = r.fund_code AND f.restricted;
  SELECT coalesce(sum(o.amount), 0), coalesce(sum(o.amount) FILTER (WHERE f.restricted IS NOT TRUE), 0),
    coalesce(sum(o.amount) FILTER (WHERE f.restricted AND o.fund_code = r.fund_code), 0)
  INTO v_reserved, v_free_reserved, v_fund_reserved
  FROM payment_request o
  LEFT JOIN fund f ON f.community_code = o.community_code AND f.book_no = o.book_no AND f.code = o.fund_code
  WHERE o.community_code = r.community_code AND o.book_no = r.book_no AND o.status = 'approved' AND o.id <> r.id;
  IF v_money - v_reserved < r.amount THEN
    PERFORM refuse('funds-reserved', jsonb_build_object('amount', r.amount::text, 'money', v_money::text, 'reserved', v_reserved::text));
  END IF;
  IF v_fund.fund_code IS NOT NULL THEN
    IF v_fund.balance - v_fund_reserved < r.amount THEN
      PERFORM refuse('fund-reserved', jsonb_build_object('fund', r.fund_code, 'amount', r.amount::text,
        'balance', v_fund.balance::text, 'reserved', v_fund_reserved::text));
    END IF;
  ELSIF v_money - v_restricted - v_free_reserved < r.amount THEN
    PERFORM refuse('restricted-money-protected', jsonb_build_object('amount', r.amount::text, 'money', v_money::text,
      'restricted', v_restricted::text, 'reserved', v_free_reserved::text));
  END IF;
END
$$;

CREATE FUNCTION check_request_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_ladder approval_ladder;
  v_next approval_ladder_step;
BEGIN
  IF (to_jsonb(NEW) - '{status,closed_reason,closed_by,approved_on,ladder_version,ladder_amount}'::text[])
      IS DISTINCT FROM (to_jsonb(OLD) - '{status,closed_reason,closed_by,approved_on,ladder_version,ladder_amount}'::text[])
    OR NEW.status = OLD.status THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'payment_request', 'operation', 'UPDATE'));
  END IF;
  NEW.ladder_version := OLD.ladder_version;
  NEW.ladder_amount := OLD.ladder_amount;
  NEW.approved_on := OLD.approved_on;
  NEW.closed_by := OLD.closed_by;
  IF NOT EXISTS (SELECT FROM payment_request_step WHERE from_status = OLD.status AND to_status = NEW.status) THEN
    PERFORM refuse('request-step-unknown', jsonb_build_object('from', OLD.status, 'to', NEW.status));
  END IF;
  PERFORM demand_fresh_reads();
  -- The book's lock: balances and reservations stand still while they are compared; what is paid takes it when it posts.
  IF NEW.status IN ('submitted', 'approved') THEN
    PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
  END IF;
  CASE NEW.status
  WHEN 'submitted' THEN
    IF context_actor() IS DISTINCT FROM NEW.requester_id THEN PERFORM refuse('request-of-another'); END IF;
    IF NEW.attachment_count = 0 THEN PERFORM refuse('attachment-missing'); END IF;
    v_ladder := ladder_in_force(NEW.community_code);
    NEW.ladder_version := v_ladder.version;
    NEW.ladder_amount := ladder_amount_of(NEW, v_ladder.window_days);
    IF (NEW.ladder_amount > v_ladder.resolution_above OR NEW.category <> 'ordinary') AND NEW.resolution_no IS NULL THEN
      PERFORM refuse('resolution-missing', jsonb_build_object('amount', NEW.ladder_amount::text, 'limit', v_ladder.resolution_above::text));
    END IF;
  WHEN 'approved' THEN
    v_next := next_step(OLD);
    IF v_next.step_no IS NOT NULL THEN
      PERFORM refuse('approval-incomplete', jsonb_build_object('role', v_next.role));
    END IF;
    PERFORM check_money_for(NEW);
    NEW.approved_on := context_today();
  WHEN 'rejected' THEN
    v_next := next_step(OLD);
    IF context_actor() = NEW.requester_id OR NOT holds_duty(context_actor(), NEW.community_code, v_next.role) THEN
      PERFORM refuse('approval-out-of-turn', jsonb_build_object('role', v_next.role));
    END IF;
    IF coalesce(NEW.closed_reason, '') = '' THEN PERFORM refuse('reason-missing'); END IF;
    NEW.closed_by := context_actor_name();
  WHEN 'withdrawn' THEN
    IF context_actor() IS DISTINCT FROM NEW.requester_id AND NOT holds_duty(context_actor(), NEW.community_code, 'director') THEN
      PERFORM refuse('request-of-another');
    END IF;
    NEW.closed_by := context_actor_name();
  ELSE
    -- 'paid' and 'reversed' are proven at commit, by the payment and by its red-letter voucher.
    NULL;
  END CASE;
  RETURN NEW;
END
$$;
CREATE TRIGGER request_steps_are_known BEFORE UPDATE ON payment_request FOR EACH ROW EXECUTE FUNCTION check_request_step();
CREATE TRIGGER requests_never_go BEFORE DELETE ON payment_request FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER requests_never_emptied BEFORE TRUNCATE ON payment_request FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each step by another person, in turn, with the right duty; nobody signs his own request, the cashier signs none.
CREATE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r payment_request;
  v_next approval_ladder_step;
BEGIN
  SELECT * INTO r FROM payment_request
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.request_id FOR UPDATE;
  IF r.status IS DISTINCT FROM 'submitted' THEN
    PERFORM refuse('request-step-unknown', jsonb_build_object('from', r.status, 'to', 'approved'));
  END IF;
  IF NEW.approver_id IS DISTINCT FROM context_actor() THEN PERFORM refuse('forbidden'); END IF;
  IF NEW.approver_id = r.requester_id THEN PERFORM refuse('requester-approves-not'); END IF;
  IF holds_duty(NEW.approver_id, NEW.community_code, 'cashier') THEN PERFORM refuse('cashier-approves-not'); END IF;
  v_next := next_step(r);
  IF NEW.step_no IS DISTINCT FROM v_next.step_no OR NEW.role IS DISTINCT FROM v_next.role
    OR NOT holds_duty(NEW.approver_id, NEW.community_code, v_next.role) THEN
    PERFORM refuse('approval-out-of-turn', jsonb_build_object('role', v_next.role));
  END IF;
  NEW.approver_name := context_actor_name();
  NEW.approved_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER approvals_go_by_the_ladder BEFORE INSERT ON request_approval FOR EACH ROW EXECUTE FUNCTION check_approval();

-- ── Receipts, refunds, allocations, payments, transfers: each with a voucher of its own ─────────

CREATE TABLE receipt (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL CONSTRAINT amount_not_positive CHECK (amount > 0),
  payer text NOT NULL CHECK (payer <> ''),
  payer_kind text CHECK (payer_kind IN ('person', 'organisation')),
  item text NOT NULL CHECK (item <> ''),
  fund_account_code text NOT NULL,
  income_account_code text NOT NULL,
  fund_code text,
  attachment_count int NOT NULL CHECK (attachment_count BETWEEN 0 AND 9999),
  source_kind text NOT NULL CHECK (source_kind IN ('receipt', 'donation', 'rent')),
  -- The donation or rent that it banks.
  source_id uuid,
  voucher_id uuid NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, fund_account_code) REFERENCES fund_account,
  CONSTRAINT receipt_has_own_voucher UNIQUE (community_code, book_no, voucher_id)
);
CREATE INDEX receipt_date ON receipt (community_code, book_no, date, id);

CREATE TABLE receipt_refund (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL CONSTRAINT amount_not_positive CHECK (amount > 0),
  reason text NOT NULL CHECK (reason <> ''),
  voucher_id uuid NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, receipt_id) REFERENCES receipt,
  CONSTRAINT refund_has_own_voucher UNIQUE (community_code, book_no, voucher_id)
);
CREATE INDEX receipt_refund_receipt ON receipt_refund (community_code, book_no, receipt_id);

CREATE TABLE allocation (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL CONSTRAINT amount_not_positive CHECK (amount > 0),
  from_account_code text NOT NULL,
  to_account_code text NOT NULL,
  voucher_id uuid NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, from_account_code) REFERENCES fund_account,
  FOREIGN KEY (community_code, book_no, to_account_code) REFERENCES fund_account,
  CONSTRAINT allocation_has_own_voucher UNIQUE (community_code, book_no, voucher_id)
);
CREATE INDEX allocation_date ON allocation (community_code, book_no, date, id);
CREATE TABLE allocation_request (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  allocation_id uuid NOT NULL,
  request_id uuid NOT NULL,
  PRIMARY KEY (community_code, book_no, allocation_id, request_id),
  FOREIGN KEY (community_code, book_no, allocation_id) REFERENCES allocation,
  FOREIGN KEY (community_code, book_no, request_id) REFERENCES payment_request
);

CREATE TABLE payment (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL,
  fund_account_code text NOT NULL,
  voucher_id uuid NOT NULL,
  payer_id uuid NOT NULL REFERENCES app_user (id),
  payer_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, request_id) REFERENCES payment_request,
  FOREIGN KEY (community_code, book_no, fund_account_code) REFERENCES fund_account,
  CONSTRAINT request_paid_already UNIQUE (community_code, book_no, request_id),
  CONSTRAINT payment_has_own_voucher UNIQUE (community_code, book_no, voucher_id)
);
CREATE INDEX payment_date ON payment (community_code, book_no, date, id);

-- Invariant 11: two vouchers in two books, made in one transaction, that name each other.
CREATE TABLE transfer (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('profit', 'donation', 'loan', 'repayment')),
  date date NOT NULL,
  amount yuan NOT NULL CONSTRAINT amount_not_positive CHECK (amount > 0),
  from_book_no int NOT NULL,
  from_money_code text NOT NULL,
  from_account_code text NOT NULL,
  from_fund_code text,
  from_voucher_id uuid NOT NULL,
  request_id uuid,
  to_book_no int NOT NULL,
  to_money_code text NOT NULL,
  to_account_code text NOT NULL,
  to_fund_code text,
  to_voucher_id uuid NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  FOREIGN KEY (community_code, from_book_no, from_money_code) REFERENCES account (community_code, book_no, code),
  FOREIGN KEY (community_code, to_book_no, to_money_code) REFERENCES account (community_code, book_no, code),
  FOREIGN KEY (community_code, from_book_no, request_id) REFERENCES payment_request (community_code, book_no, id),
  CONSTRAINT transfer_between_two_books CHECK (from_book_no <> to_book_no),
  CONSTRAINT request_transferred_already UNIQUE (community_code, from_book_no, request_id),
  CONSTRAINT transfer_from_voucher_own UNIQUE (community_code, from_book_no, from_voucher_id),
  CONSTRAINT transfer_to_voucher_own UNIQUE (community_code, to_book_no, to_voucher_id)
);
CREATE INDEX transfer_date ON transfer (community_code, date, id);

CALL isolate('receipt');
CALL isolate('receipt_refund');
CALL isolate('allocation');
CALL isolate('allocation_request');
CALL isolate('payment');
CALL isolate('transfer');
CALL make_immutable('receipt');
CALL make_immutable('receipt_refund');
CALL make_immutable('allocation');
CALL make_immutable('allocation_request');
CALL make_immutable('payment');
CALL make_immutable('transfer');
GRANT SELECT, INSERT ON receipt, receipt_refund, allocation, allocation_request, payment, transfer TO gongzhang_service;

CREATE FUNCTION check_fund_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_row jsonb := to_jsonb(NEW);
  v_line text;
  i int;
BEGIN
  -- Arguments come in pairs: a column with an account, the line it must stand on.
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    SELECT line INTO v_line FROM fund_account
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND account_code = v_row ->> TG_ARGV[2 * i];
    IF v_line IS DISTINCT FROM TG_ARGV[2 * i + 1] THEN
      PERFORM refuse('fund-account-line-wrong', jsonb_build_object('account', v_row ->> TG_ARGV[2 * i], 'line', TG_ARGV[2 * i + 1]));
    END IF;
  END LOOP;
  RETURN NEW;
END
$$;
CREATE TRIGGER banks_into_revenue BEFORE INSERT ON receipt FOR EACH ROW
  EXECUTE FUNCTION check_fund_lines('fund_account_code', 'revenue');
-- What comes in is never set off against what was spent: no receipt stands in an expense account (收支两条线).
CREATE FUNCTION check_receipt_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM account a WHERE a.community_code = NEW.community_code AND a.book_no = NEW.book_no
      AND a.code = NEW.income_account_code AND a.category IN ('expense', 'cost')) THEN
    PERFORM refuse('receipt-account-is-expense', jsonb_build_object('account', NEW.income_account_code));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER receipts_are_no_negative_expense BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION check_receipt_account();
CREATE TRIGGER goes_from_revenue_to_expenditure BEFORE INSERT ON allocation FOR EACH ROW
  EXECUTE FUNCTION check_fund_lines('from_account_code', 'revenue', 'to_account_code', 'expenditure');
CREATE TRIGGER leaves_from_expenditure BEFORE INSERT ON payment FOR EACH ROW
  EXECUTE FUNCTION check_fund_lines('fund_account_code', 'expenditure');

-- What is refunded of one receipt never exceeds it; refunds of one receipt wait for each other.
CREATE FUNCTION check_refund() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r receipt;
  v_refunded numeric;
BEGIN
  SELECT * INTO r FROM receipt
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.receipt_id FOR UPDATE;
  IF r.id IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF EXISTS (SELECT FROM voucher v WHERE v.community_code = r.community_code AND v.book_no = r.book_no AND v.reverses_id = r.voucher_id) THEN
    PERFORM refuse('receipt-reversed');
  END IF;
  IF NEW.date < r.date THEN
    PERFORM refuse('refund-before-receipt', jsonb_build_object('date', NEW.date, 'received', r.date));
  END IF;
  SELECT coalesce(sum(f.amount), 0) INTO v_refunded FROM receipt_refund f
  WHERE f.community_code = r.community_code AND f.book_no = r.book_no AND f.receipt_id = r.id AND NOT EXISTS (SELECT FROM voucher v
    WHERE v.community_code = f.community_code AND v.book_no = f.book_no AND v.reverses_id = f.voucher_id);
  IF v_refunded + NEW.amount > r.amount THEN
    PERFORM refuse('refund-exceeds-receipt', jsonb_build_object('amount', NEW.amount::text, 'left', (r.amount - v_refunded)::text));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER refund_stays_within_receipt BEFORE INSERT ON receipt_refund FOR EACH ROW EXECUTE FUNCTION check_refund();

-- Takes an approved request for spending, once, by somebody who neither asked for it nor approved it (会计法 第三十五条).
CREATE FUNCTION spend_request(p_community char(12), p_book int, p_request uuid, p_payer uuid, p_date date, p_amount numeric)
RETURNS payment_request LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r payment_request;
  v_next approval_ladder_step;
BEGIN
  SELECT * INTO r FROM payment_request WHERE community_code = p_community AND book_no = p_book AND id = p_request FOR UPDATE;
  IF r.id IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF r.status = 'paid' THEN PERFORM refuse('request-paid-already'); END IF;
  IF r.status <> 'approved' THEN PERFORM refuse('request-not-approved', jsonb_build_object('status', r.status)); END IF;
  v_next := next_step(r);
  IF v_next.step_no IS NOT NULL THEN PERFORM refuse('approval-incomplete', jsonb_build_object('role', v_next.role)); END IF;
  IF p_payer IS DISTINCT FROM context_actor() OR p_payer = r.requester_id OR EXISTS (SELECT FROM request_approval a
      WHERE a.community_code = p_community AND a.book_no = p_book AND a.request_id = p_request AND a.approver_id = p_payer) THEN
    PERFORM refuse('payer-not-independent');
  END IF;
  IF p_amount IS DISTINCT FROM r.amount THEN
    PERFORM refuse('document-mismatch', jsonb_build_object('document', 'payment'));
  END IF;
  IF p_date < r.date THEN
    PERFORM refuse('payment-before-request', jsonb_build_object('date', p_date, 'requested', r.date));
  END IF;
  UPDATE payment_request SET status = 'paid' WHERE community_code = p_community AND book_no = p_book AND id = p_request;
  RETURN r;
END
$$;
REVOKE EXECUTE ON FUNCTION spend_request(char, int, uuid, uuid, date, numeric), check_money_for(payment_request) FROM public;

CREATE FUNCTION check_payment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT holds_duty(NEW.payer_id, NEW.community_code, 'cashier') THEN PERFORM refuse('payer-not-independent'); END IF;
  PERFORM spend_request(NEW.community_code, NEW.book_no, NEW.request_id, NEW.payer_id, NEW.date, NEW.amount);
  RETURN NEW;
END
$$;
CREATE TRIGGER payment_cites_approved_request BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION check_payment();

CREATE FUNCTION check_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r payment_request;
BEGIN
  IF NEW.request_id IS NOT NULL THEN
    r := spend_request(NEW.community_code, NEW.from_book_no, NEW.request_id, NEW.made_by, NEW.date, NEW.amount);
    IF (r.expense_account_code, r.fund_code) IS DISTINCT FROM (NEW.from_account_code, NEW.from_fund_code) THEN
      PERFORM refuse('document-mismatch', jsonb_build_object('document', 'transfer'));
    END IF;
  ELSIF EXISTS (SELECT FROM fund_account f WHERE f.community_code = NEW.community_code AND f.book_no = NEW.from_book_no) THEN
    PERFORM refuse('transfer-not-approved', jsonb_build_object('book', NEW.from_book_no, 'amount', NEW.amount::text));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER transfer_cites_approved_request BEFORE INSERT ON transfer FOR EACH ROW EXECUTE FUNCTION check_transfer();

-- ── A voucher and its document prove each other at commit ───────────────────────────────────────

-- The posting that a document calls for: one debit, one credit, nothing else.
CREATE FUNCTION document_posting(p_community char(12), p_book int, p_kind text, p_id uuid)
RETURNS TABLE (voucher_id uuid, date date, debit_account text, credit_account text, amount numeric, fund_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.voucher_id, d.date, d.fund_account_code, d.income_account_code, d.amount, d.fund_code FROM receipt d
  WHERE p_kind IN ('receipt', 'donation', 'rent') AND d.source_kind = p_kind
    AND d.community_code = p_community AND d.book_no = p_book AND d.id = p_id
  UNION ALL
  SELECT d.voucher_id, d.date, r.income_account_code, r.fund_account_code, d.amount, r.fund_code FROM receipt_refund d
  JOIN receipt r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.id = d.receipt_id
  WHERE p_kind = 'refund' AND d.community_code = p_community AND d.book_no = p_book AND d.id = p_id
  UNION ALL
  SELECT d.voucher_id, d.date, d.to_account_code, d.from_account_code, d.amount, NULL FROM allocation d
  WHERE p_kind = 'allocation' AND d.community_code = p_community AND d.book_no = p_book AND d.id = p_id
  UNION ALL
  SELECT d.voucher_id, d.date, r.expense_account_code, d.fund_account_code, d.amount, r.fund_code FROM payment d
  JOIN payment_request r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.id = d.request_id
  WHERE p_kind = 'payment' AND d.community_code = p_community AND d.book_no = p_book AND d.id = p_id
  UNION ALL
  SELECT d.from_voucher_id, d.date, d.from_account_code, d.from_money_code, d.amount, d.from_fund_code FROM transfer d
  WHERE p_kind = 'transfer' AND d.community_code = p_community AND d.from_book_no = p_book AND d.id = p_id
  UNION ALL
  SELECT d.to_voucher_id, d.date, d.to_money_code, d.to_account_code, d.amount, d.to_fund_code FROM transfer d
  WHERE p_kind = 'transfer' AND d.community_code = p_community AND d.to_book_no = p_book AND d.id = p_id
$$;

CREATE FUNCTION check_document_of_voucher() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  p record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT * INTO p FROM document_posting(NEW.community_code, NEW.book_no, NEW.source_kind, NEW.source_id);
  IF p.voucher_id IS DISTINCT FROM NEW.id THEN
    PERFORM refuse('document-missing', jsonb_build_object('source', NEW.source_kind));
  END IF;
  IF p.date <> NEW.date OR NEW.line_count <> 2 OR (SELECT count(*) FROM voucher_line l
      WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.id
        AND ((l.account_code = p.debit_account AND l.debit = p.amount) OR (l.account_code = p.credit_account AND l.credit = p.amount))
        AND l.fund_code IS NOT DISTINCT FROM (SELECT CASE WHEN a.money IS NULL THEN p.fund_code END FROM account a
          WHERE a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code)) <> 2 THEN
    PERFORM refuse('document-mismatch', jsonb_build_object('document', NEW.source_kind));
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER voucher_has_its_document AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.source_kind IN ('receipt', 'donation', 'rent', 'refund', 'allocation', 'payment', 'transfer'))
  EXECUTE FUNCTION check_document_of_voucher();

-- Arguments in threes: the book's column, the voucher's column, the kind of source ('' for the row's own).
CREATE FUNCTION check_voucher_of_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  v_row jsonb := to_jsonb(NEW);
  i int;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  FOR i IN 0 .. TG_NARGS / 3 - 1 LOOP
    IF NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = NEW.community_code
        AND v.book_no = (v_row ->> TG_ARGV[3 * i])::int AND v.id = (v_row ->> TG_ARGV[3 * i + 1])::uuid AND v.source_id = NEW.id
        AND v.source_kind = coalesce(nullif(TG_ARGV[3 * i + 2], ''), v_row ->> 'source_kind')) THEN
      PERFORM refuse('document-without-voucher', jsonb_build_object('document', TG_TABLE_NAME));
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER receipt_has_its_voucher AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_of_document('book_no', 'voucher_id', '');
CREATE CONSTRAINT TRIGGER refund_has_its_voucher AFTER INSERT ON receipt_refund DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_of_document('book_no', 'voucher_id', 'refund');
CREATE CONSTRAINT TRIGGER allocation_has_its_voucher AFTER INSERT ON allocation DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_of_document('book_no', 'voucher_id', 'allocation');
CREATE CONSTRAINT TRIGGER payment_has_its_voucher AFTER INSERT ON payment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_of_document('book_no', 'voucher_id', 'payment');
CREATE CONSTRAINT TRIGGER transfer_has_its_vouchers AFTER INSERT ON transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_voucher_of_document('from_book_no', 'from_voucher_id', 'transfer',
    'to_book_no', 'to_voucher_id', 'transfer');

-- A request is paid by a payment or a transfer, and reversed by the red-letter voucher of it; no word alone makes it so.
CREATE FUNCTION check_request_proof() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_voucher uuid;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT p.voucher_id INTO v_voucher FROM (
    SELECT voucher_id FROM payment WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND request_id = NEW.id
    UNION ALL
    SELECT from_voucher_id FROM transfer WHERE community_code = NEW.community_code AND from_book_no = NEW.book_no AND request_id = NEW.id) p;
  IF v_voucher IS NULL OR (NEW.status = 'reversed' AND NOT EXISTS (SELECT FROM voucher v
      WHERE v.community_code = NEW.community_code AND v.book_no = NEW.book_no AND v.reverses_id = v_voucher)) THEN
    PERFORM refuse('request-paid-without-payment');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER paid_request_has_payment AFTER UPDATE ON payment_request DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status IN ('paid', 'reversed')) EXECUTE FUNCTION check_request_proof();

-- A red-letter voucher of a document: a refunded receipt stays, a paid request ends, a transfer goes back in both books.
CREATE FUNCTION follow_reversal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  o voucher;
  t transfer;
  v_request uuid;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT * INTO o FROM voucher WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.reverses_id;
  CASE o.source_kind
  WHEN 'receipt', 'donation', 'rent' THEN
    PERFORM 1 FROM receipt WHERE community_code = o.community_code AND book_no = o.book_no AND id = o.source_id FOR UPDATE;
    IF EXISTS (SELECT FROM receipt_refund f WHERE f.community_code = o.community_code AND f.book_no = o.book_no AND f.receipt_id = o.source_id
        AND NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = f.community_code AND v.book_no = f.book_no AND v.reverses_id = f.voucher_id)) THEN
      PERFORM refuse('receipt-has-refunds');
    END IF;
  WHEN 'payment' THEN
    SELECT request_id INTO v_request FROM payment WHERE community_code = o.community_code AND book_no = o.book_no AND id = o.source_id;
  WHEN 'transfer' THEN
    SELECT * INTO t FROM transfer WHERE community_code = o.community_code AND id = o.source_id;
    IF (SELECT count(*) FROM voucher v WHERE v.community_code = t.community_code
        AND ((v.book_no = t.from_book_no AND v.reverses_id = t.from_voucher_id) OR (v.book_no = t.to_book_no AND v.reverses_id = t.to_voucher_id))) <> 2 THEN
      PERFORM refuse('transfer-reversed-alone');
    END IF;
    IF o.book_no = t.from_book_no THEN v_request := t.request_id; END IF;
  ELSE
    NULL;
  END CASE;
  IF v_request IS NOT NULL THEN
    UPDATE payment_request SET status = 'reversed' WHERE community_code = o.community_code AND book_no = o.book_no AND id = v_request;
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER document_follows_reversal AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION follow_reversal();

-- ── Invariant 8: the two lines stay apart, by whatever way a line enters ────────────────────────

CREATE FUNCTION check_two_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  bad record;
BEGIN
  IF NOT EXISTS (SELECT FROM (SELECT DISTINCT community_code, book_no FROM entered) e
    JOIN fund_account f ON f.community_code = e.community_code AND f.book_no = e.book_no) THEN
    RETURN NULL;
  END IF;

  -- A red-letter voucher undoes exactly what was accepted, so it is not asked again; its balances are.
  SELECT l.account_code, f.line, l.debit <> 0 AS debit, v.source_kind,
    w.income_credit, w.income, w.expense INTO bad
  FROM (SELECT DISTINCT community_code, book_no, voucher_id FROM entered) t
  CROSS JOIN LATERAL (SELECT (SELECT v.source_kind FROM voucher v WHERE v.community_code = t.community_code
    AND v.book_no = t.book_no AND v.id = t.voucher_id) AS source_kind) v
  CROSS JOIN LATERAL (
    SELECT bool_or(a.category = 'income') AS income, bool_or(a.category = 'income' AND l.credit <> 0) AS income_credit,
      bool_or(a.category IN ('expense', 'cost') AND l.debit <> 0) AS expense
    FROM voucher_line l
    CROSS JOIN LATERAL (SELECT c.category FROM account c WHERE c.community_code = l.community_code AND c.book_no = l.book_no
      AND c.code = l.account_code OFFSET 0) a
    WHERE l.community_code = t.community_code AND l.book_no = t.book_no AND l.voucher_id = t.voucher_id) w
  JOIN entered l ON l.community_code = t.community_code AND l.book_no = t.book_no AND l.voucher_id = t.voucher_id
  JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
  LEFT JOIN fund_account f ON f.community_code = l.community_code AND f.book_no = l.book_no AND f.account_code = l.account_code
  WHERE v.source_kind <> 'reversal' AND EXISTS (SELECT FROM fund_account x WHERE x.community_code = t.community_code AND x.book_no = t.book_no)
    AND ((w.income_credit AND w.expense AND v.source_kind <> 'closing') OR (a.money IS NOT NULL AND CASE f.line
      WHEN 'revenue' THEN v.source_kind <> ALL (CASE WHEN l.debit <> 0
        THEN ARRAY['receipt', 'donation', 'rent', 'transfer'] ELSE ARRAY['allocation', 'refund'] END)
      WHEN 'expenditure' THEN v.source_kind <> ALL (CASE WHEN l.debit <> 0
        THEN ARRAY['allocation'] ELSE ARRAY['payment', 'transfer'] END)
      WHEN 'petty-cash' THEN v.source_kind <> ALL (CASE WHEN l.debit <> 0
        THEN ARRAY['payment'] ELSE ARRAY['manual', 'import', 'correction', 'difference', 'receipt'] END) OR (w.income AND v.source_kind <> 'payment')
      ELSE true END))
  LIMIT 1;
  IF FOUND THEN
    PERFORM refuse(CASE
      WHEN bad.income_credit AND bad.expense AND bad.source_kind <> 'closing' THEN 'sitting-spend'
      WHEN bad.line IS NULL THEN 'money-account-not-marked'
      WHEN bad.line = 'revenue' AND bad.debit THEN 'revenue-only-by-receipt'
      WHEN bad.line = 'revenue' THEN 'sitting-spend'
      WHEN bad.line = 'expenditure' AND bad.debit THEN 'expenditure-only-by-allocation'
      WHEN bad.line = 'expenditure' THEN 'expenditure-only-by-payment'
      WHEN bad.income THEN 'sitting-spend'
      WHEN bad.debit THEN 'petty-cash-only-by-top-up'
      ELSE 'petty-cash-only-for-small-expense' END, jsonb_build_object('account', bad.account_code, 'source', bad.source_kind));
  END IF;

  -- No fund account below zero, at the end of any month from here on.
  SELECT x.account_code, x.month, x.balance INTO bad
  FROM (
    SELECT b.account_code, b.month, sum(b.debit - b.credit) OVER (PARTITION BY b.community_code, b.book_no, b.account_code ORDER BY b.month)
      + coalesce((SELECT sum(o.debit - o.credit) FROM opening_balance o WHERE o.community_code = b.community_code
        AND o.book_no = b.book_no AND o.account_code = b.account_code), 0) AS balance, e.since
    FROM (SELECT community_code, book_no, account_code, min(month) AS since FROM entered WHERE credit > 0 OR debit < 0 GROUP BY 1, 2, 3) e
    JOIN fund_account f ON f.community_code = e.community_code AND f.book_no = e.book_no AND f.account_code = e.account_code
    JOIN balance b ON b.community_code = e.community_code AND b.book_no = e.book_no AND b.account_code = e.account_code
  ) x WHERE x.month >= x.since AND x.balance < 0 ORDER BY x.month LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('fund-account-overdrawn', jsonb_build_object('account', bad.account_code, 'month', bad.month, 'short', (-bad.balance)::text));
  END IF;

  -- What leaves without a request of its own leaves enough for every approved request.
  SELECT m.money, m.reserved INTO bad
  FROM (SELECT DISTINCT e.community_code, e.book_no FROM entered e
    JOIN fund_account f ON f.community_code = e.community_code AND f.book_no = e.book_no AND f.account_code = e.account_code
      AND f.line <> 'petty-cash' WHERE e.credit > 0 OR e.debit < 0) t
  CROSS JOIN LATERAL (SELECT
    (SELECT sum(b.balance) FROM fund_account_balances(t.community_code, t.book_no) b WHERE b.line <> 'petty-cash') AS money,
    (SELECT coalesce(sum(r.amount), 0) FROM payment_request r WHERE r.community_code = t.community_code AND r.book_no = t.book_no
      AND r.status = 'approved') AS reserved) m
  WHERE m.money < m.reserved LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('funds-reserved', jsonb_build_object('amount', (bad.reserved - bad.money)::text, 'money', bad.money::text, 'reserved', bad.reserved::text));
  END IF;

  -- What goes back to a payer leaves the restricted money, and the free money that is promised (invariant 10).
  SELECT t.leaving - t.restricted_less AS amount, m.* INTO bad
  FROM (
    SELECT e.community_code, e.book_no, coalesce(sum(e.credit - e.debit) FILTER (WHERE f.line IN ('revenue', 'expenditure')), 0) AS leaving,
      coalesce(sum(e.debit - e.credit) FILTER (WHERE u.restricted), 0) AS restricted_less
    FROM entered e
    LEFT JOIN fund_account f ON f.community_code = e.community_code AND f.book_no = e.book_no AND f.account_code = e.account_code
    LEFT JOIN fund u ON u.community_code = e.community_code AND u.book_no = e.book_no AND u.code = e.fund_code
    WHERE (SELECT v.source_kind FROM voucher v WHERE v.community_code = e.community_code AND v.book_no = e.book_no
      AND v.id = e.voucher_id) NOT IN ('payment', 'transfer')
    GROUP BY 1, 2) t
  CROSS JOIN LATERAL (SELECT
    (SELECT sum(b.balance) FROM fund_account_balances(t.community_code, t.book_no) b WHERE b.line <> 'petty-cash') AS money,
    (SELECT coalesce(sum(b.balance), 0) FROM fund_balance b WHERE b.community_code = t.community_code AND b.book_no = t.book_no
      AND b.restricted) AS restricted,
    (SELECT coalesce(sum(r.amount), 0) FROM payment_request r
      LEFT JOIN fund u ON u.community_code = r.community_code AND u.book_no = r.book_no AND u.code = r.fund_code
      WHERE r.community_code = t.community_code AND r.book_no = t.book_no AND r.status = 'approved'
        AND u.restricted IS NOT TRUE) AS reserved) m
  WHERE t.leaving > t.restricted_less AND m.money < m.restricted + m.reserved LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('restricted-money-protected', jsonb_build_object('amount', bad.amount::text, 'money', bad.money::text,
      'restricted', bad.restricted::text, 'reserved', bad.reserved::text));
  END IF;
  RETURN NULL;
END
$$;
-- Named to fire after lines_must_keep_the_rules, which brings the balances up to date.
CREATE TRIGGER two_lines_must_stay_apart AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_two_lines();
