import { migrate } from '../platform/database/migrate.js';
import { say, withOwnerUrl, type Command } from './command.js';

/** Brings the database up to date. */
export const migrateCommand: Command = {
  summary: '把数据库升级到本版本的结构（服务启动时也会自动进行）',
  options: {},
  run: (values) =>
    withOwnerUrl(values, async (ownerUrl) => {
      const done = await migrate(ownerUrl);
      say(done.length === 0 ? '数据库已是最新。' : `已执行 ${done.length} 项：${done.join('、')}`);
      return 0;
    }),
};
