import type { MeetingRecord } from '../../src/oversight/domain/meeting-record.js';
import { allocated, approved, received, treasuryPeople } from '../support/treasury-books.js';
import { inSession, neighbourhood, type Neighbourhood } from './oversight.fixture.js';

/** A January in which each supervisor had a part in something, and its meeting in session. */
export interface InterestedMonth {
  readonly n: Neighbourhood;
  readonly meeting: MeetingRecord;
  /** Which item of the meeting is this? */
  itemOf(amount: string): string;
}

/** a signed a payment of 9,000.00, b was paid 300.00, c was paid 120.00 from petty cash. */
export async function interestedMonth(): Promise<InterestedMonth> {
  const n = await neighbourhood();
  const people = await treasuryPeople(n.t, n.code);
  const book = `${n.base}/books/1`;
  await received(people, book, { amount: '20000.00', payer: '商户乙' });
  await allocated(people, book, '9800.00');
  const spent = [
    { purpose: '更换电梯部件', payee: '广安电梯厂', amount: '9000.00' },
    { purpose: '误工补贴', payee: '监督委员 庚', payeeKind: 'person', amount: '300.00' },
    { purpose: '补足备用金', payee: '备用金', amount: '500.00', expenseAccountCode: '10101' },
  ];
  for (const request of spent) {
    const requestId = await approved(people, book, { date: '2026-01-06', ...request });
    await people.cashier.post(`${book}/payments`, { requestId, date: '2026-01-09' }).expect(201);
  }
  const slip = { summary: '买文具', counterparty: '监督委员辛' };
  const { body } = await people.accountant
    .post(`${book}/vouchers`, {
      date: '2026-01-12',
      attachmentCount: 1,
      lines: [
        { ...slip, accountCode: '513', debit: '120.00' },
        { ...slip, accountCode: '10101', credit: '120.00' },
      ],
    })
    .expect(201);
  const { id } = body as { id: string };
  await people.reviewer.post(`${book}/vouchers/${id}/review`).expect(200);
  await people.accountant.post(`${book}/vouchers/${id}/post`).expect(200);
  await statements(n);
  await people.accountant.post(`${n.base}/months/2026-01/report`).expect(200);
  const meeting = await inSession(n);
  return {
    n,
    meeting,
    itemOf: (amount) => meeting.items.find((item) => item.amount === amount)?.item ?? '',
  };
}

async function statements({ base, as }: Neighbourhood): Promise<void> {
  const cashier = await as('cashier');
  const line = (day: number, amount: string, side: 'in' | 'out'): object => ({
    date: `2026-01-0${day}`,
    description: '转账',
    [side]: amount,
  });
  const ofRevenue = [
    line(5, '8000.00', 'in'),
    line(5, '20000.00', 'in'),
    line(6, '2100.00', 'out'),
    line(6, '9800.00', 'out'),
  ];
  const ofExpenditure = [
    line(6, '2100.00', 'in'),
    line(6, '9800.00', 'in'),
    ...['600.00', '1500.00'].map((amount) => line(8, amount, 'out')),
    ...['9000.00', '300.00', '500.00'].map((amount) => line(9, amount, 'out')),
  ];
  const month = { month: '2026-01', openingBalance: '0.00' };
  const book = `${base}/books/1`;
  for (const [accountCode, closingBalance, lines] of [
    ['10201', '16100.00', ofRevenue],
    ['10202', '0.00', ofExpenditure],
  ] as const) {
    await cashier
      .post(`${book}/bank-statements`, { ...month, accountCode, closingBalance, lines })
      .expect(201);
  }
  const accountant = await as('accountant');
  await accountant.post(`${book}/reconciliations/2026-01/match`, { automatic: true }).expect(200);
  await accountant.post(`${book}/reconciliations/2026-01/confirm`, {}).expect(200);
  await cashier
    .post(`${book}/cash-counts`, {
      month: '2026-01',
      accountCode: '10101',
      counted: '380.00',
      witness: 'reviewer.001',
    })
    .expect(201);
}
