import type { Role } from '../../kernel/role.js';

/** Who sees source documents: names and numbers of private people stand in them, so the street and the district do not. */
export const DOCUMENT_READERS: readonly Role[] = [
  'accountant',
  'reviewer',
  'cashier',
  'director',
  'party-secretary',
  'supervisor',
  'auditor',
];
