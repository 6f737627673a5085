import type { AccountFacts } from './account.js';

/** How an account of another program was found among those of the book. */
export type MatchedBy = 'code' | 'normalised-code' | 'name';

export interface MatchedAccount {
  readonly account: AccountFacts;
  readonly by: MatchedBy;
}

/** What parts the levels of an account's name: 银行存款-收入户, 银行存款/收入户, 银行存款_收入户. */
const LEVELS = /[-－—_\\/／>]+/;

/** The accounts of a book, to be found by code, by code without its signs, and by name. */
export class AccountFinder {
  private readonly bare = new Map<string, AccountFacts>();
  private readonly named = new Map<string, AccountFacts[]>();

  constructor(private readonly accounts: ReadonlyMap<string, AccountFacts>) {
    for (const account of accounts.values()) {
      this.bare.set(bareCode(account.code), account);
      for (const name of [account.name, this.path(account)]) {
        const others = this.named.get(bareName(name)) ?? [];
        if (!others.includes(account)) this.named.set(bareName(name), [...others, account]);
      }
    }
  }

  /**
   * The account that another program means: by its code, by its code without dots and hyphens, else by its name, whole
   * or the last level of it. A code that has another name here means something else; several of one name are given.
   */
  find(code: string, name: string): MatchedAccount | readonly AccountFacts[] {
    const exact = this.accounts.get(code);
    if (exact !== undefined && agrees(exact, name)) return { account: exact, by: 'code' };
    const bare = this.bare.get(bareCode(code));
    if (exact === undefined && bare !== undefined && agrees(bare, name)) {
      return { account: bare, by: 'normalised-code' };
    }
    if (name === '') return [];
    const last = name.split(LEVELS).at(-1) ?? '';
    for (const text of [name, last]) {
      const found = (this.named.get(bareName(text)) ?? []).filter(({ leaf }) => leaf);
      const [only, ...more] = found;
      if (only !== undefined) return more.length === 0 ? { account: only, by: 'name' } : found;
    }
    return [];
  }

  private path(account: AccountFacts): string {
    const parent = account.parentCode === null ? undefined : this.accounts.get(account.parentCode);
    return parent === undefined ? account.name : `${this.path(parent)}-${account.name}`;
  }
}

/** Tables often name the whole path, such as 银行存款-收入户. */
function agrees(account: AccountFacts, name: string): boolean {
  return name === '' || bareName(name).endsWith(bareName(account.name));
}

function bareCode(code: string): string {
  return code.replace(/[.\-－\s]/g, '');
}

function bareName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').split(LEVELS).join('-');
}
