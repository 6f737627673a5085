import type { Client, TestApp } from '../support/app.js';

export const COMMUNITY = '511602002001';
export const C = `/api/v1/communities/${COMMUNITY}`;

export const SHOP = {
  code: 'ZC-001',
  kind: '商铺',
  name: '菜市场3号铺',
  place: '北辰街道人民路',
  area: '34.5',
  unit: '㎡',
  holding: 'owned',
  state: 'idle',
  since: '2026-01-01',
};

export const LEASE = {
  propertyCode: 'ZC-001',
  bookNo: 1,
  tenant: '张记副食',
  from: '2026-01-01',
  through: '2026-12-31',
  period: 'month',
  rent: '1000.00',
  incomeAccountCode: '50102',
  receivableAccountCode: '11201',
  contractNo: '租〔2026〕1号',
};

/** A community whose collective book, open since January 2026, has its two lines and the accounts of rent. */
export async function openCollectiveBook(t: TestApp): Promise<Client> {
  await t.community(COMMUNITY);
  const accountant = await t.as('accountant.001');
  await accountant
    .post(`${C}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  for (const [code, name, parentCode] of [
    ['10201', '收入户', '102'],
    ['10202', '支出户', '102'],
    ['11201', '应收租金', '112'],
    ['50102', '租赁收入-商铺', '501'],
  ] as const) {
    await accountant.post(`${C}/books/1/accounts`, { code, name, parentCode }).expect(201);
  }
  for (const [accountCode, line, accountNumber] of [
    ['10201', 'revenue', '5116020001'],
    ['10202', 'expenditure', '5116020002'],
  ] as const) {
    await accountant
      .post(`${C}/books/1/fund-accounts`, {
        accountCode,
        line,
        bankName: '示范银行',
        accountNumber,
      })
      .expect(201);
  }
  return accountant;
}
