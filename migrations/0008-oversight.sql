-- Oversight: the frozen report of a month, the supervisory meeting, its votes (invariants 6, 13, 14).

-- How a community's supervision works; the legal minimum can only be raised (城市居民委员会组织法 第三十四条: 公开不少于十五日).
CREATE TABLE supervision_setting (
  community_code char(12) PRIMARY KEY REFERENCES community (code),
  quorum_numerator int NOT NULL DEFAULT 2,
  quorum_denominator int NOT NULL DEFAULT 3,
  majority_numerator int NOT NULL DEFAULT 1,
  majority_denominator int NOT NULL DEFAULT 2,
  notice_days int NOT NULL DEFAULT 15,
  phone text CHECK (phone <> ''),
  CONSTRAINT quorum_below_two_thirds CHECK (quorum_denominator BETWEEN 1 AND 100
    AND quorum_numerator BETWEEN 1 AND quorum_denominator AND quorum_numerator * 3 >= quorum_denominator * 2),
  CONSTRAINT majority_below_half CHECK (majority_denominator BETWEEN 1 AND 100
    AND majority_numerator BETWEEN 1 AND majority_denominator - 1 AND majority_numerator * 2 >= majority_denominator),
  CONSTRAINT notice_days_below_fifteen CHECK (notice_days BETWEEN 15 AND 365)
);

-- The figures of a month as they were reported; the text is what was hashed.
CREATE TABLE month_report (
  community_code char(12) NOT NULL,
  month char(7) NOT NULL,
  version int NOT NULL CHECK (version > 0),
  figures text NOT NULL,
  sha256 bytea NOT NULL,
  items text[] NOT NULL DEFAULT '{}',
  reported_by uuid NOT NULL REFERENCES app_user (id),
  reported_by_name text NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, month, version),
  FOREIGN KEY (community_code, month) REFERENCES accounting_month,
  CONSTRAINT report_bears_its_digest CHECK (sha256 = sha256(convert_to(figures, 'UTF8')))
);

-- Why a reported month went back to open; one return a version.
CREATE TABLE month_return (
  community_code char(12) NOT NULL,
  month char(7) NOT NULL,
  version int NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  meeting_id uuid,
  returned_by uuid NOT NULL REFERENCES app_user (id),
  returned_by_name text NOT NULL,
  returned_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT month_returned_already PRIMARY KEY (community_code, month, version),
  FOREIGN KEY (community_code, month, version) REFERENCES month_report
);

CREATE TABLE meeting (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  month char(7) NOT NULL,
  report_version int NOT NULL,
  date date NOT NULL,
  place text NOT NULL CHECK (place <> ''),
  chair_id uuid NOT NULL REFERENCES app_user (id),
  state text NOT NULL DEFAULT 'called' CHECK (state IN ('called', 'in-session', 'approved', 'returned')),
  quorum_numerator int NOT NULL,
  quorum_denominator int NOT NULL,
  majority_numerator int NOT NULL,
  majority_denominator int NOT NULL,
  opinion text,
  called_by_name text NOT NULL,
  called_at timestamptz NOT NULL DEFAULT context_now(),
  concluded_by_name text,
  concluded_at timestamptz,
  PRIMARY KEY (community_code, id),
  FOREIGN KEY (community_code, month, report_version) REFERENCES month_report
);
CREATE UNIQUE INDEX meeting_called_already ON meeting (community_code, month) WHERE state IN ('called', 'in-session');
CREATE INDEX meeting_month ON meeting (community_code, month, report_version);
ALTER TABLE month_return ADD FOREIGN KEY (community_code, meeting_id) REFERENCES meeting (community_code, id);

-- The supervisors of the community when the meeting was called, all of them.
CREATE TABLE meeting_member (
  community_code char(12) NOT NULL,
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL REFERENCES app_user (id),
  username text NOT NULL,
  name text NOT NULL,
  present boolean NOT NULL DEFAULT false,
  PRIMARY KEY (community_code, meeting_id, member_id),
  FOREIGN KEY (community_code, meeting_id) REFERENCES meeting (community_code, id)
);

