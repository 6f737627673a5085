import { createHash } from 'node:crypto';
import { canonical } from '../../kernel/canonical.js';

/** What one row of the operation log puts into its chain. */
export interface AuditLink {
  readonly seq: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly sentence: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The hash before the first row, in hex. */
export function auditGenesis(community: string): string {
  return createHash('sha256')
    .update(canonical(['audit-chain/1', community]))
    .digest('hex');
}

/** The hash of a row from its forerunner's, in hex; the database computes the same when it appends. */
export function auditHash(previous: string, community: string, link: AuditLink): string {
  return createHash('sha256')
    .update(Buffer.from(previous, 'hex'))
    .update(
      canonical([
        'audit/1',
        community,
        link.seq,
        link.at,
        link.actorId,
        link.actorName,
        link.action,
        link.subjectKind,
        link.subjectId,
        link.sentence,
        link.before,
        link.after,
      ]),
    )
    .digest('hex');
}
