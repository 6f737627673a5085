-- The approval ladder of a community (大额资金审批). Version 1 is the ladder of 0003 for all; what a community adopts comes
-- after it. A request keeps the ladder under which it was submitted.

CREATE TABLE community_ladder (
  community_code char(12) NOT NULL REFERENCES community (code),
  version int NOT NULL CHECK (version > 1),
  adopted_on date NOT NULL,
  resolution_above yuan NOT NULL CONSTRAINT ladder_limit_not_positive CHECK (resolution_above > 0),
  window_days int NOT NULL CONSTRAINT ladder_window_wrong CHECK (window_days BETWEEN 1 AND 366),
  -- The residents' resolution that adopted it.
  resolution_no text NOT NULL CHECK (resolution_no <> ''),
  set_by uuid NOT NULL REFERENCES app_user (id),
  set_by_name text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT ladder_adopted_already PRIMARY KEY (community_code, version)
);
CREATE TABLE community_ladder_step (
  community_code char(12) NOT NULL,
  version int NOT NULL,
  step_no int NOT NULL,
  above yuan NOT NULL,
  role text NOT NULL CHECK (role IN ('director', 'party-secretary', 'supervisor', 'street-officer')),
  PRIMARY KEY (community_code, version, step_no),
  FOREIGN KEY (community_code, version) REFERENCES community_ladder
);
CALL isolate('community_ladder');
CALL isolate('community_ladder_step');
CALL make_immutable('community_ladder');
CALL make_immutable('community_ladder_step');
GRANT SELECT, INSERT ON community_ladder, community_ladder_step TO gongzhang_service;

CREATE FUNCTION check_new_ladder() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.version := 1 + greatest(1, (SELECT max(version) FROM community_ladder WHERE community_code = NEW.community_code));
  NEW.adopted_on := context_today();
  NEW.set_by := context_actor();
  NEW.set_by_name := context_actor_name();
  NEW.set_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER ladder_holds_from_today BEFORE INSERT ON community_ladder FOR EACH ROW EXECUTE FUNCTION check_new_ladder();

-- The director signs everything; each of the others joins above a higher amount, and none of them is left out: a community
-- sets its own amounts and cannot do without its supervisors or its street. The same rule stands in approval-ladder.ts.
CREATE FUNCTION check_ladder_steps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM demand_scope(NEW.community_code);
  IF (SELECT count(*) <> 4 OR count(DISTINCT role) <> 4 OR min(step_no) <> 1 OR max(step_no) <> 4
        OR min(above) FILTER (WHERE step_no = 1) <> 0 OR min(role) FILTER (WHERE step_no = 1) <> 'director'
        OR array_agg(above ORDER BY step_no) <> array_agg(above ORDER BY above) OR count(DISTINCT above) <> 4
      FROM community_ladder_step WHERE community_code = NEW.community_code AND version = NEW.version) THEN
    PERFORM refuse('ladder-steps-wrong');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ladder_is_whole AFTER INSERT ON community_ladder DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_ladder_steps();
CREATE CONSTRAINT TRIGGER ladder_stays_whole AFTER INSERT ON community_ladder_step DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_ladder_steps();

CREATE FUNCTION ladder_in_force(p_community char(12)) RETURNS approval_ladder
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l::approval_ladder FROM (
    SELECT a.version, a.adopted_on, a.resolution_above, a.window_days FROM approval_ladder a
    UNION ALL
    SELECT c.version, c.adopted_on, c.resolution_above, c.window_days FROM community_ladder c
    WHERE in_scope(p_community) AND c.community_code = p_community
    ORDER BY version DESC LIMIT 1) l
$$;
CREATE FUNCTION ladder_steps(p_community char(12), p_version int) RETURNS SETOF approval_ladder_step
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.version, a.step_no, a.above, a.role FROM approval_ladder_step a WHERE a.version = p_version
  UNION ALL
  SELECT c.version, c.step_no, c.above, c.role FROM community_ladder_step c
  WHERE in_scope(p_community) AND c.community_code = p_community AND c.version = p_version
$$;
GRANT EXECUTE ON FUNCTION ladder_steps(char, int) TO gongzhang_service;

CREATE OR REPLACE FUNCTION next_step(r payment_request) RETURNS approval_ladder_step
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s FROM ladder_steps(r.community_code, r.ladder_version) s
  WHERE in_scope(r.community_code) AND (s.above < r.ladder_amount OR r.category <> 'ordinary')
    AND NOT EXISTS (SELECT FROM request_approval a WHERE a.community_code = r.community_code AND a.book_no = r.book_no
      AND a.request_id = r.id AND a.step_no = s.step_no AND a.role = s.role AND a.approver_id <> r.requester_id)
  ORDER BY s.step_no LIMIT 1
$$;
-- The version is set by check_request_step alone, from the ladder in force.
ALTER TABLE payment_request DROP CONSTRAINT payment_request_ladder_version_fkey;

-- ── A draft of a request is its requester's to revise ───────────────────────────────────────────

CREATE FUNCTION check_request_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.requester_id IS DISTINCT FROM context_actor() THEN PERFORM refuse('request-of-another'); END IF;
  IF (NEW.community_code, NEW.book_no, NEW.id, NEW.requester_id, NEW.requester_name, NEW.created_at)
    IS DISTINCT FROM (OLD.community_code, OLD.book_no, OLD.id, OLD.requester_id, OLD.requester_name, OLD.created_at) THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'payment_request', 'operation', 'UPDATE'));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER draft_is_its_requester_s BEFORE UPDATE ON payment_request FOR EACH ROW
  WHEN (OLD.status = 'drafted' AND NEW.status = 'drafted') EXECUTE FUNCTION check_request_revision();
-- Named to fire after it: what a revised draft says is asked like a new one.
CREATE TRIGGER draft_keeps_the_rules BEFORE UPDATE ON payment_request FOR EACH ROW
  WHEN (OLD.status = 'drafted' AND NEW.status = 'drafted') EXECUTE FUNCTION check_new_request();
DROP TRIGGER request_steps_are_known ON payment_request;
CREATE TRIGGER request_steps_are_known BEFORE UPDATE ON payment_request FOR EACH ROW
  WHEN (NOT (OLD.status = 'drafted' AND NEW.status = 'drafted')) EXECUTE FUNCTION check_request_step();
GRANT UPDATE (date, purpose, payee, payee_kind, amount, expense_account_code, fund_code, handled_by, attachment_count,
  resolution_no, category) ON payment_request TO gongzhang_service;
