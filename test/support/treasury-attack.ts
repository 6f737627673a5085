import { randomUUID } from 'node:crypto';
import { Client as PgClient } from 'pg';
import type { TestApp } from './app.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  submitted,
  treasuryPeople,
} from './treasury-books.js';

export const CODE = '511602002001';

/** Who stands in the database, and the records that an attack aims at. */
export interface Targets {
  /** User ids by the first part of the username. */
  readonly ids: Readonly<Record<string, string>>;
  /** 5,000.00 yuan, of which 2,000.00 are on the expenditure account. */
  readonly receiptId: string;
  /** 600.00 yuan; another 4,000.00 are approved beside it. */
  readonly approvedId: string;
  readonly submittedId: string;
  readonly draftedId: string;
  readonly unpaperedId: string;
}

/** A collective book with money, requests in every state, and a charity book. */
export async function treasuryTargets(t: TestApp): Promise<Targets> {
  const { base } = await openTreasuryBooks(t, CODE);
  const people = await treasuryPeople(t, CODE);
  const book = `${base}/books/1`;
  const receipt = await received(people, book, { amount: '5000.00' });
  await received(people, `${base}/books/3`, { amount: '10.00', incomeAccountCode: '410101' });
  await allocated(people, book, '2000.00');
  const approvedId = await approved(people, book, { payee: '已批单位' });
  await approved(people, book, { amount: '4000.00', payee: '预留单位' });
  const submittedId = await submitted(people, book, { amount: '6000.00', payee: '待批单位' });
  const draft = async (fields: object): Promise<string> => {
    const { body } = await people.accountant
      .post(`${book}/payment-requests`, {
        purpose: '草拟',
        payee: '草拟单位',
        amount: '30000.00',
        expenseAccountCode: '513',
        handledBy: '经办员',
        ...fields,
      })
      .expect(201);
    return (body as { id: string }).id;
  };
  const { body } = await (await t.as('admin')).get(`${base}/users?limit=100`).expect(200);
  const users = (body as { items: { username: string; id: string }[] }).items;
  return {
    ids: Object.fromEntries(users.map(({ username, id }) => [username.split('.')[0], id])),
    receiptId: receipt.id,
    approvedId,
    submittedId,
    draftedId: await draft({}),
    unpaperedId: await draft({ amount: '1.00', payee: '无票单位', attachments: 0 }),
  };
}

/** A line of a forged voucher. */
export interface ForgedLine {
  readonly accountCode: string;
  readonly debit?: string;
  readonly credit?: string;
}

/** One debit, one credit. */
export function posting(debit: string, credit: string, amount = '100.00'): ForgedLine[] {
  return [
    { accountCode: debit, debit: amount },
    { accountCode: credit, credit: amount },
  ];
}

/** A connection with the cashier's context, as somebody with a database password would make it; one open transaction. */
export class Attack {
  private constructor(
    private readonly client: PgClient,
    private readonly targets: Targets,
  ) {}

  static async begin(url: string, targets: Targets): Promise<Attack> {
    const client = new PgClient({ connectionString: url });
    await client.connect();
    await client.query(
      `SELECT set_config('gongzhang.scope', $1, false), set_config('gongzhang.actor', $2, false),
         set_config('gongzhang.actor_name', '攻击者', false), set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`,
      [CODE, targets.ids['cashier']],
    );
    await client.query('BEGIN');
    return new Attack(client, targets);
  }

  async end(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, parameters)).rows as Row[];
  }

  /** Speaks as another person. */
  async as(username: string): Promise<void> {
    await this.query(`SELECT set_config('gongzhang.actor', $1, true)`, [
      this.targets.ids[username],
    ]);
  }

  /** What the database says of the work at commit: a code, or 'accepted'. The transaction goes on as before. */
  async refusal(work: () => Promise<unknown>): Promise<string> {
    await this.query('SAVEPOINT attempt');
    try {
      await work();
      await this.query('SET CONSTRAINTS ALL IMMEDIATE');
      return 'accepted';
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? (error as Error).message;
    } finally {
      await this.query('ROLLBACK TO attempt');
      await this.query('SET CONSTRAINTS ALL DEFERRED');
    }
  }

  async insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
    const columns = Object.keys(row);
    await this.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
  }

  /** Posts one voucher by the only functions that can; what a person writes is drafted and reviewed first. */
  async post(
    sourceKind: string,
    sourceId: string | null,
    lines: readonly ForgedLine[],
    id: string = randomUUID(),
  ): Promise<void> {
    const { ids } = this.targets;
    const written = JSON.stringify(lines.map((line) => ({ summary: '攻击', ...line })));
    if (['manual', 'closing'].includes(sourceKind)) {
      await this.as('accountant');
      await this.query(
        `INSERT INTO voucher_draft (community_code, book_no, id, date, attachment_count, lines, kind, maker_id, maker_name)
         VALUES ($1, 1, $2, '2026-02-02', 1, $3, $4, context_actor(), '会计甲')`,
        [CODE, id, written, sourceKind],
      );
      await this.as('reviewer');
      await this.query(
        `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = context_actor(), reviewer_name = '审核乙' WHERE id = $1`,
        [id],
      );
      await this.as('accountant');
      await this.query('SELECT * FROM post_drafts($1, 1, ARRAY[$2::uuid])', [CODE, id]);
      return;
    }
    const voucher = {
      id,
      bookNo: 1,
      date: '2026-02-02',
      word: '记',
      attachmentCount: 1,
      sourceKind,
      sourceId,
      makerId: ids['accountant'],
      makerName: '会计甲',
      lines: JSON.parse(written) as unknown,
    };
    await this.query('SELECT * FROM post_vouchers($1, $2)', [CODE, JSON.stringify([voucher])]);
  }

  /** Stores a payment of the approved request, without its voucher. */
  async pay(
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<{ id: string; voucherId: string }> {
    const [id, voucherId] = [randomUUID(), randomUUID()];
    await this.insert('payment', {
      community_code: CODE,
      book_no: 1,
      id,
      request_id: this.targets.approvedId,
      date: '2026-02-02',
      amount: '600.00',
      fund_account_code: '10202',
      voucher_id: voucherId,
      payer_id: this.targets.ids['cashier'],
      payer_name: '出纳丙',
      ...fields,
    });
    return { id, voucherId };
  }
}
