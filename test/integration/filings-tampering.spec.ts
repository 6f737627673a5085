import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CODE, startFilers, type Filers } from '../api/filings.fixture.js';
import { tamperer, type Tamperer } from '../support/tampering.js';

const BYTES = '季度报告';
const MONTHS = '季度报告与月报、公示';
const LOG = '季度报告与操作日志';

let f: Filers;
let owner: Tamperer;

/** A filing returned by the street, its second version submitted and put on file. */
beforeAll(async () => {
  f = await startFilers([CODE]);
  const returned = await f.submitted(CODE);
  const reasons = { reasons: '第2账套的收入漏报' };
  expect((await f.post('street.001', `filings/${returned}/return`, reasons)).status).toBe(200);
  const id = await f.submitted(CODE);
  expect((await f.post('street.001', `filings/${id}/accept`, { opinion: '齐备' })).status).toBe(
    200,
  );
  owner = await tamperer(f.t, CODE);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await f.t.close();
});

/** Data of the second version with its digest, so that nothing but its substance is wrong. */
const rewritten = (data: string): string =>
  `UPDATE filing SET data = ${data}, data_sha256 = sha256(convert_to(${data}, 'UTF8')) WHERE version = 2`;

describe('verification of a quarter that was filed', () => {
  test('finds nothing in the filings where nothing was done', async () => {
    const noticed = await owner.noticed('SELECT 1');
    expect([BYTES, MONTHS, LOG].filter((check) => noticed.includes(check))).toEqual([]);
  });

  test.each<[string, string[], string[]]>([
    [
      'data without their digest',
      [BYTES, MONTHS, LOG],
      [
        'ALTER TABLE filing DROP CONSTRAINT filing_bears_its_digest',
        `UPDATE filing SET data = replace(data, '"300.00"', '"300.01"') WHERE version = 2`,
      ],
    ],
    [
      'an income with its digest',
      [MONTHS, LOG],
      [rewritten(`replace(data, '"income":"300.00"', '"income":"300.01"')`)],
    ],
    [
      'a chain head with its digest',
      [BYTES, MONTHS, LOG],
      [
        rewritten(
          `jsonb_set(data::jsonb, '{books,0,chain,head}', to_jsonb(repeat('0', 64)))::text`,
        ),
      ],
    ],
    [
      'a figure of a published report with its digest',
      [MONTHS],
      [
        `UPDATE month_report SET figures = replace(figures, '"incomeTotal":"300.00"', '"incomeTotal":"300.01"'),
           sha256 = sha256(convert_to(replace(figures, '"incomeTotal":"300.00"', '"incomeTotal":"300.01"'), 'UTF8'))
         WHERE month = '2026-01'`,
      ],
    ],
    ['a notice that is gone', [MONTHS], [`DELETE FROM notice WHERE month = '2026-03'`]],
    [
      'paper with its digest',
      [LOG],
      [`UPDATE filing_submission SET pdf = pdf || '\\x00', pdf_sha256 = sha256(pdf || '\\x00')`],
    ],
    [
      'paper without its digest',
      [BYTES, LOG],
      [
        'ALTER TABLE filing_submission DROP CONSTRAINT filing_paper_bears_its_digest',
        `UPDATE filing_submission SET pdf = pdf || '\\x00'`,
      ],
    ],
    [
      'who signed',
      [LOG],
      [
        `UPDATE filing_signature SET signer_id = (SELECT id FROM app_user WHERE username = 'cashier.001')
         WHERE role = 'accountant'`,
      ],
    ],
    ['a signature that is gone', [LOG], [`DELETE FROM filing_signature WHERE role = 'supervisor'`]],
    ['the number on file', [LOG], [`UPDATE filing_acceptance SET number = '北辰备〔2026〕0009号'`]],
    ['the street’s opinion', [LOG], [`UPDATE filing_acceptance SET opinion = '不齐'`]],
    ['a decision that is gone', [BYTES, LOG], ['DELETE FROM filing_acceptance']],
    ['the reasons of a return', [LOG], [`UPDATE filing_return SET reasons = '无'`]],
    ['a return that is gone', [BYTES, LOG], ['DELETE FROM filing_return']],
    [
      'who submitted',
      [LOG],
      [
        `UPDATE filing_submission SET submitted_by = (SELECT id FROM app_user WHERE username = 'cashier.001')`,
      ],
    ],
    [
      'when it was submitted',
      [LOG],
      [`UPDATE filing_submission SET submitted_at = submitted_at - interval '1 microsecond'`],
    ],
    [
      'who put it on file',
      [LOG],
      [
        `UPDATE filing_acceptance SET accepted_by = (SELECT id FROM app_user WHERE username = 'cashier.001')`,
      ],
    ],
    ['by what name', [LOG], [`UPDATE filing_acceptance SET accepted_by_name = '别人'`]],
    [
      'when it was put on file',
      [LOG],
      [`UPDATE filing_acceptance SET accepted_at = accepted_at + interval '1 microsecond'`],
    ],
    [
      'when it was signed',
      [LOG],
      [
        `UPDATE filing_signature SET signed_at = signed_at - interval '1 day' WHERE role = 'director'`,
      ],
    ],
    [
      'when it was returned',
      [LOG],
      [`UPDATE filing_return SET returned_at = returned_at - interval '1 day'`],
    ],
    ['who compiled it', [LOG], [`UPDATE filing SET compiled_by_name = '别人' WHERE version = 2`]],
    [
      'a returned version made good',
      [BYTES],
      ['DROP INDEX filing_already_live', `UPDATE filing SET state = 'accepted' WHERE version = 1`],
    ],
  ])('notices %s', async (_, checks, tampering) => {
    const noticed = await owner.noticed(...tampering);
    expect([BYTES, MONTHS, LOG].filter((check) => noticed.includes(check))).toEqual(checks);
  });
});
