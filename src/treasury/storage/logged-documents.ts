import type { LoggedRows } from '../../platform/database/comparison.js';

const DAY = `'YYYY-MM-DD'`;

/** Receipts, refunds, allocations, payments and transfers as the operation log noted them. */
export const LOGGED_DOCUMENTS: LoggedRows = {
  actions: [
    'money-received',
    'receipt-refunded',
    'money-allocated',
    'request-paid',
    'money-transferred',
  ],
  rows: `
    SELECT 'money-received' AS action, id::text AS subject_id, format('第%s账套 %s 收款 %s 元', book_no, date, amount) AS label,
      jsonb_build_object('id', id, 'voucherId', voucher_id, 'bookNo', book_no, 'date', to_char(date, ${DAY}), 'amount', amount::text,
        'payer', payer, 'payerKind', payer_kind, 'item', item, 'fundAccountCode', fund_account_code, 'incomeAccountCode', income_account_code,
        'fundCode', fund_code, 'attachmentCount', attachment_count, 'sourceKind', source_kind,
        'cashReceivedOn', to_char(cash_received_on, ${DAY}), 'depositReason', deposit_reason) AS content
    FROM receipt WHERE community_code = $1
    UNION ALL
    SELECT 'receipt-refunded', receipt_id::text, format('第%s账套 %s 退款 %s 元', book_no, date, amount),
      jsonb_build_object('id', id, 'voucherId', voucher_id, 'date', to_char(date, ${DAY}), 'amount', amount::text, 'reason', reason)
    FROM receipt_refund WHERE community_code = $1
    UNION ALL
    SELECT 'money-allocated', id::text, format('第%s账套 %s 拨付 %s 元', book_no, date, amount),
      jsonb_build_object('id', id, 'voucherId', voucher_id, 'bookNo', book_no, 'date', to_char(date, ${DAY}),
        'amount', amount::text, 'fromAccountCode', from_account_code, 'toAccountCode', to_account_code)
    FROM allocation WHERE community_code = $1
    UNION ALL
    SELECT 'request-paid', request_id::text, format('第%s账套 %s 付款 %s 元', book_no, date, amount),
      jsonb_build_object('id', id, 'voucherId', voucher_id, 'requestId', request_id, 'date', to_char(date, ${DAY}),
        'amount', amount::text, 'fundAccountCode', fund_account_code)
    FROM payment WHERE community_code = $1
    UNION ALL
    SELECT 'money-transferred', id::text, format('%s 第%s账套划至第%s账套 %s 元', date, from_book_no, to_book_no, amount),
      jsonb_build_object('id', id, 'kind', kind, 'date', to_char(date, ${DAY}), 'amount', amount::text, 'requestId', request_id,
        'from', jsonb_build_object('bookNo', from_book_no, 'accountCode', from_account_code, 'moneyCode', from_money_code,
          'fundCode', from_fund_code, 'voucherId', from_voucher_id),
        'to', jsonb_build_object('bookNo', to_book_no, 'accountCode', to_account_code, 'moneyCode', to_money_code,
          'fundCode', to_fund_code, 'voucherId', to_voucher_id))
    FROM transfer WHERE community_code = $1`,
};

/** Payment requests as they were handed in, what their ladder weighed, and each signature, as the operation log noted them. */
export const LOGGED_REQUESTS: LoggedRows = {
  actions: ['request-submitted', 'request-signed'],
  rows: `
    SELECT 'request-submitted' AS action, id::text AS subject_id, format('第%s账套付款申请“%s”%s 元', book_no, purpose, amount) AS label,
      jsonb_build_object('id', id, 'date', to_char(date, ${DAY}), 'purpose', purpose, 'payee', payee, 'amount', amount::text,
        'expenseAccountCode', expense_account_code, 'fundCode', fund_code, 'handledBy', handled_by,
        'attachments', attachment_count, 'resolutionNo', resolution_no, 'category', category, 'payeeKind', payee_kind,
        'ladderVersion', ladder_version, 'ladderAmount', ladder_amount::text) AS content
    FROM payment_request WHERE community_code = $1 AND ladder_version IS NOT NULL
    UNION ALL
    SELECT 'request-signed', request_id::text, format('第%s账套付款申请的审批（第%s级，%s）', book_no, step_no, approver_name),
      jsonb_build_object('stepNo', step_no, 'role', role, 'approverId', approver_id, 'opinion', opinion)
    FROM request_approval WHERE community_code = $1`,
};

