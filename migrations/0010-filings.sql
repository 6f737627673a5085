-- Filings: the quarter's report to the street, its signatures, its paper, the street's decision (invariants 13, 14).

CREATE TABLE filing (
  community_code char(12) NOT NULL REFERENCES community (code),
  id uuid NOT NULL,
  quarter char(7) NOT NULL CHECK (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  version int NOT NULL CHECK (version > 0),
  supersedes_id uuid,
  state text NOT NULL DEFAULT 'drafted'
    CHECK (state IN ('drafted', 'signed', 'submitted', 'accepted', 'returned', 'withdrawn')),
  code char(16) NOT NULL CONSTRAINT filing_code_taken UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  document_year int NOT NULL,
  document_no int NOT NULL CHECK (document_no > 0),
  data text NOT NULL,
  data_sha256 bytea NOT NULL,
  due_on date NOT NULL,
  compiled_by uuid NOT NULL REFERENCES app_user (id),
  compiled_by_name text NOT NULL,
  compiled_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, id),
  CONSTRAINT filing_version_taken UNIQUE (community_code, quarter, version),
  CONSTRAINT filing_document_number_taken UNIQUE (community_code, document_year, document_no),
  FOREIGN KEY (community_code, supersedes_id) REFERENCES filing,
  CONSTRAINT later_versions_supersede CHECK ((version = 1) = (supersedes_id IS NULL)),
  CONSTRAINT filing_bears_its_digest CHECK (data_sha256 = sha256(convert_to(data, 'UTF8')))
);
CREATE UNIQUE INDEX filing_already_live ON filing (community_code, quarter) WHERE state NOT IN ('returned', 'withdrawn');
CREATE INDEX filing_id ON filing (id);
CREATE INDEX filing_quarter ON filing (quarter, community_code);

