import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';

const HERE = '511602002001';
const BEGUN = 'INSERT INTO accounting_month (community_code, month) VALUES ($1, $2)';
const REPORTED = `UPDATE accounting_month SET state = 'reported' WHERE month = '2026-02'`;

let t: TestApp;
/** Two sessions of the service's own login. */
let one: Attacker;
let other: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  await (
    await t.as('accountant.001')
  )
    .post(`/api/v1/communities/${HERE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  one = await attack(t.serviceUrl, HERE);
  other = await attack(t.serviceUrl, HERE);
  for (const who of [one, other]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
  await one.rows(BEGUN, [HERE, '2026-02']);
});

afterAll(async () => {
  await one.end();
  await other.end();
  await t.close();
});

/** Waits until a session waits for another one's lock. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted';
  while ((await one.rows(waiting)).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an earlier month that begins while a later one is being reported is seen all the same', async () => {
  expect(await other.probes(REPORTED)).toBe('month-needs-report');
  await one.rows('BEGIN');
  await one.rows(BEGUN, [HERE, '2026-01']);
  const reporting = other.probes(REPORTED);
  await untilSomebodyWaits();
  await one.rows('COMMIT');
  expect(await reporting).toBe('earlier-month-pending');
  expect(await other.probes(REPORTED)).toBe('month-out-of-order');
});
