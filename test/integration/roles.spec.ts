import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownerSession } from '../../src/platform/database/owner-session.js';
import { attack, type Attacker } from '../support/attacker.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createEmptyDatabase, testPostgres } from '../support/postgres.js';
import {
  openTreasuryBooks,
  received,
  submitted,
  treasuryPeople,
} from '../support/treasury-books.js';

const HERE = '511602002001';
const THERE = '511602002002';

/** The functions of the migrations; those that a range type brings along are PostgreSQL's own. */
const OURS = `pronamespace = 'public'::regnamespace
  AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal')`;

/** All that the service's login may call; a function that others must reach is added here on purpose. */
const OPEN_FUNCTIONS = [
  'accept_filing(character,uuid,text)',
  'account_name(account,date)',
  'actor_duties()',
  'append_audit(character,jsonb)',
  'cash_findings(character,integer,character)',
  'change_standard(character,integer,uuid,text,date,jsonb,text[])',
  'context_actor()',
  'context_actor_name()',
  'context_now()',
  'context_scope()',
  'document_facts(document)',
  'document_is_fixed(character,uuid)',
  'document_is_intact(character,uuid)',
  'find_colleague(character,text)',
  'fund_account_balances(character,integer,text)',
  'fund_released(character,integer,text,date)',
  'fund_spent(character,integer,text,date)',
  'in_scope(text)',
  'instant_text(timestamp with time zone)',
  'is_credit_code(text)',
  'item_parts(character,character,integer)',
  'ladder_steps(character,integer)',
  'lock_filings(character)',
  'next_step(payment_request)',
  'payee_key(text)',
  'post_drafts(character,integer,uuid[])',
  'post_vouchers(character,jsonb)',
  'refuse(text,jsonb)',
  'set_opening_balances(character,integer,jsonb)',
  'standard_in(book,text)',
];

describe('DATABASE_URL names a superuser', () => {
  let t: TestApp;
  let note: string | null;
  let superuser: Attacker;
  let service: Attacker;

  beforeAll(async () => {
    const database = await createEmptyDatabase('postgres');
    const session = await ownerSession(database.ownerUrl);
    note = session.note;
    t = await startTestApp('2026-02-10T09:00:00+08:00', { ...database, ownerUrl: session.url });
    for (const code of [HERE, THERE]) {
      const { base } = await openTreasuryBooks(t, code);
      const people = await treasuryPeople(t, code);
      await received(people, `${base}/books/1`);
      await submitted(people, `${base}/books/1`);
    }
    superuser = await attack(database.superuserUrl);
    service = await attack(t.serviceUrl, HERE);
  }, 60_000);

  afterAll(async () => {
    await superuser.end();
    await service.end();
    await t.close();
  });

  test('and it says once that another role owns what it makes', async () => {
    expect(note).toBe(
      'DATABASE_URL 的角色 postgres 不受行级安全约束，本服务改以角色 gongzhang_owner 拥有和升级数据库。',
    );
    const owners = await superuser.rows(
      `SELECT DISTINCT pg_get_userbyid(o) AS owner FROM (
         SELECT relowner AS o FROM pg_class WHERE relnamespace = 'public'::regnamespace
         UNION ALL SELECT proowner FROM pg_proc WHERE ${OURS}) x`,
    );
    expect(owners).toEqual([{ owner: 'gongzhang_owner' }]);
    const standing = await superuser.rows(
      `SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname IN ('gongzhang_owner', 'gongzhang_service') ORDER BY 1`,
    );
    expect(standing).toEqual([
      { rolname: 'gongzhang_owner', rolsuper: false, rolbypassrls: false },
      { rolname: 'gongzhang_service', rolsuper: false, rolbypassrls: false },
    ]);
  });

  test('the service makes no temporary table and no large object', async () => {
    expect(await service.tries('CREATE TEMPORARY TABLE voucher (id int)')).toBe('42501');
    for (const call of [
      'lo_create(0)',
      `lo_from_bytea(0, 'x')`,
      'lo_unlink(1)',
      `lo_put(1, 0, 'x')`,
    ]) {
      expect(await service.tries(`SELECT ${call}`)).toBe('42501');
    }
  });

  test('a second start finds the same owner', async () => {
    const { superuserUrl } = await testPostgres();
    const again = new URL(t.ownerUrl);
    again.search = '';
    expect(again.username).toBe(new URL(superuserUrl).username);
    const { url } = await ownerSession(again.href);
    expect(new URL(url).searchParams.get('options')).toBe('-c role=gongzhang_owner');
    const owner = await attack(url);
    expect(await owner.rows('SELECT current_user::text AS who')).toEqual([
      { who: 'gongzhang_owner' },
    ]);
    expect(await owner.rows('SELECT count(*)::int AS seen FROM voucher')).toEqual([{ seen: 0 }]);
    await owner.end();
  });

  test('one community reads nothing of another, by table or by any function', async () => {
    expect(
      await service.rows(
        `SELECT count(*)::int AS n FROM voucher WHERE community_code = '${THERE}'`,
      ),
    ).toEqual([{ n: 0 }]);
    const balances = (code: string): string =>
      `SELECT sum(balance)::text AS money FROM fund_account_balances('${code}', 1)`;
    expect(await service.rows(balances(HERE))).toEqual([{ money: '10000.00' }]);
    expect(await service.rows(balances(THERE))).toEqual([{ money: null }]);
    const step = (code: string): string =>
      `SELECT (next_step(jsonb_populate_record(NULL::payment_request,
         '{"community_code": "${code}", "book_no": 1, "ladder_version": 1, "ladder_amount": 600}'))).role AS role`;
    expect(await service.rows(step(HERE))).toEqual([{ role: 'director' }]);
    expect(await service.rows(step(THERE))).toEqual([{ role: null }]);
    for (const call of [
      `fund_spent('${THERE}', 1, 'F', '2026-12-31')`,
      `fund_released('${THERE}', 1, 'F', '2026-12-31')`,
    ]) {
      expect(await service.rows(`SELECT ${call}::int AS n`)).toEqual([{ n: 0 }]);
    }
    for (const call of [
      `append_audit('${THERE}', '[]')`,
      `set_opening_balances('${THERE}', 1, '[]')`,
      `post_vouchers('${THERE}', '[]')`,
      `post_drafts('${THERE}', 1, '{}')`,
      `accept_filing('${THERE}', gen_random_uuid(), '')`,
      `find_colleague('${THERE}', 'accountant.002')`,
    ]) {
      expect([call, await service.tries(`SELECT ${call}`)]).toEqual([call, 'forbidden']);
    }
  });

  test('tables that a superuser owns already are refused with the way out', async () => {
    const spoilt = await createEmptyDatabase('postgres');
    const there = await attack(spoilt.superuserUrl);
    await there.tries('CREATE TABLE community (code text)');
    await there.end();
    await expect(ownerSession(spoilt.ownerUrl)).rejects.toThrow(
      /环境变量 DATABASE_URL .*CREATE ROLE gongzhang LOGIN CREATEROLE/,
    );
    await spoilt.drop();
  });
});