CREATE TABLE filing_step (
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO filing_step VALUES ('drafted', 'signed'), ('drafted', 'withdrawn'), ('signed', 'submitted'), ('signed', 'withdrawn'),
  ('submitted', 'accepted'), ('submitted', 'returned');

-- Who must sign, in the order of the signing page.
CREATE TABLE filing_signing_role (
  role text PRIMARY KEY,
  place int NOT NULL UNIQUE
);
INSERT INTO filing_signing_role VALUES ('accountant', 1), ('director', 2), ('party-secretary', 3), ('supervisor', 4);

CREATE TABLE filing_signature (
  community_code char(12) NOT NULL,
  filing_id uuid NOT NULL,
  role text NOT NULL REFERENCES filing_signing_role (role),
  signer_id uuid NOT NULL REFERENCES app_user (id),
  signer_name text NOT NULL,
  signed_at timestamptz NOT NULL,
  CONSTRAINT filing_signed_already PRIMARY KEY (community_code, filing_id, role),
  CONSTRAINT filing_signer_signed_already UNIQUE (community_code, filing_id, signer_id),
  FOREIGN KEY (community_code, filing_id) REFERENCES filing
);

-- The paper as it was submitted, byte for byte.
CREATE TABLE filing_submission (
  community_code char(12) NOT NULL,
  filing_id uuid NOT NULL,
  pdf bytea NOT NULL CONSTRAINT filing_paper_missing CHECK (substring(pdf FROM 1 FOR 5) = '\x255044462d'),
  pdf_sha256 bytea NOT NULL,
  submitted_by uuid NOT NULL REFERENCES app_user (id),
  submitted_by_name text NOT NULL,
  submitted_at timestamptz NOT NULL,
  PRIMARY KEY (community_code, filing_id),
  FOREIGN KEY (community_code, filing_id) REFERENCES filing,
  CONSTRAINT filing_paper_bears_its_digest CHECK (pdf_sha256 = sha256(pdf))
);

-- The street's number for what it put on file: one sequence for each street and year, without a gap.
CREATE TABLE filing_number (
  street_code char(9) NOT NULL,
  year int NOT NULL,
  last_no int NOT NULL,
  PRIMARY KEY (street_code, year)
);

CREATE TABLE filing_acceptance (
  community_code char(12) NOT NULL,
  filing_id uuid NOT NULL,
  street_code char(9) NOT NULL CHECK (community_code LIKE street_code || '%'),
  year int NOT NULL,
  no int NOT NULL CHECK (no > 0),
  number text NOT NULL,
  opinion text CHECK (opinion <> ''),
  accepted_by uuid NOT NULL REFERENCES app_user (id),
  accepted_by_name text NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (community_code, filing_id),
  FOREIGN KEY (community_code, filing_id) REFERENCES filing,
  CONSTRAINT filing_number_taken UNIQUE (street_code, year, no)
);

-- Why a version ended without being accepted: returned by the street, or withdrawn by the community before it was submitted.
CREATE TABLE filing_return (
  community_code char(12) NOT NULL,
  filing_id uuid NOT NULL,
  reasons text NOT NULL CHECK (reasons <> ''),
  by_street boolean NOT NULL,
  returned_by uuid NOT NULL REFERENCES app_user (id),
  returned_by_name text NOT NULL,
  returned_at timestamptz NOT NULL,
  PRIMARY KEY (community_code, filing_id),
  FOREIGN KEY (community_code, filing_id) REFERENCES filing
);

CALL isolate('filing');
CALL isolate('filing_signature');
CALL isolate('filing_submission');
CALL isolate('filing_acceptance');
CALL isolate('filing_return');
CALL make_immutable('filing_signature');
CALL make_immutable('filing_submission');
CALL make_immutable('filing_acceptance');
CALL make_immutable('filing_return');

GRANT SELECT ON filing_step, filing_signing_role, filing_acceptance TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE (state) ON filing TO gongzhang_service;
GRANT SELECT, INSERT ON filing_signature, filing_submission, filing_return TO gongzhang_service;

-- ── Compiling ───────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION quarter_months(p_quarter text) RETURNS SETOF char(7) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (left(p_quarter, 4) || '-' || lpad((right(p_quarter, 1)::int * 3 - 2 + i)::text, 2, '0'))::char(7)
  FROM generate_series(0, 2) i ORDER BY i
$$;

-- Compilations of one community wait for each other.
CREATE FUNCTION lock_filings(p_community char(12)) RETURNS void LANGUAGE sql
  AS $$ SELECT pg_advisory_xact_lock(hashtextextended('filings:' || p_community, 0)) WHERE in_scope(p_community) $$;
GRANT EXECUTE ON FUNCTION lock_filings(char) TO gongzhang_service;

CREATE FUNCTION holds_duty(p_community char(12), p_roles text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.user_id = context_actor() AND m.role = ANY (p_roles) AND u.disabled_at IS NULL
      AND (m.scope = '%' OR p_community LIKE m.scope || '%'))
$$;

-- The quarter of each book is the sum of its months, the total the sum of the books.
CREATE FUNCTION filing_sums_differ(p_data jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH b AS (
    SELECT (x ->> 'opening')::numeric AS opening, (x ->> 'income')::numeric AS income, (x ->> 'expenditure')::numeric AS expenditure,
      (x ->> 'closing')::numeric AS closing, m.*
    FROM jsonb_array_elements(p_data -> 'books') x
    CROSS JOIN LATERAL (SELECT sum((y ->> 'income')::numeric) AS m_income, sum((y ->> 'expenditure')::numeric) AS m_expenditure,
        (array_agg((y ->> 'opening')::numeric ORDER BY y ->> 'month'))[1] AS m_opening,
        (array_agg((y ->> 'closing')::numeric ORDER BY y ->> 'month' DESC))[1] AS m_closing
      FROM jsonb_array_elements(x -> 'months') y) m
  )
  SELECT coalesce(bool_or((opening, income, expenditure, closing) IS DISTINCT FROM (m_opening, m_income, m_expenditure, m_closing)), true)
    OR (sum(opening), sum(income), sum(expenditure), sum(closing)) IS DISTINCT FROM
      ((p_data -> 'totals' ->> 'opening')::numeric, (p_data -> 'totals' ->> 'income')::numeric,
       (p_data -> 'totals' ->> 'expenditure')::numeric, (p_data -> 'totals' ->> 'closing')::numeric)
  FROM b
$$;

-- Invariant 13: only published months enter a filing, and only with the figures that were published.
CREATE FUNCTION check_filing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_last record;
  v_state text;
  v_data jsonb := NEW.data::jsonb;
  v_month char(7);
  v_figures jsonb;
  v_sha256 text;
BEGIN
  PERFORM lock_filings(NEW.community_code);
  IF NEW.state <> 'drafted' THEN
    PERFORM refuse('filing-step-unknown', jsonb_build_object('from', '', 'to', NEW.state));
  END IF;
  IF NOT holds_duty(NEW.community_code, ARRAY['accountant']) THEN PERFORM refuse('forbidden'); END IF;
  SELECT id, version, state INTO v_last FROM filing
  WHERE community_code = NEW.community_code AND quarter = NEW.quarter ORDER BY version DESC LIMIT 1;
  IF v_last.state NOT IN ('returned', 'withdrawn') THEN
    PERFORM refuse('filing-already-live', jsonb_build_object('quarter', NEW.quarter, 'version', v_last.version));
  END IF;
  NEW.version := coalesce(v_last.version, 0) + 1;
  NEW.supersedes_id := v_last.id;
  NEW.compiled_by := context_actor();
  NEW.compiled_by_name := context_actor_name();
  NEW.compiled_at := context_now();

  FOR v_month IN SELECT quarter_months(NEW.quarter) LOOP
    SELECT state INTO v_state FROM accounting_month
    WHERE community_code = NEW.community_code AND month = v_month FOR SHARE;
    IF v_state IS NULL OR v_state NOT IN ('published', 'sealed') THEN
      PERFORM refuse('filing-month-not-published', jsonb_build_object('month', v_month, 'state', coalesce(v_state, 'open')));
    END IF;
    SELECT r.figures::jsonb, encode(r.sha256, 'hex') INTO v_figures, v_sha256 FROM month_report r
    WHERE r.community_code = NEW.community_code AND r.month = v_month
      AND r.version = standing_report(NEW.community_code, v_month);
    IF v_figures IS NULL OR NOT EXISTS (
        SELECT FROM jsonb_array_elements(v_data -> 'months') m WHERE m ->> 'month' = v_month AND m ->> 'reportSha256' = v_sha256)
      OR EXISTS (
        SELECT b ->> 'bookNo', b -> 'movements' ->> 'opening', b -> 'movements' ->> 'incomeTotal',
          b -> 'movements' ->> 'expenditureTotal', b -> 'movements' ->> 'closing', b -> 'movements' ->> 'pettyCash'
        FROM jsonb_array_elements(v_figures -> 'books') b
        EXCEPT
        SELECT b ->> 'bookNo', m ->> 'opening', m ->> 'income', m ->> 'expenditure', m ->> 'closing', m ->> 'pettyCash'
        FROM jsonb_array_elements(v_data -> 'books') b, jsonb_array_elements(b -> 'months') m WHERE m ->> 'month' = v_month) THEN
      PERFORM refuse('filing-not-of-reports', jsonb_build_object('month', v_month));
    END IF;
  END LOOP;
  -- v_figures is the last month's: what is printed of the chains is what its report says.
  IF v_data ->> 'quarter' IS DISTINCT FROM NEW.quarter OR v_data ->> 'code' IS DISTINCT FROM NEW.code
    OR (v_data ->> 'version')::int IS DISTINCT FROM NEW.version
    OR v_data -> 'community' ->> 'code' IS DISTINCT FROM NEW.community_code
    OR jsonb_array_length(v_data -> 'months') <> 3
    OR EXISTS (SELECT b -> 'bookNo', b -> 'chain' FROM jsonb_array_elements(v_figures -> 'books') b
      EXCEPT SELECT b -> 'bookNo', b -> 'chain' FROM jsonb_array_elements(v_data -> 'books') b)
    OR filing_sums_differ(v_data) THEN
    PERFORM refuse('filing-not-of-reports', jsonb_build_object('month', v_month));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER filing_is_of_published_months BEFORE INSERT ON filing FOR EACH ROW EXECUTE FUNCTION check_filing();

-- ── Steps ───────────────────────────────────────────────────────────────────────────────────────

-- Everything but the state stands still from the first moment (invariant 14); a step needs what it stands for.
CREATE FUNCTION check_filing_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_missing text;
BEGIN
  IF to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'filing', 'operation', 'UPDATE'));
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM filing_step WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    PERFORM refuse('filing-step-unknown', jsonb_build_object('from', OLD.state, 'to', NEW.state));
  END IF;
  IF NEW.state IN ('signed', 'submitted') THEN
    SELECT string_agg(r.role, '、' ORDER BY r.place) INTO v_missing FROM filing_signing_role r
    WHERE NOT EXISTS (SELECT FROM filing_signature s
      WHERE s.community_code = NEW.community_code AND s.filing_id = NEW.id AND s.role = r.role);
    IF v_missing IS NOT NULL THEN
      PERFORM refuse('filing-signature-missing', jsonb_build_object('missing', v_missing));
    END IF;
  END IF;
  IF NEW.state = 'submitted' AND NOT EXISTS (SELECT FROM filing_submission
      WHERE community_code = NEW.community_code AND filing_id = NEW.id) THEN
    PERFORM refuse('filing-paper-missing');
  END IF;
  IF (NEW.state = 'accepted' AND NOT EXISTS (SELECT FROM filing_acceptance
      WHERE community_code = NEW.community_code AND filing_id = NEW.id))
    OR (NEW.state IN ('returned', 'withdrawn') AND NOT EXISTS (SELECT FROM filing_return
      WHERE community_code = NEW.community_code AND filing_id = NEW.id AND by_street = (NEW.state = 'returned'))) THEN
    PERFORM refuse('filing-decision-missing');
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER filing_steps_are_known BEFORE UPDATE ON filing FOR EACH ROW EXECUTE FUNCTION check_filing_step();
CREATE TRIGGER filings_never_go BEFORE DELETE ON filing FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER filings_never_emptied BEFORE TRUNCATE ON filing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is written beside a filing: only while the filing waits for it, by who may, and it names who really did it.
CREATE FUNCTION filing_in(p_community char(12), p_filing uuid, p_states text[], p_to text) RETURNS filing LANGUAGE plpgsql AS $$
DECLARE
  f filing;
