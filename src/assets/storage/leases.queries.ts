import type { LocalDate } from '../../kernel/local-date.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { RentPeriod, ScheduledRent } from '../domain/rent-schedule.js';

export interface LeaseRow {
  readonly id: string;
  readonly propertyCode: string;
  readonly propertyName: string;
  readonly bookNo: number;
  readonly tenant: string;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly period: RentPeriod;
  /** Rent of a whole period; null where the contract names only its total. */
  readonly rent: string | null;
  readonly total: string;
  readonly deposit: string | null;
  readonly incomeAccountCode: string;
  readonly receivableAccountCode: string;
  readonly contractNo: string | null;
  readonly bidding: string | null;
  readonly terminatedOn: LocalDate | null;
  readonly terminationReason: string | null;
}

export type StoredLease = Omit<LeaseRow, 'propertyName' | 'terminatedOn' | 'terminationReason'>;

const LEASE = `SELECT l.id, l.property_code AS "propertyCode", p.name AS "propertyName", l.book_no AS "bookNo", l.tenant,
    to_char(l.from_date, 'YYYY-MM-DD') AS "from", to_char(l.through_date, 'YYYY-MM-DD') AS "through", l.period, l.rent,
    l.total, l.deposit, l.income_account_code AS "incomeAccountCode", l.receivable_account_code AS "receivableAccountCode",
    l.contract_no AS "contractNo", l.bidding, to_char(l.terminated_on, 'YYYY-MM-DD') AS "terminatedOn",
    l.termination_reason AS "terminationReason"
  FROM lease l JOIN property p ON p.community_code = l.community_code AND p.code = l.property_code
  WHERE l.community_code = $1`;

/** Which lease covers part of this term? */
export async function overlappingLease(
  tx: ReadTx,
  community: string,
  propertyCode: string,
  term: { from: LocalDate; through: LocalDate },
): Promise<LeaseRow | undefined> {
  const [row] = await tx.query<LeaseRow>(
    `${LEASE} AND l.property_code = $2 AND l.from_date <= $4 AND coalesce(l.terminated_on, l.through_date) >= greatest($3::date, l.from_date)
     ORDER BY l.from_date LIMIT 1`,
    [community, propertyCode, term.from, term.through],
  );
  return row;
}

/** Stores a lease and its schedule; the rents get their ids here. */
export async function insertLease(
  tx: Tx,
  community: string,
  lease: StoredLease,
  schedule: readonly (ScheduledRent & { readonly id: string })[],
): Promise<void> {
  await tx.query(
    `INSERT INTO lease (community_code, id, property_code, book_no, tenant, from_date, through_date, period, rent, total,
       deposit, income_account_code, receivable_account_code, contract_no, bidding)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      community,
      lease.id,
      lease.propertyCode,
      lease.bookNo,
      lease.tenant,
      lease.from,
      lease.through,
      lease.period,
      lease.rent,
      lease.total,
      lease.deposit,
      lease.incomeAccountCode,
      lease.receivableAccountCode,
      lease.contractNo,
      lease.bidding,
    ],
  );
  await tx.query(
    `INSERT INTO rent (community_code, id, lease_id, book_no, no, from_date, through_date, due_on, amount)
     SELECT $1, x.id, $2, $3, x.no, x."from", x.through, x."dueOn", x.amount
     FROM jsonb_to_recordset($4) AS x (id uuid, no int, "from" date, through date, "dueOn" date, amount numeric)`,
    [community, lease.id, lease.bookNo, JSON.stringify(schedule)],
  );
}

/** Takes a lease in hand: nobody else terminates it or posts its rents meanwhile. */
export async function lockLease(
  tx: Tx,
  community: string,
  id: string,
): Promise<LeaseRow | undefined> {
  const [row] = await tx.query<LeaseRow>(`${LEASE} AND l.id = $2 FOR UPDATE OF l`, [community, id]);
  return row;
}

/** Ends a lease. */
export async function updateTermination(
  tx: Tx,
  community: string,
  id: string,
  end: { lastDay: LocalDate; reason: string },
): Promise<void> {
  await tx.query(
    'UPDATE lease SET terminated_on = $3, termination_reason = $4 WHERE community_code = $1 AND id = $2',
    [community, id, end.lastDay, end.reason],
  );
}

/** Which leases are there, the latest first? */
export async function listLeases(
  tx: ReadTx,
  community: string,
  filter: {
    propertyCode?: string;
    on?: LocalDate;
    after: (string | number)[] | null;
    limit: number;
  },
): Promise<LeaseRow[]> {
  return tx.query<LeaseRow>(
    `${LEASE} AND ($2::text IS NULL OR l.property_code = $2)
       AND ($3::date IS NULL OR $3 BETWEEN l.from_date AND coalesce(l.terminated_on, l.through_date))
       AND ($4::date IS NULL OR (l.from_date, l.id) < ($4, $5::uuid))
     ORDER BY l.from_date DESC, l.id DESC LIMIT $6`,
    [
      community,
      filter.propertyCode ?? null,
      filter.on ?? null,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit,
    ],
  );
}

/** What is this lease? */
export async function findLease(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<LeaseRow | undefined> {
  const [row] = await tx.query<LeaseRow>(`${LEASE} AND l.id = $2`, [community, id]);
  return row;
}
