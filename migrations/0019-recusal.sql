-- The supervisory meeting: who has a part in an item stands aside; a meeting is dated on a day on which it can have been held.

-- Who had which part in an item of a report: asked for it, handled it, signed it, paid it, received it, entered or reviewed
-- its voucher. A red-letter voucher has those of what it cancels. A part is known by the person or by a name.
CREATE FUNCTION item_parts(p_community char(12), p_month char(7), p_version int)
RETURNS TABLE (item text, part text, person uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH entry AS MATERIALIZED (
    SELECT i.item, v.community_code, v.book_no, v.id, v.reverses_id, v.maker_id, v.reviewer_id
    FROM month_report r
    CROSS JOIN LATERAL unnest(r.items) AS i (item)
    JOIN voucher v ON v.community_code = r.community_code AND v.book_no = split_part(i.item, ':', 1)::int AND v.month = r.month
      AND v.word || '-' || v.no = split_part(split_part(i.item, ':', 2), '#', 1)
    WHERE in_scope(p_community) AND r.community_code = p_community AND r.month = p_month AND r.version = p_version
      AND i.item <> 'month'
  ), ground AS MATERIALIZED (
    SELECT item, community_code, book_no, id, maker_id, reviewer_id FROM entry
    UNION
    SELECT e.item, o.community_code, o.book_no, o.id, o.maker_id, o.reviewer_id FROM entry e
    JOIN voucher o ON o.community_code = e.community_code AND o.book_no = e.book_no AND o.id = e.reverses_id
  ), asked AS MATERIALIZED (
    SELECT g.item, d.request_id, g.community_code, g.book_no, d.payer_id FROM ground g
    JOIN payment d ON d.community_code = g.community_code AND d.book_no = g.book_no AND d.voucher_id = g.id
    UNION
    SELECT g.item, d.request_id, g.community_code, g.book_no, d.made_by FROM ground g
    JOIN transfer d ON d.community_code = g.community_code AND d.from_book_no = g.book_no AND d.from_voucher_id = g.id
  )
  SELECT a.item, 'requester', q.requester_id, NULL::text FROM asked a
  JOIN payment_request q ON q.community_code = a.community_code AND q.book_no = a.book_no AND q.id = a.request_id
  UNION
  SELECT a.item, 'handler', NULL, q.handled_by FROM asked a
  JOIN payment_request q ON q.community_code = a.community_code AND q.book_no = a.book_no AND q.id = a.request_id
  UNION
  SELECT a.item, 'payee', NULL, q.payee FROM asked a
  JOIN payment_request q ON q.community_code = a.community_code AND q.book_no = a.book_no AND q.id = a.request_id
  UNION
  SELECT a.item, 'approver', s.approver_id, NULL FROM asked a
  JOIN request_approval s ON s.community_code = a.community_code AND s.book_no = a.book_no AND s.request_id = a.request_id
  UNION
  SELECT item, 'payer', payer_id, NULL FROM asked
  UNION
  SELECT g.item, 'payee', NULL, l.counterparty FROM ground g
  JOIN voucher_line l ON l.community_code = g.community_code AND l.book_no = g.book_no AND l.voucher_id = g.id
  WHERE l.counterparty IS NOT NULL
  UNION
  SELECT item, 'maker', maker_id, NULL FROM ground
  UNION
  SELECT item, 'reviewer', reviewer_id, NULL FROM ground WHERE reviewer_id IS NOT NULL
$$;
GRANT EXECUTE ON FUNCTION item_parts(char, char, int) TO gongzhang_service;

-- Who stands aside from which item, since the meeting was called, present or not.
CREATE TABLE meeting_recusal (
  community_code char(12) NOT NULL,
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  item text NOT NULL,
  parts text[] NOT NULL CHECK (cardinality(parts) > 0),
  PRIMARY KEY (community_code, meeting_id, item, member_id),
  FOREIGN KEY (community_code, meeting_id, member_id) REFERENCES meeting_member
);
CALL isolate('meeting_recusal');
CALL make_immutable('meeting_recusal');
GRANT SELECT ON meeting_recusal TO gongzhang_service;

CREATE FUNCTION record_recusals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO meeting_recusal (community_code, meeting_id, member_id, item, parts)
  SELECT m.community_code, m.meeting_id, m.member_id, p.item, array_agg(DISTINCT p.part ORDER BY p.part)
  FROM item_parts(NEW.community_code, NEW.month, NEW.report_version) p
  JOIN meeting_member m ON m.community_code = NEW.community_code AND m.meeting_id = NEW.id
    AND (m.member_id = p.person OR payee_key(m.name) = payee_key(p.name))
  GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END
$$;
-- Named to fire after members_are_all_supervisors.
CREATE TRIGGER members_with_a_part_stand_aside AFTER INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION record_recusals();

CREATE FUNCTION part_names(parts text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(CASE p WHEN 'requester' THEN '申请人' WHEN 'handler' THEN '经手人' WHEN 'approver' THEN '审批人'
    WHEN 'payer' THEN '付款经办人' WHEN 'payee' THEN '收款人' WHEN 'maker' THEN '制单人' ELSE '凭证审核人' END, '、' ORDER BY p)
  FROM unnest(parts) AS p
$$;
CREATE FUNCTION refuse_recused_vote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_recused record;
BEGIN
  SELECT m.name, r.parts INTO v_recused FROM meeting_recusal r
  JOIN meeting_member m ON m.community_code = r.community_code AND m.meeting_id = r.meeting_id AND m.member_id = r.member_id
  WHERE r.community_code = NEW.community_code AND r.meeting_id = NEW.meeting_id AND r.item = NEW.item AND r.member_id = NEW.member_id;
  IF FOUND THEN
    PERFORM refuse('vote-recused', jsonb_build_object('name', v_recused.name, 'item', NEW.item, 'reason', part_names(v_recused.parts)));
  END IF;
  RETURN NEW;
END
$$;
-- Named to fire after vote_is_cast_in_session.
CREATE TRIGGER vote_of_the_recused_is_refused BEFORE INSERT ON meeting_vote FOR EACH ROW EXECUTE FUNCTION refuse_recused_vote();

-- Those who stand aside are counted with those who recused themselves.
CREATE OR REPLACE FUNCTION meeting_tally(p_community char(12), p_meeting uuid)
RETURNS TABLE (item text, approve int, reject int, abstain int, recused int, carries boolean) LANGUAGE sql STABLE AS $$
  WITH m AS (SELECT * FROM meeting WHERE community_code = p_community AND id = p_meeting),
  n AS (SELECT count(*)::int AS members FROM meeting_member WHERE community_code = p_community AND meeting_id = p_meeting),
  said AS (
    SELECT v.item, v.choice FROM meeting_vote v WHERE v.community_code = p_community AND v.meeting_id = p_meeting
    UNION ALL
    SELECT r.item, 'recused' FROM meeting_recusal r WHERE r.community_code = p_community AND r.meeting_id = p_meeting
  ),
  counted AS (
    SELECT i.item,
      count(*) FILTER (WHERE v.choice = 'approve')::int AS approve,
      count(*) FILTER (WHERE v.choice = 'reject')::int AS reject,
      count(*) FILTER (WHERE v.choice = 'abstain')::int AS abstain,
      count(*) FILTER (WHERE v.choice = 'recused')::int AS recused
    FROM m
    JOIN month_report r ON r.community_code = m.community_code AND r.month = m.month AND r.version = m.report_version
    CROSS JOIN LATERAL unnest(r.items) AS i (item)
    LEFT JOIN said v ON v.item = i.item
    GROUP BY i.item
  )
  SELECT c.item, c.approve, c.reject, c.abstain, c.recused,
    c.approve * m.majority_denominator > n.members * m.majority_numerator
    OR ((n.members - c.recused) * m.majority_denominator <= n.members * m.majority_numerator
      AND EXISTS (SELECT FROM meeting_resolution s WHERE s.community_code = p_community AND s.meeting_id = p_meeting AND s.item = c.item))
  FROM counted c, m, n
$$;

-- What is paid from petty cash is voted on like every other expenditure.
CREATE OR REPLACE FUNCTION report_items(figures text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT e #>> '{}' FROM jsonb_array_elements(figures::jsonb -> 'books') WITH ORDINALITY AS b (book, place),
    LATERAL (SELECT x -> 'id' AS e, 1 AS list, n FROM jsonb_array_elements(book #> '{movements,expenditure}') WITH ORDINALITY AS l (x, n)
      UNION ALL
      SELECT x -> 'id', 2, n FROM jsonb_array_elements(book #> '{movements,pettyCashSpent}') WITH ORDINALITY AS l (x, n)
      ORDER BY list, n) i
  UNION ALL SELECT 'month'
$$;

-- The figures are there before they are discussed, and a meeting is recorded when it is held.
CREATE FUNCTION check_meeting_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_reported_on date;
BEGIN
  SELECT (reported_at AT TIME ZONE 'Asia/Shanghai')::date INTO v_reported_on FROM month_report
  WHERE community_code = NEW.community_code AND month = NEW.month AND version = NEW.report_version;
  IF NEW.date > context_today() OR NEW.date < v_reported_on THEN
    PERFORM refuse('meeting-date-wrong', jsonb_build_object('date', NEW.date, 'reportedOn', v_reported_on, 'today', context_today()));
  END IF;
  RETURN NEW;
END
$$;
-- Named to fire after meeting_is_on_a_reported_month.
CREATE TRIGGER meeting_keeps_its_day BEFORE INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION check_meeting_day();