-- One vote of one member on one item, once.
CREATE TABLE meeting_vote (
  community_code char(12) NOT NULL,
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  item text NOT NULL,
  choice text NOT NULL CHECK (choice IN ('approve', 'reject', 'abstain', 'recused')),
  comment text CHECK (comment <> ''),
  cast_by uuid NOT NULL REFERENCES app_user (id),
  cast_by_name text NOT NULL,
  cast_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT vote_cast_already PRIMARY KEY (community_code, meeting_id, member_id, item),
  CONSTRAINT vote_not_by_member FOREIGN KEY (community_code, meeting_id, member_id) REFERENCES meeting_member,
  CONSTRAINT recusal_needs_item CHECK (choice <> 'recused' OR item <> 'month')
);

-- What the residents' meeting decided on an item from which too many supervisors had to recuse themselves
-- (城市居民委员会组织法: 居务监督委员会对居民会议、居民代表会议负责).
CREATE TABLE meeting_resolution (
  community_code char(12) NOT NULL,
  meeting_id uuid NOT NULL,
  item text NOT NULL,
  resolution_no text NOT NULL CHECK (resolution_no <> ''),
  decided_on date NOT NULL,
  recorded_by_name text NOT NULL,
  PRIMARY KEY (community_code, meeting_id, item),
  FOREIGN KEY (community_code, meeting_id) REFERENCES meeting (community_code, id)
);

