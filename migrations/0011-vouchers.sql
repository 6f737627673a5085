-- Vouchers by law: their word, the cash flow that they belong to, auxiliary dimensions, the rules that post by themselves.

-- ── Items of the cash flow statements ───────────────────────────────────────────────────────────

-- 小企业会计准则（财会〔2011〕17号）会小企03表; 民间非营利组织会计制度（财会〔2004〕7号）会民非03表. The code is the printed row.
CREATE TABLE cash_flow_item (
  standard text NOT NULL CHECK (standard IN ('small-enterprise-2011', 'non-profit-2024', 'non-profit-2004')),
  code text NOT NULL CHECK (code ~ '^[0-9]{1,2}$'),
  name text NOT NULL CHECK (name <> ''),
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  PRIMARY KEY (standard, code)
);
INSERT INTO cash_flow_item VALUES
  ('small-enterprise-2011', '1', '销售产成品、商品、提供劳务收到的现金', 'in'),
  ('small-enterprise-2011', '2', '收到其他与经营活动有关的现金', 'in'),
  ('small-enterprise-2011', '3', '购买原材料、商品、接受劳务支付的现金', 'out'),
  ('small-enterprise-2011', '4', '支付的职工薪酬', 'out'),
  ('small-enterprise-2011', '5', '支付的税费', 'out'),
  ('small-enterprise-2011', '6', '支付其他与经营活动有关的现金', 'out'),
  ('small-enterprise-2011', '8', '收回短期投资、长期债券投资和长期股权投资收到的现金', 'in'),
  ('small-enterprise-2011', '9', '取得投资收益收到的现金', 'in'),
  ('small-enterprise-2011', '10', '处置固定资产、无形资产和其他非流动资产收回的现金净额', 'in'),
  ('small-enterprise-2011', '11', '短期投资、长期债券投资和长期股权投资支付的现金', 'out'),
  ('small-enterprise-2011', '12', '购建固定资产、无形资产和其他非流动资产支付的现金', 'out'),
  ('small-enterprise-2011', '14', '取得借款收到的现金', 'in'),
  ('small-enterprise-2011', '15', '吸收投资者投资收到的现金', 'in'),
  ('small-enterprise-2011', '16', '偿还借款本金支付的现金', 'out'),
  ('small-enterprise-2011', '17', '偿还借款利息支付的现金', 'out'),
  ('small-enterprise-2011', '18', '分配利润支付的现金', 'out');
INSERT INTO cash_flow_item
SELECT s.standard, i.code, i.name, i.direction
FROM (VALUES ('non-profit-2004'), ('non-profit-2024')) AS s (standard)
CROSS JOIN (VALUES
  ('1', '接受捐赠收到的现金', 'in'),
  ('2', '收取会费收到的现金', 'in'),
  ('3', '提供服务收到的现金', 'in'),
  ('4', '销售商品收到的现金', 'in'),
  ('5', '政府补助收到的现金', 'in'),
  ('8', '收到的其他与业务活动有关的现金', 'in'),
  ('14', '提供捐赠或者资助支付的现金', 'out'),
  ('15', '支付给员工以及为员工支付的现金', 'out'),
  ('16', '购买商品、接受服务支付的现金', 'out'),
  ('19', '支付的其他与业务活动有关的现金', 'out'),
  ('25', '收回投资所收到的现金', 'in'),
  ('26', '取得投资收益所收到的现金', 'in'),
  ('27', '处置固定资产和无形资产所收回的现金', 'in'),
  ('30', '收到的其他与投资活动有关的现金', 'in'),
  ('35', '购建固定资产和无形资产所支付的现金', 'out'),
  ('36', '对外投资所支付的现金', 'out'),
  ('39', '支付的其他与投资活动有关的现金', 'out'),
  ('45', '借款所收到的现金', 'in'),
  ('48', '收到的其他与筹资活动有关的现金', 'in'),
  ('51', '偿还借款所支付的现金', 'out'),
  ('52', '偿付利息所支付的现金', 'out'),
  ('55', '支付的其他与筹资活动有关的现金', 'out')) AS i (code, name, direction);
