import { createHash } from 'node:crypto';
import { canonical } from '../../kernel/canonical.js';

/** A posted voucher with everything that its chain covers, as text. */
export interface ChainedVoucher {
  readonly seq: string;
  readonly id: string;
  readonly date: string;
  readonly word: string;
  readonly no: string;
  readonly attachmentCount: string;
  readonly sourceKind: string;
  readonly sourceId: string | null;
  readonly reversesId: string | null;
  readonly correctsId: string | null;
  readonly ruleVersion: string | null;
  readonly makerId: string;
  readonly makerName: string;
  readonly reviewerId: string | null;
  readonly reviewerName: string | null;
  readonly posterId: string;
  readonly posterName: string;
  readonly postedAt: string;
  readonly lines: readonly ChainedLine[];
}

export interface ChainedLine {
  readonly summary: string;
  readonly accountCode: string;
  /** null when the other side carries the amount. */
  readonly debit: string | null;
  readonly credit: string | null;
  readonly fundCode: string | null;
  readonly counterparty: string | null;
  readonly cashFlowItem: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The hash before the first voucher of a book, in hex. */
export function chainGenesis(community: string, bookNo: number): string {
  return createHash('sha256')
    .update(canonical(['voucher-chain/1', community, String(bookNo)]))
    .digest('hex');
}

/** The hash of a voucher from its forerunner's, in hex; the database computes the same when it posts. */
export function voucherHash(
  previous: string,
  community: string,
  bookNo: number,
  voucher: ChainedVoucher,
): string {
  const head = [
    'voucher/1',
    community,
    String(bookNo),
    voucher.seq,
    voucher.id,
    voucher.date,
    voucher.word,
    voucher.no,
    voucher.attachmentCount,
    voucher.sourceKind,
    voucher.sourceId,
    voucher.reversesId,
    voucher.correctsId,
    voucher.ruleVersion,
    voucher.makerId,
    voucher.makerName,
    voucher.reviewerId,
    voucher.reviewerName,
    voucher.posterId,
    voucher.posterName,
    voucher.postedAt,
    String(voucher.lines.length),
  ];
  const lines = voucher.lines.map(lineText);
  return createHash('sha256')
    .update(Buffer.from(previous, 'hex'))
    .update(canonical(head) + lines.join(''))
    .digest('hex');
}

function lineText(line: ChainedLine): string {
  const fields = canonical([
    line.summary,
    line.accountCode,
    line.debit,
    line.credit,
    line.fundCode,
    line.counterparty,
    line.cashFlowItem,
  ]);
  // Codes of dimensions are ASCII, so this order is that of the database.
  const named = Object.entries(line.dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields + canonical([String(named.length), ...named.flat()]);
}
