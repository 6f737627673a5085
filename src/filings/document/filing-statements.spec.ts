import { describe, expect, test } from '@jest/globals';
import { compileFiling } from '../domain/compile-filing.js';
import type { FiledStatement } from '../domain/filing-data.js';
import { HEAD, QUARTER } from '../domain/quarter.fixture.js';
import { statementBlocks } from './filing-statements.js';

const filing = compileFiling(HEAD, QUARTER);
const income: FiledStatement = {
  kind: 'income',
  title: '利润表',
  company: '示范社区物业服务有限公司',
  form: '会小企02表',
  columns: 'flow',
  rows: [{ row: 1, label: '一、营业收入', level: 1, first: '30000.00', second: '90000.00' }],
};

function printed(bookNo: number, statement: FiledStatement): unknown {
  const book = filing.books.find((one) => one.bookNo === bookNo);
  if (book === undefined) throw new Error(`no book ${bookNo}`);
  return statementBlocks(filing, book, statement);
}

describe('a statement as an annex', () => {
  test('of a company names the company and says the year before the month (会小企02表)', () => {
    expect(printed(2, income)).toMatchObject([
      { kind: 'heads', left: ['编制单位：示范社区物业服务有限公司', expect.anything()] },
      {
        table: {
          columns: [
            { title: '项目' },
            { title: '行次' },
            { title: '本年累计金额' },
            { title: '本月金额' },
          ],
          rows: [{ cells: ['\u3000一、营业收入', '1', '90,000.00', '30,000.00'] }],
        },
      },
    ]);
  });

  test('of the collective names the committee and says the month before the year', () => {
    const { company: _, ...own } = income;
    expect(printed(1, own)).toMatchObject([
      { kind: 'heads', left: ['编制单位：示范社区居民委员会', expect.anything()] },
      {
        table: {
          columns: [
            { title: '项目' },
            { title: '行次' },
            { title: '本月金额' },
            { title: '本年累计金额' },
          ],
          rows: [{ cells: ['\u3000一、营业收入', '1', '30,000.00', '90,000.00'] }],
        },
      },
    ]);
  });
});