CALL make_immutable('cash_flow_item');
GRANT SELECT ON cash_flow_item TO gongzhang_service;

-- ── Auxiliary dimensions (财会〔2024〕12号 第二十条(三)) ──────────────────────────────────────────

-- counterparty and fund come with the book: the line's own counterparty and fund code are their items.
CREATE TABLE dimension (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{0,19}$'),
  name text NOT NULL CHECK (name <> ''),
  built_in boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT dimension_exists PRIMARY KEY (community_code, book_no, code),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT dimension_is_built_in CHECK (built_in = (code IN ('counterparty', 'fund')))
);
CREATE TABLE dimension_item (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  dimension_code text NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9-]{1,30}$'),
  name text NOT NULL CHECK (name <> ''),
  -- The day it was closed: no new voucher names it from then on.
  closed_on date,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT dimension_item_exists PRIMARY KEY (community_code, book_no, dimension_code, code),
  CONSTRAINT dimension_unknown FOREIGN KEY (community_code, book_no, dimension_code) REFERENCES dimension (community_code, book_no, code),
  CONSTRAINT built_in_dimension_has_no_items CHECK (dimension_code NOT IN ('counterparty', 'fund'))
);
-- What an account and everything under it asks of a hand-made line.
CREATE TABLE account_dimension (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  account_code text NOT NULL,
  dimension_code text NOT NULL,
  PRIMARY KEY (community_code, book_no, account_code, dimension_code),
  FOREIGN KEY (community_code, book_no, account_code) REFERENCES account (community_code, book_no, code),
  CONSTRAINT dimension_unknown FOREIGN KEY (community_code, book_no, dimension_code) REFERENCES dimension (community_code, book_no, code)
);
CALL isolate('dimension');
CALL isolate('dimension_item');
CALL isolate('account_dimension');
CALL make_immutable('dimension');
GRANT SELECT, INSERT ON dimension, dimension_item TO gongzhang_service;
GRANT UPDATE (closed_on) ON dimension_item TO gongzhang_service;
GRANT SELECT, INSERT, DELETE ON account_dimension TO gongzhang_service;

CREATE FUNCTION begin_dimensions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO dimension (community_code, book_no, code, name, built_in)
  VALUES (NEW.community_code, NEW.book_no, 'counterparty', '往来单位', true), (NEW.community_code, NEW.book_no, 'fund', '专项', true);
  RETURN NULL;
END
$$;
CREATE TRIGGER dimensions_begin AFTER INSERT ON book FOR EACH ROW EXECUTE FUNCTION begin_dimensions();

-- An item is closed once and never goes; closing waits for what is being posted.
CREATE FUNCTION check_dimension_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'closed_on') IS DISTINCT FROM (to_jsonb(OLD) - 'closed_on') THEN
    PERFORM refuse('record-immutable', jsonb_build_object('record', TG_TABLE_NAME, 'operation', TG_OP));
  END IF;
  IF OLD.closed_on IS NOT NULL THEN
    PERFORM refuse('dimension-item-closed', jsonb_build_object('dimension', OLD.dimension_code, 'item', OLD.code));
  END IF;
  PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
  NEW.closed_on := context_today();
  RETURN NEW;
END
$$;
CREATE TRIGGER dimension_items_never_go BEFORE UPDATE OR DELETE ON dimension_item FOR EACH ROW EXECUTE FUNCTION check_dimension_item();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON dimension_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_account_dimension() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
  IF NEW.dimension_code = 'fund' AND EXISTS (SELECT FROM account a WHERE a.community_code = NEW.community_code
      AND a.book_no = NEW.book_no AND starts_with(a.code, NEW.account_code) AND a.money IS NOT NULL) THEN
    PERFORM refuse('fund-on-money-line');
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_dimension_fits BEFORE INSERT OR UPDATE ON account_dimension FOR EACH ROW EXECUTE FUNCTION check_account_dimension();

