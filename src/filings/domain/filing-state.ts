import { DomainError } from '../../kernel/domain-error.js';
import type { Role } from '../../kernel/role.js';

/** Where a filing stands. A version that was withdrawn or returned makes room for the next. */
export const FILING_STATES = [
  'drafted',
  'signed',
  'submitted',
  'accepted',
  'returned',
  'withdrawn',
] as const;

/** Where a filing stands. */
export type FilingState = (typeof FILING_STATES)[number];

/** The steps that exist; what is not here does not. */
export const FILING_STEPS: readonly (readonly [FilingState, FilingState])[] = [
  ['drafted', 'signed'],
  ['drafted', 'withdrawn'],
  ['signed', 'submitted'],
  ['signed', 'withdrawn'],
  ['submitted', 'accepted'],
  ['submitted', 'returned'],
];

/** Names of the states as people say them. */
export const FILING_STATE_NAMES: Readonly<Record<FilingState, string>> = {
  drafted: '待签字',
  signed: '已签字待报送',
  submitted: '已报送待备案',
  accepted: '已备案',
  returned: '已退回',
  withdrawn: '已撤回',
};

/** Who signs a filing: each role once, each a different person. */
export const SIGNING_ROLES = [
  'accountant',
  'director',
  'party-secretary',
  'supervisor',
] as const satisfies readonly Role[];

/** A role whose signature a filing needs. */
export type SigningRole = (typeof SIGNING_ROLES)[number];

/** A signature under a filing. */
export interface FilingSignature {
  readonly role: SigningRole;
  readonly signerId: string;
  readonly name: string;
  /** RFC 3339 */
  readonly signedAt: string;
}

/** @throws DomainError filing-step-unknown when the state does not lead there */
export function checkFilingStep(from: FilingState, to: FilingState): void {
  if (FILING_STEPS.some(([here, there]) => here === from && there === to)) return;
  throw new DomainError('filing-step-unknown', {
    from: FILING_STATE_NAMES[from],
    to: FILING_STATE_NAMES[to],
  });
}

/**
 * The role in which a person signs: the one he asks for, or the only one of his that is still missing.
 * @throws DomainError filing-signed-already, filing-signer-signed-already, filing-signing-role-unclear, forbidden
 */
export function signingRole(
  signatures: readonly FilingSignature[],
  signer: { readonly id: string; readonly roles: readonly Role[] },
  wanted: SigningRole | undefined,
): SigningRole {
  const own = SIGNING_ROLES.filter((role) => signer.roles.includes(role));
  if (own.length === 0 || (wanted !== undefined && !own.includes(wanted))) {
    throw new DomainError('forbidden');
  }
  if (signatures.some(({ signerId }) => signerId === signer.id)) {
    throw new DomainError('filing-signer-signed-already');
  }
  const missing = missingSignatures(signatures);
  const open = (wanted === undefined ? own : [wanted]).filter((role) => missing.includes(role));
  const [role, another] = open;
  if (role === undefined) throw new DomainError('filing-signed-already');
  if (another !== undefined) throw new DomainError('filing-signing-role-unclear');
  return role;
}

/** The roles that have not signed yet, in the order of the signing page. */
export function missingSignatures(signatures: readonly FilingSignature[]): SigningRole[] {
  return SIGNING_ROLES.filter((role) => !signatures.some((signature) => signature.role === role));
}
