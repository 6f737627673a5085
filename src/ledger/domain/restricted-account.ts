import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from './account.js';

/** 限定性净资产 and the restricted details of income (民间非营利组织会计制度 会计科目使用说明 3102、4101). */
const RESTRICTED = ['3102', '410102', '420102', '430102', '440102', '450102', '460102'];

/**
 * Restricted money is kept by fund and purpose (慈善法 第五十三条): a line that says no fund would leave the two apart.
 * @throws DomainError restricted-account-needs-fund
 */
export function checkRestrictedAccount(
  { code, category }: AccountFacts,
  fundCode: string | null | undefined,
  pointer: string,
): void {
  if (category !== 'income' && category !== 'net-asset') return;
  if (fundCode !== undefined && fundCode !== null) return;
  if (!RESTRICTED.some((root) => code.startsWith(root))) return;
  throw new DomainError('restricted-account-needs-fund', { account: code }, [
    { pointer, detail: '请写明专项代码 fundCode。' },
  ]);
}
