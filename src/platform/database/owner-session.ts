import pg from 'pg';
import { closeDatabase } from '../embedded-postgres/close-database.js';
import { ConfigError } from '../config/config.js';

/** How to reach an external database as a role that row-level security binds. */
export interface OwnerSession {
  readonly url: string;
  /** What the operator should know of it, once; mostly nothing. */
  readonly note: string | null;
}

interface Standing {
  readonly name: string;
  readonly database: string;
  readonly isSuperuser: boolean;
  readonly passesIsolation: boolean;
  readonly makesRoles: boolean;
  readonly ownerOfTables: string | null;
}

const OWNER = 'gongzhang_owner';
const LOCK = 718_720;
const ROLE_OPTION = / ?-c role=[a-z0-9_]+$/;

/**
 * Looks at the role of DATABASE_URL. A superuser, or a role with BYPASSRLS, would lift the isolation of the communities
 * wherever a function runs as its owner: such a session goes on as gongzhang_owner, which is made when it is missing.
 * @throws ConfigError when the database cannot be reached, or the role cannot do its work
 */
export async function ownerSession(databaseUrl: string): Promise<OwnerSession> {
  const client = await connect(databaseUrl);
  try {
    const standing = await standingOf(client);
    if (!standing.passesIsolation) {
      if (!standing.makesRoles) throw mayNotMakeRoles(standing.name);
      return { url: databaseUrl, note: null };
    }
    const owner = await ensureOwner(client, standing);
    if (standing.isSuperuser) await closeDatabase(client);
    return {
      url: withRole(databaseUrl, owner),
      note: `DATABASE_URL 的角色 ${standing.name} 不受行级安全约束，本服务改以角色 ${owner} 拥有和升级数据库。`,
    };
  } finally {
    await client.end();
  }
}

/** The address without the role that its sessions take on. */
export function withoutRole(url: string): URL {
  const bare = new URL(url);
  const rest = (bare.searchParams.get('options') ?? '').replace(ROLE_OPTION, '');
  if (rest === '') bare.searchParams.delete('options');
  else bare.searchParams.set('options', rest);
  return bare;
}

function withRole(url: string, role: string): string {
  const changed = withoutRole(url);
  const options = changed.searchParams.get('options');
  changed.searchParams.set('options', `${options === null ? '' : `${options} `}-c role=${role}`);
  return changed.href;
}

/** @throws ConfigError that names the variable, the address and the cause, and never the password */
async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { host, pathname, username } = new URL(databaseUrl);
    const { code, message } = error as { code?: string; message: string };
    throw new ConfigError(
      'DATABASE_URL',
      `所指的数据库连不上（地址 ${host}，数据库 ${pathname.slice(1)}，用户 ${username}）：` +
        (CAUSES[code ?? ''] ?? `${code ?? ''} ${message}`.trim()),
    );
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '没有程序在该地址应答，请检查 PostgreSQL 是否已启动、地址和端口是否正确。',
  ENOTFOUND: '找不到这台主机，请检查主机名。',
  EAI_AGAIN: '暂时解析不了主机名，请检查主机名和网络。',
  ETIMEDOUT: '连接超时，请检查网络和防火墙。',
  '28P01': '口令不对，请检查连接地址中的口令。',
  '28000': '该用户不被允许登录，请检查用户名和 pg_hba.conf。',
  '3D000': '没有这个数据库，请先建立。',
};

async function standingOf(client: pg.Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(
    `SELECT current_user::text AS name, current_database()::text AS database, r.rolsuper AS "isSuperuser",
       r.rolsuper OR r.rolbypassrls AS "passesIsolation", r.rolcreaterole AS "makesRoles",
       (SELECT o.rolname::text FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner AND NOT o.rolsuper AND NOT o.rolbypassrls
         WHERE c.oid = to_regclass('public.community')) AS "ownerOfTables"
     FROM pg_roles r WHERE r.rolname = current_user`,
  );
  const [standing] = rows;
  if (standing === undefined) throw new ConfigError('DATABASE_URL', '的角色不在 pg_roles 中。');
  return standing;
}

/** Whoever owns the tables already goes on owning them. */
async function ensureOwner(client: pg.Client, standing: Standing): Promise<string> {
  if (standing.ownerOfTables !== null) return standing.ownerOfTables;
  if (!standing.makesRoles && !standing.isSuperuser) throw mayNotMakeRoles(standing.name);
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  const { rows } = await client.query<{ taken: boolean; unsafe: boolean; served: boolean }>(
    `SELECT to_regclass('public.community') IS NOT NULL AS taken,
       EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls)) AS unsafe,
       EXISTS (SELECT FROM pg_roles WHERE rolname = 'gongzhang_service') AS served`,
    [OWNER],
  );
  if (rows[0]?.taken === true || rows[0]?.unsafe === true) throw ownedBySuperuser(standing);
  await client.query(`DO $$ BEGIN
    CREATE ROLE ${OWNER} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB CREATEROLE;
    EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  await client.query(`GRANT ALL ON SCHEMA public TO ${OWNER}`);
  if (!standing.isSuperuser) await client.query(`GRANT ${OWNER} TO CURRENT_USER`);
  if (rows[0]?.served === true) {
    await client.query(`GRANT gongzhang_service TO ${OWNER} WITH ADMIN OPTION`);
  }
  return OWNER;
}

function mayNotMakeRoles(name: string): ConfigError {
  return new ConfigError(
    'DATABASE_URL',
    `的角色 ${name} 无权建立服务自己的登录角色。请由数据库管理员执行：ALTER ROLE ${name} CREATEROLE;`,
  );
}

function ownedBySuperuser({ name, database }: Standing): ConfigError {
  return new ConfigError(
    'DATABASE_URL',
    `的角色 ${name} 不受行级安全约束，而数据库 ${database} 的表已归这样的角色所有，社区之间的隔离因此不成立。` +
      `请由数据库管理员执行：CREATE ROLE gongzhang LOGIN CREATEROLE PASSWORD '…'; ` +
      `CREATE DATABASE gongzhang_new OWNER gongzhang; 再把备份恢复到新数据库。`,
  );
}
