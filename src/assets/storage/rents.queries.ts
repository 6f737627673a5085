import type { LocalDate } from '../../kernel/local-date.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** scheduled: not due yet; void: nothing left to pay after a termination; before-books: due before the book was opened. */
export type RentState = 'scheduled' | 'due' | 'paid' | 'void' | 'before-books';

export interface RentRow {
  readonly id: string;
  readonly leaseId: string;
  readonly contractNo: string | null;
  readonly propertyCode: string;
  readonly propertyName: string;
  readonly tenant: string;
  readonly bookNo: number;
  readonly no: number;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly dueOn: LocalDate;
  readonly amount: string;
  readonly reduced: string;
  readonly received: string;
  readonly outstanding: string;
  readonly state: RentState;
  /** Days since it fell due while something is owed; 0 otherwise. */
  readonly daysLate: number;
  readonly voucherId: string | null;
  readonly incomeAccountCode: string;
  readonly receivableAccountCode: string;
}

/** $1 community, $2 the day as of which the states hold. Reductions before posting and after count alike. */
const RENTS = `SELECT r.id, r.lease_id AS "leaseId", l.contract_no AS "contractNo", l.property_code AS "propertyCode",
    p.name AS "propertyName", l.tenant, r.book_no AS "bookNo", r.no, to_char(r.from_date, 'YYYY-MM-DD') AS "from",
    to_char(r.through_date, 'YYYY-MM-DD') AS "through", to_char(r.due_on, 'YYYY-MM-DD') AS "dueOn", r.amount::text,
    d.reduced::text, c.received::text, (r.amount - d.reduced - c.received)::text AS outstanding,
    CASE WHEN r.due_on < b.opened_on THEN 'before-books' WHEN r.amount = d.reduced THEN 'void'
      WHEN r.amount - d.reduced <= c.received THEN 'paid' WHEN r.due_on > $2 THEN 'scheduled' ELSE 'due' END AS state,
    CASE WHEN r.due_on >= b.opened_on AND r.due_on < $2 AND r.amount - d.reduced > c.received
      THEN $2::date - r.due_on ELSE 0 END AS "daysLate",
    r.voucher_id AS "voucherId", r.posted_on, l.income_account_code AS "incomeAccountCode",
    l.receivable_account_code AS "receivableAccountCode"
  FROM rent r
  JOIN lease l ON l.community_code = r.community_code AND l.id = r.lease_id
  JOIN property p ON p.community_code = l.community_code AND p.code = l.property_code
  JOIN book b ON b.community_code = r.community_code AND b.book_no = r.book_no
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS received FROM rent_receipt
    WHERE community_code = r.community_code AND rent_id = r.id AND date <= $2) c
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS reduced FROM rent_reduction
    WHERE community_code = r.community_code AND rent_id = r.id AND (date <= $2 OR voucher_id IS NULL)) d
  WHERE r.community_code = $1`;

/** Which rents stand how on a day, by due day? */
export async function listRents(
  tx: ReadTx,
  community: string,
  day: LocalDate,
  filter: {
    state?: RentState | 'arrears';
    leaseId?: string;
    after?: (string | number)[] | null;
    limit?: number;
  },
): Promise<RentRow[]> {
  return tx.query<RentRow>(
    `SELECT * FROM (${RENTS}) s
     WHERE ($3::text IS NULL OR s.state = $3 OR ($3 = 'arrears' AND s."daysLate" > 0))
       AND ($4::uuid IS NULL OR s."leaseId" = $4) AND ($5::text IS NULL OR (s."dueOn", s.id) > ($5, $6::uuid))
     ORDER BY s."dueOn", s.id LIMIT $7`,
    [
      community,
      day,
      filter.state ?? null,
      filter.leaseId ?? null,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit ?? null,
    ],
  );
}

