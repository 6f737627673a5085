/** The ten duties. */
export const ROLES = [
  'accountant',
  'reviewer',
  'cashier',
  'director',
  'party-secretary',
  'supervisor',
  'street-officer',
  'district-officer',
  'auditor',
  'admin',
] as const;

export type Role = (typeof ROLES)[number];

/** A duty and the prefix of community codes that it reaches; '%' is the whole country. */
export interface Duty {
  readonly scope: string;
  readonly role: Role;
}
