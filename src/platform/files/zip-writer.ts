import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** What stands in a zip, told apart by its bytes. */
export interface ZippedFile {
  readonly path: string;
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

/** A finished zip that waits on the disk; reading it to its end, or breaking off, takes it away. */
export interface FinishedZip {
  readonly size: number;
  read(): ReadStream;
  discard(): Promise<void>;
}

/** The same instant in every zip, so that the same content makes the same bytes. */
const NO_TIME = new Date(Date.UTC(1980, 0, 1));
const ENTRY = { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true } as const;

/**
 * Writes a zip into a temporary file, one entry after another: nothing is held whole in memory, deflating runs in the
 * thread pool, and a reader gets a file that is finished or none.
 */
export class ZipWriter {
  private readonly zip = new ZipFile();

  private constructor(
    private readonly folder: string,
    private readonly written: Promise<void>,
  ) {
    // What a file's pieces throw is told by add(); the writer itself is left then.
    this.zip.on('error', () => undefined);
  }

  /** Begins a zip. */
  static async begin(): Promise<ZipWriter> {
    const folder = await mkdtemp(join(tmpdir(), 'gongzhang-zip-'));
    let begun: (writer: ZipWriter) => void = () => undefined;
    const ready = new Promise<ZipWriter>((resolve) => (begun = resolve));
    const written = ready.then((writer) =>
      pipeline(writer.zip.outputStream, createWriteStream(fileIn(folder))),
    );
    // What fails here is told by add() or end(), whichever waits for it.
    written.catch(() => undefined);
    const writer = new ZipWriter(folder, written);
    begun(writer);
    return writer;
  }

  /** Adds a file piece by piece. @throws Error what the pieces throw, or the disk */
  async add(path: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<ZippedFile> {
    const hash = createHash('sha256');
    let size = 0;
    const finished = new Promise<void>((resolve, reject) => {
      const source = Readable.from(
        (async function* counted() {
          for await (const piece of pieces) {
            hash.update(piece);
            size += piece.length;
            yield piece;
          }
        })(),
        { objectMode: false },
      );
      source.once('end', resolve).once('error', reject);
      this.zip.addReadStream(source, path, ENTRY);
    });
    await Promise.race([finished, this.written.then(() => finished)]);
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Ends the zip. */
  async end(): Promise<FinishedZip> {
    this.zip.end();
    await this.written;
    const { size } = await stat(fileIn(this.folder));
    const discard = (): Promise<void> => rm(this.folder, { recursive: true, force: true });
    return {
      size,
      discard,
      read: () => {
        const stream = createReadStream(fileIn(this.folder));
        stream.once('close', () => void discard());
        return stream;
      },
    };
  }

  /** Leaves a zip that will not be finished. */
  async abandon(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Builds a zip; whatever fails on the way leaves nothing on the disk. */
export async function zipped(fill: (zip: ZipWriter) => Promise<void>): Promise<FinishedZip> {
  const zip = await ZipWriter.begin();
  try {
    await fill(zip);
    return await zip.end();
  } catch (error) {
    await zip.abandon();
    throw error;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'content.zip');
}
