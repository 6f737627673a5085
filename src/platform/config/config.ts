import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

/** Everything the service reads from its environment, once, at start. */
export class Config {
  constructor(readonly values: Readonly<ConfigValues>) {}
}

export interface ConfigValues {
  /** URL of the owner role of an external PostgreSQL; absent: the embedded one. */
  readonly databaseUrl: string | null;
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  readonly jwtSecret: string;
  readonly publicBaseUrl: string;
  /** The clock starts at this instant and runs on from it. */
  readonly startsAt: Date | null;
  readonly adminUsername: string;
  readonly adminPassword: string | null;
  readonly production: boolean;
  readonly log: LogStyle;
  /** Days after a quarter's end within which its filing is in time. */
  readonly filingDueDays: number;
  /** Addresses and networks whose X-Forwarded-For is believed; none unless named. */
  readonly trustProxy: readonly string[];
  /** Within so many seconds a request must have come in whole. */
  readonly requestSeconds: number;
  /** Paths of licensed fonts by role; the free fonts of the package where absent. */
  readonly fonts: Readonly<Partial<Record<FontRole, string>>>;
}

/** One JSON line for each request, a short line for people, or errors only. */
export type LogStyle = 'json' | 'text' | 'quiet';

export type FontRole = 'body' | 'title' | 'heading' | 'subheading' | 'numerals';

/** A wrong or missing value stops the start and names its variable. */
export class ConfigError extends Error {
  constructor(variable: string, why: string) {
    super(`环境变量 ${variable} ${why}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment. @throws ConfigError naming the first wrong variable. */
export function readConfig(env: Environment): ConfigValues {
  const production = env['NODE_ENV'] === 'production';
  const dataDirectory = resolve(env['DATA_DIR'] ?? './.data');
  const port = readPort(env);
  return {
    databaseUrl: readDatabaseUrl(env),
    port,
    // Outside production the demo's public password may be in use: only this machine is answered.
    host: env['HOST'] || (production ? '0.0.0.0' : '127.0.0.1'),
    dataDirectory,
    jwtSecret: readSecret(env, production, dataDirectory),
    publicBaseUrl: readBaseUrl(env, production, port),
    startsAt: readStart(env, production),
    adminUsername: env['ADMIN_USERNAME'] ?? 'admin',
    adminPassword: readAdminPassword(env),
    production,
    log: readLog(env, production),
    filingDueDays: readWhole(env, 'FILING_DUE_DAYS', 15, [1, 90]),
    trustProxy: readProxies(env),
    requestSeconds: readWhole(env, 'REQUEST_SECONDS', 60, [5, 600]),
    fonts: readFonts(env),
  };
}

function readPort(env: Environment): number {
  const text = env['PORT'] ?? '3000';
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new ConfigError('PORT', `应为 0 到 65535 之间的整数，现为“${text}”。`);
  }
  return port;
}

function readDatabaseUrl(env: Environment): string | null {
  const text = env['DATABASE_URL'];
  if (text === undefined || text === '') return null;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new ConfigError('DATABASE_URL', '应为 postgres:// 开头的连接地址。');
  }
  return text;
}

function readSecret(env: Environment, production: boolean, dataDirectory: string): string {
  const given = env['JWT_SECRET'];
  if (given !== undefined && given !== '') {
    if (given.length < 32) throw new ConfigError('JWT_SECRET', '至少应有 32 个字符。');
    return given;
  }
  if (production) throw new ConfigError('JWT_SECRET', '在生产环境中必须设置。');
  return keptSecret(join(dataDirectory, 'jwt-secret'), dataDirectory);
}

/** Made once and kept in the data directory, readable by the service alone. */
function keptSecret(path: string, directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    if (!existsSync(path)) {
      writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
    }
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    // Another start made it at the same moment.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return readFileSync(path, 'utf8').trim();
    throw new ConfigError(
      'DATA_DIR',
      `所指的数据目录 ${directory} 不能读写（${(error as Error).message}）。请检查其所有者、权限和剩余空间，或另指一个目录。`,
    );
  }
}

/** Why the service cannot listen, told by the variable that puts it right; anything else as it came. */
export function listenError(error: unknown, { host, port }: ConfigValues): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      'PORT',
      `所指的端口 ${port} 已被别的程序占用，请停止它，或另指一个端口。`,
    );
  }
  if (code === 'EACCES') {
    return new ConfigError('PORT', `所指的端口 ${port} 须有特权才能使用，请另指 1024 以上的端口。`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ConfigError('HOST', `所指的地址 ${host} 不是本机的地址。`);
  }
  return error;
}

/** QR codes and notices bear it for ever, so that in production nobody guesses it. */
function readBaseUrl(env: Environment, production: boolean, port: number): string {
  const given = env['PUBLIC_BASE_URL'] ?? '';
  if (given === '' && production) {
    throw new ConfigError(
      'PUBLIC_BASE_URL',
      '在生产环境中必须设置：公示和备案的二维码永久印着这个地址，如 https://gongzhang.example.cn。',
    );
  }
  const text = given === '' ? `http://localhost:${port}` : given;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError('PUBLIC_BASE_URL', '应为 http:// 或 https:// 开头的地址。');
  }
  return text.replace(/\/+$/, '');
}

function readStart(env: Environment, production: boolean): Date | null {
  const text = env['GONGZHANG_NOW'];
  if (text === undefined || text === '') return null;
  if (production) throw new ConfigError('GONGZHANG_NOW', '不得在生产环境中设置。');
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || !/T.*(Z|[+-]\d\d:\d\d)$/.test(text)) {
    throw new ConfigError('GONGZHANG_NOW', '应为带时区的时刻，如 2026-01-31T09:00:00+08:00。');
  }
  return instant;
}