CREATE TABLE meeting_step (
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO meeting_step VALUES ('called', 'in-session'), ('called', 'returned'), ('in-session', 'approved'), ('in-session', 'returned');

CALL isolate('supervision_setting');
CALL isolate('month_report');
CALL isolate('month_return');
CALL isolate('meeting');
CALL isolate('meeting_member');
CALL isolate('meeting_vote');
CALL isolate('meeting_resolution');
CALL make_immutable('month_report');
CALL make_immutable('month_return');
CALL make_immutable('meeting_vote');
CALL make_immutable('meeting_resolution');

GRANT SELECT ON meeting_member, meeting_step TO gongzhang_service;
GRANT SELECT, INSERT ON month_report, month_return, meeting_vote, meeting_resolution TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE (quorum_numerator, quorum_denominator, majority_numerator, majority_denominator, notice_days, phone)
  ON supervision_setting TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE (state, opinion) ON meeting TO gongzhang_service;
GRANT UPDATE (present) ON meeting_member TO gongzhang_service;

-- ── The report ──────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION report_items(figures text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_path_query(figures::jsonb, '$.books[*].movements.expenditure[*].id') #>> '{}'
  UNION ALL SELECT 'month'
$$;

-- The latest version of a month's report that was not returned.
CREATE FUNCTION standing_report(p_community char(12), p_month char(7)) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT r.version FROM month_report r
  WHERE r.community_code = p_community AND r.month = p_month
    AND r.version = (SELECT max(x.version) FROM month_report x WHERE x.community_code = p_community AND x.month = p_month)
    AND NOT EXISTS (SELECT FROM month_return b WHERE b.community_code = p_community AND b.month = p_month AND b.version = r.version)
$$;

-- Are these the book's movements of the month? Opening, closing and petty cash by the balances, income and expenditure line
-- by line by what moved on the bank fund accounts; a voucher between two of them is no movement.
CREATE FUNCTION movements_disagree(p_community char(12), p_book int, p_month char(7), p_movements jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH bank AS MATERIALIZED (
    SELECT account_code FROM fund_account WHERE community_code = p_community AND book_no = p_book AND line <> 'petty-cash'
  ), line AS MATERIALIZED (
    SELECT l.voucher_id, l.debit, l.credit, v.word || '-' || v.no AS voucher
    FROM voucher v
    JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
    WHERE v.community_code = p_community AND v.book_no = p_book AND v.month = p_month
      AND l.account_code IN (SELECT account_code FROM bank)
  ), outward AS MATERIALIZED (
    SELECT * FROM line WHERE voucher_id IN (SELECT voucher_id FROM line GROUP BY 1 HAVING sum(debit - credit) <> 0)
  ), stated AS MATERIALIZED (
    SELECT 'income' AS side, e ->> 'voucher' AS voucher, (e ->> 'amount')::numeric AS amount
    FROM jsonb_array_elements(p_movements -> 'income') e
    UNION ALL
    SELECT 'expenditure', e ->> 'voucher', (e ->> 'amount')::numeric FROM jsonb_array_elements(p_movements -> 'expenditure') e
  ), booked AS MATERIALIZED (
    SELECT 'income' AS side, voucher, debit AS amount FROM outward WHERE debit <> 0
    UNION ALL
    SELECT 'expenditure', voucher, credit FROM outward WHERE credit <> 0
  ), held AS (
    SELECT (SELECT coalesce(sum(balance) FILTER (WHERE line <> 'petty-cash'), 0)
        FROM fund_account_balances(p_community, p_book, to_char((p_month || '-01')::date - 1, 'YYYY-MM'))) AS opening,
      coalesce(sum(balance) FILTER (WHERE line <> 'petty-cash'), 0) AS closing,
      coalesce(sum(balance) FILTER (WHERE line = 'petty-cash'), 0) AS petty_cash
    FROM fund_account_balances(p_community, p_book, p_month)
  ), spent AS (
    SELECT coalesce(sum(l.credit), 0) AS petty
    FROM fund_account f
    JOIN voucher_line l ON l.community_code = f.community_code AND l.book_no = f.book_no AND l.account_code = f.account_code
    WHERE f.community_code = p_community AND f.book_no = p_book AND f.line = 'petty-cash'
      AND l.date >= (p_month || '-01')::date AND l.month = p_month AND l.voucher_id NOT IN (SELECT voucher_id FROM line)
  )
  SELECT ((p_movements ->> 'opening')::numeric, (p_movements ->> 'closing')::numeric, (p_movements ->> 'pettyCash')::numeric,
      (p_movements ->> 'incomeTotal')::numeric, (p_movements ->> 'expenditureTotal')::numeric,
      (p_movements ->> 'pettyCashSpentTotal')::numeric,
      (SELECT coalesce(sum((e ->> 'amount')::numeric), 0) FROM jsonb_array_elements(p_movements -> 'pettyCashSpent') e))
    IS DISTINCT FROM (held.opening, held.closing, held.petty_cash,
      (SELECT coalesce(sum(amount), 0) FROM booked WHERE side = 'income'),
      (SELECT coalesce(sum(amount), 0) FROM booked WHERE side = 'expenditure'), spent.petty, spent.petty)
    OR EXISTS (TABLE stated EXCEPT ALL TABLE booked) OR EXISTS (TABLE booked EXCEPT ALL TABLE stated)
  FROM held, spent
$$;
REVOKE EXECUTE ON FUNCTION movements_disagree(char, int, char, jsonb) FROM public;

-- A report is drawn from the books as they stand: every book once, its own chain, its own movements, no draft left waiting.
CREATE FUNCTION check_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
  v_books int;
  v_waiting int;
  b record;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = NEW.month FOR UPDATE;
  IF v_state IS DISTINCT FROM 'open' THEN
    PERFORM refuse('month-not-open', jsonb_build_object('month', NEW.month, 'state', v_state));
  END IF;
  IF NEW.version <> 1 + coalesce((SELECT max(version) FROM month_report
      WHERE community_code = NEW.community_code AND month = NEW.month), 0)
    OR (NEW.version > 1 AND NOT EXISTS (SELECT FROM month_return WHERE community_code = NEW.community_code
      AND month = NEW.month AND version = NEW.version - 1)) THEN
    PERFORM refuse('report-version-wrong', jsonb_build_object('month', NEW.month, 'version', NEW.version));
  END IF;
  NEW.items := ARRAY(SELECT report_items(NEW.figures));
  NEW.reported_by := context_actor();
  NEW.reported_by_name := context_actor_name();
  NEW.reported_at := context_now();
  v_books := 0;
  FOR b IN
    SELECT * FROM jsonb_to_recordset(NEW.figures::jsonb -> 'books') AS x ("bookNo" int, movements jsonb, chain jsonb)
  LOOP
    v_books := v_books + 1;
    SELECT count(*) INTO v_waiting FROM voucher_draft WHERE community_code = NEW.community_code AND book_no = b."bookNo"
      AND date < (NEW.month || '-01')::date + interval '1 month';
    IF v_waiting > 0 THEN
      PERFORM refuse('month-not-ready', jsonb_build_object('month', NEW.month, 'count', 1));
    END IF;
    IF movements_disagree(NEW.community_code, b."bookNo", NEW.month, b.movements) IS NOT FALSE
      OR NOT EXISTS (SELECT FROM book WHERE community_code = NEW.community_code AND book_no = b."bookNo")
      OR coalesce((b.chain ->> 'seq')::bigint, -1) < 0
      OR ((b.chain ->> 'seq')::bigint > 0 AND NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = NEW.community_code
        AND v.book_no = b."bookNo" AND v.seq = (b.chain ->> 'seq')::bigint AND encode(v.hash, 'hex') = b.chain ->> 'head'))
      OR EXISTS (SELECT FROM voucher v WHERE v.community_code = NEW.community_code AND v.book_no = b."bookNo"
        AND v.month = NEW.month AND v.seq > (b.chain ->> 'seq')::bigint)
    THEN
      PERFORM refuse('report-not-of-the-books', jsonb_build_object('month', NEW.month, 'book', b."bookNo"));
    END IF;
  END LOOP;
  IF v_books = 0 OR v_books <> (SELECT count(DISTINCT x ->> 'bookNo') FROM jsonb_array_elements(NEW.figures::jsonb -> 'books') x)
    OR v_books <> (SELECT count(*) FROM book WHERE community_code = NEW.community_code
      AND to_char(opened_on, 'YYYY-MM') <= NEW.month) THEN
    PERFORM refuse('report-not-of-the-books', jsonb_build_object('month', NEW.month, 'book', NULL));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER report_is_of_the_books BEFORE INSERT ON month_report FOR EACH ROW EXECUTE FUNCTION check_report();

-- The opening balances of a book that a standing report names are closed, whether it has a voucher or not.
CREATE FUNCTION check_opening_reported() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  o opening_balance := coalesce(NEW, OLD);
BEGIN
  IF EXISTS (SELECT FROM month_report r
      JOIN accounting_month m ON m.community_code = r.community_code AND m.month = r.month AND m.state <> 'open'
      WHERE r.community_code = o.community_code
        AND r.figures::jsonb @> jsonb_build_object('books', jsonb_build_array(jsonb_build_object('bookNo', o.book_no)))) THEN
    PERFORM refuse('opening-balances-closed');
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER opening_of_a_report_stands BEFORE INSERT OR UPDATE OR DELETE ON opening_balance
  FOR EACH ROW EXECUTE FUNCTION check_opening_reported();

-- A return is of the standing report of a reported month, and a meeting under way speaks for itself.
CREATE FUNCTION check_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = NEW.month FOR UPDATE;
  IF v_state IS DISTINCT FROM 'reported' OR NEW.version IS DISTINCT FROM standing_report(NEW.community_code, NEW.month) THEN
    PERFORM refuse('month-not-reported', jsonb_build_object('month', NEW.month, 'state', v_state));
  END IF;
  IF EXISTS (SELECT FROM meeting WHERE community_code = NEW.community_code AND month = NEW.month
      AND state IN ('called', 'in-session')) THEN
    PERFORM refuse('meeting-under-way', jsonb_build_object('month', NEW.month));
  END IF;
  NEW.returned_by := context_actor();
  NEW.returned_by_name := context_actor_name();
  NEW.returned_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER return_is_of_the_standing_report BEFORE INSERT ON month_return FOR EACH ROW EXECUTE FUNCTION check_return();

-- ── The meeting ─────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION begin_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
  s supervision_setting;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = NEW.month FOR UPDATE;
  IF v_state IS DISTINCT FROM 'reported' OR NEW.report_version IS DISTINCT FROM standing_report(NEW.community_code, NEW.month) THEN
    PERFORM refuse('month-not-reported', jsonb_build_object('month', NEW.month, 'state', v_state));
  END IF;
  IF NEW.state <> 'called' THEN
    PERFORM refuse('meeting-step-unknown', jsonb_build_object('from', '', 'to', NEW.state));
  END IF;
  -- A month is judged when it is over.
  IF NEW.date < (NEW.month || '-01')::date + interval '1 month' - interval '1 day' THEN
    PERFORM refuse('meeting-date-wrong', jsonb_build_object('date', NEW.date, 'today', context_today()));
  END IF;
  SELECT * INTO s FROM supervision_setting WHERE community_code = NEW.community_code;
  NEW.quorum_numerator := coalesce(s.quorum_numerator, 2);
  NEW.quorum_denominator := coalesce(s.quorum_denominator, 3);
  NEW.majority_numerator := coalesce(s.majority_numerator, 1);
  NEW.majority_denominator := coalesce(s.majority_denominator, 2);
  NEW.opinion := NULL;
  NEW.concluded_at := NULL;
  NEW.concluded_by_name := NULL;
  NEW.called_by_name := context_actor_name();
  NEW.called_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER meeting_is_on_a_reported_month BEFORE INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION begin_meeting();

CREATE FUNCTION snapshot_members() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO meeting_member (community_code, meeting_id, member_id, username, name)
  SELECT DISTINCT NEW.community_code, NEW.id, u.id, u.username, u.name
  FROM membership m JOIN app_user u ON u.id = m.user_id
  WHERE m.role = 'supervisor' AND NEW.community_code LIKE m.scope || '%' AND u.disabled_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse('supervisors-missing'); END IF;
  IF NOT EXISTS (SELECT FROM meeting_member WHERE community_code = NEW.community_code AND meeting_id = NEW.id
      AND member_id = NEW.chair_id) THEN
    PERFORM refuse('meeting-chair-not-member');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER members_are_all_supervisors AFTER INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION snapshot_members();

CREATE FUNCTION open_meeting(p_community char(12), p_meeting uuid, p_states text[]) RETURNS meeting
LANGUAGE plpgsql AS $$
DECLARE
  m meeting;
BEGIN
  SELECT * INTO m FROM meeting WHERE community_code = p_community AND id = p_meeting FOR UPDATE;
  IF m.state IN ('approved', 'returned') THEN PERFORM refuse('meeting-concluded'); END IF;
  IF NOT FOUND OR m.state <> ALL (p_states) THEN PERFORM refuse('meeting-not-in-session'); END IF;
  RETURN m;
END
$$;

CREATE FUNCTION check_attendance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.community_code, NEW.meeting_id, NEW.member_id, NEW.username, NEW.name)
    IS DISTINCT FROM (OLD.community_code, OLD.meeting_id, OLD.member_id, OLD.username, OLD.name) THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'meeting_member', 'operation', 'UPDATE'));
  END IF;
  PERFORM open_meeting(NEW.community_code, NEW.meeting_id, ARRAY['called', 'in-session']);
  IF NOT NEW.present AND EXISTS (SELECT FROM meeting_vote WHERE community_code = NEW.community_code
      AND meeting_id = NEW.meeting_id AND member_id = NEW.member_id) THEN
    PERFORM refuse('attendance-after-vote', jsonb_build_object('name', NEW.name));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER attendance_before_conclusion BEFORE UPDATE ON meeting_member FOR EACH ROW EXECUTE FUNCTION check_attendance();
