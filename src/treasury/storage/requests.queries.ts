import { Money } from '../../kernel/money.js';
import type { Role } from '../../kernel/role.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { RequestCategory } from '../domain/approval-ladder.js';
import type { BookMoney } from '../domain/available-money.js';
import type { PartyKind } from '../domain/party-kind.js';
import type { RequestState } from '../domain/request-states.js';
import type { PlaceInList } from './receipts.queries.js';

export interface ApprovalRow {
  readonly stepNo: number;
  readonly role: Role;
  readonly approverId: string;
  readonly approver: string;
  readonly opinion: string | null;
  readonly approvedAt: string;
}

export interface RequestRow {
  readonly id: string;
  readonly date: string | null;
  readonly enteredOn: string;
  readonly purpose: string;
  readonly payee: string;
  readonly payeeKind: PartyKind | null;
  readonly amount: string;
  readonly expenseAccountCode: string;
  readonly fundCode: string | null;
  readonly handledBy: string;
  readonly attachments: number;
  readonly resolutionNo: string | null;
  readonly category: RequestCategory;
  readonly status: RequestState;
  readonly requesterId: string;
  readonly requester: string;
  readonly ladderVersion: number | null;
  /** What the ladder weighs: with the other requests for the same payee and account within its window. */
  readonly ladderAmount: string | null;
  readonly approvals: readonly ApprovalRow[];
  /** Whose turn it is. */
  readonly nextRole: Role | null;
  readonly approvedOn: string | null;
  readonly closedReason: string | null;
  readonly closedBy: string | null;
}

const REQUEST = `
  SELECT d.id, to_char(d.date, 'YYYY-MM-DD') AS date, to_char(d.entered_on, 'YYYY-MM-DD') AS "enteredOn", d.purpose, d.payee, d.payee_kind AS "payeeKind",
    d.amount, d.expense_account_code AS "expenseAccountCode", d.fund_code AS "fundCode", d.handled_by AS "handledBy",
    d.attachment_count AS attachments, d.resolution_no AS "resolutionNo", d.category, d.status, d.requester_id AS "requesterId",
    d.requester_name AS requester, d.ladder_version AS "ladderVersion", d.ladder_amount AS "ladderAmount",
    coalesce((SELECT jsonb_agg(jsonb_build_object('stepNo', a.step_no, 'role', a.role, 'approverId', a.approver_id,
        'approver', a.approver_name, 'opinion', a.opinion, 'approvedAt', a.approved_at) ORDER BY a.step_no)
      FROM request_approval a WHERE a.community_code = d.community_code AND a.book_no = d.book_no AND a.request_id = d.id), '[]') AS approvals,
    CASE WHEN d.status = 'submitted' THEN (next_step(d)).role END AS "nextRole", to_char(d.approved_on, 'YYYY-MM-DD') AS "approvedOn",
    d.closed_reason AS "closedReason", d.closed_by AS "closedBy"
  FROM payment_request d
  WHERE d.community_code = $1 AND d.book_no = $2`;

export interface NewRequestRow {
  readonly id: string;
  readonly date: string | null;
  readonly purpose: string;
  readonly payee: string;
  readonly payeeKind: PartyKind | null;
  readonly amount: Money;
  readonly expenseAccountCode: string;
  readonly fundCode: string | null;
  readonly handledBy: string;
  readonly attachments: number;
  readonly resolutionNo: string | null;
  readonly category: RequestCategory;
}

/** Stores a request as a draft of the actor. */
export async function insertRequest(
  tx: Tx,
  community: string,
  bookNo: number,
  request: NewRequestRow,
): Promise<void> {
  await tx.query(
    `INSERT INTO payment_request (community_code, book_no, id, date, entered_on, purpose, payee, amount, expense_account_code,
       fund_code, handled_by, attachment_count, resolution_no, category, status, requester_id, requester_name, payee_kind)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'drafted', $15, $16, $17)`,
    [
      community,
      bookNo,
      request.id,
      request.date,
      tx.today,
      request.purpose,
      request.payee,
      request.amount.toString(),
      request.expenseAccountCode,
      request.fundCode,
      request.handledBy,
      request.attachments,
      request.resolutionNo,
      request.category,
      tx.actor.id,
      tx.actor.name,
      request.payeeKind,
    ],
  );
}