/** A set clock is for demos and checks, which say themselves what they do. */
function readLog(env: Environment, production: boolean): LogStyle {
  const text = env['LOG'] ?? '';
  if (text === 'json' || text === 'text' || text === 'quiet') return text;
  if (text !== '') throw new ConfigError('LOG', `应为 json、text 或 quiet，现为“${text}”。`);
  if (production) return 'json';
  return (env['GONGZHANG_NOW'] ?? '') === '' ? 'text' : 'quiet';
}

function readAdminPassword(env: Environment): string | null {
  const text = env['ADMIN_PASSWORD'];
  if (text === undefined || text === '') return null;
  if (text.length < 8) throw new ConfigError('ADMIN_PASSWORD', '至少应有 8 个字符。');
  return text;
}

function readWhole(
  env: Environment,
  variable: string,
  usual: number,
  [least, most]: readonly [number, number],
): number {
  const text = env[variable] ?? String(usual);
  const number = Number(text);
  if (!/^\d{1,3}$/.test(text) || number < least || number > most) {
    throw new ConfigError(variable, `应为 ${least} 到 ${most} 之间的整数，现为“${text}”。`);
  }
  return number;
}

/** Whoever may name the caller's address may name any: nobody is believed who was not named. */
function readProxies(env: Environment): string[] {
  const proxies = (env['TRUST_PROXY'] ?? '').split(',').map((part) => part.trim());
  const named = proxies.filter((part) => part !== '');
  for (const proxy of named) {
    const [address = '', length, ...rest] = proxy.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    const network =
      length === undefined ||
      (/^\d{1,3}$/.test(length) && Number(length) >= 1 && Number(length) <= most);
    if (isIP(address) === 0 || !network || rest.length > 0) {
      throw new ConfigError(
        'TRUST_PROXY',
        `应为反向代理的 IP 地址或网段，以逗号分隔，如 127.0.0.1,10.0.0.0/8，现有“${proxy}”。`,
      );
    }
  }
  return named;
}

function readFonts(env: Environment): Partial<Record<FontRole, string>> {
  const fonts: Partial<Record<FontRole, string>> = {};
  for (const role of ['body', 'title', 'heading', 'subheading', 'numerals'] as const) {
    const variable = `FONT_${role.toUpperCase()}`;
    const path = env[variable] ?? '';
    if (path === '') continue;
    if (!existsSync(path)) throw new ConfigError(variable, `所指的字体文件 ${path} 不存在。`);
    fonts[role] = resolve(path);
  }
  return fonts;
}
