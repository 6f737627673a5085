-- Donations, their receipts by number, and the release of restrictions.

-- A donation as it was made (慈善法 第三十八条: donor, kind and amount, date); banked by treasury's receipt.
CREATE TABLE donation (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  year int NOT NULL,
  no int NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL CHECK (amount > 0),
  donor text CHECK (donor <> ''),
  anonymous boolean NOT NULL,
  publish_name boolean NOT NULL,
  kind text CHECK (kind <> ''),
  restricted boolean NOT NULL,
  fund_code text,
  income_account_code text NOT NULL,
  receipt_id uuid NOT NULL,
  voucher_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  CONSTRAINT donation_number_taken UNIQUE (community_code, book_no, year, no),
  UNIQUE (community_code, book_no, receipt_id),
  FOREIGN KEY (community_code, book_no, receipt_id) REFERENCES receipt (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id),
  CONSTRAINT donation_contradicts_fund FOREIGN KEY (community_code, book_no, fund_code, restricted)
    REFERENCES fund (community_code, book_no, code, restricted),
  CONSTRAINT donation_names_donor CHECK (anonymous OR donor IS NOT NULL),
  CONSTRAINT anonymous_donor_is_not_published CHECK (NOT (anonymous AND publish_name)),
  CONSTRAINT restricted_donation_needs_fund CHECK (NOT restricted OR fund_code IS NOT NULL)
);
CREATE INDEX donation_date ON donation (community_code, book_no, date, id);
CREATE INDEX donation_fund ON donation (community_code, book_no, fund_code);

-- Numbers of donation receipts run 1..n without gap per book and year.
CREATE TABLE donation_counter (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  year int NOT NULL,
  last_no int NOT NULL,
  PRIMARY KEY (community_code, book_no, year)
);

CREATE FUNCTION check_donation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r receipt;
BEGIN
  IF NOT EXISTS (SELECT FROM book WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND kind = 'charity') THEN
    PERFORM refuse('donation-book-unfit', jsonb_build_object('book', NEW.book_no));
  END IF;
  -- 限定性收入 and 非限定性收入 are apart (民间非营利组织会计制度 捐赠收入).
  IF NEW.income_account_code LIKE (CASE WHEN NEW.restricted THEN '410101%' ELSE '410102%' END) OR NOT EXISTS (SELECT FROM account a
      WHERE a.community_code = NEW.community_code AND a.book_no = NEW.book_no AND a.code = NEW.income_account_code AND a.category = 'income') THEN
    PERFORM refuse('donation-account-unfit', jsonb_build_object('account', NEW.income_account_code));
  END IF;
  -- The books and the notice show a name only with the donor's consent (慈善法 第八十二条).
  SELECT * INTO r FROM receipt WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.receipt_id;
  IF (r.source_kind, r.source_id, r.date, r.amount, r.fund_code, r.income_account_code, r.voucher_id, r.payer) IS DISTINCT FROM
    ('donation', NEW.id, NEW.date, NEW.amount, NEW.fund_code, NEW.income_account_code, NEW.voucher_id,
      CASE WHEN NEW.publish_name THEN NEW.donor ELSE '爱心人士' END) THEN
    PERFORM refuse('donation-differs-from-receipt');
  END IF;
  NEW.year := extract(year FROM NEW.date);
  INSERT INTO donation_counter AS c VALUES (NEW.community_code, NEW.book_no, NEW.year, 1)
  ON CONFLICT (community_code, book_no, year) DO UPDATE SET last_no = c.last_no + 1 RETURNING c.last_no INTO NEW.no;
  RETURN NEW;
END
$$;
CREATE TRIGGER donation_is_its_receipt BEFORE INSERT ON donation FOR EACH ROW EXECUTE FUNCTION check_donation();

-- At commit: what treasury banked as a donation is a donation.
CREATE FUNCTION check_donation_banking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM donation d WHERE d.community_code = NEW.community_code AND d.book_no = NEW.book_no
      AND d.receipt_id = NEW.id) THEN
    PERFORM refuse('donation-differs-from-receipt');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER banked_donation_is_a_donation AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'donation') EXECUTE FUNCTION check_donation_banking();

-- ── Release of restrictions (财会〔2020〕9号): when used, the amount used ───────────────────────────

