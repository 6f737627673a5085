import { DomainError } from './domain-error.js';

declare const communityCode: unique symbol;

/** The national 12-digit code of a community; its first 9 digits are the street, its first 6 the district. */
export type CommunityCode = string & { readonly [communityCode]: true };

/** Reads twelve ASCII digits. @throws DomainError community-code-malformed */
export function parseCommunityCode(text: string): CommunityCode {
  if (!/^[1-9][0-9]{11}$/.test(text)) {
    throw new DomainError('community-code-malformed', { code: text.slice(0, 40) });
  }
  return text as CommunityCode;
}

/** The 9-digit code of the street above a community. */
export function streetOf(code: CommunityCode): string {
  return code.slice(0, 9);
}

/** The 6-digit code of the district above a community. */
export function districtOf(code: CommunityCode): string {
  return code.slice(0, 6);
}
