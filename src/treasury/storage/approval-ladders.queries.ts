import { Money } from '../../kernel/money.js';
import type { Role } from '../../kernel/role.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { Ladder, LadderRole } from '../domain/approval-ladder.js';

/** A ladder with the resolution that adopted it; null: the ladder of all. */
export interface AdoptedLadder extends Ladder {
  readonly adoptedOn: string;
  readonly resolutionNo: string | null;
}

/** The community's approval ladder of a version, or the one in force. */
export async function approvalLadder(
  tx: ReadTx,
  community: string,
  version: number | null,
): Promise<AdoptedLadder> {
  const ladder = only(
    await tx.query<{
      version: number;
      adoptedOn: string;
      resolutionNo: string | null;
      resolutionAbove: string;
      windowDays: number;
      steps: { stepNo: number; above: string; role: Role }[];
    }>(
      `SELECT l.version, to_char(l.adopted_on, 'YYYY-MM-DD') AS "adoptedOn", l.resolution_no AS "resolutionNo",
         l.resolution_above::text AS "resolutionAbove", l.window_days AS "windowDays",
         (SELECT jsonb_agg(jsonb_build_object('stepNo', s.step_no, 'above', s.above::text, 'role', s.role) ORDER BY s.step_no)
           FROM ladder_steps($1, l.version) s) AS steps
       FROM (
         SELECT version, adopted_on, resolution_above, window_days, NULL::text AS resolution_no FROM approval_ladder
         UNION ALL
         SELECT version, adopted_on, resolution_above, window_days, resolution_no FROM community_ladder WHERE community_code = $1
       ) l WHERE $2::int IS NULL OR l.version = $2 ORDER BY l.version DESC LIMIT 1`,
      [community, version],
    ),
  );
  return {
    ...ladder,
    resolutionAbove: Money.of(ladder.resolutionAbove),
    steps: ladder.steps.map((step) => ({ ...step, above: Money.of(step.above) })),
  };
}

/** Adopts the next version; the database numbers and dates it. */
export async function insertLadder(
  tx: Tx,
  community: string,
  ladder: {
    readonly resolutionAbove: Money;
    readonly windowDays: number;
    readonly resolutionNo: string;
    readonly steps: readonly { readonly above: Money; readonly role: LadderRole }[];
  },
): Promise<void> {
  const { version } = only(
    await tx.query<{ version: number }>(
      `INSERT INTO community_ladder (community_code, version, adopted_on, resolution_above, window_days, resolution_no, set_by,
         set_by_name) VALUES ($1, 2, $2, $3, $4, $5, $6, $7) RETURNING version`,
      [
        community,
        tx.today,
        ladder.resolutionAbove.toString(),
        ladder.windowDays,
        ladder.resolutionNo,
        tx.actor.id,
        tx.actor.name,
      ],
    ),
  );
  const steps = ladder.steps.map(({ above, role }) => ({ above: above.toString(), role }));
  await tx.query(
    `INSERT INTO community_ladder_step (community_code, version, step_no, above, role)
     SELECT $1, $2, s.step_no, (s.step ->> 'above')::numeric, s.step ->> 'role'
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS s (step, step_no)`,
    [community, version, JSON.stringify(steps)],
  );
}
