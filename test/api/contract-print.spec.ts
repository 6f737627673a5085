import { afterAll, beforeAll, expect } from '@jest/globals';
import { ask, testWith } from '../integration/pdf-tools.js';
import { bytesOf } from '../support/file-answer.js';
import { openTreasuryBooks, received, treasuryPeople } from '../support/treasury-books.js';
import { CODE, startFilers, type Filers } from './filings.fixture.js';

const BANKED = '511602004004';

let f: Filers;

beforeAll(async () => {
  f = await startFilers([CODE]);
  await f.submitted(CODE);
});

afterAll(async () => {
  await f.t.close();
});

/** The text of a PDF line by line, without blanks. */
function textOf(pdf: Buffer): string {
  return ask('pdftotext', ['-layout'], pdf).replaceAll(/[^\S\n]+/g, '');
}

testWith('pdftotext', 'a bank reconciliation prints both sides and what lies between', async () => {
  const { base } = await openTreasuryBooks(f.t, BANKED);
  const people = await treasuryPeople(f.t, BANKED);
  const book = `${base}/books/1`;
  await received(people, book);
  await received(people, book, { amount: '800.00', payer: '商户乙' });
  await people.accountant
    .post(`${book}/bank-statements`, {
      accountCode: '10201',
      month: '2026-01',
      openingBalance: '0.00',
      closingBalance: '9990.00',
      lines: [
        { date: '2026-01-05', description: '转账', in: '10000.00' },
        { date: '2026-01-31', description: '账户管理费', out: '10.00' },
      ],
    })
    .expect(201);
  await people.accountant
    .post(`${book}/reconciliations/2026-01/match`, { automatic: true })
    .expect(200);
  const path = `${book}/reconciliations/2026-01`;
  const { bytes } = await bytesOf(people.accountant.get(`${path}?format=pdf`));
  const words = textOf(bytes);
  for (const said of [
    '银行存款余额调节表',
    '集体资产账',
    '账面余额10,800.00',
    '减：银行已付、账面未付10.00',
    '账户管理费2026-01-3110.00',
    '调节后账面余额10,790.00',
    '银行对账单余额9,990.00',
    '加：账面已收、银行未收800.00',
    '调节后对账单余额10,790.00',
  ]) {
    expect(words).toContain(said);
  }
  const csv = await people.accountant.get(`${path}?format=csv`).expect(200);
  expect(csv.text).toContain('10201 收入户,调节后账面余额,,10790.00,');
});

testWith('pdftotext', 'the league table prints on one sheet', async () => {
  const path = `/api/v1/districts/${CODE.slice(0, 6)}/league?quarter=2026-Q1&format=pdf`;
  const { bytes } = await bytesOf((await f.t.as('district.001')).get(path));
  expect(textOf(bytes)).toContain('社区集体经济晒榜');
  expect(textOf(bytes)).toContain('2026年第一季度按收入排名');
  expect(textOf(bytes)).toContain('1示范社区');
});