/** The ladders that the community adopted, as the operation log noted them. */
export const LOGGED_LADDERS: LoggedRows = {
  actions: ['approval-ladder-adopted'],
  rows: `
    SELECT 'approval-ladder-adopted' AS action, community_code::text AS subject_id, format('审批权限表第%s版', version) AS label,
      jsonb_build_object('version', version, 'adoptedOn', to_char(adopted_on, ${DAY}), 'resolutionNo', resolution_no,
        'resolutionAbove', resolution_above::text, 'windowDays', window_days, 'steps', (SELECT jsonb_agg(jsonb_build_object(
            'stepNo', s.step_no, 'above', s.above::text, 'role', s.role) ORDER BY s.step_no)
          FROM community_ladder_step s WHERE s.community_code = l.community_code AND s.version = l.version)) AS content
    FROM community_ladder l WHERE community_code = $1`,
};

/** Bank statements with their lines, as the operation log noted them. */
export const LOGGED_STATEMENTS: LoggedRows = {
  actions: ['bank-statement-entered'],
  removal: 'bank-statement-removed',
  rows: `
    SELECT 'bank-statement-entered' AS action, s.id::text AS subject_id,
      format('第%s账套账户 %s %s 银行对账单', s.book_no, s.account_code, s.month) AS label,
      jsonb_build_object('accountCode', s.account_code, 'month', s.month, 'openingBalance', s.opening_balance::text,
        'closingBalance', s.closing_balance::text, 'lines', coalesce((SELECT jsonb_agg(jsonb_build_object(
            'date', to_char(l.date, ${DAY}), 'amount', l.amount::text, 'description', l.description,
            'counterparty', l.counterparty, 'reference', l.reference) ORDER BY l.line_no)
          FROM bank_line l WHERE l.community_code = s.community_code AND l.book_no = s.book_no AND l.statement_id = s.id), '[]')) AS content
    FROM bank_statement s WHERE s.community_code = $1`,
};

/** Confirmed tables, cash counts, cash limits and explanations as the operation log noted them. */
export const LOGGED_CONFIRMATIONS: LoggedRows = {
  actions: ['reconciliation-confirmed', 'cash-counted', 'cash-limit-set', 'cash-explained'],
  rows: `
    SELECT 'reconciliation-confirmed' AS action, book_no || '/' || account_code AS subject_id,
      format('第%s账套账户 %s %s 余额调节表第%s版', book_no, account_code, month, version) AS label,
      jsonb_build_object('accountCode', account_code, 'month', month, 'statementId', statement_id,
        'bookBalance', book_balance::text, 'bankReceivedNotBooked', bank_received_not_booked::text,
        'bankPaidNotBooked', bank_paid_not_booked::text, 'statementBalance', statement_balance::text,
        'bookReceivedNotInBank', book_received_not_in_bank::text, 'bookPaidNotInBank', book_paid_not_in_bank::text,
        'openingDifference', opening_difference::text, 'openItems', open_items) AS content
    FROM reconciliation WHERE community_code = $1
    UNION ALL
    SELECT 'cash-counted', book_no || '/' || account_code, format('第%s账套 %s 现金盘点 %s 元', book_no, date, counted),
      jsonb_build_object('id', id, 'accountCode', account_code, 'date', to_char(date, ${DAY}), 'bookBalance', book_balance::text,
        'counted', counted::text, 'explanation', explanation, 'countedBy', counted_by_name, 'witness', witness_name)
    FROM cash_count WHERE community_code = $1
    UNION ALL
    SELECT 'cash-limit-set', book_no::text, format('第%s账套库存现金限额第%s版', book_no, version),
      jsonb_build_object('version', version, 'amount', amount::text, 'basis', basis, 'adoptedOn', to_char(adopted_on, ${DAY}))
    FROM cash_limit WHERE community_code = $1
    UNION ALL
    SELECT 'cash-explained', book_no || '/' || account_code, format('第%s账套 %s 现金 %s 元的说明', book_no, month, amount),
      jsonb_build_object('id', id, 'month', month, 'rule', rule, 'accountCode', account_code, 'date', to_char(date, ${DAY}),
        'amount', amount::text, 'voucherId', voucher_id, 'purpose', purpose, 'reason', reason)
    FROM cash_explanation WHERE community_code = $1`,
};
