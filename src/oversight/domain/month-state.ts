/** open takes vouchers; the others stand still. */
export const MONTH_STATES = ['open', 'reported', 'approved', 'published', 'sealed'] as const;
export type MonthState = (typeof MONTH_STATES)[number];

/** States of a month in Chinese. */
export const MONTH_STATE_NAMES: Readonly<Record<MonthState, string>> = {
  open: '记账中',
  reported: '已上报待审议',
  approved: '已审议通过',
  published: '公示中',
  sealed: '已封账',
};

/** The steps of a month; the same table stands in the database. */
export const MONTH_STEPS: readonly (readonly [MonthState, MonthState])[] = [
  ['open', 'reported'],
  ['reported', 'open'],
  ['reported', 'approved'],
  ['approved', 'published'],
  ['published', 'sealed'],
];
