import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseCommunityCode } from '../kernel/community-code.js';
import { BookExportService, type PlainText } from '../ledger/book-export.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { SYSTEM_CONTEXT } from '../platform/database/request-context.js';
import { say, withDatabase, type Command } from './command.js';

const PROGRAMS: readonly (readonly [PlainText, string])[] = [
  ['hledger', 'journal'],
  ['beancount', 'beancount'],
];

/** Writes every book of a community as journals that independent programs check. */
export const exportCommand: Command = {
  summary: '导出一个社区的全部账套，供 hledger 和 beancount 独立核对',
  options: { community: '12 位社区代码（必填）', to: '写到哪个目录；不写则为当前目录' },
  run: (values, given) =>
    withDatabase(values, async (source) => {
      if (given['community'] === undefined) {
        process.stderr.write('请用 --community 指明社区。\n');
        return 1;
      }
      const community = parseCommunityCode(given['community']);
      const directory = resolve(given['to'] ?? '.');
      await mkdir(directory, { recursive: true });
      const database = new Database(source, new Clock(values.startsAt));
      const exports = new BookExportService();
      const books = await database.read(SYSTEM_CONTEXT, (tx) =>
        new LedgerService().books(tx, community),
      );
      for (const { bookNo, name } of books) {
        for (const [program, ending] of PROGRAMS) {
          const path = join(directory, `book-${bookNo}.${ending}`);
          const text = await database.read(SYSTEM_CONTEXT, (tx) =>
            exports.plainText(tx, community, bookNo, program),
          );
          await writeFile(path, text);
          say(`第${bookNo}账套 ${name} → ${path}`);
        }
      }
      if (books.length === 0) say(`社区 ${community} 没有账套。`);
      return 0;
    }),
};
