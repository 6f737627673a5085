import { unzipSync } from 'fflate';

/** The files of a zip by their paths, in the order in which they stand. */
export function unzipped(bytes: Buffer): ReadonlyMap<string, Buffer> {
  return new Map(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content)]),
  );
}

/** One file of a zip. */
export function fileOf(files: ReadonlyMap<string, Buffer>, path: string): Buffer {
  const file = files.get(path);
  if (file === undefined) throw new Error(`no ${path} among ${[...files.keys()].join('、')}`);
  return file;
}
