import type { Column } from '../../platform/http/table-file.js';
import type { SuggestionView } from '../reconciliation.service.js';

/** The suggestions as a list to take away. */
export const SUGGESTION_COLUMNS: readonly Column<SuggestionView>[] = [
  { title: '银行账户', value: (row) => `${row.accountCode} ${row.accountName}`, width: 24 },
  { title: '可信度', value: (row) => `${row.confidenceWord}（${row.confidence}）`, width: 10 },
  { title: '金额', value: ({ amount }) => amount, figure: true },
  {
    title: '银行流水',
    value: ({ bankLines }) =>
      bankLines
        .map(({ date, amount, description }) => `${date} ${amount} ${description}`)
        .join('；'),
    width: 48,
  },
  {
    title: '账上分录',
    value: ({ bookLines }) =>
      bookLines
        .map(({ date, voucher, amount, summary }) => `${date} ${voucher} ${amount} ${summary}`)
        .join('；'),
    width: 48,
  },
  { title: '理由', value: ({ reasons }) => reasons.join('，'), width: 48 },
  { title: '其他可能', value: ({ alternatives }) => alternatives, width: 10 },
];
