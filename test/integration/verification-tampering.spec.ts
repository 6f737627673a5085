import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { Neighbourhood } from '../api/oversight.fixture.js';
import { tamperer, type Tamperer } from '../support/tampering.js';
import { playedMonth } from './verification.fixture.js';

let n: Neighbourhood;
let owner: Tamperer;

beforeAll(async () => {
  n = await playedMonth();
  owner = await tamperer(n.t, n.code);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await n.close();
});

const JANUARY = `month = '2026-01'`;
const forgedFigures = `replace(figures, '"incomeTotal":"8000.00"', '"incomeTotal":"1.00"')`;
const forgedContent = `replace(content, '"incomeTotal":"8000.00"', '"incomeTotal":"1.00"')`;

describe('verification of a month played to its seal', () => {
  test('finds nothing where nothing was done, and has looked at every kind of record', async () => {
    const { findings } = await n.t.database.read(
      { scope: n.code, communityCode: n.code, actor: null, idempotency: null },
      (tx) => n.t.app.get(VerificationService).verify(tx, n.code),
    );
    expect(findings.filter(({ differences }) => differences.length > 0)).toEqual([]);
    const empty = findings.filter(({ count }) => count === 0).map(({ check }) => check);
    expect(empty).toEqual([
      '原始凭证',
      '凭证所附原始凭证',
      '年末收益分配与操作日志',
      '分配凭证与决议',
      '会计制度衔接与操作日志',
      '制度衔接留下的标记',
      '凭证导入与操作日志',
      '解除限定不超过使用',
      '季度报告',
      '季度报告与月报、公示',
      '季度报告与操作日志',
    ]);
  });

  test.each<[string, string, string[]]>([
    [
      'doubled opening balances',
      '期初余额与操作日志',
      ['UPDATE opening_balance SET debit = debit * 2, credit = credit * 2'],
    ],
    ['deleted opening balances', '期初余额与操作日志', ['DELETE FROM opening_balance']],
    [
      'the amount of a receipt',
      '收付单据与凭证',
      ['UPDATE receipt SET amount = 1.00 WHERE amount = 8000.00'],
    ],
    [
      'the payer of a receipt',
      '收付单据与操作日志',
      [`UPDATE receipt SET payer = '别人' WHERE amount = 8000.00`],
    ],
    [
      'the day of a payment',
      '收付单据与凭证',
      [`UPDATE payment SET date = '2026-01-09' WHERE amount = 600.00`],
    ],
    ['a payment that is gone', '收付单据与凭证', ['DELETE FROM payment WHERE amount = 600.00']],
    [
      'the account of an allocation',
      '收付单据与凭证',
      [`UPDATE allocation SET from_account_code = to_account_code`],
    ],
    ['a refund above its receipt', '退款不超过收款', ['UPDATE receipt_refund SET amount = 900.01']],
    [
      'one side of a transfer',
      '账套间划转成对',
      [`UPDATE transfer SET to_voucher_id = gen_random_uuid()`],
    ],
    ['the amount of a transfer', '收付单据与凭证', ['UPDATE transfer SET amount = 299.99']],
    [
      'a paid request made payable again',
      '付款申请的状态、审批与付款',
      [`UPDATE payment_request SET status = 'approved' WHERE amount = 600.00`],
    ],
    [
      'a deleted approval',
      '付款申请的状态、审批与付款',
      [`DELETE FROM request_approval WHERE step_no = 2`],
    ],
    [
      'one person under two steps',
      '付款申请与操作日志',
      [
        `UPDATE request_approval SET approver_id = (SELECT id FROM app_user WHERE username = 'secretary.001') WHERE step_no = 1 AND request_id IN (SELECT id FROM payment_request WHERE amount = 600.00)`,
      ],
    ],
    [
      'a lightened ladder',
      '付款申请与操作日志',
      [`UPDATE payment_request SET ladder_amount = 900.00 WHERE amount = 1500.00`],
    ],
    [
      'the payee of a request',
      '付款申请与操作日志',
      [`UPDATE payment_request SET payee = '别人' WHERE amount = 600.00`],
    ],
    [
      'an overdrawn fund account',
      '资金账户月末不透支',
      [
        `UPDATE voucher_line SET credit = 9000.00 WHERE account_code = '10201' AND credit = 2100.00`,
      ],
    ],
    [
      'a line of a bank statement',
      '银行对账单加总与衔接',
      ['UPDATE bank_line SET amount = amount - 1 WHERE amount = 8000.00'],
    ],
    [
      'a match that does not agree',
      '银行对账核销两边相等',
      ['UPDATE bank_line SET amount = amount - 1 WHERE amount = 8000.00'],
    ],
    ['a match that is gone', '余额调节表重新计算', ['DELETE FROM bank_match']],
    [
      'a confirmed table',
      '余额调节表重新计算',
      [
        'UPDATE reconciliation SET book_balance = book_balance + 1, statement_balance = statement_balance + 1',
      ],
    ],
    [
      'an explanation of a table',
      '对账、盘点与操作日志',
      [
        `UPDATE reconciliation SET open_items = jsonb_set(open_items, '{explanations}', '{"x": "假"}')`,
      ],
    ],
    ['a donation', '捐赠登记与收款', ['UPDATE donation SET amount = 25.00']],
    [
      'a donation moved to no fund',
      '各专项捐赠合计',
      [`UPDATE donation SET fund_code = NULL, restricted = false`],
    ],
    [
      'a donor made public',
      '捐赠、解除限定与操作日志',
      ['UPDATE donation SET publish_name = true'],
    ],
    [
      'a release without spending',
      '解除限定不超过使用',
      [
        `INSERT INTO fund_release (community_code, book_no, id, fund_code, date, amount, reason, voucher_id) SELECT community_code, book_no, gen_random_uuid(), fund_code, date, 1.00, '假', voucher_id FROM donation`,
      ],
    ],
    ['a contract', '租金计划与合同', ['UPDATE lease SET total = total - 1']],
    ['a tenant', '租约与操作日志', [`UPDATE lease SET tenant = '别人'`]],
    [
      'what was received of a rent',
      '租金与凭证、收款',
      ['UPDATE rent SET received = 1000.00 WHERE received > 0'],
    ],
    ['a rent receipt', '租金与凭证、收款', ['DELETE FROM rent_receipt']],
    [
      'figures of a report with their digest',
      '月度报告重新编制',
      [
        `UPDATE month_report SET figures = ${forgedFigures}, sha256 = sha256(convert_to(${forgedFigures}, 'UTF8'))`,
      ],
    ],
    [
      'the property part of a report with its digest',
      '月度报告与操作日志',
      [
        `UPDATE month_report SET figures = replace(figures, '"idle":0', '"idle":9'), sha256 = sha256(convert_to(replace(figures, '"idle":0', '"idle":9'), 'UTF8'))`,
      ],
    ],
    ['every vote', '会议重新计票', [`UPDATE meeting_vote SET choice = 'reject'`]],
    [
      'the comment of a vote',
      '会议、到会、表决与操作日志',
      [`UPDATE meeting_vote SET comment = '假'`],
    ],
    [
      'votes that nobody cast',
      '会议、到会、表决与操作日志',
      [
        `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, cast_by, cast_by_name) SELECT DISTINCT v.community_code, v.meeting_id, m.member_id, v.item, 'approve', m.member_id, m.name FROM meeting_vote v JOIN meeting_member m ON m.meeting_id = v.meeting_id WHERE m.username = 'supervisor-c.001'`,
      ],
    ],
    [
      'a member who was not there',
      '会议、到会、表决与操作日志',
      [`UPDATE meeting_member SET present = false WHERE username = 'supervisor-c.001'`],
    ],
    ['a lowered quorum', '会议、到会、表决与操作日志', ['UPDATE meeting SET quorum_numerator = 1']],
    [
      'a month opened again',
      '月份状态有据、按序',
      [`UPDATE accounting_month SET state = 'open' WHERE ${JANUARY}`],
    ],
    [
      'a meeting turned into a return',
      '月份状态有据、按序',
      [`UPDATE meeting SET state = 'returned'`],
    ],
    [
      'a seal taken back',
      '公示与封账有据',
      [`UPDATE accounting_month SET state = 'published' WHERE ${JANUARY}`],
    ],
    [
      'a seal inside the period',
      '公示与封账有据',
      [`UPDATE accounting_month SET sealed_at = '2026-02-10T01:00:00Z' WHERE ${JANUARY}`],
    ],
    [
      'the page of a notice',
      '公示内容、网页、PDF 与摘要',
      [
        'ALTER TABLE notice DROP CONSTRAINT notice_bears_its_digests',
        `UPDATE notice SET html = 'x'`,
      ],
    ],
    [
      'the page of a notice with its digest',
      '公示、异议、答复、封账与操作日志',
      [`UPDATE notice SET html = 'x', html_sha256 = sha256('x')`],
    ],
    [
      'the content of a notice with its digest',
      '公示内容与报告、会议、链首',
      [
        `UPDATE notice SET content = ${forgedContent}, content_sha256 = sha256(convert_to(${forgedContent}, 'UTF8'))`,
      ],
    ],
    [
      'a log rewritten before the notice',
      '公示内容与报告、会议、链首',
      [`UPDATE audit_event SET hash = sha256(hash)`],
    ],
    ['an objection', '公示、异议、答复、封账与操作日志', [`UPDATE objection SET text = '很满意'`]],
    ['an answer that is gone', '公示与封账有据', ['DELETE FROM objection_reply']],
  ])('notices %s', async (_, check, tampering) => {
    expect(await owner.noticed(...tampering)).toContain(check);
  });
});
