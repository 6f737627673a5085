-- Source documents: their bytes, what was read off them, and which vouchers rest on them.
-- 会计基础工作规范 第四十七条至第四十九条、第五十一条; 财会〔2024〕11号 第二十五条至第二十八条.

-- ── Documents ───────────────────────────────────────────────────────────────────────────────────

-- The bytes, by their SHA-256. They never change and never go: not even the owner stores others under the same hash.
CREATE TABLE document_content (
  community_code char(12) NOT NULL REFERENCES community (code),
  hash bytea NOT NULL,
  content bytea NOT NULL CONSTRAINT document_content_too_large CHECK (octet_length(content) BETWEEN 1 AND 10485760),
  PRIMARY KEY (community_code, hash),
  CONSTRAINT content_is_of_its_hash CHECK (hash = sha256(content))
);
-- What is uploaded is compressed already.
ALTER TABLE document_content ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE document (
  community_code char(12) NOT NULL,
  id uuid NOT NULL,
  hash bytea NOT NULL,
  media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'application/ofd', 'application/xml', 'image/png', 'image/jpeg')),
  size int NOT NULL CHECK (size > 0),
  kind text NOT NULL CHECK (kind IN ('invoice', 'receipt', 'bank-slip', 'contract', 'resolution', 'other')),
  form text NOT NULL CHECK (form IN ('electronic', 'print', 'image')),
  title text CHECK (title <> ''),
  invoice_code text CHECK (invoice_code <> ''),
  invoice_no text CHECK (invoice_no <> ''),
  issued_on date,
  amount numeric(18, 2) CONSTRAINT document_amount_zero CHECK (amount <> 0),
  payer text CHECK (payer <> ''),
  payee text CHECK (payee <> ''),
  paper_location text CHECK (paper_location <> ''),
  original_id uuid,
  -- Electronic signatures are not verified yet; the column says so (财会〔2024〕12号 第十七条).
  signature_state text NOT NULL DEFAULT 'unverified' CHECK (signature_state IN ('unverified', 'valid', 'invalid')),
  uploaded_by_id uuid NOT NULL REFERENCES app_user (id),
  uploaded_by_name text NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT context_now(),
  -- How many vouchers rest on it; only the links' own trigger counts.
  voucher_count int NOT NULL DEFAULT 0 CHECK (voucher_count >= 0),
  dated date GENERATED ALWAYS AS (coalesce(issued_on, (uploaded_at AT TIME ZONE 'Asia/Shanghai')::date)) STORED,
  PRIMARY KEY (community_code, id),
  CONSTRAINT document_repeated UNIQUE (community_code, hash),
  FOREIGN KEY (community_code, hash) REFERENCES document_content (community_code, hash),
  CONSTRAINT print_needs_original FOREIGN KEY (community_code, original_id) REFERENCES document (community_code, id),
  -- 财会〔2024〕11号 第二十七条: a print is kept together with its electronic original and an index between them.
  CONSTRAINT print_names_its_original CHECK ((form = 'print') = (original_id IS NOT NULL)),
  -- The original alone says what the print says.
  CONSTRAINT print_repeats_original CHECK (form <> 'print'
    OR num_nonnulls(invoice_code, invoice_no, issued_on, amount, payer, payee) = 0),
  -- 财会〔2024〕11号 第二十八条: an image is kept together with its paper and an index.
  CONSTRAINT image_needs_paper CHECK (form <> 'image' OR paper_location IS NOT NULL),
  CONSTRAINT document_form_unfit CHECK (form = 'electronic' OR media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  CONSTRAINT invoice_incomplete CHECK (kind <> 'invoice' OR form = 'print' OR num_nulls(invoice_no, issued_on, amount) = 0),
  CONSTRAINT invoice_number_malformed CHECK (kind <> 'invoice' OR form = 'print' OR coalesce(
    (invoice_code IS NULL AND invoice_no ~ '^[0-9]{20}$') OR (invoice_code ~ '^([0-9]{10}|[0-9]{12})$' AND invoice_no ~ '^[0-9]{8}$'), false))
);
-- 财会〔2024〕12号 第二十一条(二): one invoice, and one receipt with code and number, enters a community's books once.
CREATE UNIQUE INDEX invoice_repeated ON document (community_code, coalesce(invoice_code, ''), invoice_no)
  WHERE kind = 'invoice' OR (kind = 'receipt' AND invoice_code IS NOT NULL);