-- ── What each line must name, by whatever way it enters ─────────────────────────────────────────

CREATE FUNCTION check_line_details() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  bad record;
BEGIN
  -- All lines of a voucher enter in one statement (lines_must_keep_the_rules). The word follows from the money that they
  -- move (会计基础工作规范 第五十条); each line of money has a row of the cash flow statement, unless only money moved.
  SELECT x.* INTO bad FROM (
    SELECT e.word, k.standard,
      CASE WHEN k.voucher_words = '记' THEN '记' WHEN bool_or(a.money IS NOT NULL AND e.credit <> 0) THEN '付'
        WHEN bool_or(a.money IS NOT NULL) THEN '收' ELSE '转' END AS due_word,
      bool_or(e.cash_flow_item IS NOT NULL AND (a.money IS NULL OR i.code IS NULL)) AS unknown,
      bool_and(a.money IS NOT NULL) AND bool_or(e.cash_flow_item IS NOT NULL) AS transferred,
      bool_or(a.money IS NULL) AND bool_or(a.money IS NOT NULL AND e.cash_flow_item IS NULL)
        AND k.standard IN (SELECT c.standard FROM cash_flow_item c) AS missing,
      -- What is paid back of an income, or comes back of an expense, lessens its own row.
      bool_or(i.direction = 'in' AND e.credit <> 0) AND NOT bool_or(a.money IS NOT NULL AND e.debit <> 0)
        AND NOT bool_or(a.category = 'income' AND e.debit <> 0)
      OR bool_or(i.direction = 'out' AND e.debit <> 0) AND NOT bool_or(a.money IS NOT NULL AND e.credit <> 0)
        AND NOT bool_or(a.category IN ('expense', 'cost') AND e.credit <> 0) AS wrong_way
    -- Each voucher is looked up by its key, not joined: a join would read the whole book while statistics are missing.
    FROM (SELECT n.*, (SELECT v.word FROM voucher v WHERE v.community_code = n.community_code AND v.book_no = n.book_no
      AND v.id = n.voucher_id) AS word FROM entered n) e
    JOIN book k ON k.community_code = e.community_code AND k.book_no = e.book_no
    JOIN account a ON a.community_code = e.community_code AND a.book_no = e.book_no AND a.code = e.account_code
    LEFT JOIN cash_flow_item i ON i.standard = k.standard AND i.code = e.cash_flow_item
    GROUP BY e.community_code, e.book_no, e.voucher_id, e.word, k.voucher_words, k.standard) x
  WHERE x.word <> x.due_word OR x.unknown OR x.transferred OR x.missing OR x.wrong_way
  LIMIT 1;
  IF FOUND THEN
    IF bad.word <> bad.due_word THEN
      PERFORM refuse('voucher-word-wrong', jsonb_build_object('word', bad.word, 'due', bad.due_word));
    ELSIF bad.unknown THEN
      PERFORM refuse('cash-flow-item-unknown');
    ELSIF bad.transferred THEN
      PERFORM refuse('cash-flow-item-on-transfer');
    ELSIF bad.missing THEN
      PERFORM refuse('cash-flow-item-missing');
    ELSE
      PERFORM refuse('cash-flow-item-wrong-way');
    END IF;
  END IF;

  -- A red letter takes back what was accepted, and a closing voucher empties it: an item closed since does not keep them.
  IF EXISTS (SELECT FROM entered WHERE dimensions <> '{}') THEN
    SELECT d.key AS dimension, d.value #>> '{}' AS item, i.closed_on INTO bad
    FROM entered e
    CROSS JOIN LATERAL jsonb_each(e.dimensions) AS d
    JOIN voucher v ON v.community_code = e.community_code AND v.book_no = e.book_no AND v.id = e.voucher_id
    JOIN voucher_source s ON s.kind = v.source_kind
    LEFT JOIN dimension_item i ON i.community_code = e.community_code AND i.book_no = e.book_no AND i.dimension_code = d.key
      AND i.code = d.value #>> '{}' AND jsonb_typeof(d.value) = 'string'
    WHERE i.code IS NULL OR (i.closed_on IS NOT NULL AND NOT s.red_letter AND s.kind <> 'closing')
    LIMIT 1;
    IF FOUND THEN
      PERFORM refuse(CASE WHEN bad.closed_on IS NULL THEN 'dimension-item-unknown' ELSE 'dimension-item-closed' END,
        jsonb_build_object('dimension', bad.dimension, 'item', bad.item));
    END IF;
  END IF;

  SELECT e.account_code, r.dimension_code, n.name INTO bad
  FROM (SELECT DISTINCT community_code, book_no FROM entered) t
  JOIN account_dimension r ON r.community_code = t.community_code AND r.book_no = t.book_no
  JOIN entered e ON e.community_code = t.community_code AND e.book_no = t.book_no AND starts_with(e.account_code, r.account_code)
  JOIN dimension n ON n.community_code = r.community_code AND n.book_no = r.book_no AND n.code = r.dimension_code
  WHERE (SELECT s.hand_made FROM voucher v JOIN voucher_source s ON s.kind = v.source_kind
      WHERE v.community_code = e.community_code AND v.book_no = e.book_no AND v.id = e.voucher_id)
    AND NOT CASE r.dimension_code WHEN 'counterparty' THEN e.counterparty IS NOT NULL WHEN 'fund' THEN e.fund_code IS NOT NULL
    ELSE e.dimensions ? r.dimension_code END
  LIMIT 1;
  IF FOUND THEN
    PERFORM refuse('dimension-missing', jsonb_build_object('account', bad.account_code, 'dimension', bad.dimension_code, 'name', bad.name));
  END IF;
  RETURN NULL;
