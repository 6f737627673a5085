import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';

export const HERE = '511602002001';
const BASE = `/api/v1/communities/${HERE}`;

export type Line = readonly [
  account: string,
  debit: string | null,
  credit: string | null,
  fund?: string | undefined,
];

export const RENT: readonly Line[] = [
  ['102', '10.00', null],
  ['501', null, '10.00'],
];

/** Two collective books and one of a company; the first has one voucher. */
export interface AttackedLedger {
  readonly t: TestApp;
  /** The service's own login, as the accountant. */
  readonly service: Attacker;
  /** The same login with the administrator's context, the whole country. */
  readonly everywhere: Attacker;
  /** The owner of the tables, whom guards stop too. */
  readonly owner: Attacker;
  /** Who is who; `both` is accountant and reviewer. */
  readonly ids: Readonly<Record<string, string>>;
  /** The voucher that is there, of 5 January. */
  readonly posted: string;
  /** A voucher through the only function that posts. */
  posting(
    changes?: Readonly<Record<string, unknown>>,
    lines?: readonly Line[],
    summary?: string,
  ): [string, unknown[]];
  close(): Promise<void>;
}

/** Opens the books and the sessions of the attack. */
export async function attackedLedger(): Promise<AttackedLedger> {
  const t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  const admin = await t.as('admin');
  const both = { username: 'both.001', name: '兼任者', roles: ['accountant', 'reviewer'] };
  await admin.post(`${BASE}/users`, { ...both, password: 'Test-password-1' }).expect(201);
  const accountant = await t.as('accountant.001');
  for (const kind of ['collective', 'collective', 'company']) {
    const standard = kind === 'company' ? 'small-enterprise-2011' : 'rural-collective-2023';
    const book = { kind, standard, name: '账', openedOn: '2026-01-01' };
    await accountant.post(`${BASE}/books`, book).expect(201);
  }
  const ids: Record<string, string> = {};
  for (const name of ['admin', 'accountant.001', 'reviewer.001', 'both.001']) {
    const { body } = await (await t.as(name)).get('/api/v1/me').expect(200);
    ids[name.split('.')[0] ?? ''] = (body as { id: string }).id;
  }
  const service = await attack(t.serviceUrl, HERE, ids['accountant']);
  const owner = await attack(t.ownerUrl, HERE, ids['accountant']);
  const everywhere = await attack(t.serviceUrl, '%', ids['admin']);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
  const posted = randomUUID();
  const posting: AttackedLedger['posting'] = (changes = {}, lines = RENT, summary = '租金') => [
    'SELECT * FROM enter_vouchers($1, $2)',
    [HERE, JSON.stringify([{ ...voucherOf(ids, lines, summary), ...changes }])],
  ];
  await owner.rows(...posting({ id: posted }));
  const close = async (): Promise<void> => {
    for (const who of [service, owner, everywhere]) await who.end();
    await t.close();
  };
  return { t, service, owner, everywhere, ids, posted, posting, close };
}

function voucherOf(
  ids: Readonly<Record<string, string>>,
  lines: readonly Line[],
  summary: string,
): object {
  return {
    id: randomUUID(),
    bookNo: 1,
    date: '2026-01-05',
    word: '记',
    attachmentCount: 1,
    sourceKind: 'manual',
    makerId: ids['accountant'],
    makerName: '会计甲',
    reviewerId: ids['reviewer'],
    reviewerName: '审核乙',
    lines: lines.map(([accountCode, debit, credit, fundCode]) => ({
      summary,
      accountCode,
      ...(debit === null ? { credit } : { debit }),
      fundCode,
    })),
  };
}
