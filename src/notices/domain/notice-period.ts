import { DomainError } from '../../kernel/domain-error.js';
import { addDays, type LocalDate } from '../../kernel/local-date.js';

/** 城市居民委员会组织法 第三十四条: 公开时间不少于十五日. */
export const MINIMUM_DAYS = 15;

/** The days on which a notice hangs: the day after posting is day one. */
export interface NoticePeriod {
  readonly postedOn: LocalDate;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly days: number;
}

/** States of a notice; it is never edited, time closes it, a correction supersedes it. */
export const NOTICE_STATES = ['published', 'closed', 'superseded'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** States of a notice in Chinese. */
export const NOTICE_STATE_NAMES: Readonly<Record<NoticeState, string>> = {
  published: '公示中',
  closed: '公示期满',
  superseded: '已由更正公示取代',
};

/** The steps of a notice. */
export const NOTICE_STEPS: readonly (readonly [NoticeState, NoticeState])[] = [
  ['published', 'closed'],
  ['published', 'superseded'],
  ['closed', 'superseded'],
];

/** The period of a notice posted on a day. @throws DomainError notice-days-below-fifteen */
export function noticePeriod(postedOn: LocalDate, days: number, minimum: number): NoticePeriod {
  if (days < Math.max(minimum, MINIMUM_DAYS)) throw new DomainError('notice-days-below-fifteen');
  return { postedOn, from: addDays(postedOn, 1), through: addDays(postedOn, days), days };
}

/** How a notice stands on a day. */
export function noticeState(
  through: string,
  supersededBy: string | null,
  today: string,
): NoticeState {
  if (supersededBy !== null) return 'superseded';
  return today <= through ? 'published' : 'closed';
}

/** A month is sealed when its notice has hung for all its days. @throws DomainError notice-period-running */
export function checkPeriodOver(month: string, through: string, today: string): void {
  if (today <= through) throw new DomainError('notice-period-running', { month, through });
}
