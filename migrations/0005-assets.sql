-- The register of properties, leases, rents and arrears.

INSERT INTO voucher_source (kind, name, needs_attachment, needs_reviewer) VALUES
  ('rent-due', '应收租金', true, false), ('rent-reduced', '退租冲减', true, false);

-- ── Properties ──────────────────────────────────────────────────────────────────────────────────

-- 农村集体经济组织财务制度 第三十条: a register of what the collective has, where, how large and how it is used.
CREATE TABLE property (
  community_code char(12) NOT NULL REFERENCES community (code),
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9-]{1,20}$'),
  kind text NOT NULL CHECK (kind <> ''),
  name text NOT NULL CHECK (name <> ''),
  place text NOT NULL CHECK (place <> ''),
  area numeric(14, 4) NOT NULL CONSTRAINT property_area_malformed CHECK (area > 0),
  unit text NOT NULL CHECK (unit <> ''),
  holding text NOT NULL CHECK (holding IN ('owned', 'entrusted', 'rented')),
  owner text CHECK (owner <> ''),
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT property_exists PRIMARY KEY (community_code, code)
);

-- What somebody declared of a property; leases speak for themselves.
CREATE TABLE property_state (
  community_code char(12) NOT NULL,
  property_code text NOT NULL,
  no int NOT NULL CHECK (no > 0),
  since date NOT NULL,
  state text NOT NULL CHECK (state IN ('idle', 'leased', 'own-use')),
  noted_by text NOT NULL DEFAULT context_actor_name(),
  noted_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, property_code, no),
  CONSTRAINT property_unknown FOREIGN KEY (community_code, property_code) REFERENCES property (community_code, code)
);

-- ── Leases ──────────────────────────────────────────────────────────────────────────────────────

-- Equality inside an exclusion constraint without an extension: a range of one text.
CREATE TYPE text_range AS RANGE (subtype = text);