BEGIN
  SELECT * INTO f FROM filing WHERE community_code = p_community AND id = p_filing FOR UPDATE;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
  IF f.state <> ALL (p_states) THEN
    PERFORM refuse('filing-step-unknown', jsonb_build_object('from', f.state, 'to', p_to));
  END IF;
  RETURN f;
END
$$;

CREATE FUNCTION check_filing_signature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM filing_in(NEW.community_code, NEW.filing_id, ARRAY['drafted'], 'signed');
  IF NOT holds_duty(NEW.community_code, ARRAY[NEW.role]) THEN PERFORM refuse('forbidden'); END IF;
  NEW.signer_id := context_actor();
  NEW.signer_name := context_actor_name();
  NEW.signed_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER signature_is_the_signers_own BEFORE INSERT ON filing_signature FOR EACH ROW EXECUTE FUNCTION check_filing_signature();

CREATE FUNCTION check_filing_submission() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM filing_in(NEW.community_code, NEW.filing_id, ARRAY['signed'], 'submitted');
  IF NOT holds_duty(NEW.community_code, ARRAY['director', 'party-secretary']) THEN PERFORM refuse('forbidden'); END IF;
  NEW.submitted_by := context_actor();
  NEW.submitted_by_name := context_actor_name();
  NEW.submitted_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER submission_is_of_a_signed_filing BEFORE INSERT ON filing_submission
  FOR EACH ROW EXECUTE FUNCTION check_filing_submission();

