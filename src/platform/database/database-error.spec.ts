import { describe, expect, test } from '@jest/globals';
import { type DomainError } from '../../kernel/domain-error.js';
import { DataRefused, translateDatabaseError } from './database-error.js';

const raised = (fields: object): Error =>
  Object.assign(new Error('Key (name)=(王五) already exists.'), fields);
const said = (fields: object) => translateDatabaseError(raised(fields));

describe('what the database refuses', () => {
  test('has the name of its rule when the catalogue knows it', () => {
    expect(said({ code: '23505', constraint: 'cash_limit_set_already' })).toMatchObject({
      code: 'cash-limit-set-already',
    });
    expect(said({ code: '23514', constraint: 'amount_not_positive' })).toMatchObject({
      code: 'amount-not-positive',
    });
  });

  test.each([
    ['a check', { code: '23514', table: 'book', constraint: 'book_name_check' }],
    ['a key', { code: '23505', table: 'book', constraint: 'book_pkey' }],
    ['a reference', { code: '23503', table: 'book', constraint: 'book_community_code_fkey' }],
    ['an exclusion', { code: '23P01', table: 'book', constraint: 'book_period_excl' }],
    ['a value that is missing', { code: '23502', table: 'book', column: 'name' }],
  ])('and no rule foresaw is refused by one name: %s', (_, fields) => {
    const error = said(fields);
    expect(error).toBeInstanceOf(DataRefused);
    expect(error).toMatchObject({ code: 'data-refused', facts: {}, errors: [] });
    const guard = 'constraint' in fields ? fields.constraint : fields.column;
    expect((error as DomainError).message).toBe(`data-refused: book, ${guard} (${fields.code})`);
  });

  test.each([
    ['the disk is full', { code: '53100' }],
    ['memory ran out', { code: '53200' }],
    ['the name of its machine is gone', { code: 'ENOTFOUND' }],
    ['its machine does not answer', { code: 'ETIMEDOUT' }],
  ])('for want of means may be asked again: %s', (_, fields) => {
    expect(said(fields)).toMatchObject({ code: 'busy-try-again' });
  });

  test('for want of a free connection may be asked again', () => {
    const waited = new Error('timeout exceeded when trying to connect');
    expect(translateDatabaseError(waited)).toMatchObject({ code: 'busy-try-again' });
  });

  test('is nothing that the service itself did wrong', () => {
    const wrong = raised({ code: '42P01', table: 'nowhere' });
    expect(translateDatabaseError(wrong)).toBe(wrong);
    const own = new Error('the wall gave way');
    expect(translateDatabaseError(own)).toBe(own);
  });
});
