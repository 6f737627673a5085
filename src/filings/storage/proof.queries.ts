import type { ReadTx } from '../../platform/database/transaction.js';

/** Where a printed code leads to; nothing that has not reached the street. */
export async function findByCode(
  tx: ReadTx,
  code: string,
): Promise<{ id: string; communityCode: string } | undefined> {
  const [row] = await tx.query<{ id: string; communityCode: string }>(
    `SELECT f.id, f.community_code AS "communityCode" FROM filing f
     JOIN filing_submission s ON s.community_code = f.community_code AND s.filing_id = f.id WHERE f.code = $1`,
    [code],
  );
  return row;
}

/** Which other versions of the quarter reached the street? */
export async function otherVersions(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<{ version: number; state: string; code: string }[]> {
  return tx.query(
    `SELECT o.version, o.state, o.code FROM filing f
     JOIN filing o ON o.community_code = f.community_code AND o.quarter = f.quarter AND o.id <> f.id
     JOIN filing_submission s ON s.community_code = o.community_code AND s.filing_id = o.id
     WHERE f.community_code = $1 AND f.id = $2 ORDER BY o.version`,
    [community, id],
  );
}

/** A filing's stored bytes and the digests kept beside them. */
export interface StoredFiling {
  readonly id: string;
  readonly quarter: string;
  readonly version: number;
  readonly data: string;
  readonly dataSha256: string;
  readonly pdf: Buffer | null;
  readonly pdfSha256: string | null;
}

/** The stored filings of a community, one after another. */
export async function storedFilings(
  tx: ReadTx,
  community: string,
  after: readonly [quarter: string, version: number],
): Promise<StoredFiling[]> {
  return tx.query<StoredFiling>(
    `SELECT f.id, f.quarter, f.version, f.data, encode(f.data_sha256, 'hex') AS "dataSha256", s.pdf,
       encode(s.pdf_sha256, 'hex') AS "pdfSha256"
     FROM filing f LEFT JOIN filing_submission s ON s.community_code = f.community_code AND s.filing_id = f.id
     WHERE f.community_code = $1 AND (f.quarter, f.version) > ($2, $3) ORDER BY f.quarter, f.version LIMIT 20`,
    [community, ...after],
  );
}

/** Which numbers of the community's street are missing between the first and the last, or stand on nothing? */
export async function strayDecisions(tx: ReadTx, community: string): Promise<string[]> {
  const rows = await tx.query<{ text: string }>(
    `SELECT format('%s 第%s版为“%s”，而办理记录不符', f.quarter, f.version, f.state) AS text FROM filing f
     WHERE f.community_code = $1
       AND ((f.state = 'accepted') <> EXISTS (SELECT FROM filing_acceptance a WHERE a.community_code = f.community_code AND a.filing_id = f.id)
         OR (f.state IN ('returned', 'withdrawn')) <> EXISTS (SELECT FROM filing_return r WHERE r.community_code = f.community_code AND r.filing_id = f.id))`,
    [community],
  );
  return rows.map(({ text }) => text);
}
