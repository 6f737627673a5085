import { createHash } from 'node:crypto';

/** A file of a package. */
export interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

/** What is said of one paper (件), beside its bytes. */
export interface ArchivedItem {
  /** 件号 */
  readonly no: string;
  /** 题名 */
  readonly title: string;
  /** 责任者 */
  readonly responsible: string;
  /** 日期 */
  readonly date: string;
  /** 类别 */
  readonly category: string;
  /** 保管期限 */
  readonly retention: string;
  /** The day from which it may be appraised. */
  readonly keptUntil: string | null;
  /** Where it lies in the package, and where its metadata. */
  readonly file: string;
  readonly metadata: string;
}

/** What a package holds, before it is sealed. */
export interface ArchiveContent {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly community: string;
  readonly unit: string;
  readonly bookNo: number;
  readonly bookName: string;
  readonly standard: string;
  readonly years: readonly number[];
  /** The last posting that the package knows. */
  readonly asOf: string;
  /** Where the book's voucher chain ends. */
  readonly chainHead: string;
  readonly items: readonly ArchivedItem[];
  readonly files: readonly ArchivedFile[];
  /** What could not be put in, or does not hold. */
  readonly problems: readonly string[];
}

/** A package's manifest: its content and the hash of the whole. */
export interface ArchiveManifest extends ArchiveContent {
  /** SHA-256 over everything above, which holds the hash of every file. */
  readonly contentSha256: string;
}

/** The version of the package's form. */
export const ARCHIVE_FORMAT = 'gongzhang-archive/1';
/** The manifest for programs. */
export const MANIFEST_PATH = '清单.json';
/** The manifest for people; it follows from the other. */
export const LISTING_PATH = '清单.txt';

/** Seals a content with the hash of the whole. */
export function sealManifest(content: ArchiveContent): ArchiveManifest {
  return { ...content, contentSha256: contentHash(content) };
}

/** The bytes of the manifest, the same for the same content. */
export function manifestText(manifest: ArchiveManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The hash of the whole, from everything else that the manifest says in its own order. */
export function contentHash(manifest: ArchiveContent): string {
  const content = Object.entries(manifest).filter(([key]) => key !== 'contentSha256');
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The manifest for people. */
export function listingText(manifest: ArchiveManifest): string {
  const { unit, bookNo, bookName, years, items, files, problems } = manifest;
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return [
    '会计档案包清单',
    `单位：${unit}（${manifest.community}）`,
    `账套：${bookNo} ${bookName}　${manifest.standard}`,
    `年度：${years.join('、')}　截至：${manifest.asOf}`,
    `凭证哈希链：${manifest.chainHead}`,
    `件数：${items.length}　文件数：${files.length}`,
    `整包 SHA-256：${manifest.contentSha256}`,
    '',
    ...(problems.length === 0
      ? ['未发现问题。']
      : ['以下各项有问题，请查明：', ...problems.map((problem) => `　　${problem}`)]),
    '',
    '件号\t题名\t责任者\t日期\t类别\t保管期限\t保管至\t文件\tSHA-256',
    ...items.map((item) =>
      [
        item.no,
        item.title,
        item.responsible,
        item.date,
        item.category,
        item.retention,
        item.keptUntil ?? '永久',
        item.file,
        hashes.get(item.file) ?? '',
      ].join('\t'),
    ),
    '',
    '核验：npm run cli -- verify-archive --file <本文件>，不需要数据库。每个文件的 SHA-256 列在“清单.json”中。',
    '',
  ].join('\r\n');
}
