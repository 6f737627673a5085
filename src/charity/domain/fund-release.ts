import { DomainError } from '../../kernel/domain-error.js';
import type { Money } from '../../kernel/money.js';

/**
 * A restriction ends when money is used for its purpose, as far as it is used (财会〔2020〕9号).
 * Spent and released are those through the day of the release.
 * @throws DomainError fund-not-restricted, release-exceeds-spending
 */
export function checkRelease(
  fund: { code: string; restricted: boolean },
  use: { spent: Money; released: Money },
  amount: Money,
): void {
  if (!fund.restricted) throw new DomainError('fund-not-restricted', { fund: fund.code });
  const released = use.released.plus(amount);
  if (released.greaterThan(use.spent)) {
    throw new DomainError(
      'release-exceeds-spending',
      { fund: fund.code, spent: use.spent.toString(), released: released.toString() },
      [
        {
          pointer: '/amount',
          detail: `至多 ${use.spent.minus(use.released).format()} 元。`,
        },
      ],
    );
  }
}