CREATE FUNCTION check_filing_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.by_street THEN
    PERFORM filing_in(NEW.community_code, NEW.filing_id, ARRAY['submitted'], 'returned');
  ELSE
    PERFORM filing_in(NEW.community_code, NEW.filing_id, ARRAY['drafted', 'signed'], 'withdrawn');
  END IF;
  IF NOT holds_duty(NEW.community_code, CASE WHEN NEW.by_street THEN ARRAY['street-officer']
      ELSE ARRAY['accountant', 'director', 'party-secretary'] END) THEN
    PERFORM refuse('forbidden');
  END IF;
  NEW.returned_by := context_actor();
  NEW.returned_by_name := context_actor_name();
  NEW.returned_at := context_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER return_is_by_who_may BEFORE INSERT ON filing_return FOR EACH ROW EXECUTE FUNCTION check_filing_return();

-- Puts a submitted filing on file: the number and the row are given together or not at all.
CREATE FUNCTION accept_filing(p_community char(12), p_filing uuid, p_opinion text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_street char(9) := left(p_community, 9);
  v_year int := extract(year FROM context_today());
  v_no int;
  v_number text;
BEGIN
  IF context_scope() IS NULL OR p_community NOT LIKE context_scope() || '%' THEN PERFORM refuse('forbidden'); END IF;
  PERFORM filing_in(p_community, p_filing, ARRAY['submitted'], 'accepted');
  IF NOT holds_duty(p_community, ARRAY['street-officer']) THEN PERFORM refuse('forbidden'); END IF;
  INSERT INTO filing_number AS n (street_code, year, last_no) VALUES (v_street, v_year, 1)
  ON CONFLICT (street_code, year) DO UPDATE SET last_no = n.last_no + 1 RETURNING last_no INTO v_no;
  SELECT format('%s备〔%s〕%s号', street_name, v_year, lpad(v_no::text, greatest(4, length(v_no::text)), '0')) INTO v_number
  FROM community WHERE code = p_community;
  INSERT INTO filing_acceptance (community_code, filing_id, street_code, year, no, number, opinion, accepted_by,
    accepted_by_name, accepted_at)
  VALUES (p_community, p_filing, v_street, v_year, v_no, v_number, p_opinion, context_actor(), context_actor_name(), context_now());
  UPDATE filing SET state = 'accepted' WHERE community_code = p_community AND id = p_filing;
  RETURN v_number;
END
$$;
REVOKE EXECUTE ON FUNCTION accept_filing(char, uuid, text) FROM public;
GRANT EXECUTE ON FUNCTION accept_filing(char, uuid, text) TO gongzhang_service;
