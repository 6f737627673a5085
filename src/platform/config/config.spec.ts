import { describe, expect, test } from '@jest/globals';
import { listenError, readConfig } from './config.js';

const SECRET = 'a-secret-for-tests-only-0123456789abcdef';
const DEVELOPMENT = { JWT_SECRET: SECRET };
const PRODUCTION = {
  JWT_SECRET: SECRET,
  NODE_ENV: 'production',
  PUBLIC_BASE_URL: 'https://gongzhang.example.cn/',
};

describe('the configuration', () => {
  test('answers this machine alone unless HOST is set or it runs in production', () => {
    expect(readConfig(DEVELOPMENT).host).toBe('127.0.0.1');
    expect(readConfig({ ...DEVELOPMENT, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
    expect(readConfig(PRODUCTION).host).toBe('0.0.0.0');
  });

  test('has what it needs by default', () => {
    expect(readConfig(DEVELOPMENT)).toMatchObject({
      databaseUrl: null,
      port: 3000,
      publicBaseUrl: 'http://localhost:3000',
      startsAt: null,
      adminUsername: 'admin',
      adminPassword: null,
      production: false,
      log: 'text',
      filingDueDays: 15,
      trustProxy: [],
      requestSeconds: 60,
      fonts: {},
    });
    expect(readConfig(PRODUCTION)).toMatchObject({
      publicBaseUrl: 'https://gongzhang.example.cn',
      production: true,
      log: 'json',
    });
  });

  test('believes no proxy that is not named', () => {
    expect(readConfig(DEVELOPMENT).trustProxy).toEqual([]);
    const named = { ...DEVELOPMENT, TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1' };
    expect(readConfig(named).trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', '::1']);
  });

  test('is quiet where the clock is set, unless asked', () => {
    const demo = { ...DEVELOPMENT, GONGZHANG_NOW: '2026-01-31T09:00:00+08:00' };
    expect(readConfig(demo).log).toBe('quiet');
    expect(readConfig({ ...demo, LOG: 'json' }).log).toBe('json');
  });

  test.each([
    ['PORT', { ...DEVELOPMENT, PORT: '65536' }, '应为 0 到 65535 之间的整数'],
    ['PORT', { ...DEVELOPMENT, PORT: '' }, '应为 0 到 65535 之间的整数'],
    ['DATABASE_URL', { ...DEVELOPMENT, DATABASE_URL: 'mysql://x' }, 'postgres://'],
    ['JWT_SECRET', { JWT_SECRET: 'short' }, '至少应有 32 个字符'],
    ['JWT_SECRET', { NODE_ENV: 'production' }, '在生产环境中必须设置'],
    [
      'PUBLIC_BASE_URL',
      { JWT_SECRET: SECRET, NODE_ENV: 'production' },
      '在生产环境中必须设置：公示和备案的二维码永久印着这个地址',
    ],
    ['PUBLIC_BASE_URL', { ...DEVELOPMENT, PUBLIC_BASE_URL: 'gongzhang.cn' }, 'https://'],
    ['GONGZHANG_NOW', { ...PRODUCTION, GONGZHANG_NOW: '2026-01-31T09:00:00Z' }, '不得'],
    ['GONGZHANG_NOW', { ...DEVELOPMENT, GONGZHANG_NOW: '2026-01-31' }, '带时区的时刻'],
    ['ADMIN_PASSWORD', { ...DEVELOPMENT, ADMIN_PASSWORD: 'short' }, '至少应有 8 个字符'],
    ['FILING_DUE_DAYS', { ...DEVELOPMENT, FILING_DUE_DAYS: '0' }, '1 到 90'],
    ['REQUEST_SECONDS', { ...DEVELOPMENT, REQUEST_SECONDS: '4' }, '5 到 600'],
    ['TRUST_PROXY', { ...DEVELOPMENT, TRUST_PROXY: 'loopback' }, 'IP 地址或网段'],
    ['TRUST_PROXY', { ...DEVELOPMENT, TRUST_PROXY: '127.0.0.1,10.0.0.0/33' }, '10.0.0.0/33'],
    ['TRUST_PROXY', { ...DEVELOPMENT, TRUST_PROXY: '0.0.0.0/0' }, '0.0.0.0/0'],
    ['LOG', { ...DEVELOPMENT, LOG: 'verbose' }, 'json、text 或 quiet'],
    ['FONT_BODY', { ...DEVELOPMENT, FONT_BODY: '/no/such/font.ttf' }, '不存在'],
  ])('a wrong %s stops the start by its name', (variable, env, why) => {
    expect(() => readConfig(env)).toThrow(`环境变量 ${variable} `);
    expect(() => readConfig(env)).toThrow(why);
  });

  test('a data directory that cannot be written stops the start by its name', () => {
    const withoutSecret = { DATA_DIR: '/dev/null/books' };
    expect(() => readConfig(withoutSecret)).toThrow(
      '环境变量 DATA_DIR 所指的数据目录 /dev/null/books 不能读写',
    );
  });

  test.each([
    ['EADDRINUSE', '环境变量 PORT 所指的端口 3000 已被别的程序占用'],
    ['EACCES', '环境变量 PORT 所指的端口 3000 须有特权才能使用'],
    ['EADDRNOTAVAIL', '环境变量 HOST 所指的地址 127.0.0.1 不是本机的地址'],
  ])('a service that cannot listen (%s) says which variable puts it right', (code, why) => {
    const refused = Object.assign(new Error('listen'), { code });
    expect(String(listenError(refused, readConfig(DEVELOPMENT)))).toContain(why);
  });

  test('another fault of listening is told as it came', () => {
    const fault = new Error('listen');
    expect(listenError(fault, readConfig(DEVELOPMENT))).toBe(fault);
  });
});