CREATE TRIGGER members_never_go BEFORE DELETE ON meeting_member FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A vote is cast in session, by the member himself or by the chair who records a show of hands, for a member who is there.
CREATE FUNCTION check_vote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m meeting;
  v_present boolean;
BEGIN
  m := open_meeting(NEW.community_code, NEW.meeting_id, ARRAY['in-session']);
  IF context_actor() IS DISTINCT FROM NEW.member_id AND context_actor() IS DISTINCT FROM m.chair_id THEN
    PERFORM refuse('vote-not-yours');
  END IF;
  SELECT present INTO v_present FROM meeting_member WHERE community_code = NEW.community_code
    AND meeting_id = NEW.meeting_id AND member_id = NEW.member_id;
  IF v_present IS NULL THEN PERFORM refuse('vote-not-by-member'); END IF;
  IF NOT v_present THEN PERFORM refuse('vote-member-absent'); END IF;
  IF NOT EXISTS (SELECT FROM month_report r WHERE r.community_code = NEW.community_code AND r.month = m.month
      AND r.version = m.report_version AND NEW.item = ANY (r.items)) THEN
    PERFORM refuse('vote-item-unknown', jsonb_build_object('item', NEW.item));
  END IF;
  NEW.cast_by := context_actor();
  NEW.cast_by_name := context_actor_name();
  NEW.cast_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER vote_is_cast_in_session BEFORE INSERT ON meeting_vote FOR EACH ROW EXECUTE FUNCTION check_vote();

