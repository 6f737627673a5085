-- The end of a year: income and expenses carried to equity, profit distributed, a standard succeeded by another.

-- ── What may be carried where ───────────────────────────────────────────────────────────────────

-- By standard: accounts that a closing voucher may touch beside income and expenses (result), that have no balance once the
-- year is transferred (emptied, suspense), of restricted money, and of the distribution.
CREATE TABLE year_end_account (
  standard text NOT NULL CHECK (standard IN ('rural-collective-2023', 'small-enterprise-2011', 'non-profit-2024', 'non-profit-2004')),
  role text NOT NULL CHECK (role IN ('result', 'emptied', 'suspense', 'restricted-income', 'restricted', 'distribution', 'reserve')),
  code text NOT NULL,
  PRIMARY KEY (standard, role, code)
);
INSERT INTO year_end_account VALUES
  -- 财会〔2023〕14号 321 本年收益, 322 收益分配, 181 待处理财产损溢, 311 公积公益金
  ('rural-collective-2023', 'result', '321'), ('rural-collective-2023', 'result', '322'), ('rural-collective-2023', 'emptied', '321'),
  ('rural-collective-2023', 'suspense', '181'), ('rural-collective-2023', 'distribution', '322'), ('rural-collective-2023', 'reserve', '311'),
  -- 财会〔2011〕17号 3103 本年利润, 3104 利润分配, 1901 待处理财产损溢, 3101 盈余公积
  ('small-enterprise-2011', 'result', '3103'), ('small-enterprise-2011', 'result', '3104'), ('small-enterprise-2011', 'emptied', '3103'),
  ('small-enterprise-2011', 'suspense', '1901'), ('small-enterprise-2011', 'distribution', '3104'), ('small-enterprise-2011', 'reserve', '3101'),
  -- 财会〔2024〕25号 3201 以前年度净资产调整
  ('non-profit-2024', 'result', '3201'), ('non-profit-2024', 'emptied', '3201');
-- 财会〔2004〕7号, 财会〔2024〕25号 3101 非限定性净资产, 3102 限定性净资产
INSERT INTO year_end_account
SELECT s.standard, r.role, r.code
FROM (VALUES ('non-profit-2004'), ('non-profit-2024')) AS s (standard)
CROSS JOIN (VALUES ('result', '3101'), ('result', '3102'), ('restricted', '3102'), ('restricted-income', '410102'),
  ('restricted-income', '420102'), ('restricted-income', '430102'), ('restricted-income', '440102'), ('restricted-income', '450102'),
  ('restricted-income', '460102')) AS r (role, code);
CALL make_immutable('year_end_account');
GRANT SELECT ON year_end_account TO gongzhang_service;

CREATE FUNCTION year_end_role(p_standard text, p_role text, p_code text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM year_end_account y WHERE y.standard = p_standard AND y.role = p_role AND starts_with(p_code, y.code))
$$;

-- ── Closing vouchers ────────────────────────────────────────────────────────────────────────────

-- A closing voucher carries income, expenses and result accounts among themselves and nothing else; in a charity's book what
-- enters restricted net assets is the restricted income that it empties (民间非营利组织会计制度 3102 限定性净资产).
CREATE FUNCTION check_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  v record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT min(l.account_code) FILTER (WHERE a.category NOT IN ('income', 'expense')
      AND NOT year_end_role(k.standard, 'result', l.account_code)) AS stray,
    coalesce(sum(l.credit - l.debit) FILTER (WHERE year_end_role(k.standard, 'restricted', l.account_code)
      OR year_end_role(k.standard, 'restricted-income', l.account_code)), 0) AS restricted
  INTO v
  FROM voucher_line l
  JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
  JOIN book k ON k.community_code = l.community_code AND k.book_no = l.book_no
  WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.id;
  IF v.stray IS NOT NULL OR v.restricted <> 0 THEN
    PERFORM refuse('closing-line-unfit', jsonb_build_object('account', coalesce(v.stray, '3102')));
  END IF;
  RETURN NULL;
