import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from '../../ledger/domain/account.js';

/** Shown instead of a name that the donor has not agreed to publish (慈善法 第八十二条). */
export const UNNAMED_DONOR = '爱心人士';

/** 捐赠收入 and its two details, the same codes in 财会〔2004〕7号 and 财会〔2024〕25号. */
const DONATION_INCOME = '4101';
const UNRESTRICTED_INCOME = '410101';
const RESTRICTED_INCOME = '410102';

/** What the donor wishes. */
export interface DonorsWish {
  readonly donor?: string;
  readonly anonymous: boolean;
  readonly publishName: boolean;
  /** Absent: as the fund is. */
  readonly restricted?: boolean;
  readonly fundCode?: string;
}

/**
 * Whether a donation is restricted: its fund decides, and the donor's wish agrees with it (慈善法 第五十四条).
 * @throws DomainError donation-names-donor, anonymous-donor-is-not-published, restricted-donation-needs-fund,
 *   donation-contradicts-fund, fund-unknown
 */
export function restrictionOf(
  wish: DonorsWish,
  funds: readonly { code: string; restricted: boolean }[],
): boolean {
  if (wish.donor === undefined && !wish.anonymous) {
    throw new DomainError('donation-names-donor', {}, [
      { pointer: '/donor', detail: '请填写捐赠人，或注明匿名。' },
    ]);
  }
  if (wish.anonymous && wish.publishName) {
    throw new DomainError('anonymous-donor-is-not-published');
  }
  if (wish.fundCode === undefined) {
    if (wish.restricted === true) throw new DomainError('restricted-donation-needs-fund');
    return false;
  }
  const fund = funds.find(({ code }) => code === wish.fundCode);
  if (fund === undefined) {
    throw new DomainError('fund-unknown', { fund: wish.fundCode }, [
      { pointer: '/fundCode', detail: `本账套没有专项 ${wish.fundCode}。` },
    ]);
  }
  if (wish.restricted !== undefined && wish.restricted !== fund.restricted) {
    throw new DomainError('donation-contradicts-fund', { fund: fund.code }, [
      {
        pointer: '/mode',
        detail: `专项 ${fund.code} ${fund.restricted ? '有' : '没有'}限定用途。`,
      },
    ]);
  }
  return fund.restricted;
}

/** The name that books and notices show. */
export function shownName({ donor, publishName }: DonorsWish): string {
  return publishName && donor !== undefined ? donor : UNNAMED_DONOR;
}

/**
 * The income account of a donation: the given one, or 410102 for restricted and 410101 for unrestricted money.
 * @throws DomainError account-unknown, donation-account-unfit
 */
export function donationAccount(
  accounts: readonly AccountFacts[],
  restricted: boolean,
  wanted?: string,
): string {
  const [own, other] = restricted
    ? [RESTRICTED_INCOME, UNRESTRICTED_INCOME]
    : [UNRESTRICTED_INCOME, RESTRICTED_INCOME];
  const has = (code: string): boolean => accounts.some((account) => account.code === code);
  const code = wanted ?? (has(own) ? own : DONATION_INCOME);
  const account = accounts.find((candidate) => candidate.code === code);
  const at = [{ pointer: '/incomeAccountCode', detail: `请填末级的捐赠收入科目，如 ${own}。` }];
  if (account === undefined) throw new DomainError('account-unknown', { account: code }, at);
  if (!account.leaf || account.category !== 'income' || code.startsWith(other)) {
    throw new DomainError('donation-account-unfit', { account: code }, at);
  }
  return code;
}