END
$$;
-- Named to fire after lines_must_keep_the_rules.
CREATE TRIGGER lines_must_name_their_details AFTER INSERT ON voucher_line REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_line_details();

-- ── Posting rules: what may enter the books without a reviewer (财会〔2024〕12号 第二十一条(一); 财会〔2024〕11号 第十七条) ──

-- The catalogue, by version; the highest version of a kind is the one that the software follows.
CREATE TABLE posting_rule (
  kind text NOT NULL REFERENCES voucher_source (kind),
  version int NOT NULL CHECK (version > 0),
  name text NOT NULL CHECK (name <> ''),
  entry text NOT NULL CHECK (entry <> ''),
  basis text NOT NULL CHECK (basis <> ''),
  PRIMARY KEY (kind, version)
);
INSERT INTO posting_rule VALUES
  ('receipt', 1, '收款入账', '收款登记后：借 收入户（银行存款或现金），贷 登记的收入、负债或应收科目；全额入账，一借一贷，附件为收款票据。', '会计基础工作规范第四十八条、第五十一条；收支两条线'),
  ('donation', 1, '捐赠收款入账', '捐赠登记后：借 收入户，贷 捐赠收入（限定或非限定明细）并记入所捐专项；全额入账，附件为捐赠票据。', '慈善法第三十八条；民间非营利组织会计制度 捐赠收入'),
  ('rent', 1, '租金收款入账', '租金收到后：借 收入户，贷 该租约的应收款科目；全额入账，附件为收款票据。', '会计基础工作规范第四十八条；农村集体经济组织会计制度 应收款'),
  ('rent-due', 1, '租金到期计提', '租约规定的租金到期时：借 应收款，贷 租赁收入或预收租金；依据为租赁合同的租金表。', '农村集体经济组织会计制度 经营收入；民法典第七百零三条'),
  ('rent-reduced', 1, '退租冲减租金', '租约提前终止时：借 租赁收入或预收租金，贷 应收款，金额为未租日数的租金。', '民法典第五百六十七条；会计基础工作规范第五十一条'),
  ('refund', 1, '退款', '退还已收款项时：借 原收款的贷方科目，贷 收入户；不超过原收款余额。', '会计基础工作规范第四十八条；收支两条线'),
  ('allocation', 1, '收入户拨付支出户', '拨付时：借 支出户，贷 收入户；同一账套内，不涉及收入和支出。', '现金管理暂行条例第十一条(二)；收支两条线'),
  ('payment', 1, '付款', '付款申请逐级审批后由出纳支付：借 申请所列科目（及专项），贷 支出户；金额与批准的申请一致，一份申请只付一次。', '会计法第二十五条；现金管理暂行条例第十一条(二)'),
  ('transfer', 1, '账套间划转', '账套间划转时在两个账套各生成一张凭证并互相指明：付出账套借 对应科目贷 资金科目，收入账套借 资金科目贷 对应科目。', '会计法第十六条；独立核算'),
  ('release', 1, '限定解除', '限定用途的捐赠已按用途使用后：借 限定性净资产，贷 非限定性净资产，金额不超过已使用数。', '财会〔2020〕9号 限定性净资产的重分类'),
  ('reversal', 1, '红字冲销', '会计冲销已记账凭证时：与原凭证逐行相同、金额为负、方向不变，摘要为“注销某月某日某号凭证”。', '会计基础工作规范第五十一条(五)');
