import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import {
  approved,
  openTreasuryBooks,
  received,
  submitted,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

let t: TestApp;
let book: string;
let people: TreasuryPeople;
let communities = 0;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await freshBook();
});

afterAll(async () => {
  await t.close();
});

/** A book of its own, with money on its revenue account. */
async function freshBook(): Promise<void> {
  communities += 1;
  const code = `511602002${String(communities).padStart(3, '0')}`;
  const { base } = await openTreasuryBooks(t, code);
  book = `${base}/books/1`;
  people = await treasuryPeople(t, code);
  await received(people, book, { amount: '100000.00' });
}

const approve = (who: Client, id: string) =>
  who.post(`${book}/payment-requests/${id}/approve`, { opinion: '同意' });

describe('the approval ladder', () => {
  test.each([
    ['1000.00', ['director']],
    ['1000.01', ['director', 'party-secretary']],
    ['5000.00', ['director', 'party-secretary']],
    ['5000.01', ['director', 'party-secretary', 'supervisor']],
    ['20000.00', ['director', 'party-secretary', 'supervisor']],
    ['20000.01', ['director', 'party-secretary', 'supervisor', 'street-officer']],
  ])('%s yuan is signed by %j', async (amount, roles) => {
    const id = await submitted(people, book, {
      amount,
      payee: `${amount} 元的收款人`,
      resolutionNo: '示社居代〔2026〕1号',
    });
    const signers: Record<string, Client> = {
      director: people.director,
      'party-secretary': people.secretary,
      supervisor: people.supervisor,
      'street-officer': people.street,
    };
    for (const [index, role] of roles.entries()) {
      const { body } = await approve(signers[role]!, id).expect(200);
      const last = index === roles.length - 1;
      expect(body.status).toBe(last ? 'approved' : 'submitted');
      expect(body.nextRole).toBe(last ? null : roles[index + 1]);
    }
    const { body } = await people.supervisor.get(`${book}/payment-requests/${id}`).expect(200);
    expect(body.approvals.map((a: { role: string }) => a.role)).toEqual(roles);
    expect(body.approvals[0]).toMatchObject({ approver: '主任丁', opinion: '同意' });
    const { body: late } = await approve(people.street, id);
    expect(late).toMatchObject({ type: '/problems/request-step-unknown', status: 409 });
  });

  test('above 20,000 yuan a resolution is cited; at 20,000 it is not', async () => {
    const at = await submitted(people, book, { amount: '20000.00', payee: '一家单位' });
    expect(at).toMatch(/^[0-9a-f-]{36}$/);
    const { body } = await people.accountant
      .post(`${book}/payment-requests`, {
        purpose: '铺路',
        payee: '另一单位',
        amount: '20000.01',
        expenseAccountCode: '513',
        handledBy: '经办员',
      })
      .expect(201);
    const refused = await people.accountant.post(`${book}/payment-requests/${body.id}/submit`);
    expect(refused.body).toMatchObject({
      type: '/problems/resolution-missing',
      amount: '20,000.01',
      errors: [{ pointer: '/resolutionNo' }],
    });
  });

  test('an investment of any amount cites a resolution and climbs every step', async () => {
    const into = { purpose: '入股', payee: '商业管理公司', expenseAccountCode: '141' };
    const { body } = await people.accountant
      .post(`${book}/payment-requests`, { ...into, amount: '50.00', handledBy: '经办员' })
      .expect(201);
    expect(body).toMatchObject({ category: 'investment' });
    const bare = await people.accountant.post(`${book}/payment-requests/${body.id}/submit`);
    expect(bare.body).toMatchObject({ type: '/problems/resolution-missing', status: 422 });
    const wrong = { ...into, amount: '50.00', handledBy: '经办员', category: 'ordinary' };
    const refused = await people.accountant.post(`${book}/payment-requests`, wrong);
    expect(refused.body).toMatchObject({
      type: '/problems/request-category-wrong',
      errors: [{ pointer: '/category' }],
    });
    const id = await submitted(people, book, {
      ...into,
      amount: '50.00',
      resolutionNo: '示社居代〔2026〕2号',
    });
    for (const signer of [people.director, people.secretary, people.supervisor]) {
      expect((await approve(signer, id).expect(200)).body.status).toBe('submitted');
    }
    expect((await approve(people.street, id).expect(200)).body.status).toBe('approved');
  });

  test('spending cut up over thirty days is weighed as one, over thirty-one as two', async () => {
    const half = { amount: '600.00', payee: '电梯公司' };
    const ladderOf = async (id: string) =>
      (await people.accountant.get(`${book}/payment-requests/${id}`)).body.ladderAmount;
    await submitted(people, book, { ...half, date: '2026-01-02' });
    const inside = await submitted(people, book, { ...half, date: '2026-01-31' });
    expect(await ladderOf(inside)).toBe('1200.00');
    const other = { ...half, payee: '起重公司' };
    await submitted(people, book, { ...other, date: '2026-01-02' });
    const outside = await submitted(people, book, { ...other, date: '2026-02-01' });
    expect(await ladderOf(outside)).toBe('600.00');
    const typed = await submitted(people, book, {
      ...half,
      payee: '电 梯（公司）。',
      date: '2026-01-03',
    });
    expect(await ladderOf(typed)).toBe('1800.00');
    const otherPayee = await submitted(people, book, {
      ...half,
      payee: '另一家',
      date: '2026-01-31',
    });
    expect(await ladderOf(otherPayee)).toBe('600.00');
    const otherAccount = await submitted(people, book, {
      ...half,
      expenseAccountCode: '515',
      date: '2026-01-31',
    });
    expect(await ladderOf(otherAccount)).toBe('600.00');
    await approve(people.director, inside).expect(200);
    const { body } = await approve(people.secretary, inside).expect(200);
    expect(body).toMatchObject({ status: 'approved' });
  });

  test('two halves handed in at once: one of them is weighed whole', async () => {
    const drafts = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await people.accountant.post(`${book}/payment-requests`, {
          purpose: '拆分',
          payee: '同一家',
          amount: '900.00',
          expenseAccountCode: '513',
          handledBy: '经办员',
        });
        return body.id as string;
      }),
    );
    const answers = await Promise.all(
      drafts.map((id) => people.accountant.post(`${book}/payment-requests/${id}/submit`)),
    );
    expect(answers.map(({ body }) => body.ladderAmount).sort()).toEqual(['1800.00', '900.00']);
  });

  test('steps are signed in turn, by another person each, never by requester, cashier or stranger', async () => {
    const id = await submitted(people, book, { amount: '6000.00', payee: '轮签单位' });
    const early = await approve(people.secretary, id);
    expect(early.body).toMatchObject({ type: '/problems/approval-out-of-turn', role: 'director' });
    const cashier = await approve(people.cashier, id);
    expect(cashier.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    await approve(people.director, id).expect(200);
    const twice = await approve(people.director, id);
    expect(twice.body).toMatchObject({ type: '/problems/approver-signed-already' });
    const mine = await people.director
      .post(`${book}/payment-requests`, {
        purpose: '会议费',
        payee: '会议中心',
        amount: '100.00',
        expenseAccountCode: '513',
        handledBy: '主任丁',
      })
      .expect(201);
    await people.director.post(`${book}/payment-requests/${mine.body.id}/submit`).expect(200);
    const own = await approve(people.director, mine.body.id);
    expect(own.body).toMatchObject({ type: '/problems/requester-approves-not', status: 403 });
  });

  test('a supervisor handles nothing; a draft needs its papers', async () => {
    const draft = (fields: object) =>
      people.accountant.post(`${book}/payment-requests`, {
        purpose: '采购',
        payee: '商店',
        amount: '10.00',
        expenseAccountCode: '513',
        handledBy: '经办员',
        ...fields,
      });
    const handled = await draft({ handledBy: '监督委员己' });
    expect(handled.body).toMatchObject({ type: '/problems/supervisor-handles-nothing' });
    for (const [expenseAccountCode, code] of [
      ['501', 'request-account-not-payable'],
      ['10201', 'request-account-not-payable'],
      ['102', 'account-not-leaf'],
      ['888', 'account-unknown'],
    ]) {
      const { body } = await draft({ expenseAccountCode });
      expect(body).toMatchObject({ type: `/problems/${code}` });
    }
    const bare = await draft({ attachments: 0 }).expect(201);
    const refused = await people.accountant.post(`${book}/payment-requests/${bare.body.id}/submit`);
    expect(refused.body).toMatchObject({ type: '/problems/attachment-missing' });
    const other = await people.reviewer.post(`${book}/payment-requests/${bare.body.id}/submit`);
    expect(other.body).toMatchObject({ type: '/problems/request-of-another' });
  });
});

