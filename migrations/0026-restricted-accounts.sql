-- Restricted accounts are kept by fund (慈善法 第五十三条; 民间非营利组织会计制度 3102 限定性净资产): a line on one of them without a
-- fund would leave the restricted money of the ledger and the balances of the funds apart. What undoes, closes or
-- converts follows what stands in the books.
CREATE FUNCTION check_restricted_accounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  bad record;
BEGIN
  SELECT e.account_code INTO bad
  FROM (SELECT n.community_code, n.book_no, k.standard FROM (SELECT DISTINCT community_code, book_no FROM entered) n
    CROSS JOIN LATERAL (SELECT b.standard FROM book b WHERE b.community_code = n.community_code AND b.book_no = n.book_no OFFSET 0) k
    WHERE k.standard IN ('non-profit-2004', 'non-profit-2024') OFFSET 0) k
  JOIN entered e ON e.community_code = k.community_code AND e.book_no = k.book_no AND e.fund_code IS NULL
    AND (year_end_role(k.standard, 'restricted', e.account_code) OR year_end_role(k.standard, 'restricted-income', e.account_code))
  WHERE (SELECT v.source_kind FROM voucher v WHERE v.community_code = e.community_code AND v.book_no = e.book_no
    AND v.id = e.voucher_id) NOT IN ('reversal', 'difference', 'closing', 'conversion')
  LIMIT 1;
  IF FOUND THEN PERFORM refuse('restricted-account-needs-fund', jsonb_build_object('account', bad.account_code)); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER restricted_accounts_are_kept_by_fund AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_restricted_accounts();