CREATE TABLE lease (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  property_code text NOT NULL,
  book_no int NOT NULL,
  tenant text NOT NULL CHECK (tenant <> ''),
  from_date date NOT NULL,
  through_date date NOT NULL,
  period text NOT NULL CHECK (period IN ('month', 'quarter', 'year')),
  rent yuan CHECK (rent > 0),
  total yuan NOT NULL CHECK (total > 0),
  deposit yuan CHECK (deposit > 0),
  income_account_code text NOT NULL,
  receivable_account_code text NOT NULL,
  contract_no text CHECK (contract_no <> ''),
  bidding text CHECK (bidding <> ''),
  terminated_on date,
  termination_reason text,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  UNIQUE (community_code, id, book_no),
  CONSTRAINT property_unknown FOREIGN KEY (community_code, property_code) REFERENCES property (community_code, code),
  CONSTRAINT account_unknown FOREIGN KEY (community_code, book_no, income_account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT receivable_account_unknown FOREIGN KEY (community_code, book_no, receivable_account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT lease_term_backwards CHECK (through_date >= from_date),
  -- 民法典 第七百零五条
  CONSTRAINT lease_term_too_long CHECK (through_date < from_date + interval '20 years'),
  CONSTRAINT lease_ends_outside_term CHECK (terminated_on BETWEEN from_date - 1 AND through_date),
  CONSTRAINT lease_termination_has_reason CHECK ((terminated_on IS NULL) = (termination_reason IS NULL)),
  CONSTRAINT property_leased_already EXCLUDE USING gist (
    text_range(community_code || '/' || property_code, community_code || '/' || property_code, '[]') WITH &&,
    daterange(from_date, coalesce(terminated_on, through_date) + 1, '[)') WITH &&)
);
CREATE INDEX lease_property ON lease (community_code, property_code, from_date);

-- When and how a property's state changed: what was declared, where a lease begins, and the day after it ends.
CREATE VIEW property_change WITH (security_invoker = true) AS
SELECT community_code, property_code, since, state, 1 AS rank, no, NULL::uuid AS lease_id FROM property_state
UNION ALL
SELECT community_code, property_code, from_date, 'leased', 2, 0, id FROM lease WHERE coalesce(terminated_on, through_date) >= from_date
UNION ALL
SELECT community_code, property_code, coalesce(terminated_on, through_date) + 1, 'idle', 0, 0, id
FROM lease WHERE coalesce(terminated_on, through_date) >= from_date;

CREATE FUNCTION check_property_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_last record;
  v_lease record;
BEGIN
  PERFORM 1 FROM property WHERE community_code = NEW.community_code AND code = NEW.property_code FOR NO KEY UPDATE;
  IF NEW.since > context_today() THEN
    PERFORM refuse('property-change-in-future', jsonb_build_object('date', NEW.since, 'today', context_today()));
  END IF;
  SELECT no, since INTO v_last FROM property_state
  WHERE community_code = NEW.community_code AND property_code = NEW.property_code ORDER BY no DESC LIMIT 1;
  IF v_last.since > NEW.since THEN
    PERFORM refuse('property-change-out-of-order',
      jsonb_build_object('property', NEW.property_code, 'date', NEW.since, 'last', v_last.since));
  END IF;
  SELECT tenant, from_date, coalesce(terminated_on, through_date) AS last_day INTO v_lease FROM lease
  WHERE community_code = NEW.community_code AND property_code = NEW.property_code
    AND NEW.since BETWEEN from_date AND coalesce(terminated_on, through_date);
  IF FOUND THEN
    PERFORM refuse('property-is-leased', jsonb_build_object('property', NEW.property_code, 'tenant', v_lease.tenant,
      'from', v_lease.from_date, 'through', v_lease.last_day));
  END IF;
  NEW.no := coalesce(v_last.no, 0) + 1;
  RETURN NEW;
END
$$;
CREATE TRIGGER property_changes_in_order BEFORE INSERT ON property_state FOR EACH ROW EXECUTE FUNCTION check_property_state();

CREATE FUNCTION check_lease() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_later record;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.terminated_on IS NOT NULL THEN
      PERFORM refuse('lease-terminated-already', jsonb_build_object('date', OLD.terminated_on));
    END IF;
    IF to_jsonb(NEW) - 'terminated_on' - 'termination_reason' IS DISTINCT FROM to_jsonb(OLD) - 'terminated_on' - 'termination_reason' THEN
      PERFORM refuse('record-immutable', jsonb_build_object('record', 'lease', 'operation', 'UPDATE'));
    END IF;
    RETURN NEW;
  END IF;
  PERFORM 1 FROM property WHERE community_code = NEW.community_code AND code = NEW.property_code FOR NO KEY UPDATE;
  PERFORM 1 FROM account WHERE community_code = NEW.community_code AND book_no = NEW.book_no
    AND code = NEW.income_account_code AND category IN ('income', 'liability');
  IF NOT FOUND THEN PERFORM refuse('lease-income-account-unfit', jsonb_build_object('account', NEW.income_account_code)); END IF;
  PERFORM 1 FROM account WHERE community_code = NEW.community_code AND book_no = NEW.book_no
    AND code = NEW.receivable_account_code AND category = 'asset' AND money IS NULL;
  IF NOT FOUND THEN PERFORM refuse('lease-receivable-account-unfit', jsonb_build_object('account', NEW.receivable_account_code)); END IF;
  SELECT since, state INTO v_later FROM property_state
  WHERE community_code = NEW.community_code AND property_code = NEW.property_code AND state <> 'leased'
    AND since > NEW.from_date AND since <= NEW.through_date ORDER BY since LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('property-change-out-of-order',
      jsonb_build_object('property', NEW.property_code, 'date', NEW.from_date, 'last', v_later.since));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER leases_keep_their_terms BEFORE INSERT OR UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION check_lease();

-- ── Rents ───────────────────────────────────────────────────────────────────────────────────────

-- One row a period. Payable is amount - reduced; outstanding is payable - received. Posted once: voucher_id.
CREATE TABLE rent (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  book_no int NOT NULL,
  no int NOT NULL CHECK (no > 0),
  from_date date NOT NULL,
  through_date date NOT NULL,
  due_on date NOT NULL,
  amount yuan NOT NULL CHECK (amount >= 0),
  reduced yuan NOT NULL DEFAULT 0,
  received yuan NOT NULL DEFAULT 0 CHECK (received >= 0),
  voucher_id uuid,
  posted_on date,
  PRIMARY KEY (community_code, id),
  UNIQUE (community_code, lease_id, no),
  CONSTRAINT rent_posted_already UNIQUE (community_code, book_no, voucher_id),
  FOREIGN KEY (community_code, lease_id, book_no) REFERENCES lease (community_code, id, book_no),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT rent_reduced_beyond_amount CHECK (reduced BETWEEN 0 AND amount),
  CHECK (through_date >= from_date),
  CHECK ((voucher_id IS NULL) = (posted_on IS NULL))
);
CREATE INDEX rent_due ON rent (community_code, due_on, id);

-- What was received of a rent; a negative row takes back what a red-letter voucher or a refund took back.
CREATE TABLE rent_receipt (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  rent_id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  voucher_id uuid NOT NULL,
  date date NOT NULL,
  amount yuan NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (community_code, id),
  UNIQUE (community_code, book_no, voucher_id),
  FOREIGN KEY (community_code, rent_id) REFERENCES rent (community_code, id),
  FOREIGN KEY (community_code, book_no, receipt_id) REFERENCES receipt (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id)
);
CREATE INDEX rent_receipt_rent ON rent_receipt (community_code, rent_id);
CREATE INDEX rent_receipt_receipt ON rent_receipt (community_code, book_no, receipt_id);

-- What the end of a lease takes off a rent; a posted rent is reduced by a voucher.
CREATE TABLE rent_reduction (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  rent_id uuid NOT NULL,
  voucher_id uuid,
  date date NOT NULL,
  amount yuan NOT NULL CHECK (amount > 0),
  PRIMARY KEY (community_code, id),
  UNIQUE (community_code, book_no, voucher_id),
  FOREIGN KEY (community_code, rent_id) REFERENCES rent (community_code, id),
  FOREIGN KEY (community_code, book_no, voucher_id) REFERENCES voucher (community_code, book_no, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX rent_reduction_rent ON rent_reduction (community_code, rent_id);

-- At commit: the schedule covers the term day by day and sums to the contract.
CREATE FUNCTION check_schedule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_lease lease;
  v record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF TG_TABLE_NAME = 'rent' THEN
    SELECT * INTO v_lease FROM lease WHERE community_code = NEW.community_code AND id = NEW.lease_id;
  ELSE
    v_lease := NEW;
  END IF;
  SELECT coalesce(sum(amount), 0) AS total, min(from_date) AS first_day, max(through_date) AS last_day,
    coalesce(sum(through_date - from_date + 1), 0) AS days, bool_or(follows IS NOT NULL AND from_date <> follows + 1) AS gap
  INTO v FROM (SELECT r.*, lag(through_date) OVER (ORDER BY no) AS follows FROM rent r
    WHERE community_code = v_lease.community_code AND lease_id = v_lease.id) s;
  IF v.total <> v_lease.total OR v.first_day IS DISTINCT FROM v_lease.from_date
    OR v.last_day IS DISTINCT FROM v_lease.through_date OR v.gap THEN
    PERFORM refuse('rent-schedule-differs', jsonb_build_object('schedule', v.total, 'total', v_lease.total));
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER lease_has_its_schedule AFTER INSERT ON lease DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_schedule();
CREATE CONSTRAINT TRIGGER schedule_sums_to_contract AFTER INSERT ON rent DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_schedule();

-- A rent enters the books once; it leaves them only with the red-letter voucher of its voucher.
CREATE FUNCTION check_rent_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['voucher_id', 'posted_on', 'reduced', 'received']
    IS DISTINCT FROM to_jsonb(OLD) - ARRAY['voucher_id', 'posted_on', 'reduced', 'received'] THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'rent', 'operation', 'UPDATE'));
  END IF;
  IF OLD.voucher_id IS NOT NULL AND NEW.voucher_id IS DISTINCT FROM OLD.voucher_id AND (NEW.voucher_id IS NOT NULL
    OR NOT EXISTS (SELECT FROM voucher WHERE community_code = OLD.community_code AND book_no = OLD.book_no AND reverses_id = OLD.voucher_id)) THEN
    PERFORM refuse('rent-posted-already');
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER rents_enter_the_books_once BEFORE UPDATE ON rent FOR EACH ROW EXECUTE FUNCTION check_rent_change();

CREATE FUNCTION take_rent_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r rent;
  v_banked numeric;
BEGIN
  UPDATE rent SET received = received + NEW.amount
  WHERE community_code = NEW.community_code AND id = NEW.rent_id AND book_no = NEW.book_no AND voucher_id IS NOT NULL RETURNING * INTO r;
  IF r.id IS NULL THEN PERFORM refuse('rent-not-posted'); END IF;
  IF NEW.amount > 0 AND r.received > r.amount - r.reduced THEN
    PERFORM refuse('rent-overpaid', jsonb_build_object('amount', NEW.amount, 'outstanding', r.amount - r.reduced - r.received + NEW.amount));
  END IF;
  SELECT coalesce(sum(l.credit - l.debit), 0) INTO v_banked
  FROM voucher_line l JOIN lease s ON s.community_code = l.community_code AND s.id = r.lease_id AND s.receivable_account_code = l.account_code
  WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no AND l.voucher_id = NEW.voucher_id;
  IF v_banked <> NEW.amount THEN PERFORM refuse('rent-voucher-unfounded'); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER receipt_stays_within_rent BEFORE INSERT ON rent_receipt FOR EACH ROW EXECUTE FUNCTION take_rent_receipt();

CREATE FUNCTION take_rent_reduction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r rent;
BEGIN
  UPDATE rent SET reduced = reduced + NEW.amount
  WHERE community_code = NEW.community_code AND id = NEW.rent_id AND book_no = NEW.book_no RETURNING * INTO r;
  IF r.id IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF (r.voucher_id IS NULL) <> (NEW.voucher_id IS NULL) THEN PERFORM refuse('rent-voucher-unfounded'); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reduction_stays_within_rent BEFORE INSERT ON rent_reduction FOR EACH ROW EXECUTE FUNCTION take_rent_reduction();

-- At commit: a voucher of a rent is the rent's own, account by account, to the fen.
CREATE FUNCTION check_rent_voucher() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_expected numeric;
  v_receivable text;
  v_income text;
  v_moved record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF NEW.source_kind = 'rent-due' THEN
    SELECT r.amount - r.reduced, l.receivable_account_code, l.income_account_code INTO v_expected, v_receivable, v_income
    FROM rent r JOIN lease l ON l.community_code = r.community_code AND l.id = r.lease_id
    WHERE r.community_code = NEW.community_code AND r.book_no = NEW.book_no AND r.id = NEW.source_id AND r.voucher_id = NEW.id;
  ELSE
    SELECT -d.amount, l.receivable_account_code, l.income_account_code INTO v_expected, v_receivable, v_income
    FROM rent_reduction d JOIN rent r ON r.community_code = d.community_code AND r.id = d.rent_id
    JOIN lease l ON l.community_code = r.community_code AND l.id = r.lease_id
    WHERE d.community_code = NEW.community_code AND d.book_no = NEW.book_no AND d.id = NEW.source_id AND d.voucher_id = NEW.id;
  END IF;
  SELECT coalesce(sum(debit - credit) FILTER (WHERE account_code = v_receivable), 0) AS receivable,
    coalesce(sum(credit - debit) FILTER (WHERE account_code = v_income), 0) AS income
  INTO v_moved FROM voucher_line WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND voucher_id = NEW.id;
  IF v_expected IS NULL OR v_moved.receivable <> v_expected OR v_moved.income <> v_expected THEN
    PERFORM refuse('rent-voucher-unfounded');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER rent_voucher_is_the_rents_own AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind IN ('rent-due', 'rent-reduced')) EXECUTE FUNCTION check_rent_voucher();

-- At commit, rents follow their vouchers: a rent whose voucher is cancelled is to be posted again, a cancelled receipt is owed again.
CREATE FUNCTION follow_rent_reversals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  PERFORM demand_scope(NEW.community_code);
  FOR v IN
    SELECT w.community_code, w.book_no, w.source_kind, w.id AS original
    FROM voucher w
    WHERE w.community_code = NEW.community_code AND w.book_no = NEW.book_no AND w.id = NEW.reverses_id
      AND w.source_kind IN ('rent-due', 'rent-reduced', 'rent', 'refund')
  LOOP
    IF v.source_kind = 'rent-reduced' THEN PERFORM refuse('rent-reduction-final'); END IF;
    IF v.source_kind = 'rent-due' THEN
      IF EXISTS (SELECT FROM rent r WHERE r.community_code = v.community_code AND r.book_no = v.book_no AND r.voucher_id = v.original
        AND (r.received <> 0 OR EXISTS (SELECT FROM rent_reduction d WHERE d.community_code = r.community_code AND d.rent_id = r.id AND d.voucher_id IS NOT NULL))) THEN
        PERFORM refuse('rent-received-already');
      END IF;
      UPDATE rent SET voucher_id = NULL, posted_on = NULL
      WHERE community_code = v.community_code AND book_no = v.book_no AND voucher_id = v.original;
    ELSE
      INSERT INTO rent_receipt (community_code, book_no, rent_id, receipt_id, voucher_id, date, amount)
      SELECT community_code, book_no, rent_id, receipt_id, NEW.id, NEW.date, -amount FROM rent_receipt
      WHERE community_code = v.community_code AND book_no = v.book_no AND voucher_id = v.original;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER rents_follow_reversals AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION follow_rent_reversals();

-- At commit: what treasury banked as rent is a rent's, and what it gave back is owed again.
CREATE FUNCTION check_rent_banking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF TG_TABLE_NAME = 'receipt_refund' THEN
    INSERT INTO rent_receipt (community_code, book_no, rent_id, receipt_id, voucher_id, date, amount)
    SELECT community_code, book_no, rent_id, receipt_id, NEW.voucher_id, NEW.date, -NEW.amount FROM rent_receipt
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND receipt_id = NEW.receipt_id AND amount > 0
    ORDER BY date, id LIMIT 1;
  ELSIF NOT EXISTS (SELECT FROM rent_receipt r WHERE r.community_code = NEW.community_code AND r.book_no = NEW.book_no
      AND r.receipt_id = NEW.id AND r.rent_id = NEW.source_id AND r.voucher_id = NEW.voucher_id AND r.amount = NEW.amount) THEN
    PERFORM refuse('rent-voucher-unfounded');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER banked_rent_is_a_rents AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.source_kind = 'rent') EXECUTE FUNCTION check_rent_banking();
CREATE CONSTRAINT TRIGGER refunded_rent_is_owed_again AFTER INSERT ON receipt_refund DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_rent_banking();

CALL isolate('property');
CALL isolate('property_state');
CALL isolate('lease');
CALL isolate('rent');
CALL isolate('rent_receipt');
CALL isolate('rent_reduction');
CALL make_immutable('property_state');
CALL make_immutable('rent_receipt');
CALL make_immutable('rent_reduction');
CREATE TRIGGER leases_never_go BEFORE DELETE ON lease FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rents_never_go BEFORE DELETE ON rent FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON property, property_state, lease, rent, rent_receipt, rent_reduction TO gongzhang_service;
GRANT SELECT ON property_change TO gongzhang_service;
GRANT UPDATE (terminated_on, termination_reason) ON lease TO gongzhang_service;
GRANT UPDATE (voucher_id, posted_on) ON rent TO gongzhang_service;