END
$$;
-- Statements leave closing vouchers out of every period: they are found without reading the year.
CREATE INDEX voucher_closing ON voucher (community_code, book_no, month) WHERE source_kind = 'closing';
CREATE CONSTRAINT TRIGGER year_end_closing_carries_results AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'closing') EXECUTE FUNCTION check_closing();

-- December is reported when the year is transferred: nothing is left on income, expenses and 本年收益, and 待处理财产损溢 is
-- dealt with (会计基础工作规范 第六十三条; 财会〔2023〕14号、财会〔2011〕17号 待处理财产损溢).
CREATE FUNCTION check_year_transferred() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  SELECT a.book_no, a.code INTO v
  FROM account a
  JOIN book k ON k.community_code = a.community_code AND k.book_no = a.book_no
    AND to_char(k.opened_on, 'YYYY-MM') <= NEW.month
  LEFT JOIN LATERAL (SELECT sum(b.debit - b.credit) AS net FROM balance b WHERE b.community_code = a.community_code
    AND b.book_no = a.book_no AND b.account_code = a.code AND b.month <= NEW.month) b ON true
  LEFT JOIN LATERAL (SELECT sum(o.debit - o.credit) AS net FROM opening_balance o WHERE o.community_code = a.community_code
    AND o.book_no = a.book_no AND o.account_code = a.code) o ON true
  WHERE a.community_code = NEW.community_code AND coalesce(b.net, 0) + coalesce(o.net, 0) <> 0
    AND (a.category IN ('income', 'expense') OR year_end_role(k.standard, 'emptied', a.code) OR year_end_role(k.standard, 'suspense', a.code))
  ORDER BY a.book_no, a.code LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('year-end-not-transferred', jsonb_build_object('year', left(NEW.month, 4), 'book', v.book_no, 'account', v.code));
  END IF;
  RETURN NEW;
END
$$;
-- Named to fire after month_steps_are_known.
CREATE TRIGGER year_is_transferred BEFORE UPDATE ON accounting_month FOR EACH ROW
  WHEN (OLD.state = 'open' AND NEW.state = 'reported' AND NEW.month LIKE '%-12') EXECUTE FUNCTION check_year_transferred();

-- ── Distribution (财农〔2021〕121号 第二十八条; 公司法 第二百一十条) ───────────────────────────────────

INSERT INTO voucher_source VALUES ('distribution', '分配凭证', true, true, false, false);
ALTER TABLE voucher_draft DROP CONSTRAINT voucher_draft_kind_check;
ALTER TABLE voucher_draft ADD CONSTRAINT voucher_draft_kind_check
  CHECK (kind IN ('manual', 'import', 'correction', 'difference', 'prior-year', 'closing', 'distribution'));

-- What was resolved and reckoned; the voucher has the same id and may still be a draft.
CREATE TABLE year_distribution (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  year int NOT NULL CHECK (year BETWEEN 1900 AND 2999),
  resolution_no text NOT NULL CHECK (resolution_no <> ''),
  resolved_on date NOT NULL,
  net yuan NOT NULL,
  losses_made_up yuan NOT NULL CHECK (losses_made_up >= 0),
  base yuan NOT NULL CHECK (base >= 0),
  distributable yuan NOT NULL CHECK (distributable > 0),
  reserve_due yuan NOT NULL CHECK (reserve_due >= 0),
  reserve yuan NOT NULL CHECK (reserve >= 0),
  reserve_beyond yuan NOT NULL CHECK (reserve_beyond >= 0),
  owners yuan NOT NULL CHECK (owners >= 0),
  other yuan NOT NULL CHECK (other >= 0),
  remaining yuan NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT losses_come_first CHECK (losses_made_up + base = greatest(net, 0)),
  CONSTRAINT reserve_comes_before_owners CHECK (reserve >= reserve_due),
  CONSTRAINT distribution_exceeds_profit CHECK (remaining >= 0 AND remaining = distributable - reserve - reserve_beyond - owners - other)
);
CREATE INDEX year_distribution_year ON year_distribution (community_code, book_no, year, created_at);
CALL isolate('year_distribution');
CALL make_immutable('year_distribution');
GRANT SELECT, INSERT ON year_distribution TO gongzhang_service;

