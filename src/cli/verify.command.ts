import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VerificationService, type Verification } from '../audit/verification.service.js';
import { createApplication } from '../application.js';
import { IdentityService } from '../identity/identity.service.js';
import { parseCommunityCode } from '../kernel/community-code.js';
import { Database } from '../platform/database/database.js';
import { PLATFORM_COMMUNITY, SYSTEM_CONTEXT } from '../platform/database/request-context.js';
import { say, withDatabase, type Command } from './command.js';

const MOST = 1_000_000;
const NOTHING = '没有可核验的账：';

/** Recomputes what every room registered, from the raw rows and the chained operation log; exits non-zero at any difference. */
export const verifyCommand: Command = {
  summary:
    '重新计算：凭证平衡、编号、余额、专项和哈希链；收付单据、划转、租金、捐赠与凭证；付款申请的审批；余额调节表；' +
    '已上报各月的报告、会议计票、公示、季度报告；并与操作日志（其链首印在公示上）所记逐项核对。' +
    '资产名册部分只与操作日志核对，不重新编制。逐项列出核对的数目；有出入则以 1 退出',
  options: { community: '只核验这个 12 位代码的社区；不写则核验全部' },
  run: async (values, given) => {
    // A database made for the question would agree with itself.
    if (values.databaseUrl === null && !existsSync(join(values.dataDirectory, 'postgres'))) {
      say(
        `${NOTHING}数据目录 ${values.dataDirectory} 里没有数据库。请检查 DATA_DIR 或 DATABASE_URL。`,
      );
      return 1;
    }
    return withDatabase(values, async (source) => {
      const app = await createApplication(values, source);
      await app.init();
      const database = app.get(Database);
      const communities =
        given['community'] === undefined
          ? await database.read(SYSTEM_CONTEXT, async (tx) => [
              PLATFORM_COMMUNITY,
              ...(await app.get(IdentityService).communities(tx, null, '', MOST)).map(
                ({ code }) => code,
              ),
            ])
          : [await known(database, app.get(IdentityService), given['community'])];
      if (communities.length === 1 && communities[0] === PLATFORM_COMMUNITY) {
        await app.close();
        say(`${NOTHING}数据库里还没有社区。`);
        return 1;
      }
      let clean = true;
      for (const community of communities) {
        const result = await database.read(SYSTEM_CONTEXT, (tx) =>
          app.get(VerificationService).verify(tx, community),
        );
        report(result);
        clean &&= result.clean;
      }
      await app.close();
      say(
        clean
          ? '核验通过：以上各项重新计算的结果与所存记录、操作日志一致。'
          : '核验不通过：见上列出入。',
      );
      return clean ? 0 : 1;
    });
  },
};

/** A community that is there: nothing verified is not a book that agrees. @throws DomainError not-found */
async function known(
  database: Database,
  identity: IdentityService,
  given: string,
): Promise<string> {
  const code = parseCommunityCode(given);
  return database.read(SYSTEM_CONTEXT, async (tx) => (await identity.community(tx, code)).code);
}

function report({ community, findings }: Verification): void {
  say(community === PLATFORM_COMMUNITY ? '平台' : `社区 ${community}`);
  for (const { check, count, differences } of findings) {
    say(`  ${differences.length === 0 ? '一致' : '不符'}  ${check}（${count}）`);
    for (const difference of differences.slice(0, 20)) say(`        ${difference}`);
    if (differences.length > 20) say(`        …… 另有 ${differences.length - 20} 处`);
  }
}
