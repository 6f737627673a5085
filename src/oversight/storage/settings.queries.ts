import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { MeetingRules } from '../domain/meeting.js';

/** How the supervision of a community works. */
export interface SettingRow extends MeetingRules {
  readonly noticeDays: number;
  readonly phone: string | null;
}

interface FlatSetting {
  readonly quorumNumerator: number;
  readonly quorumDenominator: number;
  readonly majorityNumerator: number;
  readonly majorityDenominator: number;
  readonly noticeDays: number;
  readonly phone: string | null;
}

/** What does the law ask for where the community has set nothing? */
export const LEGAL_MINIMUM: SettingRow = {
  quorum: { numerator: 2, denominator: 3 },
  majority: { numerator: 1, denominator: 2 },
  noticeDays: 15,
  phone: null,
};

/** What has the community set? */
export async function findSetting(tx: ReadTx, community: string): Promise<SettingRow> {
  const [row] = await tx.query<FlatSetting>(
    `SELECT quorum_numerator AS "quorumNumerator", quorum_denominator AS "quorumDenominator",
       majority_numerator AS "majorityNumerator", majority_denominator AS "majorityDenominator",
       notice_days AS "noticeDays", phone
     FROM supervision_setting WHERE community_code = $1`,
    [community],
  );
  if (row === undefined) return LEGAL_MINIMUM;
  return {
    quorum: { numerator: row.quorumNumerator, denominator: row.quorumDenominator },
    majority: { numerator: row.majorityNumerator, denominator: row.majorityDenominator },
    noticeDays: row.noticeDays,
    phone: row.phone,
  };
}

/** Keeps what the community sets. */
export async function saveSetting(tx: Tx, community: string, setting: SettingRow): Promise<void> {
  await tx.query(
    `INSERT INTO supervision_setting (community_code, quorum_numerator, quorum_denominator, majority_numerator,
       majority_denominator, notice_days, phone) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (community_code) DO UPDATE SET quorum_numerator = excluded.quorum_numerator,
       quorum_denominator = excluded.quorum_denominator, majority_numerator = excluded.majority_numerator,
       majority_denominator = excluded.majority_denominator, notice_days = excluded.notice_days, phone = excluded.phone`,
    [
      community,
      setting.quorum.numerator,
      setting.quorum.denominator,
      setting.majority.numerator,
      setting.majority.denominator,
      setting.noticeDays,
      setting.phone,
    ],
  );
}
