import {
  ARCHIVE_FORMAT,
  contentHash,
  LISTING_PATH,
  listingText,
  MANIFEST_PATH,
  type ArchivedFile,
  type ArchiveManifest,
} from './archive-manifest.js';

/** Reads a manifest; null for what is none. */
export function parseManifest(text: string): ArchiveManifest | null {
  try {
    const read = JSON.parse(text) as Partial<ArchiveManifest> | null;
    if (read?.format !== ARCHIVE_FORMAT) return null;
    const whole =
      TEXTS.every((name) => typeof read[name] === 'string') &&
      typeof read.bookNo === 'number' &&
      listOf(read.years, (year) => typeof year === 'number') &&
      listOf(read.problems, (problem) => typeof problem === 'string') &&
      listOf(read.files, (file) => hasTexts(file, ['path', 'sha256'])) &&
      listOf(read.items, (item) => hasTexts(item, ['no', 'title', 'file', 'metadata']));
    return whole ? (read as ArchiveManifest) : null;
  } catch {
    return null;
  }
}

const TEXTS = ['unit', 'bookName', 'standard', 'asOf', 'chainHead', 'contentSha256'] as const;

function listOf(value: unknown, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  return names.every((name) => typeof fields.get(name) === 'string');
}

/**
 * How a package differs from its manifest: changed bytes, files that are missing, came in or stand twice, a manifest
 * that is not what was sealed. `found` are the files as they lie in the package, `listing` the manifest for people.
 */
export function archiveDifferences(
  manifest: ArchiveManifest,
  found: readonly ArchivedFile[],
  listing: string | null,
): readonly string[] {
  const differences: string[] = [];
  if (contentHash(manifest) !== manifest.contentSha256) {
    differences.push(`${MANIFEST_PATH} 的内容与其中所记的整包 SHA-256 不符`);
  }
  if (listing !== `\uFEFF${listingText(manifest)}`) {
    differences.push(`${LISTING_PATH} 与 ${MANIFEST_PATH} 不一致`);
  }
  const left = new Map(manifest.files.map((file) => [file.path, file]));
  if (left.size !== manifest.files.length) differences.push(`${MANIFEST_PATH} 有重复的文件`);
  const seen = new Set<string>();
  for (const { path, size, sha256 } of found) {
    if (seen.has(path)) differences.push(`文件重复：${path}`);
    seen.add(path);
    if (path === MANIFEST_PATH || path === LISTING_PATH) continue;
    const kept = left.get(path);
    if (kept === undefined) differences.push(`多出文件：${path}`);
    else if (kept.sha256 !== sha256 || kept.size !== size) {
      differences.push(`文件已被改动：${path}`);
    }
  }
  for (const { path } of manifest.files) {
    if (!seen.has(path)) differences.push(`缺少文件：${path}`);
  }
  for (const { no, file, metadata } of manifest.items) {
    if (!left.has(file) || !left.has(metadata)) differences.push(`第${no}件没有对应的文件`);
  }
  return differences;
}
