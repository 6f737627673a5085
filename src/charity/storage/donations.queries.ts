import type { LocalDate } from '../../kernel/local-date.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

export interface DonationRow {
  readonly id: string;
  /** Number of the donation receipt: year and number in the book's year. */
  readonly receiptNo: string;
  readonly date: string;
  readonly amount: string;
  readonly refunded: string;
  /** The receipt's voucher was cancelled. */
  readonly reversed: boolean;
  readonly donor: string | null;
  readonly shownName: string;
  readonly anonymous: boolean;
  readonly publishName: boolean;
  readonly kind: string | null;
  readonly mode: 'restricted' | 'unrestricted';
  readonly fundCode: string | null;
  readonly incomeAccountCode: string;
  readonly receiptId: string;
  readonly voucherId: string;
}

export interface NewDonation {
  readonly id: string;
  readonly date: LocalDate;
  readonly amount: string;
  readonly donor: string | null;
  readonly anonymous: boolean;
  readonly publishName: boolean;
  readonly kind: string | null;
  readonly restricted: boolean;
  readonly fundCode: string | null;
  readonly incomeAccountCode: string;
  readonly receiptId: string;
  readonly voucherId: string;
}

const DONATION = `SELECT d.id, d.year || '-' || lpad(d.no::text, 4, '0') AS "receiptNo", to_char(d.date, 'YYYY-MM-DD') AS date,
    d.amount::text, coalesce((SELECT sum(f.amount) FROM receipt_refund f WHERE f.community_code = d.community_code
      AND f.book_no = d.book_no AND f.receipt_id = d.receipt_id AND NOT EXISTS (SELECT FROM voucher x
        WHERE x.community_code = f.community_code AND x.book_no = f.book_no AND x.reverses_id = f.voucher_id)), 0)::numeric(18, 2)::text AS refunded,
    EXISTS (SELECT FROM voucher v WHERE v.community_code = d.community_code AND v.book_no = d.book_no
      AND v.reverses_id = d.voucher_id) AS reversed,
    d.donor, CASE WHEN d.publish_name THEN d.donor ELSE '爱心人士' END AS "shownName", d.anonymous,
    d.publish_name AS "publishName", d.kind, CASE WHEN d.restricted THEN 'restricted' ELSE 'unrestricted' END AS mode,
    d.fund_code AS "fundCode", d.income_account_code AS "incomeAccountCode", d.receipt_id AS "receiptId",
    d.voucher_id AS "voucherId"
  FROM donation d WHERE d.community_code = $1 AND d.book_no = $2`;

/** Stores a donation under the next number of its year. */
export async function insertDonation(
  tx: Tx,
  community: string,
  bookNo: number,
  donation: NewDonation,
): Promise<DonationRow> {
  await tx.query(
    `INSERT INTO donation (community_code, book_no, id, year, no, date, amount, donor, anonymous, publish_name, kind,
       restricted, fund_code, income_account_code, receipt_id, voucher_id)
     VALUES ($1, $2, $3, 0, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      community,
      bookNo,
      donation.id,
      donation.date,
      donation.amount,
      donation.donor,
      donation.anonymous,
      donation.publishName,
      donation.kind,
      donation.restricted,
      donation.fundCode,
      donation.incomeAccountCode,
      donation.receiptId,
      donation.voucherId,
    ],
  );
  return only(
    await tx.query<DonationRow>(`${DONATION} AND d.id = $3`, [community, bookNo, donation.id]),
  );
}

/** Which donations came in, by day? */
export async function listDonations(
  tx: ReadTx,
  community: string,
  bookNo: number,
  filter: {
    month?: string;
    fundCode?: string;
    through?: LocalDate;
    after?: (string | number)[] | null;
    limit?: number;
  },
): Promise<DonationRow[]> {
  return tx.query<DonationRow>(
    `${DONATION} AND ($3::text IS NULL OR to_char(d.date, 'YYYY-MM') = $3) AND ($4::text IS NULL OR d.fund_code = $4)
       AND ($5::date IS NULL OR d.date <= $5) AND ($6::date IS NULL OR (d.date, d.id) > ($6, $7::uuid))
     ORDER BY d.date, d.id LIMIT $8`,
    [
      community,
      bookNo,
      filter.month ?? null,
      filter.fundCode ?? null,
      filter.through ?? null,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit ?? null,
    ],
  );
}

/** How many donations of these days stand? */
export async function countDonations(
  tx: ReadTx,
  community: string,
  from: LocalDate,
  through: LocalDate,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM donation d WHERE d.community_code = $1 AND d.date BETWEEN $2 AND $3
       AND NOT EXISTS (SELECT FROM voucher v WHERE v.community_code = d.community_code AND v.book_no = d.book_no
         AND v.reverses_id = d.voucher_id AND v.date <= $3)`,
    [community, from, through],
  );
  return row?.count ?? 0;
}