-- The count: an item carries by more than the majority of ALL members. Where those left after recusals could not reach it
-- even together, the supervisors cannot decide it: it carries by a resolution of the residents' meeting, and only then.
CREATE FUNCTION meeting_tally(p_community char(12), p_meeting uuid)
RETURNS TABLE (item text, approve int, reject int, abstain int, recused int, carries boolean) LANGUAGE sql STABLE AS $$
  WITH m AS (SELECT * FROM meeting WHERE community_code = p_community AND id = p_meeting),
  n AS (SELECT count(*)::int AS members FROM meeting_member WHERE community_code = p_community AND meeting_id = p_meeting),
  counted AS (
    SELECT i.item,
      count(*) FILTER (WHERE v.choice = 'approve')::int AS approve,
      count(*) FILTER (WHERE v.choice = 'reject')::int AS reject,
      count(*) FILTER (WHERE v.choice = 'abstain')::int AS abstain,
      count(*) FILTER (WHERE v.choice = 'recused')::int AS recused
    FROM m
    JOIN month_report r ON r.community_code = m.community_code AND r.month = m.month AND r.version = m.report_version
    CROSS JOIN LATERAL unnest(r.items) AS i (item)
    LEFT JOIN meeting_vote v ON v.community_code = p_community AND v.meeting_id = p_meeting AND v.item = i.item
    GROUP BY i.item
  )
  SELECT c.item, c.approve, c.reject, c.abstain, c.recused,
    c.approve * m.majority_denominator > n.members * m.majority_numerator
    OR ((n.members - c.recused) * m.majority_denominator <= n.members * m.majority_numerator
      AND EXISTS (SELECT FROM meeting_resolution s WHERE s.community_code = p_community AND s.meeting_id = p_meeting AND s.item = c.item))
  FROM counted c, m, n
