import { Injectable } from '@nestjs/common';
import { DOCUMENT_READERS } from '../documents/domain/readers.js';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseMonth, type Month } from '../kernel/month.js';
import { renderProblem } from '../kernel/problems.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { zipped, type FinishedZip, type ZipWriter } from '../platform/files/zip-writer.js';
import {
  ARCHIVE_CATEGORIES,
  keptUntil,
  retentionName,
  type ArchiveCategory,
} from './domain/archive/archive-category.js';
import {
  ARCHIVE_FORMAT,
  LISTING_PATH,
  listingText,
  MANIFEST_PATH,
  manifestText,
  sealManifest,
  type ArchivedFile,
  type ArchivedItem,
} from './domain/archive/archive-manifest.js';
import { metadataText } from './domain/archive/archive-metadata.js';
import { exportYears, type ExportYear } from './domain/export-years.js';
import { standardName, type Standard } from './domain/standards/standard.js';
import { lastPostedAt } from './storage/archive.queries.js';
import { findBook } from './storage/chart.queries.js';
import { lastMonth } from './storage/interface.queries.js';
import { chainHead } from './storage/reports.queries.js';
import { standardIn } from './storage/standard-change.queries.js';

/** One year of a book that is archived. */
export interface ArchivePlace {
  readonly community: string;
  readonly bookNo: number;
  readonly year: number;
  readonly from: Month;
  readonly through: Month;
  /** The standard that the year was kept under. */
  readonly standard: Standard;
  /** Whether who asks may see source documents: names and numbers of private people stand in them. */
  readonly withDocuments: boolean;
}

/** A paper for the archive. */
export interface ArchivePaper {
  readonly category: ArchiveCategory;
  readonly title: string;
  readonly responsible: string;
  readonly date: string;
  /** Ending of its file, without the point. */
  readonly ending: string;
  /** Its bytes. @throws DomainError why there are none, which the manifest tells */
  content(): Promise<Buffer>;
  /** What is wrong with the bytes once they were read; null when nothing is. */
  flaw?(): string | null;
}

/** What a room puts into the package: its papers of a year, and what does not hold there. */
export interface ArchiveContributor {
  papers(tx: ReadTx, place: ArchivePlace): AsyncIterable<ArchivePaper>;
  problems?(tx: ReadTx, place: ArchivePlace): Promise<readonly string[]>;
}

interface Packing {
  readonly items: ArchivedItem[];
  readonly files: ArchivedFile[];
  readonly problems: string[];
}

/**
 * The archive package of a book (会计档案管理办法): every room registers what it has to put in, as for verification. It
 * refuses no owner: what cannot be printed or does not hold is told in the manifest.
 */
@Injectable()
export class ArchiveService {
  private readonly contributors: ArchiveContributor[] = [];

  constructor(private readonly identity: IdentityService) {}

  register(contributor: ArchiveContributor): void {
    this.contributors.push(contributor);
  }

  /**
   * The package of one year or, null, of the whole book, with what its reader may see.
   * @throws DomainError not-found, export-year-outside-book
   */
  async package(
    tx: ReadTx,
    { community, bookNo }: Pick<ArchivePlace, 'community' | 'bookNo'>,
    year: number | null,
    readerId: string,
  ): Promise<FinishedZip> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const last = parseMonth(await lastMonth(tx, { community, bookNo }));
    const years = exportYears(parseMonth(book.openedOn.slice(0, 7)), last, year);
    // Papers are printed as of the last posting, so that an unchanged book makes the same bytes on any day.
    const now = await lastPostedAt(tx, community, bookNo);
    const still: ReadTx = { ...tx, now };
    const { duties } = await this.identity.person(tx, readerId);
    const withDocuments = duties.some(
      ({ role, scope }) => DOCUMENT_READERS.includes(role) && scope === community,
    );
    const unit = await this.identity.community(tx, community);
    const { head } = await chainHead(tx, community, bookNo);
    return zipped(async (zip) => {
      const packing: Packing = { items: [], files: [], problems: [] };
      const standards = new Set<Standard>();
      for (const one of years) {
        const standard =
          (await standardIn(tx, { community, bookNo }, one.through)) ?? book.standard;
        standards.add(standard);
        await this.pack(
          still,
          zip,
          { community, bookNo, withDocuments, standard, ...one },
          packing,
        );
      }
      const manifest = sealManifest({
        format: ARCHIVE_FORMAT,
        community,
        unit: unit.name,
        bookNo,
        bookName: book.name,
        standard: [...standards].map(standardName).join('、'),
        years: years.map((one: ExportYear) => one.year),
        asOf: now.toISOString(),
        chainHead: head,
        ...packing,
      });
      await zip.add(MANIFEST_PATH, [Buffer.from(manifestText(manifest), 'utf8')]);
      await zip.add(LISTING_PATH, [Buffer.from(`\uFEFF${listingText(manifest)}`, 'utf8')]);
    });
  }

  private async pack(
    tx: ReadTx,
    zip: ZipWriter,
    place: ArchivePlace,
    packing: Packing,
  ): Promise<void> {
    for (const contributor of this.contributors) {
      packing.problems.push(...((await contributor.problems?.(tx, place)) ?? []));
      for await (const paper of contributor.papers(tx, place)) {
        const bytes = await bytesOf(paper, packing.problems);
        if (bytes !== null) await add(zip, paper, bytes, place.year, packing);
      }
    }
  }
}

async function add(
  zip: ZipWriter,
  paper: ArchivePaper,
  bytes: Buffer,
  year: number,
  { items, files }: Packing,
): Promise<void> {
  const { name } = ARCHIVE_CATEGORIES[paper.category];
  const no = String(items.length + 1).padStart(5, '0');
  const path = `${year}/${name}/${no}-${fileText(paper.title)}.${paper.ending}`;
  const file = await zip.add(path, [bytes]);
  const item: ArchivedItem = {
    no,
    title: paper.title,
    responsible: paper.responsible,
    date: paper.date,
    category: name,
    retention: retentionName(paper.category),
    keptUntil: keptUntil(paper.category, year),
    file: path,
    metadata: `${year}/元数据/${no}.xml`,
  };
  const metadata = Buffer.from(metadataText(item, file), 'utf8');
  files.push(file, await zip.add(item.metadata, [metadata]));
  items.push(item);
}

/** The bytes of a paper; null when there is nothing to print, or when it is told why they are missing. */
async function bytesOf(paper: ArchivePaper, problems: string[]): Promise<Buffer | null> {
  try {
    const bytes = await paper.content();
    const flaw = paper.flaw?.() ?? null;
    if (flaw !== null) problems.push(`${paper.title}：${flaw}`);
    return bytes;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code !== 'nothing-to-print') {
      problems.push(
        `${paper.title}：未能装入，${renderProblem(error.code, error.facts, 'zh').detail}`,
      );
    }
    return null;
  }
}

/** A title as the name of a file on any system. */
function fileText(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]/gu, '_').slice(0, 80);
}