CREATE INDEX document_dated ON document (community_code, dated, id);
CREATE INDEX document_kind ON document (community_code, kind, dated, id);
CREATE INDEX document_unlinked ON document (community_code, dated, id) WHERE voucher_count = 0;
CREATE INDEX document_original ON document (community_code, original_id) WHERE original_id IS NOT NULL;

-- Everything that is said of a document, as it enters the operation log and is compared with it.
CREATE FUNCTION document_facts(d document) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('hash', encode(d.hash, 'hex'), 'mediaType', d.media_type, 'kind', d.kind, 'form', d.form,
    'title', d.title, 'invoiceCode', d.invoice_code, 'invoiceNo', d.invoice_no, 'issuedOn', to_char(d.issued_on, 'YYYY-MM-DD'),
    'amount', d.amount::text, 'payer', d.payer, 'payee', d.payee, 'paperLocation', d.paper_location, 'originalId', d.original_id)
$$;

CREATE INDEX audit_event_document ON audit_event (community_code, subject_id, seq)
  WHERE action IN ('document-uploaded', 'document-corrected');

-- 财会〔2024〕12号 第十九条: whole when its bytes have their hash and the chained log says the same of it.
CREATE FUNCTION document_is_intact(p_community char(12), p_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT in_scope(p_community) AND EXISTS (SELECT FROM document d
    JOIN document_content c ON c.community_code = d.community_code AND c.hash = d.hash
    WHERE d.community_code = p_community AND d.id = p_id AND sha256(c.content) = d.hash
      AND sha256(convert_to(document_facts(d)::text, 'UTF8')) = (SELECT a.after_digest FROM audit_event a
        WHERE a.community_code = d.community_code AND a.subject_id = d.id::text
          AND a.action IN ('document-uploaded', 'document-corrected') ORDER BY a.seq DESC LIMIT 1))
$$;

-- ── Links of vouchers ───────────────────────────────────────────────────────────────────────────

-- A draft keeps its id when it is posted, and so its documents.
CREATE TABLE voucher_document (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  voucher_id uuid NOT NULL,
  document_id uuid NOT NULL,
  -- Attached here; the other vouchers of the same document cite this one's number (会计基础工作规范 第五十一条(四)).
  main boolean NOT NULL,
  linked_by_id uuid NOT NULL REFERENCES app_user (id),
  linked_by_name text NOT NULL,
  linked_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, voucher_id, document_id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT document_unknown FOREIGN KEY (community_code, document_id) REFERENCES document (community_code, id)
);
CREATE UNIQUE INDEX document_attached_already ON voucher_document (community_code, document_id) WHERE main;
CREATE INDEX voucher_document_document ON voucher_document (community_code, document_id);

CALL isolate('document_content');
CALL isolate('document');
CALL isolate('voucher_document');
CALL make_immutable('document_content');
CREATE TRIGGER never_goes BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_changes BEFORE UPDATE ON voucher_document FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON voucher_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON document_content, document TO gongzhang_service;
GRANT UPDATE (kind, form, title, invoice_code, invoice_no, issued_on, amount, payer, payee, paper_location, original_id)
  ON document TO gongzhang_service;
GRANT SELECT, INSERT, DELETE ON voucher_document TO gongzhang_service;

-- Fixed: a reviewed or posted voucher rests on it. The lock makes a review and a correction wait for each other.
CREATE FUNCTION document_is_fixed(p_community char(12), p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  l record;
  v_status text;
BEGIN
  PERFORM demand_scope(p_community);
  FOR l IN SELECT book_no, voucher_id FROM voucher_document
    WHERE community_code = p_community AND document_id = p_id ORDER BY book_no, voucher_id
  LOOP
    SELECT status INTO v_status FROM voucher_draft
    WHERE community_code = p_community AND book_no = l.book_no AND id = l.voucher_id FOR SHARE;
    IF NOT FOUND OR v_status = 'reviewed' THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END
$$;

CREATE FUNCTION check_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_form text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.community_code, OLD.id, OLD.hash, OLD.media_type, OLD.size, OLD.uploaded_by_id, OLD.uploaded_by_name, OLD.uploaded_at)
        IS DISTINCT FROM (NEW.community_code, NEW.id, NEW.hash, NEW.media_type, NEW.size, NEW.uploaded_by_id, NEW.uploaded_by_name, NEW.uploaded_at) THEN
      PERFORM refuse('record-immutable', jsonb_build_object('record', 'document', 'operation', 'UPDATE'));
    END IF;
    IF document_facts(OLD) = document_facts(NEW) THEN RETURN NEW; END IF;
    IF document_is_fixed(NEW.community_code, NEW.id) THEN PERFORM refuse('document-fixed'); END IF;
    IF NEW.form <> 'electronic' AND EXISTS (SELECT FROM document p WHERE p.community_code = NEW.community_code AND p.original_id = NEW.id) THEN
      PERFORM refuse('print-needs-original', jsonb_build_object('original', NEW.id));
    END IF;
    IF NEW.form = 'print' AND NEW.voucher_count > 0 THEN
      PERFORM refuse('document-is-print', jsonb_build_object('original', NEW.original_id));
    END IF;
  ELSIF NEW.voucher_count <> 0 OR NEW.signature_state <> 'unverified' THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', 'document', 'operation', 'INSERT'));
  END IF;
  IF NEW.issued_on > context_today() THEN
    PERFORM refuse('document-dated-in-future', jsonb_build_object('date', NEW.issued_on, 'today', context_today()));
  END IF;
  IF NEW.original_id IS NOT NULL THEN
    SELECT form INTO v_form FROM document WHERE community_code = NEW.community_code AND id = NEW.original_id FOR SHARE;
    IF v_form IS DISTINCT FROM 'electronic' OR NEW.original_id = NEW.id THEN
      PERFORM refuse('print-needs-original', jsonb_build_object('original', NEW.original_id));
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER document_keeps_the_rules BEFORE INSERT OR UPDATE ON document FOR EACH ROW EXECUTE FUNCTION check_document();

-- 会计基础工作规范 第五十一条(三): invoices and receipts of several payees stand in one voucher only as a summary,
-- when its income, expense and cost lines name one account.
CREATE FUNCTION has_unlike_documents(p_community char(12), p_book int, p_voucher uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(DISTINCT d.payee) > 1 FROM voucher_document l
      JOIN document d ON d.community_code = l.community_code AND d.id = l.document_id
      WHERE l.community_code = p_community AND l.book_no = p_book AND l.voucher_id = p_voucher AND d.kind IN ('invoice', 'receipt'))
    AND (SELECT count(DISTINCT a.code) > 1 FROM (
        SELECT account_code FROM voucher_line
        WHERE community_code = p_community AND book_no = p_book AND voucher_id = p_voucher
        UNION SELECT e.value ->> 'accountCode' FROM voucher_draft v CROSS JOIN LATERAL jsonb_array_elements(v.lines) AS e
        WHERE v.community_code = p_community AND v.book_no = p_book AND v.id = p_voucher) n
      JOIN account a ON a.community_code = p_community AND a.book_no = p_book AND a.code = n.account_code
        AND a.category IN ('income', 'expense', 'cost'))
$$;

-- A link is made while its voucher is a draft in the making, or posted in a month that is not sealed.
CREATE FUNCTION check_voucher_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  d record;
  v record;
  v_state text;
BEGIN
  SELECT form, original_id INTO d FROM document
  WHERE community_code = NEW.community_code AND id = NEW.document_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('document-unknown', jsonb_build_object('document', NEW.document_id)); END IF;
  IF d.form = 'print' THEN PERFORM refuse('document-is-print', jsonb_build_object('original', d.original_id)); END IF;
  SELECT attachment_count, status INTO v FROM voucher_draft
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.voucher_id FOR NO KEY UPDATE;
  IF FOUND THEN
    IF v.status = 'reviewed' THEN PERFORM refuse('voucher-not-editable'); END IF;
  ELSE
    SELECT attachment_count, month INTO v FROM voucher
    WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.voucher_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
    SELECT state INTO v_state FROM accounting_month WHERE community_code = NEW.community_code AND month = v.month FOR SHARE;
    IF v_state = 'sealed' THEN PERFORM refuse('voucher-documents-sealed', jsonb_build_object('month', v.month)); END IF;
  END IF;
  IF NOT document_is_intact(NEW.community_code, NEW.document_id) THEN
    PERFORM refuse('document-tampered', jsonb_build_object('document', NEW.document_id));
  END IF;
  IF NOT NEW.main THEN
    IF NOT EXISTS (SELECT FROM voucher_document o WHERE o.community_code = NEW.community_code AND o.document_id = NEW.document_id AND o.main) THEN
      PERFORM refuse('document-main-missing', jsonb_build_object('document', NEW.document_id));
    END IF;
  ELSIF v.attachment_count <= (SELECT count(*) FROM voucher_document o WHERE o.community_code = NEW.community_code
      AND o.book_no = NEW.book_no AND o.voucher_id = NEW.voucher_id AND o.main) THEN
    PERFORM refuse('documents-exceed-attachments', jsonb_build_object('attachments', v.attachment_count));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER link_keeps_the_rules BEFORE INSERT ON voucher_document FOR EACH ROW EXECUTE FUNCTION check_voucher_document();

CREATE FUNCTION check_voucher_document_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_status text;
BEGIN
  PERFORM 1 FROM document WHERE community_code = OLD.community_code AND id = OLD.document_id FOR NO KEY UPDATE;
  SELECT status INTO v_status FROM voucher_draft
  WHERE community_code = OLD.community_code AND book_no = OLD.book_no AND id = OLD.voucher_id FOR NO KEY UPDATE;
  IF v_status = 'reviewed' THEN PERFORM refuse('voucher-not-editable'); END IF;
  IF EXISTS (SELECT FROM voucher WHERE community_code = OLD.community_code AND book_no = OLD.book_no AND id = OLD.voucher_id) THEN
    PERFORM refuse('voucher-documents-fixed');
  END IF;
  IF OLD.main AND EXISTS (SELECT FROM voucher_document o WHERE o.community_code = OLD.community_code
      AND o.document_id = OLD.document_id AND NOT o.main) THEN
    PERFORM refuse('document-cited', jsonb_build_object('document', OLD.document_id));
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER link_ends_by_the_rules BEFORE DELETE ON voucher_document FOR EACH ROW EXECUTE FUNCTION check_voucher_document_end();

CREATE FUNCTION count_voucher_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE document SET voucher_count = voucher_count - 1 WHERE community_code = OLD.community_code AND id = OLD.document_id;
    RETURN NULL;
  END IF;
  UPDATE document SET voucher_count = voucher_count + 1 WHERE community_code = NEW.community_code AND id = NEW.document_id;
  -- A draft is asked at its review, when its lines stand still.
  IF EXISTS (SELECT FROM voucher WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.voucher_id)
    AND has_unlike_documents(NEW.community_code, NEW.book_no, NEW.voucher_id) THEN
    PERFORM refuse('unlike-documents');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER links_are_counted AFTER INSERT OR DELETE ON voucher_document FOR EACH ROW EXECUTE FUNCTION count_voucher_document();

-- What a draft rests on is looked at once more when it is reviewed; its sheets cover its documents at any time.
CREATE FUNCTION check_draft_documents() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_tampered uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM voucher_document WHERE community_code = NEW.community_code
      AND book_no = NEW.book_no AND voucher_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  IF NEW.attachment_count < (SELECT count(*) FROM voucher_document WHERE community_code = NEW.community_code
      AND book_no = NEW.book_no AND voucher_id = NEW.id AND main) THEN
    PERFORM refuse('documents-exceed-attachments', jsonb_build_object('attachments', NEW.attachment_count));
  END IF;
  IF NEW.status = 'reviewed' AND OLD.status = 'drafted' THEN
    SELECT document_id INTO v_tampered FROM voucher_document WHERE community_code = NEW.community_code
      AND book_no = NEW.book_no AND voucher_id = NEW.id AND NOT document_is_intact(community_code, document_id) LIMIT 1;
    IF FOUND THEN PERFORM refuse('document-tampered', jsonb_build_object('document', v_tampered)); END IF;
    IF has_unlike_documents(NEW.community_code, NEW.book_no, NEW.id) THEN PERFORM refuse('unlike-documents'); END IF;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER draft_rests_on_its_documents AFTER UPDATE ON voucher_draft FOR EACH ROW EXECUTE FUNCTION check_draft_documents();

-- A draft that goes without becoming a voucher takes its links with it.
CREATE FUNCTION end_draft_documents() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM voucher_document l WHERE l.community_code = OLD.community_code AND l.book_no = OLD.book_no AND l.voucher_id = OLD.id
    AND NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER discarded_draft_leaves_no_links AFTER DELETE ON voucher_draft DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION end_draft_documents();

REVOKE EXECUTE ON FUNCTION document_is_intact(char, uuid), document_is_fixed(char, uuid), has_unlike_documents(char, int, uuid) FROM public;
GRANT EXECUTE ON FUNCTION document_facts(document), document_is_intact(char, uuid), document_is_fixed(char, uuid) TO gongzhang_service;