CALL make_immutable('posting_rule');
GRANT SELECT ON posting_rule TO gongzhang_service;

-- Who allowed or stopped which version in a book, and why; the last decision counts. Kept for good.
CREATE TABLE posting_rule_decision (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  kind text NOT NULL,
  seq int NOT NULL CHECK (seq > 0),
  version int NOT NULL,
  enabled boolean NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  decided_by uuid REFERENCES app_user (id),
  decided_by_name text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (community_code, book_no, kind, seq),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT posting_rule_unknown FOREIGN KEY (kind, version) REFERENCES posting_rule (kind, version)
);
CALL isolate('posting_rule_decision');
CALL make_immutable('posting_rule_decision');
GRANT SELECT, INSERT ON posting_rule_decision TO gongzhang_service;

CREATE FUNCTION begin_posting_rules() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO posting_rule_decision
  SELECT NEW.community_code, NEW.book_no, r.kind, 1, max(r.version), true, '建账时启用', context_actor(), context_actor_name(), context_now()
  FROM posting_rule r GROUP BY r.kind;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_rules_begin AFTER INSERT ON book FOR EACH ROW EXECUTE FUNCTION begin_posting_rules();

-- A decision is made by the director or the party secretary, in order, about the version that the software follows.
CREATE FUNCTION check_posting_rule_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Only begin_posting_rules() writes without a duty: the creator of the book, once.
  IF pg_trigger_depth() = 1 THEN
    PERFORM 1 FROM book_chain WHERE community_code = NEW.community_code AND book_no = NEW.book_no FOR UPDATE;
    IF NOT (holds_duty(context_actor(), NEW.community_code, 'director') OR holds_duty(context_actor(), NEW.community_code, 'party-secretary')) THEN
      PERFORM refuse('forbidden');
    END IF;
    NEW.seq := (SELECT coalesce(max(d.seq), 0) + 1 FROM posting_rule_decision d
      WHERE d.community_code = NEW.community_code AND d.book_no = NEW.book_no AND d.kind = NEW.kind);
    NEW.version := (SELECT max(r.version) FROM posting_rule r WHERE r.kind = NEW.kind);
    IF NEW.version IS NULL THEN PERFORM refuse('posting-rule-unknown', jsonb_build_object('kind', NEW.kind)); END IF;
    NEW.decided_by := context_actor();
    NEW.decided_by_name := context_actor_name();
    NEW.decided_at := context_now();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decisions_are_the_heads BEFORE INSERT ON posting_rule_decision FOR EACH ROW EXECUTE FUNCTION check_posting_rule_decision();

