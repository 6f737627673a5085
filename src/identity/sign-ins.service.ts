import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { SYSTEM_CONTEXT } from '../platform/database/request-context.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  doNotWaitForTheDisk,
  insertSignIn,
  listSignIns,
  listSignInsOf,
  type SignInFilter,
  type SignInPlace,
  type SignInRow,
} from './storage/sign-ins.queries.js';

export type { SignInOutcome, SignInRow } from './storage/sign-ins.queries.js';

/** Who signed in, or failed to, and when (财会〔2024〕12号 第三十二条). */
@Injectable()
export class SignInsService {
  constructor(private readonly database: Database) {}

  /** Notes a sign-in in the transaction that makes it. */
  async succeeded(tx: Tx, username: string): Promise<void> {
    await insertSignIn(tx, username, 'signed-in');
  }

  /** Notes a failure, which has no other transaction. */
  async failed(username: string, outcome: 'refused' | 'locked'): Promise<void> {
    await this.database.write(SYSTEM_CONTEXT, async (tx) => {
      await doNotWaitForTheDisk(tx);
      await insertSignIn(tx, username.toLowerCase(), outcome);
    });
  }

  /** Those of the people who serve in the community, newest first. */
  async ofCommunity(
    tx: ReadTx,
    community: string,
    filter: SignInFilter,
    place: SignInPlace,
  ): Promise<SignInRow[]> {
    return listSignIns(tx, community, filter, place);
  }

  /** A person's own, newest first. */
  async ofPerson(tx: ReadTx, personId: string, place: SignInPlace): Promise<SignInRow[]> {
    return listSignInsOf(tx, personId, place);
  }
}