/** Takes in hand the rents that have fallen due and are not posted; who comes second finds them posted. */
export async function lockUnpostedDue(
  tx: Tx,
  community: string,
  through: LocalDate,
): Promise<RentRow[]> {
  const locked = await tx.query<{ id: string }>(
    `SELECT r.id FROM rent r JOIN book b ON b.community_code = r.community_code AND b.book_no = r.book_no
     WHERE r.community_code = $1 AND r.due_on <= $2 AND r.due_on >= b.opened_on AND r.voucher_id IS NULL AND r.amount > r.reduced
     ORDER BY r.due_on, r.id FOR UPDATE OF r`,
    [community, through],
  );
  return tx.query<RentRow>(
    `SELECT * FROM (${RENTS}) s WHERE s.id = ANY ($3::uuid[]) ORDER BY s."dueOn", s.id`,
    [community, through, locked.map(({ id }) => id)],
  );
}

/** Takes one rent in hand. */
export async function lockRent(
  tx: Tx,
  community: string,
  id: string,
  day: LocalDate,
): Promise<RentRow | undefined> {
  await tx.query('SELECT FROM rent WHERE community_code = $1 AND id = $2 FOR UPDATE', [
    community,
    id,
  ]);
  const [row] = await tx.query<RentRow>(`${RENTS} AND r.id = $3`, [community, day, id]);
  return row;
}

/** Takes all rents of a lease in hand, by number. */
export async function lockRentsOf(
  tx: Tx,
  community: string,
  leaseId: string,
  day: LocalDate,
): Promise<RentRow[]> {
  await tx.query(
    'SELECT FROM rent WHERE community_code = $1 AND lease_id = $2 ORDER BY due_on, id FOR UPDATE',
    [community, leaseId],
  );
  return tx.query<RentRow>(`${RENTS} AND r.lease_id = $3 ORDER BY r.no`, [community, day, leaseId]);
}

/** Marks rents as posted by their vouchers. */
export async function markPosted(
  tx: Tx,
  community: string,
  rents: readonly { id: string; voucherId: string; postedOn: LocalDate }[],
): Promise<void> {
  await tx.query(
    `UPDATE rent r SET voucher_id = x."voucherId", posted_on = x."postedOn"
     FROM jsonb_to_recordset($2) AS x (id uuid, "voucherId" uuid, "postedOn" date)
     WHERE r.community_code = $1 AND r.id = x.id`,
    [community, JSON.stringify(rents)],
  );
}

/** Notes what was received of a rent. */
export async function insertRentReceipt(
  tx: Tx,
  community: string,
  receipt: {
    bookNo: number;
    rentId: string;
    receiptId: string;
    voucherId: string;
    date: LocalDate;
    amount: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO rent_receipt (community_code, book_no, rent_id, receipt_id, voucher_id, date, amount)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      community,
      receipt.bookNo,
      receipt.rentId,
      receipt.receiptId,
      receipt.voucherId,
      receipt.date,
      receipt.amount,
    ],
  );
}

/** Takes amounts off rents. */
export async function insertReductions(
  tx: Tx,
  community: string,
  reductions: readonly {
    id: string;
    bookNo: number;
    rentId: string;
    voucherId: string | null;
    date: LocalDate;
    amount: string;
  }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO rent_reduction (community_code, id, book_no, rent_id, voucher_id, date, amount)
     SELECT $1, x.id, x."bookNo", x."rentId", x."voucherId", x.date, x.amount
     FROM jsonb_to_recordset($2) AS x (id uuid, "bookNo" int, "rentId" uuid, "voucherId" uuid, date date, amount numeric)`,
    [community, JSON.stringify(reductions)],
  );
}

/** What do tenants owe on posted rents at the end of a day? */
export async function receivableRentOn(
  tx: ReadTx,
  community: string,
  day: LocalDate,
): Promise<string> {
  const [row] = await tx.query<{ receivable: string }>(
    `SELECT coalesce(sum(s.outstanding::numeric), 0)::text AS receivable FROM (${RENTS}) s WHERE s.posted_on <= $2`,
    [community, day],
  );
  return row?.receivable ?? '0';
}
