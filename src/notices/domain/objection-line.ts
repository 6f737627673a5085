import { DomainError } from '../../kernel/domain-error.js';
import type { NoticeBook, NoticeMovement } from './notice-content.js';

type Lines = Pick<NoticeBook, 'income' | 'expenditure' | 'pettyCashSpent'>;

/**
 * An objection to one line names a line that stands on the notice, by its voucher or by its id.
 * @throws DomainError objection-line-unknown
 */
export function checkObjectionLine(line: string | null, books: readonly Lines[]): void {
  if (line === null) return;
  const named = ({ id, voucher }: Pick<NoticeMovement, 'id' | 'voucher'>): boolean =>
    id === line || voucher === line;
  const stands = books.some(({ income, expenditure, pettyCashSpent }) =>
    [...income, ...expenditure, ...pettyCashSpent].some(named),
  );
  if (stands) return;
  throw new DomainError('objection-line-unknown', { line }, [
    { pointer: '/line', detail: '请照公示“凭证”一栏填写，或不填。' },
  ]);
}