CREATE TABLE fund_release (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  fund_code text NOT NULL,
  restricted boolean NOT NULL DEFAULT true CHECK (restricted),
  date date NOT NULL,
  amount yuan NOT NULL CHECK (amount > 0),
  reason text NOT NULL CHECK (reason <> ''),
  voucher_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  UNIQUE (community_code, book_no, voucher_id),
  CONSTRAINT fund_not_restricted FOREIGN KEY (community_code, book_no, fund_code, restricted)
    REFERENCES fund (community_code, book_no, code, restricted),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX fund_release_fund ON fund_release (community_code, book_no, fund_code, date);

-- What of a fund was spent through a day: its expense lines, closing of the year apart.
CREATE FUNCTION fund_spent(p_community char(12), p_book int, p_fund text, p_through date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(l.debit - l.credit), 0)
  FROM voucher_line l
  JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code AND a.category = 'expense'
  JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
  LEFT JOIN voucher o ON o.community_code = v.community_code AND o.book_no = v.book_no AND o.id = v.reverses_id
  WHERE p_community LIKE context_scope() || '%' AND l.community_code = p_community AND l.book_no = p_book AND l.fund_code = p_fund
    AND l.date <= p_through AND coalesce(o.source_kind, v.source_kind) <> 'closing'
$$;

-- What of a fund's restriction was released through a day; a cancelled release does not count.
CREATE FUNCTION fund_released(p_community char(12), p_book int, p_fund text, p_through date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(r.amount), 0) FROM fund_release r
  WHERE p_community LIKE context_scope() || '%' AND r.community_code = p_community AND r.book_no = p_book AND r.fund_code = p_fund
    AND r.date <= p_through AND NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = r.community_code
      AND v.book_no = r.book_no AND v.reverses_id = r.voucher_id)
$$;

-- On no day is more released than was spent. Called where the book's chain is locked, so posting cannot slip between.
CREATE FUNCTION check_releases(p_community char(12), p_book int, p_fund text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  SELECT fund_spent(p_community, p_book, p_fund, d.day) AS spent, fund_released(p_community, p_book, p_fund, d.day) AS released INTO v
  FROM (SELECT date AS day FROM fund_release WHERE community_code = p_community AND book_no = p_book AND fund_code = p_fund
    UNION SELECT 'infinity') d
  WHERE fund_released(p_community, p_book, p_fund, d.day) > fund_spent(p_community, p_book, p_fund, d.day) LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('release-exceeds-spending', jsonb_build_object('fund', p_fund, 'spent', v.spent::text, 'released', v.released::text));
  END IF;
END
$$;

CREATE FUNCTION check_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r fund_release;
  v record;
BEGIN
  IF TG_TABLE_NAME = 'voucher' THEN
    SELECT * INTO r FROM fund_release WHERE community_code = NEW.community_code AND book_no = NEW.book_no
      AND id = NEW.source_id AND voucher_id = NEW.id;
  ELSE
    r := NEW;
  END IF;
  SELECT count(*) AS lines, count(*) FILTER (WHERE l.account_code LIKE '3102%' AND l.debit = r.amount AND l.fund_code = r.fund_code) AS debits,
    count(*) FILTER (WHERE l.account_code LIKE '3101%' AND l.credit = r.amount AND l.fund_code = r.fund_code) AS credits
  INTO v FROM voucher_line l JOIN voucher w ON w.community_code = l.community_code AND w.book_no = l.book_no AND w.id = l.voucher_id
  WHERE l.community_code = r.community_code AND l.book_no = r.book_no AND l.voucher_id = r.voucher_id
    AND w.source_kind = 'release' AND w.source_id = r.id AND w.date = r.date;
  IF v.lines <> 2 OR v.debits <> 1 OR v.credits <> 1 THEN PERFORM refuse('release-voucher-unfounded'); END IF;
  PERFORM check_releases(r.community_code, r.book_no, r.fund_code);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER release_within_spending AFTER INSERT ON fund_release DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_release();
CREATE CONSTRAINT TRIGGER release_voucher_has_its_release AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'release') EXECUTE FUNCTION check_release();

-- Spending that was released cannot be taken back under the release.
CREATE FUNCTION check_spending_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT DISTINCT e.community_code, e.book_no, e.fund_code FROM entered e
    JOIN account a ON a.community_code = e.community_code AND a.book_no = e.book_no AND a.code = e.account_code AND a.category = 'expense'
    WHERE e.fund_code IS NOT NULL AND (e.debit < 0 OR e.credit > 0) AND EXISTS (SELECT FROM fund_release r
      WHERE r.community_code = e.community_code AND r.book_no = e.book_no AND r.fund_code = e.fund_code)
    ORDER BY 1, 2, 3
  LOOP
    PERFORM check_releases(f.community_code, f.book_no, f.fund_code);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER released_spending_stays AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_spending_kept();

CALL isolate('donation');
CALL isolate('donation_counter');
CALL isolate('fund_release');
CALL make_immutable('donation');
CALL make_immutable('fund_release');
GRANT SELECT, INSERT ON donation, fund_release TO gongzhang_service;
GRANT SELECT ON donation_counter TO gongzhang_service;
REVOKE EXECUTE ON FUNCTION fund_spent(char, int, text, date), fund_released(char, int, text, date), check_releases(char, int, text) FROM public;
GRANT EXECUTE ON FUNCTION fund_spent(char, int, text, date), fund_released(char, int, text, date) TO gongzhang_service;