-- At commit: a distribution voucher is its resolution's, and no more is distributed than there is.
CREATE FUNCTION check_distribution() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  d year_distribution;
  v record;
  v_left numeric;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  SELECT * INTO d FROM year_distribution WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.id;
  SELECT coalesce(sum(l.debit) FILTER (WHERE year_end_role(k.standard, 'distribution', l.account_code)), 0) AS taken,
    coalesce(sum(l.credit) FILTER (WHERE year_end_role(k.standard, 'reserve', l.account_code)), 0) AS reserved,
    coalesce(sum(l.debit) FILTER (WHERE NOT year_end_role(k.standard, 'distribution', l.account_code)), 0) AS strays
  INTO v
  FROM voucher_line l JOIN book k ON k.community_code = l.community_code AND k.book_no = l.book_no
  WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.id;
  IF d.id IS NULL OR NEW.date <> make_date(d.year, 12, 31) OR v.strays <> 0
    OR v.taken <> d.reserve + d.reserve_beyond + d.owners + d.other OR v.reserved < d.reserve + d.reserve_beyond THEN
    PERFORM refuse('distribution-voucher-unfounded');
  END IF;
  SELECT coalesce((SELECT sum(b.credit - b.debit) FROM balance b
      JOIN account a ON a.community_code = b.community_code AND a.book_no = b.book_no AND a.code = b.account_code
      WHERE b.community_code = NEW.community_code AND b.book_no = NEW.book_no AND b.month <= NEW.month
        AND (a.category IN ('income', 'expense') OR year_end_role(k.standard, 'result', a.code))), 0)
    + coalesce((SELECT sum(o.credit - o.debit) FROM opening_balance o
      JOIN account a ON a.community_code = o.community_code AND a.book_no = o.book_no AND a.code = o.account_code
      WHERE o.community_code = NEW.community_code AND o.book_no = NEW.book_no
        AND (a.category IN ('income', 'expense') OR year_end_role(k.standard, 'result', a.code))), 0)
  INTO v_left FROM book k WHERE k.community_code = NEW.community_code AND k.book_no = NEW.book_no;
  IF v_left < 0 THEN
    PERFORM refuse('distribution-exceeds-profit', jsonb_build_object('distributable', (v_left + v.taken)::text, 'excess', (-v_left)::text));
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER year_end_distribution_is_resolved AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'distribution') EXECUTE FUNCTION check_distribution();

-- ── A standard succeeded by another: one book, its chart by date ─────────────────────────────────

-- 财会〔2025〕6号 新旧制度衔接. Where a code is the same in both, its account goes on, perhaps under another name.
CREATE TABLE standard_mapping (
  from_standard text NOT NULL,
  to_standard text NOT NULL,
  from_code text NOT NULL,
  to_code text NOT NULL,
  PRIMARY KEY (from_standard, to_standard, from_code),
  UNIQUE (from_standard, to_standard, to_code)
);
INSERT INTO standard_mapping
SELECT 'non-profit-2004', 'non-profit-2024', c, c
FROM unnest(ARRAY['1001', '1002', '1009', '1101', '1102', '1111', '1121', '1122', '1131', '1141', '1201', '1202', '1301', '1401', '1402',
  '1421', '1501', '1502', '1505', '1506', '1509', '1601', '2101', '2201', '2202', '2203', '2204', '2206', '2209', '2301', '2501', '2502',
  '2601', '3101', '3102', '4101', '4201', '4301', '4401', '4501', '4601', '4901', '5101']) AS c;
INSERT INTO standard_mapping VALUES
  ('non-profit-2004', 'non-profit-2024', '1701', '1801'), ('non-profit-2004', 'non-profit-2024', '2401', '2503'),
  ('non-profit-2004', 'non-profit-2024', '5201', '5301'), ('non-profit-2004', 'non-profit-2024', '5301', '5401'),
  ('non-profit-2004', 'non-profit-2024', '5401', '5901');
CALL make_immutable('standard_mapping');
GRANT SELECT ON standard_mapping TO gongzhang_service;

