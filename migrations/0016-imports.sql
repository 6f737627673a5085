-- What comes in by file: imports of vouchers with their history, and how a community reads the files of its banks.

-- ── Imports of vouchers (财会〔2024〕12号 第十五条: what comes in by file is checked against what the books know) ─────

CREATE TABLE import_job (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  -- Only tries the table.
  preview boolean NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'xls')),
  -- SHA-256 of the file.
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'imported', 'checked', 'rejected', 'failed')),
  -- A try that the service did not live to end is taken up again, a few times.
  attempt int NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  rows_read int NOT NULL DEFAULT 0,
  rows_checked int NOT NULL DEFAULT 0,
  voucher_count int NOT NULL DEFAULT 0,
  line_count int NOT NULL DEFAULT 0,
  error_count int NOT NULL DEFAULT 0,
  debit yuan NOT NULL DEFAULT 0,
  credit yuan NOT NULL DEFAULT 0,
  recognised jsonb,
  mappings jsonb NOT NULL DEFAULT '[]',
  -- Why it failed: a code of the catalogue, its facts and errors.
  problem jsonb,
  -- The drafts that it made; posted, they are vouchers under the same ids.
  voucher_ids uuid[] NOT NULL DEFAULT '{}',
  made_by_id uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT context_now(),
  ended_at timestamptz,
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT import_ends_with_its_state CHECK ((ended_at IS NULL) = (state IN ('waiting', 'running'))),
  CONSTRAINT preview_makes_nothing CHECK (NOT (preview AND state = 'imported')),
  CONSTRAINT only_imports_make_drafts CHECK (state = 'imported' OR voucher_ids = '{}'),
  CONSTRAINT import_without_errors CHECK (state <> 'imported' OR error_count = 0)
);
CREATE INDEX import_job_made ON import_job (community_code, book_no, made_at, id);
CREATE INDEX import_job_open ON import_job (made_at) WHERE state IN ('waiting', 'running');
CREATE INDEX import_job_digest ON import_job (community_code, book_no, digest) WHERE state = 'imported';

-- The file, as long as it is still to be read.
CREATE TABLE import_content (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  import_id uuid NOT NULL,
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 25165824),
  PRIMARY KEY (community_code, book_no, import_id),
  FOREIGN KEY (community_code, book_no, import_id) REFERENCES import_job
);

-- Vouchers that passed, set by set, until all have; nothing of them is in the books.
CREATE TABLE import_set (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  import_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 0),
  vouchers jsonb NOT NULL CHECK (jsonb_typeof(vouchers) = 'array'),
  PRIMARY KEY (community_code, book_no, import_id, no),
  FOREIGN KEY (community_code, book_no, import_id) REFERENCES import_job
);

CREATE TABLE import_error (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  import_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 0),
  pointer text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (community_code, book_no, import_id, no),
  FOREIGN KEY (community_code, book_no, import_id) REFERENCES import_job
);

CREATE TABLE import_step (from_state text NOT NULL, to_state text NOT NULL, PRIMARY KEY (from_state, to_state));
INSERT INTO import_step VALUES ('waiting', 'running'), ('running', 'running'), ('running', 'imported'),
  ('running', 'checked'), ('running', 'rejected'), ('running', 'failed');

-- An import goes its steps, stays what it was taken as, and the same file enters a book once, unless nothing of it is left.
CREATE FUNCTION check_import() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_before import_job;
BEGIN
  IF TG_OP = 'UPDATE' AND ((OLD.community_code, OLD.book_no, OLD.id, OLD.preview, OLD.format, OLD.digest, OLD.made_by_id,
      OLD.made_by_name, OLD.made_at) IS DISTINCT FROM (NEW.community_code, NEW.book_no, NEW.id, NEW.preview, NEW.format,
      NEW.digest, NEW.made_by_id, NEW.made_by_name, NEW.made_at)
    OR NOT EXISTS (SELECT FROM import_step WHERE from_state = OLD.state AND to_state = NEW.state)) THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', TG_TABLE_NAME, 'operation', TG_OP));
  END IF;
  IF NEW.made_by_id IS DISTINCT FROM context_actor() THEN PERFORM refuse('forbidden'); END IF;
  IF NEW.state <> 'imported' OR NEW.voucher_ids = '{}' THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(
    canonical('import', NEW.community_code, NEW.book_no::text, encode(NEW.digest, 'hex')), 0));
  SELECT j.* INTO v_before FROM import_job j
  WHERE j.community_code = NEW.community_code AND j.book_no = NEW.book_no AND j.digest = NEW.digest AND j.state = 'imported'
    AND j.id <> NEW.id AND (
      EXISTS (SELECT FROM voucher_draft d WHERE d.community_code = j.community_code AND d.book_no = j.book_no AND d.id = ANY (j.voucher_ids))
      OR EXISTS (SELECT FROM voucher v WHERE v.community_code = j.community_code AND v.book_no = j.book_no AND v.id = ANY (j.voucher_ids)))
  LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('import-repeated', jsonb_build_object('by', v_before.made_by_name,
      'day', to_char(v_before.made_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), 'id', v_before.id));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER import_goes_its_steps BEFORE INSERT OR UPDATE ON import_job FOR EACH ROW EXECUTE FUNCTION check_import();
CREATE TRIGGER import_never_goes BEFORE DELETE ON import_job FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER imports_never_emptied BEFORE TRUNCATE ON import_job FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── How a community reads the files of a bank that has no format of its own here ────────────────────────────────────

CREATE TABLE bank_statement_mapping (
  community_code char(12) NOT NULL,
  code text NOT NULL CONSTRAINT mapping_code_malformed CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,29}$'),
  name text NOT NULL CHECK (name <> ''),
  -- Which title each column has, and how days and amounts are written.
  columns jsonb NOT NULL CHECK (jsonb_typeof(columns) = 'object'),
  made_by_id uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT mapping_exists PRIMARY KEY (community_code, code),
  FOREIGN KEY (community_code) REFERENCES community
);

CALL isolate('import_job');
CALL isolate('import_content');
CALL isolate('import_set');
CALL isolate('import_error');
CALL isolate('bank_statement_mapping');
CALL make_immutable('import_step');

GRANT SELECT ON import_step TO gongzhang_service;
GRANT SELECT, INSERT ON import_job TO gongzhang_service;
GRANT UPDATE (state, attempt, rows_read, rows_checked, voucher_count, line_count, error_count, debit, credit, recognised,
  mappings, problem, voucher_ids, ended_at) ON import_job TO gongzhang_service;
GRANT SELECT, INSERT, DELETE ON import_content, import_set, import_error TO gongzhang_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_statement_mapping TO gongzhang_service;