describe('DATABASE_URL names a role that passes row-level security', () => {
  test('and is no superuser: gongzhang_owner works in its place', async () => {
    const { superuserUrl } = await testPostgres();
    const superuser = await attack(superuserUrl);
    await superuser.tries(
      `CREATE ROLE passes_isolation LOGIN CREATEROLE BYPASSRLS PASSWORD 'passes'`,
    );
    await superuser.tries('GRANT gongzhang_owner TO passes_isolation WITH ADMIN OPTION');
    await superuser.tries('GRANT gongzhang_service TO passes_isolation WITH ADMIN OPTION');
    const database = await createEmptyDatabase('postgres');
    const own = await attack(database.superuserUrl);
    await own.tries(
      `ALTER DATABASE ${new URL(database.superuserUrl).pathname.slice(1)} OWNER TO passes_isolation`,
    );
    await own.end();
    const url = new URL(database.superuserUrl);
    url.username = 'passes_isolation';
    url.password = 'passes';
    const session = await ownerSession(url.href);
    expect(session.note).toContain('passes_isolation');
    const t = await startTestApp('2026-02-10T09:00:00+08:00', {
      ...database,
      ownerUrl: session.url,
    });
    await t.community(HERE);
    const service = await attack(t.serviceUrl, THERE);
    expect(await service.rows('SELECT count(*)::int AS n FROM community')).toEqual([{ n: 0 }]);
    await service.end();
    await t.close();
    await superuser.tries('DROP OWNED BY passes_isolation');
    await superuser.tries('DROP ROLE passes_isolation');
    await superuser.end();
  });

  test('and may not make roles: the start says what an administrator must run', async () => {
    const { superuserUrl } = await testPostgres();
    const superuser = await attack(superuserUrl);
    await superuser.tries(`CREATE ROLE makes_nobody LOGIN PASSWORD 'nobody'`);
    const url = new URL(superuserUrl);
    url.username = 'makes_nobody';
    url.password = 'nobody';
    await expect(ownerSession(url.href)).rejects.toThrow('ALTER ROLE makes_nobody CREATEROLE;');
    await superuser.tries('DROP ROLE makes_nobody');
    await superuser.end();
  });
});

describe('a database that cannot be reached', () => {
  test.each([
    ['postgres://owner:secret-word@127.0.0.1:1/books', '没有程序在该地址应答'],
    ['postgres://owner:secret-word@no-such-host.invalid/books', '主机名'],
  ])('%s names the variable and the cause, not the password', async (url, cause) => {
    const said = await ownerSession(url).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(said).toMatch(
      /^环境变量 DATABASE_URL 所指的数据库连不上（地址 .*，数据库 books，用户 owner）/,
    );
    expect(said).toContain(cause);
    expect(said).not.toContain('secret-word');
  });

  test('a wrong password is called so', async () => {
    const url = new URL((await testPostgres()).superuserUrl);
    url.password = 'wrong-word';
    await expect(ownerSession(url.href)).rejects.toThrow('口令不对');
  });
});

describe('functions of the database', () => {
  let t: TestApp;

  beforeAll(async () => {
    t = await startTestApp();
  });

  afterAll(async () => {
    await t.close();
  });

  test('are closed to everybody but those that the service calls', async () => {
    const owner = await attack(t.ownerUrl);
    const open = await owner.rows<{ name: string }>(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p
       WHERE ${OURS} AND has_function_privilege('gongzhang_service', p.oid, 'EXECUTE') ORDER BY 1`,
    );
    expect(open.map(({ name }) => name)).toEqual(OPEN_FUNCTIONS);
    const toAll = await owner.rows(
      `SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
       WHERE ${OURS} AND a.grantee = 0`,
    );
    expect(toAll).toEqual([]);
    await owner.end();
  });

  test('that run as their owner look for names in one place only', async () => {
    const owner = await attack(t.ownerUrl);
    const loose = await owner.rows(
      `SELECT oid::regprocedure::text FROM pg_proc WHERE ${OURS} AND prosecdef
         AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']`,
    );
    expect(loose).toEqual([]);
    await owner.end();
  });
});