CREATE TABLE standard_change (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  from_standard text NOT NULL,
  to_standard text NOT NULL,
  effective_on date NOT NULL CONSTRAINT standard_changes_with_the_year CHECK (to_char(effective_on, 'MM-DD') = '01-01'),
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT standard_changed_already PRIMARY KEY (community_code, book_no, effective_on),
  UNIQUE (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);
-- What an account was called through a day, when its code means something else since.
CREATE TABLE former_account (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  code text NOT NULL,
  through date NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (community_code, book_no, code, through),
  FOREIGN KEY (community_code, book_no, code) REFERENCES account (community_code, book_no, code)
);
CALL isolate('standard_change');
CALL isolate('former_account');
CALL make_immutable('standard_change');
CALL make_immutable('former_account');
GRANT SELECT ON standard_change, former_account TO gongzhang_service;

-- The day from which an account takes no more lines.
ALTER TABLE account ADD COLUMN closed_on date;
CREATE INDEX account_closed ON account (community_code, book_no, code) WHERE closed_on IS NOT NULL;

-- What an account was called on a day.
CREATE FUNCTION account_name(a account, p_day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT f.name FROM former_account f WHERE f.community_code = a.community_code AND f.book_no = a.book_no
    AND f.code = a.code AND f.through >= p_day ORDER BY f.through LIMIT 1), a.name)
$$;
-- The standard that a book followed in a month.
CREATE FUNCTION standard_in(k book, p_month text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c.from_standard FROM standard_change c WHERE c.community_code = k.community_code AND c.book_no = k.book_no
    AND to_char(c.effective_on, 'YYYY-MM') > p_month ORDER BY c.effective_on LIMIT 1), k.standard)
$$;
GRANT EXECUTE ON FUNCTION account_name(account, date), standard_in(book, text) TO gongzhang_service;

CREATE FUNCTION check_open_accounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  bad record;
BEGIN
  SELECT a.code, a.closed_on INTO bad
  FROM (SELECT DISTINCT community_code, book_no FROM entered) t
  JOIN account a ON a.community_code = t.community_code AND a.book_no = t.book_no AND a.closed_on IS NOT NULL
  JOIN entered e ON e.community_code = a.community_code AND e.book_no = a.book_no AND e.account_code = a.code AND e.date >= a.closed_on
  JOIN voucher v ON v.community_code = e.community_code AND v.book_no = e.book_no AND v.id = e.voucher_id AND v.source_kind <> 'conversion'
  LIMIT 1;
  IF FOUND THEN PERFORM refuse('account-closed', jsonb_build_object('account', bad.code, 'closedOn', bad.closed_on)); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER lines_name_open_accounts AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_open_accounts();

-- Official accounts come with the book, or with the standard that it changes to.
CREATE OR REPLACE FUNCTION check_account_traits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.parent_code IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.community_code = NEW.community_code
      AND p.book_no = NEW.book_no AND p.code = NEW.parent_code AND (p.category, p.normal_side, p.both_sides, p.money)
        IS NOT DISTINCT FROM (NEW.category, NEW.normal_side, NEW.both_sides, NEW.money)) THEN
    PERFORM refuse('account-unlike-parent', jsonb_build_object('account', NEW.code, 'parent', NEW.parent_code));
  END IF;
  IF NEW.official AND EXISTS (SELECT FROM book_chain k WHERE k.community_code = NEW.community_code AND k.book_no = NEW.book_no
      AND k.seq > 0) AND NOT EXISTS (SELECT FROM standard_change s WHERE s.community_code = NEW.community_code
      AND s.book_no = NEW.book_no AND s.xmin = pg_current_xact_id()::xid) THEN
    PERFORM refuse('account-unlike-parent', jsonb_build_object('account', NEW.code, 'parent', NEW.parent_code));
  END IF;
  RETURN NEW;
END
$$;

-- The code that an account bears under the new standard, its detail digits kept.
CREATE FUNCTION mapped_code(p_from text, p_to text, p_code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT m.to_code || substr(p_code, length(m.from_code) + 1) FROM standard_mapping m
    WHERE m.from_standard = p_from AND m.to_standard = p_to AND m.from_code <> m.to_code AND starts_with(p_code, m.from_code)), p_code)
