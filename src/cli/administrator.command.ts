import { IdentityService } from '../identity/identity.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { SYSTEM_CONTEXT } from '../platform/database/request-context.js';
import { say, withDatabase, type Command } from './command.js';

/** Makes the first administrator on an empty database. */
export const createAdminCommand: Command = {
  summary: '在没有任何用户的数据库上建立首位系统管理员',
  options: {
    username: '用户名；不写则取 ADMIN_USERNAME 或 admin',
    password: '密码，至少 8 个字符；不写则取 ADMIN_PASSWORD，再没有就随机生成并显示一次',
  },
  run: (values, given) =>
    withDatabase(values, async (source) => {
      const database = new Database(source, new Clock(values.startsAt));
      const made = await database.write(SYSTEM_CONTEXT, (tx) =>
        new IdentityService().createFirstAdministrator(
          tx,
          given['username'] ?? values.adminUsername,
          given['password'] ?? values.adminPassword,
        ),
      );
      if (made === null) {
        say('数据库里已有用户，没有建立新的管理员。请由现有管理员在系统内新增。');
        return 1;
      }
      const chosen = given['password'] ?? values.adminPassword;
      say(
        chosen === null
          ? `已建立管理员 ${made.username}，密码：${made.password}（只显示这一次，请立即保存）`
          : `已建立管理员 ${made.username}。`,
      );
      return 0;
    }),
};