$$;

CREATE FUNCTION meeting_carries(p_community char(12), p_meeting uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (SELECT count(*) FILTER (WHERE a.present) * m.quorum_denominator >= count(*) * m.quorum_numerator
      FROM meeting_member a WHERE a.community_code = m.community_code AND a.meeting_id = m.id)
    AND (SELECT bool_and(t.carries) FROM meeting_tally(m.community_code, m.id) t)
  FROM meeting m WHERE m.community_code = p_community AND m.id = p_meeting
$$;

CREATE FUNCTION check_meeting_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('approved', 'returned') THEN PERFORM refuse('meeting-concluded'); END IF;
  IF to_jsonb(NEW) - 'state' - 'opinion' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'opinion' THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'meeting', 'operation', 'UPDATE'));
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM meeting_step WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    PERFORM refuse('meeting-step-unknown', jsonb_build_object('from', OLD.state, 'to', NEW.state));
  END IF;
  IF NEW.state = 'in-session' THEN RETURN NEW; END IF;
  IF NEW.state = 'approved' AND meeting_carries(NEW.community_code, NEW.id) IS NOT TRUE THEN
    PERFORM refuse('meeting-not-carried', jsonb_build_object('month', NEW.month));
  END IF;
  IF NEW.state = 'returned' AND meeting_carries(NEW.community_code, NEW.id) THEN PERFORM refuse('meeting-carried'); END IF;
  NEW.concluded_at := context_now();
  NEW.concluded_by_name := context_actor_name();
  RETURN NEW;
END
$$;
CREATE TRIGGER meeting_steps_are_known BEFORE UPDATE OR DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION check_meeting_step();