/** One request with its signatures. */
export async function findRequest(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<RequestRow | undefined> {
  const [row] = await tx.query<RequestRow>(`${REQUEST} AND d.id = $3`, [community, bookNo, id]);
  return row;
}

/** Takes a request in hand; the row is read anew after the lock. */
export async function lockRequest(
  tx: Tx,
  community: string,
  bookNo: number,
  id: string,
): Promise<RequestRow | undefined> {
  await tx.query(
    `SELECT FROM payment_request WHERE community_code = $1 AND book_no = $2 AND id = $3 FOR UPDATE`,
    [community, bookNo, id],
  );
  return findRequest(tx, community, bookNo, id);
}

/** Which requests are there, by day, after the given place? */
export async function listRequests(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  filter: { month: string | null; status: string | null },
  { after, limit }: PlaceInList,
): Promise<RequestRow[]> {
  const day = 'coalesce(d.date, d.entered_on)';
  return tx.query<RequestRow>(
    `${REQUEST} AND ($3::text IS NULL OR to_char(${day}, 'YYYY-MM') = $3) AND ($4::text IS NULL OR d.status = $4)
       AND ($5::date IS NULL OR (${day}, d.id) > ($5::date, $6::uuid)) ORDER BY ${day}, d.id LIMIT $7`,
    [community, bookNo, filter.month, filter.status, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Which approved requests of the book wait to be paid? */
export async function approvedRequests(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<RequestRow[]> {
  return tx.query<RequestRow>(`${REQUEST} AND d.status = 'approved' ORDER BY d.created_at, d.id`, [
    community,
    bookNo,
  ]);
}

/** Moves a request; the database knows which steps exist and what each needs. */
export async function updateRequestStatus(
  tx: Tx,
  place: { community: string; bookNo: number; id: string },
  status: RequestState,
  reason: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE payment_request SET status = $4, closed_reason = $5 WHERE community_code = $1 AND book_no = $2 AND id = $3`,
    [place.community, place.bookNo, place.id, status, reason],
  );
}

/** Stores a signature of the actor. */
export async function insertApproval(
  tx: Tx,
  place: { community: string; bookNo: number; id: string },
  step: { stepNo: number; role: Role },
  opinion: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO request_approval (community_code, book_no, request_id, step_no, role, approver_id, approver_name, opinion)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      place.community,
      place.bookNo,
      place.id,
      step.stepNo,
      step.role,
      tx.actor.id,
      tx.actor.name,
      opinion,
    ],
  );
}

/** Says a draft anew. */
export async function updateDraft(
  tx: Tx,
  place: { community: string; bookNo: number },
  request: NewRequestRow,
): Promise<void> {
  await tx.query(
    `UPDATE payment_request SET date = $4, purpose = $5, payee = $6, amount = $7, expense_account_code = $8, fund_code = $9,
       handled_by = $10, attachment_count = $11, resolution_no = $12, category = $13, payee_kind = $14
     WHERE community_code = $1 AND book_no = $2 AND id = $3`,
    [
      place.community,
      place.bookNo,
      request.id,
      request.date,
      request.purpose,
      request.payee,
      request.amount.toString(),
      request.expenseAccountCode,
      request.fundCode,
      request.handledBy,
      request.attachments,
      request.resolutionNo,
      request.category,
      request.payeeKind,
    ],
  );
}

/** Names the resolution that a draft rests on. */
export async function updateResolution(
  tx: Tx,
  place: { community: string; bookNo: number; id: string },
  resolutionNo: string,
): Promise<void> {
  await tx.query(
    'UPDATE payment_request SET resolution_no = $4 WHERE community_code = $1 AND book_no = $2 AND id = $3',
    [place.community, place.bookNo, place.id, resolutionNo],
  );
}

/** Which other living requests go to the same payee and account? */
export async function similarRequests(
  tx: ReadTx,
  community: string,
  bookNo: number,
  request: { id: string; expenseAccountCode: string },
): Promise<{ date: string; amount: string }[]> {
  return tx.query(
    `SELECT to_char(coalesce(date, entered_on), 'YYYY-MM-DD') AS date, amount FROM payment_request
     WHERE community_code = $1 AND book_no = $2 AND payee_key(payee) = (SELECT payee_key(payee) FROM payment_request
       WHERE community_code = $1 AND book_no = $2 AND id = $4) AND expense_account_code = $3 AND id <> $4
       AND status IN ('submitted', 'approved', 'paid')`,
    [community, bookNo, request.expenseAccountCode, request.id],
  );
}

/** What does the book hold, and what has it promised besides this request? */
export async function bookMoney(
  tx: ReadTx,
  community: string,
  bookNo: number,
  request: { id: string; fundCode: string | null },
): Promise<BookMoney> {
  const row = only(
    await tx.query<{
      money: string;
      reserved: string;
      freeReserved: string;
      restricted: string;
      fundBalance: string | null;
      fundReserved: string;
    }>(
      `SELECT
         (SELECT coalesce(sum(balance), 0)::numeric(18, 2) FROM fund_account_balances($1, $2) WHERE line <> 'petty-cash') AS money,
         (SELECT coalesce(sum(balance), 0)::numeric(18, 2) FROM fund_balance WHERE community_code = $1 AND book_no = $2 AND restricted) AS restricted,
         (SELECT balance FROM fund_balance WHERE community_code = $1 AND book_no = $2 AND fund_code = $4 AND restricted) AS "fundBalance",
         coalesce(sum(o.amount), 0)::numeric(18, 2) AS reserved,
         coalesce(sum(o.amount) FILTER (WHERE f.restricted IS NOT TRUE), 0)::numeric(18, 2) AS "freeReserved",
         coalesce(sum(o.amount) FILTER (WHERE f.restricted AND o.fund_code = $4), 0)::numeric(18, 2) AS "fundReserved"
       FROM payment_request o
       LEFT JOIN fund f ON f.community_code = o.community_code AND f.book_no = o.book_no AND f.code = o.fund_code
       WHERE o.community_code = $1 AND o.book_no = $2 AND o.status = 'approved' AND o.id <> $3`,
      [community, bookNo, request.id, request.fundCode],
    ),
  );
  return {
    money: Money.of(row.money),
    reserved: Money.of(row.reserved),
    freeReserved: Money.of(row.freeReserved),
    restricted: Money.of(row.restricted),
    fund:
      request.fundCode === null || row.fundBalance === null
        ? null
        : {
            code: request.fundCode,
            balance: Money.of(row.fundBalance),
            reserved: Money.of(row.fundReserved),
          },
  };
}
