-- Cash (现金管理暂行条例): what may be paid in cash, how much may lie in the box, when cash that came in is banked.

-- 第九条、第十条: how much cash a book may keep over night, by version; what is set holds from its day on.
CREATE TABLE cash_limit (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  version int NOT NULL CHECK (version > 0),
  amount yuan NOT NULL CONSTRAINT cash_limit_negative CHECK (amount >= 0),
  -- The bank's letter or the resolution that fixed it.
  basis text NOT NULL CHECK (basis <> ''),
  adopted_on date NOT NULL,
  set_by uuid NOT NULL REFERENCES app_user (id),
  set_by_name text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT cash_limit_set_already PRIMARY KEY (community_code, book_no, version),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);

CREATE FUNCTION check_cash_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.version := 1 + coalesce((SELECT max(version) FROM cash_limit
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no), 0);
  NEW.adopted_on := context_today();
  NEW.set_by := context_actor();
  NEW.set_by_name := context_actor_name();
  NEW.set_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER cash_limit_holds_from_today BEFORE INSERT ON cash_limit FOR EACH ROW EXECUTE FUNCTION check_cash_limit();

-- What the month's cash has to be explained for: payments above 结算起点 (第五条、第六条), and the evening on which most lay in
-- the box above the limit. The same rules stand in treasury/domain/cash-rules.ts.
CREATE FUNCTION cash_findings(p_community char(12), p_book int, p_month char(7))
RETURNS TABLE (rule text, account_code text, date date, amount numeric, voucher_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH allowed AS (
    SELECT coalesce((SELECT c.amount FROM cash_limit c WHERE c.community_code = p_community AND c.book_no = p_book
      AND c.adopted_on < (p_month || '-01')::date + interval '1 month' ORDER BY c.version DESC LIMIT 1), 5000) AS amount
  ), box AS MATERIALIZED (
    SELECT a.code, coalesce((SELECT sum(o.debit - o.credit) FROM opening_balance o WHERE o.community_code = p_community
        AND o.book_no = p_book AND o.account_code = a.code), 0)
      + coalesce((SELECT sum(b.debit - b.credit) FROM balance b WHERE b.community_code = p_community AND b.book_no = p_book
        AND b.account_code = a.code AND b.month < p_month), 0) AS opening
    FROM account a
    WHERE in_scope(p_community) AND a.community_code = p_community AND a.book_no = p_book AND a.money = 'cash'
      AND NOT EXISTS (SELECT FROM account c WHERE c.community_code = a.community_code AND c.book_no = a.book_no AND c.parent_code = a.code)
  ), line AS MATERIALIZED (
    SELECT l.account_code, l.date, l.debit, l.credit, l.voucher_id FROM voucher_line l
    WHERE l.community_code = p_community AND l.book_no = p_book AND l.account_code IN (SELECT code FROM box)
      AND l.date >= (p_month || '-01')::date AND l.date < (p_month || '-01')::date + interval '1 month'
  ), evening AS (
    SELECT b.code, (p_month || '-01')::date AS date, b.opening AS balance FROM box b
    WHERE NOT EXISTS (SELECT FROM line l WHERE l.account_code = b.code AND l.date = (p_month || '-01')::date)
    UNION ALL
    SELECT b.code, d.date, b.opening + sum(d.net) OVER (PARTITION BY b.code ORDER BY d.date)
    FROM box b JOIN (SELECT account_code, date, sum(debit - credit) AS net FROM line GROUP BY 1, 2) d ON d.account_code = b.code
  ), most AS (
    SELECT DISTINCT ON (code) code, date, balance FROM evening ORDER BY code, balance DESC, date
  )
  SELECT 'over-limit', m.code, m.date, m.balance, NULL::uuid FROM most m, allowed WHERE m.balance > allowed.amount
  UNION ALL
  SELECT 'over-threshold', l.account_code, min(l.date), sum(l.credit), l.voucher_id FROM line l
  JOIN voucher v ON v.community_code = p_community AND v.book_no = p_book AND v.id = l.voucher_id AND v.source_kind <> 'reversal'
  WHERE NOT EXISTS (SELECT FROM voucher x WHERE x.community_code = p_community AND x.book_no = p_book AND x.reverses_id = v.id)
    AND NOT EXISTS (SELECT FROM voucher_line o JOIN account a ON a.community_code = o.community_code AND a.book_no = o.book_no
        AND a.code = o.account_code AND a.money IS NOT NULL
      WHERE o.community_code = p_community AND o.book_no = p_book AND o.voucher_id = v.id AND o.debit <> 0)
  GROUP BY l.account_code, l.voucher_id HAVING sum(l.credit) > 1000
$$;
GRANT EXECUTE ON FUNCTION cash_findings(char, int, char) TO gongzhang_service;

-- Why a finding may stand; it speaks of this amount and of no other.
CREATE TABLE cash_explanation (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  month char(7) NOT NULL,
  rule text NOT NULL CHECK (rule IN ('over-limit', 'over-threshold')),
  account_code text NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL,
  voucher_id uuid,
  purpose text CHECK (purpose IN ('farm-products', 'travel', 'small-sums', 'bank-approved')),
  reason text NOT NULL CHECK (reason <> ''),
  explained_by uuid NOT NULL REFERENCES app_user (id),
  explained_by_name text NOT NULL,
  explained_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT cash_purpose_missing CHECK ((rule = 'over-threshold') = (purpose IS NOT NULL)),
  CONSTRAINT cash_explained_already UNIQUE NULLS NOT DISTINCT (community_code, book_no, month, rule, account_code, date, amount, voucher_id)
);

CREATE FUNCTION check_cash_explanation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_open_month(NEW.community_code, NEW.month);
  IF NOT EXISTS (SELECT FROM cash_findings(NEW.community_code, NEW.book_no, NEW.month) f WHERE f.rule = NEW.rule
      AND f.account_code = NEW.account_code AND f.date = NEW.date AND f.amount = NEW.amount
      AND f.voucher_id IS NOT DISTINCT FROM NEW.voucher_id) THEN
    PERFORM refuse('cash-finding-unknown', jsonb_build_object('account', NEW.account_code));
  END IF;
  NEW.explained_by := context_actor();
  NEW.explained_by_name := context_actor_name();
  NEW.explained_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER explanation_is_of_a_finding BEFORE INSERT ON cash_explanation FOR EACH ROW EXECUTE FUNCTION check_cash_explanation();

CALL isolate('cash_limit');
CALL isolate('cash_explanation');
CALL make_immutable('cash_limit');
CALL make_immutable('cash_explanation');
GRANT SELECT, INSERT ON cash_limit, cash_explanation TO gongzhang_service;

-- A month is reported when what was paid in cash above the threshold is explained; what lay in the box above the limit is
-- told in the report, the minutes and the notice (第九条、第十条).
CREATE FUNCTION check_cash_explained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_open int;
BEGIN
  SELECT count(*) INTO v_open FROM book b
  CROSS JOIN LATERAL cash_findings(b.community_code, b.book_no, NEW.month) f
  WHERE b.community_code = NEW.community_code AND to_char(b.opened_on, 'YYYY-MM') <= NEW.month AND f.rule = 'over-threshold'
    AND NOT EXISTS (SELECT FROM cash_explanation e WHERE e.community_code = b.community_code AND e.book_no = b.book_no
      AND e.month = NEW.month AND e.rule = f.rule AND e.account_code = f.account_code AND e.date = f.date
      AND e.amount = f.amount AND e.voucher_id IS NOT DISTINCT FROM f.voucher_id);
  IF v_open > 0 THEN
    PERFORM refuse('cash-unexplained', jsonb_build_object('month', NEW.month, 'count', v_open));
  END IF;
  RETURN NEW;
END
$$;
-- Named to fire after report_is_of_the_books.
CREATE TRIGGER report_s_cash_is_explained BEFORE INSERT ON month_report FOR EACH ROW EXECUTE FUNCTION check_cash_explained();

-- 第十一条(一): cash that came in is banked on the same day; where that cannot be, the bank fixes the time. The next day is
-- taken as that time; later needs its reason.
ALTER TABLE receipt ADD COLUMN cash_received_on date, ADD COLUMN deposit_reason text CHECK (deposit_reason <> '');
ALTER TABLE receipt ADD CONSTRAINT cash_banked_before_it_came CHECK (cash_received_on IS NULL OR cash_received_on <= date);
ALTER TABLE receipt ADD CONSTRAINT cash_banked_late
  CHECK (cash_received_on IS NULL OR date - cash_received_on <= 1 OR deposit_reason IS NOT NULL);
