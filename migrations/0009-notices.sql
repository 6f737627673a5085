-- Public notices, residents' objections, answers (invariants 13, 14; 城市居民委员会组织法 第三十四条).

-- A notice as it was posted: its content, its page, its sheet, each with its digest.
CREATE TABLE notice (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  month char(7) NOT NULL,
  report_version int NOT NULL,
  supersedes_id uuid,
  reason text,
  posted_on date NOT NULL,
  period_from date NOT NULL,
  period_through date NOT NULL,
  content text NOT NULL,
  content_sha256 bytea NOT NULL,
  html bytea NOT NULL,
  html_sha256 bytea NOT NULL,
  pdf bytea NOT NULL,
  pdf_sha256 bytea NOT NULL,
  published_by uuid NOT NULL REFERENCES app_user (id),
  published_by_name text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  FOREIGN KEY (community_code, month, report_version) REFERENCES month_report,
  FOREIGN KEY (community_code, supersedes_id) REFERENCES notice (community_code, id),
  CONSTRAINT notice_superseded_already UNIQUE (community_code, supersedes_id),
  -- At least fifteen full days: the day after posting is day one.
  CONSTRAINT notice_days_below_fifteen CHECK (period_from = posted_on + 1 AND period_through - posted_on >= 15),
  CONSTRAINT correction_needs_reason CHECK ((supersedes_id IS NULL) = (reason IS NULL) AND reason <> ''),
  CONSTRAINT notice_bears_its_digests CHECK (content_sha256 = sha256(convert_to(content, 'UTF8'))
    AND html_sha256 = sha256(html) AND pdf_sha256 = sha256(pdf))
);
CREATE UNIQUE INDEX notice_published_already ON notice (community_code, month) WHERE supersedes_id IS NULL;
CREATE UNIQUE INDEX notice_id ON notice (id);
CREATE INDEX notice_board ON notice (published_at DESC, id);

CREATE TABLE objection (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  line text CHECK (line <> ''),
  name text CHECK (name <> ''),
  contact text CHECK (contact <> ''),
  received_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  FOREIGN KEY (community_code, notice_id) REFERENCES notice (community_code, id)
);
CREATE INDEX objection_notice ON objection (community_code, notice_id, received_at);

CREATE TABLE objection_reply (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  objection_id uuid NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  replied_by uuid NOT NULL REFERENCES app_user (id),
  replied_by_name text NOT NULL,
  replied_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  FOREIGN KEY (community_code, objection_id) REFERENCES objection (community_code, id)
);
CREATE INDEX objection_reply_objection ON objection_reply (community_code, objection_id, replied_at);

CALL isolate('notice');
CALL isolate('objection');
CALL isolate('objection_reply');
CALL make_immutable('notice');
CALL make_immutable('objection');
CALL make_immutable('objection_reply');
GRANT SELECT, INSERT ON notice, objection, objection_reply TO gongzhang_service;

-- Only an approved month is published, from the very report that the meeting approved, on the day itself.
CREATE FUNCTION check_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_state text;
BEGIN
  SELECT state INTO v_state FROM accounting_month
  WHERE community_code = NEW.community_code AND month = NEW.month FOR UPDATE;
  IF NEW.supersedes_id IS NULL AND v_state IS NOT DISTINCT FROM 'published' THEN
    PERFORM refuse('notice-published-already');
  END IF;
  IF v_state IS DISTINCT FROM (CASE WHEN NEW.supersedes_id IS NULL THEN 'approved' ELSE 'published' END) THEN
    PERFORM refuse('month-not-approved', jsonb_build_object('month', NEW.month, 'state', v_state));
  END IF;
  IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT FROM notice WHERE community_code = NEW.community_code
      AND id = NEW.supersedes_id AND month = NEW.month) THEN
    PERFORM refuse('not-found');
  END IF;
  IF NEW.posted_on IS DISTINCT FROM context_today()
    OR NEW.report_version IS DISTINCT FROM standing_report(NEW.community_code, NEW.month)
    OR NOT EXISTS (SELECT FROM month_report r WHERE r.community_code = NEW.community_code AND r.month = NEW.month
      AND r.version = NEW.report_version AND encode(r.sha256, 'hex') = NEW.content::jsonb ->> 'sha256') THEN
    PERFORM refuse('notice-not-of-the-report', jsonb_build_object('month', NEW.month));
  END IF;
  NEW.published_by := context_actor();
  NEW.published_by_name := context_actor_name();
  NEW.published_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER notice_is_of_the_approved_report BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION check_notice();

-- An objection comes while the notice hangs, to the notice that hangs, and to a line that stands on it.
CREATE FUNCTION check_objection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE community_code = NEW.community_code AND id = NEW.notice_id FOR SHARE;
  IF EXISTS (SELECT FROM notice WHERE community_code = NEW.community_code AND supersedes_id = NEW.notice_id) THEN
    PERFORM refuse('notice-superseded');
  END IF;
  IF context_today() NOT BETWEEN n.posted_on AND n.period_through THEN
    PERFORM refuse('objection-period-over', jsonb_build_object('through', n.period_through, 'phone', (
      SELECT phone FROM supervision_setting WHERE community_code = NEW.community_code)));
  END IF;
  IF NEW.line IS NOT NULL AND NOT jsonb_path_exists(n.content::jsonb,
      '$.books[*].*[*] ? (@.voucher == $line || @.id == $line)', jsonb_build_object('line', NEW.line)) THEN
    PERFORM refuse('objection-line-unknown', jsonb_build_object('line', NEW.line));
  END IF;
  NEW.received_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER objection_comes_in_time BEFORE INSERT ON objection FOR EACH ROW EXECUTE FUNCTION check_objection();

CREATE FUNCTION sign_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.replied_by := context_actor();
  NEW.replied_by_name := context_actor_name();
  NEW.replied_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER reply_bears_its_author BEFORE INSERT ON objection_reply FOR EACH ROW EXECUTE FUNCTION sign_reply();

-- Invariant 13, second half: published with its notice, sealed after the period and with every objection answered.
CREATE FUNCTION show_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_through date;
  v_unanswered int;
BEGIN
  IF NEW.state = OLD.state OR NEW.state NOT IN ('published', 'sealed') THEN RETURN NEW; END IF;
  SELECT n.period_through INTO v_through FROM notice n
  WHERE n.community_code = NEW.community_code AND n.month = NEW.month
    AND n.report_version = standing_report(NEW.community_code, NEW.month)
    AND NOT EXISTS (SELECT FROM notice x WHERE x.community_code = n.community_code AND x.supersedes_id = n.id);
  IF v_through IS NULL THEN
    PERFORM refuse('month-needs-notice', jsonb_build_object('month', NEW.month));
  END IF;
  IF NEW.state = 'published' THEN RETURN NEW; END IF;
  IF context_today() <= v_through THEN
    PERFORM refuse('notice-period-running', jsonb_build_object('month', NEW.month, 'through', v_through));
  END IF;
  SELECT count(*) INTO v_unanswered FROM objection o
  JOIN notice n ON n.community_code = o.community_code AND n.id = o.notice_id
  WHERE n.community_code = NEW.community_code AND n.month = NEW.month
    AND NOT EXISTS (SELECT FROM objection_reply r WHERE r.community_code = o.community_code AND r.objection_id = o.id);
  IF v_unanswered > 0 THEN
    PERFORM refuse('objections-unanswered', jsonb_build_object('month', NEW.month, 'count', v_unanswered));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER oversight_shows_months BEFORE UPDATE ON accounting_month FOR EACH ROW EXECUTE FUNCTION show_month();