$$;

-- Changes the standard of a book from the first day of a year on. p_accounts is its chart from then on, as far as it differs:
-- [{code, name, parentCode, category, normalSide, bothSides, money, official}], parents before details; p_closed are the codes
-- that take no more lines. Balances follow by the conversion voucher of the same transaction.
CREATE FUNCTION change_standard(p_community char(12), p_book int, p_id uuid, p_to text, p_on date, p_accounts jsonb, p_closed text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  k book;
  v_month char(7) := to_char(p_on - 1, 'YYYY-MM');
  v_state text;
  v_code text;
BEGIN
  IF context_scope() IS NULL OR p_community NOT LIKE context_scope() || '%' OR NOT holds_duty(context_actor(), p_community, 'accountant') THEN
    PERFORM refuse('forbidden');
  END IF;
  PERFORM 1 FROM book_chain WHERE community_code = p_community AND book_no = p_book FOR UPDATE;
  SELECT * INTO k FROM book WHERE community_code = p_community AND book_no = p_book FOR UPDATE;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
  IF NOT EXISTS (SELECT FROM standard_mapping WHERE from_standard = k.standard AND to_standard = p_to) OR p_on <= k.opened_on THEN
    PERFORM refuse('standard-change-unknown', jsonb_build_object('standard', p_to));
  END IF;
  SELECT state INTO v_state FROM accounting_month WHERE community_code = p_community AND month = v_month FOR SHARE;
  IF v_state IS NULL OR v_state NOT IN ('approved', 'published', 'sealed') THEN
    PERFORM refuse('standard-change-before-approval', jsonb_build_object('month', v_month, 'state', coalesce(v_state, 'open')));
  END IF;
  SELECT a.code INTO v_code FROM account a
  WHERE a.community_code = p_community AND a.book_no = p_book AND a.category IN ('income', 'expense')
    AND coalesce((SELECT sum(b.debit - b.credit) FROM balance b WHERE b.community_code = p_community AND b.book_no = p_book
      AND b.account_code = a.code AND b.month <= v_month), 0)
      + coalesce((SELECT sum(o.debit - o.credit) FROM opening_balance o WHERE o.community_code = p_community AND o.book_no = p_book
      AND o.account_code = a.code), 0) <> 0 LIMIT 1;
  IF v_code IS NOT NULL THEN
    PERFORM refuse('year-end-not-transferred', jsonb_build_object('year', left(v_month, 4), 'book', p_book, 'account', v_code));
  END IF;
  -- What was entered since under a code that now means something else would change its meaning.
  SELECT x.code INTO v_code FROM (
    SELECT b.account_code AS code FROM balance b WHERE b.community_code = p_community AND b.book_no = p_book AND b.month > v_month
    GROUP BY 1 HAVING sum(b.debit - b.credit) <> 0
    UNION ALL
    SELECT l.value ->> 'accountCode' FROM voucher_draft d CROSS JOIN LATERAL jsonb_array_elements(d.lines) AS l
    WHERE d.community_code = p_community AND d.book_no = p_book AND d.date >= p_on
    UNION ALL
    SELECT r.expense_account_code FROM payment_request r WHERE r.community_code = p_community AND r.book_no = p_book
      AND r.status IN ('drafted', 'submitted', 'approved')) x
  WHERE mapped_code(k.standard, p_to, x.code) <> x.code LIMIT 1;
  IF v_code IS NOT NULL THEN
    PERFORM refuse('standard-change-late', jsonb_build_object('account', v_code, 'date', p_on));
  END IF;

  INSERT INTO standard_change VALUES (p_community, p_book, p_id, k.standard, p_to, p_on, context_actor(), context_actor_name(), context_now());
  INSERT INTO former_account (community_code, book_no, code, through, name)
  SELECT a.community_code, a.book_no, a.code, p_on - 1, a.name
  FROM jsonb_to_recordset(p_accounts) AS x (code text, name text)
  JOIN account a ON a.community_code = p_community AND a.book_no = p_book AND a.code = x.code AND a.name <> x.name;
  UPDATE account a SET name = x.name FROM jsonb_to_recordset(p_accounts) AS x (code text, name text)
  WHERE a.community_code = p_community AND a.book_no = p_book AND a.code = x.code AND a.name <> x.name;
  INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money, official, origin)
  SELECT p_community, p_book, x.code, x.name, x."parentCode", x.category, x."normalSide", x."bothSides", x.money, x.official, 'change'
  FROM jsonb_to_recordset(p_accounts) AS x (code text, name text, "parentCode" text, category text, "normalSide" text,
    "bothSides" boolean, money text, official boolean)
  WHERE NOT EXISTS (SELECT FROM account a WHERE a.community_code = p_community AND a.book_no = p_book AND a.code = x.code)
  ORDER BY length(x.code), x.code;
  UPDATE account SET closed_on = p_on WHERE community_code = p_community AND book_no = p_book AND code = ANY (p_closed);

  -- What an account asks of its lines, and what templates write, goes with the account.
  WITH gone AS (
    DELETE FROM account_dimension d WHERE d.community_code = p_community AND d.book_no = p_book
      AND mapped_code(k.standard, p_to, d.account_code) <> d.account_code RETURNING d.*
  )
  INSERT INTO account_dimension (community_code, book_no, account_code, dimension_code)
  SELECT g.community_code, g.book_no, a.code, g.dimension_code FROM gone g
  JOIN account a ON a.community_code = g.community_code AND a.book_no = g.book_no
    AND a.code = mapped_code(k.standard, p_to, g.account_code)
  ON CONFLICT DO NOTHING;
  UPDATE voucher_template t SET lines = (SELECT jsonb_agg(l.value
      || jsonb_build_object('accountCode', mapped_code(k.standard, p_to, l.value ->> 'accountCode')) ORDER BY l.ordinality)
    FROM jsonb_array_elements(t.lines) WITH ORDINALITY AS l)
  WHERE t.community_code = p_community AND t.book_no = p_book;
  UPDATE book SET standard = p_to WHERE community_code = p_community AND book_no = p_book;