describe('a request that comes back', () => {
  test('is rejected with a reason by whose turn it is; a new one can be approved by the same person', async () => {
    const id = await submitted(people, book);
    const reject = (who: Client, body: object = { reason: '缺发票' }) =>
      who.post(`${book}/payment-requests/${id}/reject`, body);
    expect((await reject(people.secretary)).body).toMatchObject({
      type: '/problems/approval-out-of-turn',
    });
    expect((await reject(people.director, {})).body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/reason' }],
    });
    const { body } = await reject(people.director).expect(200);
    expect(body).toMatchObject({ status: 'rejected', closedReason: '缺发票', closedBy: '主任丁' });
    expect((await approve(people.director, id)).body).toMatchObject({
      type: '/problems/request-step-unknown',
    });
    const again = await submitted(people, book);
    expect((await approve(people.director, again)).body).toMatchObject({
      status: 'approved',
      ladderAmount: '600.00',
    });
  });

  test('is withdrawn by its requester, which sets its money free', async () => {
    const id = await approved(people, book, { amount: '900.00' });
    const other = await people.reviewer.post(`${book}/payment-requests/${id}/withdraw`);
    expect(other.body).toMatchObject({ type: '/problems/request-of-another' });
    const { body } = await people.accountant
      .post(`${book}/payment-requests/${id}/withdraw`)
      .expect(200);
    expect(body).toMatchObject({ status: 'withdrawn' });
    const paid = await people.cashier.post(`${book}/payments`, {
      requestId: id,
      date: '2026-02-10',
    });
    expect(paid.body).toMatchObject({ type: '/problems/request-not-approved', status: 409 });
    const list = await people.accountant.get(`${book}/payment-requests?status=withdrawn`);
    expect(list.body.items.map((r: { id: string }) => r.id)).toEqual([id]);
  });
});
