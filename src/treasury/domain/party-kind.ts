/** Who the other party of a receipt or a payment is: a natural person's name is never published whole. */
export const PARTY_KINDS = ['person', 'organisation'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];