-- A resolution belongs to a meeting in session and to an item that the supervisors cannot decide.
CREATE FUNCTION check_resolution() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m meeting;
  n int;
BEGIN
  m := open_meeting(NEW.community_code, NEW.meeting_id, ARRAY['in-session']);
  SELECT count(*) INTO n FROM meeting_member WHERE community_code = NEW.community_code AND meeting_id = NEW.meeting_id;
  IF NOT EXISTS (SELECT FROM meeting_tally(NEW.community_code, NEW.meeting_id) t WHERE t.item = NEW.item
      AND (n - t.recused) * m.majority_denominator <= n * m.majority_numerator) THEN
    PERFORM refuse('resolution-not-needed', jsonb_build_object('item', NEW.item));
  END IF;
  IF NEW.decided_on > context_today() THEN
    PERFORM refuse('meeting-date-wrong', jsonb_build_object('date', NEW.decided_on, 'today', context_today()));
  END IF;
  NEW.recorded_by_name := context_actor_name();
  RETURN NEW;
END
$$;
CREATE TRIGGER resolution_decides_what_the_meeting_cannot BEFORE INSERT ON meeting_resolution
  FOR EACH ROW EXECUTE FUNCTION check_resolution();

-- Invariant 6: a month that others have passed is not begun any more; the figures of the later month stand on it.
CREATE FUNCTION check_new_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_later text;
BEGIN
  PERFORM demand_fresh_reads();
  IF EXISTS (SELECT FROM accounting_month WHERE community_code = NEW.community_code AND month = NEW.month) THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('months:' || NEW.community_code, 0));
  SELECT min(month) INTO v_later FROM accounting_month
  WHERE community_code = NEW.community_code AND month > NEW.month AND state <> 'open';
  IF v_later IS NOT NULL THEN
    PERFORM refuse('month-passed-over', jsonb_build_object('month', NEW.month, 'later', v_later));
  END IF;
  -- A month without a book, or one still to come, would stand in the way of every report after it.
  IF NEW.month > to_char(context_today(), 'YYYY-MM') THEN
    PERFORM refuse('date-in-future', jsonb_build_object('date', NEW.month, 'today', context_today()));
  END IF;
  IF NOT EXISTS (SELECT FROM book b WHERE b.community_code = NEW.community_code AND to_char(b.opened_on, 'YYYY-MM') <= NEW.month) THEN
    PERFORM refuse('date-before-book-opened', jsonb_build_object('date', NEW.month,
      'openedOn', (SELECT min(b.opened_on) FROM book b WHERE b.community_code = NEW.community_code)));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER months_begin_in_order BEFORE INSERT ON accounting_month FOR EACH ROW EXECUTE FUNCTION check_new_month();

-- ── The month (invariant 13) ────────────────────────────────────────────────────────────────────

-- The count is made again at the step itself: what a meeting's row says is not enough.
CREATE FUNCTION oversee_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_standing int := standing_report(NEW.community_code, NEW.month);
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  PERFORM demand_fresh_reads();
  IF NEW.state = 'reported' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('months:' || NEW.community_code, 0));
    IF EXISTS (SELECT FROM accounting_month WHERE community_code = NEW.community_code AND month < NEW.month
        AND state IN ('open', 'reported')) THEN
      PERFORM refuse('earlier-month-pending', jsonb_build_object('month', NEW.month));
    END IF;
  END IF;
  IF NEW.state = 'reported' AND v_standing IS NULL THEN
    PERFORM refuse('month-needs-report', jsonb_build_object('month', NEW.month));
  END IF;
  IF NEW.state = 'open' AND v_standing IS NOT NULL THEN
    PERFORM refuse('month-needs-return', jsonb_build_object('month', NEW.month));
  END IF;
  IF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM meeting m WHERE m.community_code = NEW.community_code AND m.month = NEW.month
      AND m.report_version = v_standing AND m.state = 'approved' AND meeting_carries(m.community_code, m.id)) THEN
    PERFORM refuse('month-needs-approving-meeting', jsonb_build_object('month', NEW.month));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER oversight_guards_months BEFORE UPDATE ON accounting_month FOR EACH ROW EXECUTE FUNCTION oversee_month();
