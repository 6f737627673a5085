-- Statements that a community designs itself (财会〔2024〕12号 第二十五条): rows, sources and arithmetic are data.

CREATE TABLE custom_statement (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  code text NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- A change is a new version; what was printed from an older one can be printed again.
  version int NOT NULL CHECK (version > 0),
  title text NOT NULL CHECK (title <> ''),
  columns text NOT NULL CHECK (columns IN ('position', 'flow')),
  lines jsonb NOT NULL CONSTRAINT custom_statement_has_lines
    CHECK (jsonb_typeof(lines) = 'array' AND jsonb_array_length(lines) BETWEEN 1 AND 300),
  checks jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(checks) = 'array'),
  made_by uuid NOT NULL REFERENCES app_user (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, code, version),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);

-- Versions follow each other without a gap, and every source is an account of the book.
CREATE FUNCTION check_custom_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_last int;
  v_unknown text;
BEGIN
  SELECT coalesce(max(version), 0) INTO v_last FROM custom_statement
  WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND code = NEW.code;
  IF NEW.version <> v_last + 1 THEN PERFORM refuse('custom-statement-changed-meanwhile'); END IF;
  SELECT s ->> 'account' INTO v_unknown
  FROM jsonb_array_elements(NEW.lines) l CROSS JOIN LATERAL jsonb_array_elements(coalesce(l -> 'sources', '[]')) s
  WHERE NOT EXISTS (SELECT FROM account a WHERE a.community_code = NEW.community_code AND a.book_no = NEW.book_no AND a.code = s ->> 'account')
  LIMIT 1;
  IF FOUND THEN PERFORM refuse('account-unknown', jsonb_build_object('account', v_unknown)); END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER custom_statement_is_sound BEFORE INSERT ON custom_statement FOR EACH ROW EXECUTE FUNCTION check_custom_statement();

CALL isolate('custom_statement');
CALL make_immutable('custom_statement');
GRANT SELECT, INSERT ON custom_statement TO gongzhang_service;