END
$$;
REVOKE EXECUTE ON FUNCTION change_standard(char, int, uuid, text, date, jsonb, text[]) FROM public;
GRANT EXECUTE ON FUNCTION change_standard(char, int, uuid, text, date, jsonb, text[]) TO gongzhang_service;

-- ── The conversion voucher: balances under their new codes ──────────────────────────────────────

INSERT INTO voucher_source VALUES ('conversion', '制度衔接凭证', false, false, false, false);
INSERT INTO posting_rule VALUES
  ('conversion', 1, '新旧制度衔接', '账套改用新会计制度之日：编号改变的科目，其余额按专项、往来和辅助核算逐项转入新科目；不涉及货币资金、收入和费用。', '财会〔2024〕25号；财会〔2025〕6号 新旧衔接');
CREATE UNIQUE INDEX voucher_converts_once ON voucher (community_code, book_no, source_id) WHERE source_kind = 'conversion';

CREATE FUNCTION check_conversion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF NEW.reverses_id IS NOT NULL THEN
    IF EXISTS (SELECT FROM voucher o WHERE o.community_code = NEW.community_code AND o.book_no = NEW.book_no AND o.id = NEW.reverses_id
        AND o.source_kind = 'conversion') THEN
      PERFORM refuse('reversal-not-allowed');
    END IF;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM standard_change s WHERE s.community_code = NEW.community_code AND s.book_no = NEW.book_no
      AND s.id = NEW.source_id AND s.effective_on = NEW.date AND s.xmin = pg_current_xact_id()::xid)
    OR EXISTS (SELECT FROM voucher_line l
      JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
      WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.id
        AND (a.money IS NOT NULL OR a.category IN ('income', 'expense', 'cost')))
    OR EXISTS (SELECT FROM voucher_line l
      JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
      WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.id
      GROUP BY a.category, l.fund_code, l.counterparty, l.dimensions HAVING sum(l.debit) <> sum(l.credit)) THEN
    PERFORM refuse('conversion-unfounded');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER year_end_conversion_carries_balances AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'conversion' OR NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION check_conversion();
