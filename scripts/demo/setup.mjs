/** The first day: the community, its people, its three books with their charts, accounts and opening figures. */
import { COMMUNITY, PASSWORD, PEOPLE, who } from './people.mjs';
import { did } from './narrator.mjs';

/** @typedef {import('./samples.mjs').SampleBook & { bookNo: number, at: string }} Book */

/** Path of the community's routes. */
export const C = `/communities/${COMMUNITY.code}`;

/**
 * The administrator opens the community and gives everybody his duty.
 * @param {import('./people.mjs').Cast} as
 */
export async function openCommunity(as) {
  const admin = as('admin');
  await admin.post('/communities', COMMUNITY);
  const people = Object.values(PEOPLE);
  await Promise.all(
    people.map(({ username, name, roles }) =>
      admin.post(`${C}/users`, { username, name, roles: [...roles], password: PASSWORD }),
    ),
  );
  await setSupervision(as);
  did(who('admin'), `建立${COMMUNITY.name}（${COMMUNITY.code}），授予 ${people.length} 人职责`);
}

/** The Party secretary has the supervision telephone printed on the notices. @param {import('./people.mjs').Cast} as */
async function setSupervision(as) {
  const at = `${C}/supervision-settings`;
  const rules = await as('secretary').get(at);
  await as('secretary').put(at, { ...rules, phone: '0826-5550100' });
}

/** What samples/collective/resolutions.csv says of petty cash. */
const CASH_LIMIT = { amount: '30000.00', basis: '示社居代〔2025〕8号' };

/**
 * The accountant opens one book: chart, funds, opening balances, the two lines.
 * @param {import('./people.mjs').Cast} as
 * @param {import('./samples.mjs').SampleBook} sample
 * @returns {Promise<Book>}
 */
export async function openBook(as, sample) {
  const accountant = as('accountant');
  const { kind, name, standard, openedOn } = sample;
  const { bookNo } = await accountant.post(`${C}/books`, { kind, name, standard, openedOn });
  const at = `${C}/books/${bookNo}`;
  const added = await addAccounts(accountant, at, sample.accounts);
  for (const fund of sample.funds) await accountant.post(`${at}/funds`, fundOf(fund));
  const lines = sample.opening.map(openingLine);
  await accountant.put(`${at}/opening-balances`, { lines });
  for (const row of sample.fundAccounts) await accountant.post(`${at}/fund-accounts`, lineOf(row));
  if (sample.fundAccounts.some((row) => row['资金线'] === 'petty-cash')) {
    await as('director').put(`${at}/cash-limit`, CASH_LIMIT);
  }
  for (const licence of sample.licences)
    await accountant.post(`${C}/companies`, companyOf(licence, bookNo));
  did(
    who('accountant'),
    `启用第${bookNo}账套 ${name}：明细科目 ${added} 个、期初 ${lines.length} 笔、` +
      `资金账户 ${sample.fundAccounts.length} 个` +
      (sample.funds.length > 0 ? `、专项 ${sample.funds.length} 个` : '') +
      sample.licences.map((licence) => `、登记公司 ${licence['公司名称']}`).join(''),
  );
  return { ...sample, bookNo, at };
}

/**
 * Opens the sub-accounts that the standard does not bring along.
 * @param {import('./client.mjs').Client} accountant
 * @param {string} at
 * @param {import('./samples.mjs').Row[]} accounts
 */
async function addAccounts(accountant, at, accounts) {
  const { items } = await accountant.get(`${at}/accounts`);
  const present = new Set(items.map((/** @type {{ code: string }} */ { code }) => code));
  const missing = accounts.filter((row) => !present.has(row['科目编码'] ?? ''));
  for (const row of missing) {
    await accountant.post(`${at}/accounts`, {
      code: row['科目编码'],
      name: row['科目名称'],
      parentCode: row['上级科目'],
    });
  }
  return missing.length;
}

/** @param {import('./samples.mjs').Row} row */
function fundOf(row) {
  return {
    code: row['专项代码'],
    name: row['专项名称'],
    purpose: row['限定用途'],
    restricted: true,
  };
}

/** @param {import('./samples.mjs').Row} row @param {number} bookNo */
function companyOf(row, bookNo) {
  return {
    name: row['公司名称'],
    creditCode: row['统一社会信用代码'],
    capital: row['注册资本'],
    scope: row['经营范围'],
    foundedOn: row['成立日期'],
    legalRepresentative: row['法定代表人'],
    bookNo,
  };
}

/** @param {import('./samples.mjs').Row} row */
function openingLine(row) {
  const debit = row['借方余额'] ?? '';
  return {
    accountCode: row['科目编码'],
    side: debit === '' ? 'credit' : 'debit',
    amount: debit === '' ? row['贷方余额'] : debit,
  };
}

/** @param {import('./samples.mjs').Row} row */
function lineOf(row) {
  const bank = { bankName: row['开户行'], accountNumber: row['账号'] };
  return {
    accountCode: row['科目编码'],
    line: row['资金线'],
    ...(row['资金线'] === 'petty-cash' ? {} : bank),
  };
}

/**
 * The accountant enters the register of properties, all or none.
 * @param {import('./people.mjs').Cast} as
 * @param {import('./samples.mjs').Row[]} properties
 */
export async function registerProperties(as, properties) {
  const states = { 出租: 'leased', 闲置: 'idle', 自用: 'own-use' };
  await as('accountant').post(`${C}/properties/import`, {
    properties: properties.map((row) => ({
      code: row['资产编号'],
      kind: row['类别'],
      name: row['名称'],
      place: row['区域'],
      area: row['面积'],
      unit: row['单位'],
      holding: row['持有方式'] === '受托' ? 'entrusted' : 'owned',
      owner: row['权属单位'],
      state: states[/** @type {keyof typeof states} */ (row['2026-01-01状态'])],
      since: '2026-01-01',
    })),
  });
  did(who('accountant'), `登记集体资产名册 ${properties.length} 处`);
}
