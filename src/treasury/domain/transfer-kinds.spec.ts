import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../ledger/domain/account.js';
import { refusal } from './refused.fixture.js';
import {
  checkTransferKind,
  onlyBank,
  requestOfTransfer,
  transferAccount,
  type AskedSide,
} from './transfer-kinds.js';

const account = (code: string, leaf = true, money: AccountFacts['money'] = null): AccountFacts => ({
  code,
  name: code,
  parentCode: null,
  category: 'equity',
  normalSide: 'credit',
  bothSides: false,
  money,
  official: true,
  leaf,
});

const COLLECTIVE = { bookNo: 1, kind: 'collective', standard: 'rural-collective-2023' } as const;
const COMPANY = { bookNo: 2, kind: 'company', standard: 'small-enterprise-2011' } as const;
const CHARITY = { bookNo: 3, kind: 'charity', standard: 'non-profit-2024' } as const;

describe('what passes between books', () => {
  test('profit goes up, gifts go to the charity, loans never touch it', () => {
    const pass =
      (...books: Parameters<typeof checkTransferKind>) =>
      () => {
        checkTransferKind(...books);
      };
    expect(pass('profit', COMPANY, COLLECTIVE)).not.toThrow();
    expect(pass('profit', COLLECTIVE, COMPANY)).toThrow(/^transfer-kind-not-for-books/);
    expect(pass('donation', COMPANY, CHARITY)).not.toThrow();
    expect(pass('donation', CHARITY, COLLECTIVE)).toThrow(/^transfer-kind-not-for-books/);
    expect(pass('loan', COLLECTIVE, COMPANY)).not.toThrow();
    expect(pass('loan', CHARITY, COMPANY)).toThrow(/^transfer-kind-not-for-books/);
    expect(pass('loan', COMPANY, COMPANY)).toThrow(/^transfer-between-two-books/);
  });

  test('the account is the named one of the kind, the only one, or has to be named', () => {
    const side = (codes: AccountFacts[], fields: Partial<AskedSide> = {}): AskedSide => ({
      book: COMPANY,
      chart: codes,
      named: undefined,
      restricted: false,
      ...fields,
    });
    const two = [account('3104', false), account('310402'), account('310403'), account('2232')];
    expect(transferAccount('profit', 'from', side([account('3104'), account('2232')]))).toBe(
      '3104',
    );
    expect(transferAccount('profit', 'from', side(two, { named: '310403' }))).toBe('310403');
    expect(() => transferAccount('profit', 'from', side(two))).toThrow(/^transfer-account-unclear/);
    expect(() => transferAccount('profit', 'from', side(two, { named: '5001' }))).toThrow(
      /^transfer-account-not-for-kind/,
    );
    const gifts = [account('4101', false), account('410101'), account('410102')];
    const gift = (restricted: boolean) =>
      transferAccount('donation', 'to', side(gifts, { book: CHARITY, restricted }));
    expect([gift(false), gift(true)]).toEqual(['410101', '410102']);
  });

  test('without two lines there must be one bank account', () => {
    const bank = (code: string) => account(code, true, 'bank');
    expect(onlyBank(1, [bank('102'), account('501')])).toBe('102');
    expect(() => onlyBank(1, [bank('10201'), bank('10202')])).toThrow(/^transfer-bank-unclear/);
    expect(() => onlyBank(1, [])).toThrow(/^transfer-bank-unclear/);
  });

  test('the request names the receiving book, with that amount, and is the only one', () => {
    const request = {
      id: 'r1',
      payee: '慈善基金账',
      purpose: '捐赠',
      amount: '10.00',
      expenseAccountCode: '514',
    };
    const wanted = { bookNo: 1, amount: '10.00', toName: '慈善基金账', requestId: undefined };
    const other = { ...request, id: 'r2', payee: '某人', purpose: '向慈善基金账捐赠' };
    expect(requestOfTransfer([request], wanted)).toBe(request);
    expect(requestOfTransfer([other], wanted)).toBe(other);
    expect(requestOfTransfer([request, other], { ...wanted, requestId: 'r2' })).toBe(other);
    for (const requests of [[], [{ ...request, payee: '某人' }]]) {
      expect(() => requestOfTransfer(requests, wanted)).toThrow(/^transfer-not-approved/);
    }
    expect(refusal(() => requestOfTransfer([request, other], wanted))).toMatchObject({
      code: 'transfer-request-unclear',
      facts: { count: 2, requests: `${request.purpose}（r1）、向慈善基金账捐赠（r2）` },
      errors: [{ pointer: '/requestId' }],
    });
    const dearer = { ...request, amount: '10.01' };
    expect(() => requestOfTransfer([dearer], { ...wanted, requestId: 'r1' })).toThrow(
      /^transfer-not-approved/,
    );
  });
});
