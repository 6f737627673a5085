-- Who did a thing is who acts: no row is written in another's name, whoever holds the password of the service.

-- Payments and transfers ask for it with the payer's independence. The column that the trigger names holds the actor of the transaction (财会〔2024〕12号 第三十二条: the log tells who did what).
CREATE FUNCTION check_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) ->> TG_ARGV[0])::uuid IS DISTINCT FROM context_actor() THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  signed record;
BEGIN
  FOR signed IN
    SELECT * FROM (VALUES ('allocation', 'made_by'), ('receipt', 'made_by'), ('receipt_refund', 'made_by'), ('document', 'uploaded_by_id'), ('voucher_document', 'linked_by_id'), ('cash_count', 'counted_by_id'),
      ('reconciliation', 'confirmed_by_id'), ('bank_match', 'made_by_id'), ('bank_statement', 'imported_by_id'),
      ('bank_statement_mapping', 'made_by_id'), ('custom_statement', 'made_by'), ('year_distribution', 'made_by')) AS s (name, author)
  LOOP
    EXECUTE format('CREATE TRIGGER author_is_who_acts BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION check_author(%L)',
      signed.name, signed.author);
  END LOOP;
END
$$;
-- A mapping is corrected in the name of who corrects it.
CREATE TRIGGER corrector_is_who_acts BEFORE UPDATE ON bank_statement_mapping FOR EACH ROW EXECUTE FUNCTION check_author('made_by_id');

-- The end of a year is reckoned from the books: it waits until no other reckoning of that year waits as drafts.
CREATE FUNCTION check_year_end_alone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_waiting int;
BEGIN
  PERFORM demand_fresh_reads();
  PERFORM FROM book k WHERE k.community_code = NEW.community_code AND k.book_no = NEW.book_no FOR NO KEY UPDATE;
  SELECT count(*) INTO v_waiting FROM voucher_draft d
  WHERE d.community_code = NEW.community_code AND d.book_no = NEW.book_no AND d.kind IN ('closing', 'distribution')
    AND date_trunc('year', d.date) = date_trunc('year', NEW.date) AND d.xmin <> pg_current_xact_id()::xid;
  IF v_waiting > 0 THEN
    PERFORM refuse('year-end-drafts-waiting', jsonb_build_object('year', extract(year FROM NEW.date), 'count', v_waiting));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER year_end_is_reckoned_alone BEFORE INSERT ON voucher_draft FOR EACH ROW
  WHEN (NEW.kind IN ('closing', 'distribution')) EXECUTE FUNCTION check_year_end_alone();
