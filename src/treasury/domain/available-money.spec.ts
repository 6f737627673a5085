import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import { checkAvailable, type BookMoney } from './available-money.js';

const book = (
  fields: Partial<Record<'money' | 'reserved' | 'freeReserved' | 'restricted', string>>,
  fund: BookMoney['fund'] = null,
): BookMoney => ({
  money: Money.of(fields.money ?? '1000'),
  reserved: Money.of(fields.reserved ?? '0'),
  freeReserved: Money.of(fields.freeReserved ?? '0'),
  restricted: Money.of(fields.restricted ?? '0'),
  fund,
});

const check = (amount: string, facts: BookMoney) => () => {
  checkAvailable(Money.of(amount), facts);
};

describe('approved money is held back', () => {
  test('reservations never exceed what the book holds', () => {
    const facts = book({ reserved: '400', freeReserved: '400' });
    expect(check('600.00', facts)).not.toThrow();
    expect(check('600.01', facts)).toThrow(/^funds-reserved/);
  });

  test('restricted money does not cover a free request', () => {
    const facts = book({ restricted: '700', reserved: '100', freeReserved: '100' });
    expect(check('200.00', facts)).not.toThrow();
    expect(check('200.01', facts)).toThrow(/^restricted-money-protected/);
  });

  test('a fund pays only what is in it and not promised', () => {
    const fund = { code: 'JH01', balance: Money.of('500'), reserved: Money.of('200') };
    const facts = book({ restricted: '500', reserved: '200' }, fund);
    expect(check('300.00', facts)).not.toThrow();
    expect(check('300.01', facts)).toThrow(/^fund-reserved/);
  });
});
