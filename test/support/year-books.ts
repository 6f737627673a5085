import { BASE, book, entered, opened, type YearStory } from './year-story.js';

const COLLECTIVE_DETAILS = [
  ['32201', '提取公积公益金', '322'],
  ['32202', '未分配收益', '322'],
  ['32203', '向成员分配', '322'],
] as const;
const COMPANY_DETAILS = [
  ['310401', '提取法定盈余公积', '3104'],
  ['310402', '未分配利润', '3104'],
  ['310403', '应付利润', '3104'],
] as const;
const CHARITY_DETAILS = [
  ['170101', '代管物资', '1701'],
  ['520101', '办公费', '5201'],
] as const;

/** A collective, a company with a loss to make up and a charity of the system of 2004, from December 2025 on. */
export async function threeBooks(s: YearStory): Promise<void> {
  await opened(
    s,
    1,
    { kind: 'collective', name: '集体资产账', standard: 'rural-collective-2023' },
    COLLECTIVE_DETAILS,
    [
      ['102', '100000.00', ''],
      ['112', '5000.00', ''],
      ['121', '500.00', ''],
      ['301', '', '80500.00'],
      ['32202', '', '25000.00'],
    ],
  );
  await opened(
    s,
    2,
    { kind: 'company', name: '社区公司账', standard: 'small-enterprise-2011' },
    COMPANY_DETAILS,
    [
      ['1002', '50000.00', ''],
      ['310402', '2000.00', ''],
      ['2241', '', '22500.00'],
      ['3001', '', '20000.00'],
      ['3101', '', '9500.00'],
    ],
  );
  await opened(
    s,
    3,
    { kind: 'charity', name: '慈善基金账', standard: 'non-profit-2004' },
    CHARITY_DETAILS,
    [
      ['1002', '9000.00', ''],
      ['170101', '1500.00', ''],
      ['2601', '', '1500.00'],
      ['2401', '', '400.00'],
      ['3101', '', '3600.00'],
      ['3102', '', '5000.00', 'ZL'],
    ],
  );
}

/** Their December, without money that moves: rents, wages, gifts, a release, and property found missing. */
export async function december(s: YearStory): Promise<void> {
  await entered(s, 1, '2025-12-05', '应收租金', [
    ['112', '30000.00', ''],
    ['501', '', '30000.00'],
  ]);
  await entered(s, 1, '2025-12-06', '应收违约金', [
    ['112', '2000.00', ''],
    ['504', '', '2000.00'],
  ]);
  await entered(s, 1, '2025-12-20', '计提人员补贴', [
    ['513', '4000.00', ''],
    ['212', '', '4000.00'],
  ]);
  await entered(s, 1, '2025-12-21', '维修门面', [
    ['511', '6000.00', ''],
    ['211', '', '6000.00'],
  ]);
  await entered(s, 1, '2025-12-22', '慰问老人', [
    ['514', '2000.00', ''],
    ['211', '', '2000.00'],
  ]);
  await entered(s, 1, '2025-12-30', '物资盘亏', [
    ['181', '500.00', ''],
    ['121', '', '500.00'],
  ]);
  await entered(s, 2, '2025-12-08', '物业服务', [
    ['1122', '12000.00', ''],
    ['5001', '', '12000.00'],
  ]);
  await entered(s, 2, '2025-12-18', '保洁外包', [
    ['5401', '3000.00', ''],
    ['2202', '', '3000.00'],
  ]);
  await entered(s, 2, '2025-12-25', '计提工资', [
    ['5602', '1000.00', ''],
    ['2211', '', '1000.00'],
  ]);
  await entered(s, 3, '2025-12-07', '助老捐赠', [
    ['1122', '2000.00', ''],
    ['410102', '', '2000.00', 'ZL'],
  ]);
  await entered(s, 3, '2025-12-07', '一般捐赠', [
    ['1122', '800.00', ''],
    ['410101', '', '800.00'],
  ]);
  await entered(s, 3, '2025-12-15', '慰问老人', [
    ['5101', '1200.00', '', 'ZL'],
    ['2202', '', '1200.00'],
  ]);
  await entered(s, 3, '2025-12-16', '办公费', [
    ['520101', '300.00', ''],
    ['2202', '', '300.00'],
  ]);
  const release = { date: '2025-12-31', amount: '1200.00', reason: '十二月慰问已用' };
  await s.people.accountant.post(`${book(3)}/funds/ZL/release`, release).expect(201);
}

/** What was found missing is written off. */
export async function writtenOff(s: YearStory): Promise<void> {
  await entered(s, 1, '2025-12-31', '盘亏转支出', [
    ['515', '500.00', ''],
    ['181', '', '500.00'],
  ]);
}

/** December is reported and approved by the supervisors; the report as it was answered. */
export async function approvedDecember(s: YearStory): Promise<string> {
  const { body } = await s.people.accountant.post(`${BASE}/months/2025-12/report`).expect(200);
  const [chair] = s.supervisors;
  const { body: meeting } = await chair!
    .post(`${BASE}/months/2025-12/meetings`, { date: '2026-01-10', place: '社区会议室' })
    .expect(201);
  const at = `/api/v1/meetings/${(meeting as { id: string }).id}`;
  const present = ['supervisor-a.001', 'supervisor-b.001', 'supervisor-c.001'];
  await chair!.put(`${at}/attendance`, { present }).expect(200);
  for (const one of s.supervisors.slice(0, 2)) {
    await one.put(`${at}/votes`, { votes: [{ item: 'all', choice: 'approve' }] }).expect(200);
  }
  await chair!.post(`${at}/conclude`, { opinion: '账目清楚' }).expect(200);
  return JSON.stringify(body);
}