-- The version under which this kind posts in this book; no row for what a person reviews.
CREATE FUNCTION posting_rule_in_force(p_community char(12), p_book int, p_kind text) RETURNS SETOF int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_version int;
  v_name text;
  d posting_rule_decision;
BEGIN
  SELECT r.version, r.name INTO v_version, v_name FROM posting_rule r WHERE r.kind = p_kind ORDER BY r.version DESC LIMIT 1;
  IF NOT FOUND THEN
    -- A kind that nobody reviews has a rule, or it does not post.
    IF EXISTS (SELECT FROM voucher_source s WHERE s.kind = p_kind AND NOT s.needs_reviewer) THEN
      PERFORM refuse('posting-rule-unknown', jsonb_build_object('kind', p_kind));
    END IF;
    RETURN;
  END IF;
  SELECT * INTO d FROM posting_rule_decision x
  WHERE x.community_code = p_community AND x.book_no = p_book AND x.kind = p_kind ORDER BY x.seq DESC LIMIT 1;
  IF d.enabled IS NOT TRUE OR d.version <> v_version THEN
    PERFORM refuse('posting-rule-disabled', jsonb_build_object('kind', p_kind, 'name', v_name));
  END IF;
  RETURN NEXT v_version;
END
$$;

-- A voucher carries the version that its book allows, by whatever way it enters.
CREATE FUNCTION check_voucher_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.rule_version IS DISTINCT FROM (SELECT version FROM posting_rule_in_force(NEW.community_code, NEW.book_no, NEW.source_kind) AS r (version)) THEN
    PERFORM refuse('posting-rule-unknown', jsonb_build_object('kind', NEW.source_kind));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER voucher_has_its_rule BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION check_voucher_rule();

-- ── Corrections (会计基础工作规范 第五十一条(五)) ──────────────────────────────────────────────────

