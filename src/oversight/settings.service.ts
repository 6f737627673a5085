import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { fractionText } from './domain/meeting.js';
import { findSetting, saveSetting, type SettingRow } from './storage/settings.queries.js';

export type { SettingRow } from './storage/settings.queries.js';

/** How supervision works in a community: quorum, majority, days of notice, telephone. */
@Injectable()
export class SettingsService {
  /** What is set; where nothing is, the legal minimum. */
  async setting(tx: ReadTx, community: string): Promise<SettingRow> {
    return findSetting(tx, community);
  }

  /**
   * Changes it; the legal minimum can only be raised.
   * @throws DomainError quorum-below-two-thirds, majority-below-half, notice-days-below-fifteen
   */
  async change(tx: Tx, community: string, setting: SettingRow): Promise<SettingRow> {
    const before = await findSetting(tx, community);
    if (setting.noticeDays < 15) throw new DomainError('notice-days-below-fifteen');
    await saveSetting(tx, community, setting);
    tx.audit({
      action: 'supervision-setting-changed',
      subjectKind: 'community',
      subjectId: community,
      sentence: `设定监督规则：到会不少于 ${fractionText(setting.quorum)}，赞成超过全体 ${fractionText(setting.majority)}，公示 ${setting.noticeDays} 日`,
      before,
      after: setting,
    });
    return setting;
  }
}
