/** What a receipt or payment of the bank is in the books: only the first two are income and expenditure. */
export const MOVEMENT_NATURES = [
  'income',
  'expense',
  'refund',
  'petty-cash',
  'claims',
  'investment',
  'equity',
] as const;
export type MovementNature = (typeof MOVEMENT_NATURES)[number];

/** What a movement is, as residents read it. */
export const NATURE_NAMES: Readonly<Record<MovementNature, string>> = {
  income: '收入',
  expense: '支出',
  refund: '退还、冲回',
  'petty-cash': '备用金',
  claims: '押金、往来',
  investment: '投资、购置',
  equity: '资本、净资产',
};

/** Whether a movement is income or expenditure, and not money that only changes its place. */
export function isOperating(nature: MovementNature): boolean {
  return nature === 'income' || nature === 'expense';
}
