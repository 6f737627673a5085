-- The register of community companies; each keeps its own book.

-- GB 32100-2015: the check character of a unified social credit code, and the one of the GB 11714 code inside it.
CREATE FUNCTION is_credit_code(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT code ~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'
    AND substr(code, 18, 1) = substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + (31 - (
      SELECT sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, i::int, 1)) - 1) * w)
      FROM unnest(ARRAY[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]) WITH ORDINALITY AS t (w, i)
    )::int % 31) % 31, 1)
    AND substr(code, 17, 1) = substr('0123456789X', 1 + (11 - (
      SELECT sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, 8 + i::int, 1)) - 1) * w)
      FROM unnest(ARRAY[3, 7, 9, 10, 5, 8, 4, 2]) WITH ORDINALITY AS t (w, i)
    )::int % 11) % 11, 1)
$$;
GRANT EXECUTE ON FUNCTION is_credit_code(text) TO gongzhang_service;

CREATE TABLE company (
  community_code char(12) NOT NULL,
  credit_code char(18) NOT NULL CONSTRAINT credit_code_invalid CHECK (is_credit_code(credit_code::text)),
  name text NOT NULL CHECK (name <> ''),
  capital yuan NOT NULL CHECK (capital > 0),
  scope text NOT NULL CHECK (scope <> ''),
  founded_on date NOT NULL,
  legal_representative text CHECK (legal_representative <> ''),
  book_no int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT company_exists PRIMARY KEY (community_code, credit_code),
  CONSTRAINT company_book_taken UNIQUE (community_code, book_no),
  CONSTRAINT book_unknown FOREIGN KEY (community_code, book_no) REFERENCES book (community_code, book_no)
);

CREATE FUNCTION check_company() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM book WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND kind = 'company') THEN
    PERFORM refuse('company-book-unfit', jsonb_build_object('book', NEW.book_no));
  END IF;
  IF NEW.founded_on > context_today() THEN
    PERFORM refuse('company-founded-in-future', jsonb_build_object('date', NEW.founded_on, 'today', context_today()));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER company_keeps_a_company_book BEFORE INSERT OR UPDATE ON company FOR EACH ROW EXECUTE FUNCTION check_company();

CALL isolate('company');
GRANT SELECT, INSERT ON company TO gongzhang_service;
