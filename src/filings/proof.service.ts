import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseMonth } from '../kernel/month.js';
import { ChainService } from '../ledger/chain.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { BookProof, FilingProof } from './domain/filing-proof.js';
import type { FilingData } from './domain/filing-data.js';
import { readVerificationCode } from './domain/verification-code.js';
import { FilingsService } from './filings.service.js';
import { findByCode, otherVersions } from './storage/proof.queries.js';

/** Answers anybody who holds a paper copy: what was filed, and whether the books still say so. */
@Injectable()
export class ProofService {
  constructor(
    private readonly filings: FilingsService,
    private readonly chains: ChainService,
  ) {}

  /** The community of a printed code. @throws DomainError not-found; nothing that was not submitted is there */
  async find(tx: ReadTx, text: string): Promise<{ id: string; communityCode: string }> {
    const code = readVerificationCode(text);
    const found = code === null ? undefined : await findByCode(tx, code);
    if (found === undefined) throw new DomainError('not-found');
    return found;
  }

  /** Recomputes the stored digests and the chain over the quarter. @throws DomainError not-found */
  async prove(tx: ReadTx, community: string, id: string): Promise<FilingProof> {
    const filing = await this.filings.filing(tx, community, id);
    const text = await this.filings.data(tx, community, id);
    const pdf = await this.filings.paper(tx, community, id);
    const data = JSON.parse(text) as FilingData;
    return {
      filing,
      data,
      dataIntact: sha256(text) === filing.dataSha256,
      pdfIntact: pdf !== null && sha256(pdf) === filing.pdfSha256,
      books: await this.books(tx, community, data),
      others: await otherVersions(tx, community, id),
    };
  }

  private async books(tx: ReadTx, community: string, data: FilingData): Promise<BookProof[]> {
    const since = parseMonth(data.months[0]?.month ?? '');
    const proofs: BookProof[] = [];
    for (const { bookNo, name, chain } of data.books) {
      const head = await this.chains.headAt(tx, community, bookNo, chain.seq, since);
      proofs.push({ bookNo, name, ...chain, agrees: head === chain.head });
    }
    return proofs;
  }
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
