import { resolve } from 'node:path';
import { archiveDifferences, parseManifest } from '../ledger/domain/archive/archive-check.js';
import { LISTING_PATH, MANIFEST_PATH } from '../ledger/domain/archive/archive-manifest.js';
import { readZip, type ZipContent } from '../platform/files/zip-reader.js';
import { say, type Command } from './command.js';

/** Holds an archive package against its own manifest, without the database; exits non-zero at any difference. */
export const verifyArchiveCommand: Command = {
  summary: '核对会计档案包：每个文件与清单、清单与整包 SHA-256，不需要数据库；有出入则以 1 退出',
  options: {
    file: '档案包（zip，必填）',
    sha256: '另行保存的整包 SHA-256；写了则一并核对',
  },
  run: async (_values, given) => {
    if (given['file'] === undefined) {
      process.stderr.write('请用 --file 指明档案包。\n');
      return 2;
    }
    const content = await readArchive(resolve(given['file']));
    if (typeof content === 'string') {
      say(`不符  ${content}`);
      return 1;
    }
    const manifest = parseManifest(content.texts.get(MANIFEST_PATH) ?? '');
    if (manifest === null) {
      say(`不符  没有可读的 ${MANIFEST_PATH}，不是会计档案包`);
      return 1;
    }
    const listing = content.texts.get(LISTING_PATH) ?? null;
    const differences = [...archiveDifferences(manifest, content.files, listing)];
    const expected = given['sha256']?.toLowerCase();
    if (expected !== undefined && expected !== manifest.contentSha256) {
      differences.push(`整包 SHA-256 与另行保存的不同：${manifest.contentSha256}`);
    }
    say(
      `${manifest.unit}　账套${manifest.bookNo} ${manifest.bookName}　${manifest.years.join('、')}年度`,
    );
    say(`件数 ${manifest.items.length}　文件数 ${manifest.files.length}`);
    say(`整包 SHA-256 ${manifest.contentSha256}`);
    for (const problem of manifest.problems) say(`  装包时已知  ${problem}`);
    for (const difference of differences) say(`  不符  ${difference}`);
    say(differences.length === 0 ? '核验通过：档案包与清单一致。' : '核验不通过：见上列出入。');
    return differences.length === 0 ? 0 : 1;
  },
};

/** The package, or why it cannot be read. */
async function readArchive(path: string): Promise<ZipContent | string> {
  try {
    return await readZip(path, [MANIFEST_PATH, LISTING_PATH]);
  } catch (error) {
    return `档案包无法读取或已损坏（${error instanceof Error ? error.message : String(error)}）`;
  }
}