-- The differences of a voucher that stand.
CREATE FUNCTION live_differences(p_community char(12), p_book int, p_voucher uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id FROM voucher d WHERE d.community_code = p_community AND d.book_no = p_book AND d.corrects_id = p_voucher
    AND d.source_kind = 'difference' AND NOT EXISTS (SELECT FROM voucher r WHERE r.community_code = d.community_code
      AND r.book_no = d.book_no AND r.reverses_id = d.id)
$$;

CREATE FUNCTION check_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  o voucher;
  v_reversed boolean;
BEGIN
  IF NEW.reverses_id IS NOT NULL THEN
    IF EXISTS (SELECT FROM live_differences(NEW.community_code, NEW.book_no, NEW.reverses_id)) THEN
      PERFORM refuse('voucher-has-differences');
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO o FROM voucher WHERE community_code = NEW.community_code AND book_no = NEW.book_no AND id = NEW.corrects_id;
  v_reversed := EXISTS (SELECT FROM voucher r WHERE r.community_code = o.community_code AND r.book_no = o.book_no AND r.reverses_id = o.id);
  IF o.source_kind IN ('reversal', 'difference') THEN
    PERFORM refuse('correction-not-allowed');
  ELSIF NEW.source_kind = 'prior-year' THEN
    IF extract(year FROM o.date) >= extract(year FROM NEW.date) THEN PERFORM refuse('correction-of-this-year'); END IF;
  ELSIF extract(year FROM o.date) <> extract(year FROM NEW.date) THEN
    PERFORM refuse('correction-of-earlier-year', jsonb_build_object('suggestion', ''));
  ELSIF o.source_kind <> 'closing' AND NOT (SELECT s.hand_made FROM voucher_source s WHERE s.kind = o.source_kind) THEN
    PERFORM refuse('correction-by-document');
  ELSIF (NEW.source_kind = 'correction') <> v_reversed THEN
    PERFORM refuse('correction-not-allowed');
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER correction_keeps_the_law BEFORE INSERT ON voucher FOR EACH ROW
  WHEN (NEW.reverses_id IS NOT NULL OR NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION check_correction();

-- 注销 or 订正, and which voucher; of an earlier year with the year.
CREATE FUNCTION correction_wording(p_verb text, o voucher, p_earlier boolean) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT p_verb || CASE WHEN p_earlier THEN extract(year FROM o.date) || '年' ELSE '' END || extract(month FROM o.date) || '月'
    || extract(day FROM o.date) || '日' || o.word || '字第' || o.no || '号凭证'
$$;

CREATE FUNCTION check_correction_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  o voucher;
  v_wording text;
  v_adjusted uuid;
BEGIN
  SELECT * INTO o FROM voucher WHERE community_code = NEW.community_code AND book_no = NEW.book_no
    AND id = coalesce(NEW.reverses_id, NEW.corrects_id);
  v_wording := correction_wording(CASE WHEN NEW.reverses_id IS NULL THEN '订正' ELSE '注销' END, o, NEW.source_kind = 'prior-year');
  IF EXISTS (SELECT FROM voucher_line l WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no
      AND l.voucher_id = NEW.id AND NOT starts_with(l.summary, v_wording)) THEN
    PERFORM refuse('correction-wording-missing', jsonb_build_object('wording', v_wording));
  END IF;
  -- The original and its differences: the same accounts, and no line below zero. A difference that is taken back counts too.
  v_adjusted := CASE WHEN NEW.source_kind = 'difference' THEN NEW.corrects_id WHEN o.source_kind = 'difference' THEN o.corrects_id END;
  IF v_adjusted IS NOT NULL AND EXISTS (
    SELECT FROM (
      SELECT sum(l.debit + l.credit) AS amount, bool_or(l.voucher_id = v_adjusted) AS original
      FROM voucher_line l WHERE l.community_code = NEW.community_code AND l.book_no = NEW.book_no
        AND (l.voucher_id = v_adjusted OR l.voucher_id IN (SELECT live_differences(NEW.community_code, NEW.book_no, v_adjusted)))
      GROUP BY l.account_code, l.fund_code, l.counterparty, l.cash_flow_item, l.dimensions, l.debit <> 0) x
    WHERE x.amount < 0 OR NOT x.original) THEN
    PERFORM refuse('difference-not-exact');
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER correction_says_what_it_does AFTER INSERT ON voucher DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.reverses_id IS NOT NULL OR NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION check_correction_lines();

-- ── Templates and recurring vouchers ────────────────────────────────────────────────────────────

CREATE TABLE voucher_template (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  -- As the lines of a draft; the amount of a line may be missing until the template is used.
  lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array' AND jsonb_array_length(lines) >= 2),
  -- A recurring voucher is due on this day of each month, 0 for the last one.
  due_day int CHECK (due_day BETWEEN 0 AND 28),
  due_from char(7) CHECK (due_from ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  due_through char(7) CHECK (due_through ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, book_no, id),
  FOREIGN KEY (community_code, book_no) REFERENCES book,
  CONSTRAINT voucher_template_exists UNIQUE (community_code, book_no, name),
  CONSTRAINT schedule_is_whole CHECK ((due_day IS NULL) = (due_from IS NULL) AND (due_from IS NOT NULL OR due_through IS NULL)
    AND due_through >= due_from)
);
-- Which template has made its voucher of which month; it is not made again when the draft was thrown away.
CREATE TABLE recurring_voucher (
  community_code char(12) NOT NULL,
  book_no int NOT NULL,
  template_id uuid NOT NULL,
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  voucher_id uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT context_now(),
  CONSTRAINT recurring_voucher_made PRIMARY KEY (community_code, book_no, template_id, month),
  FOREIGN KEY (community_code, book_no) REFERENCES book
);
CALL isolate('voucher_template');
CALL isolate('recurring_voucher');
CALL make_immutable('recurring_voucher');
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher_template TO gongzhang_service;
GRANT SELECT, INSERT ON recurring_voucher TO gongzhang_service;
