import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../kernel/role.js';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import {
  checkFilingStep,
  FILING_STATES,
  missingSignatures,
  signingRole,
  type FilingSignature,
} from './filing-state.js';

const KNOWN = new Set([
  'drafted signed',
  'drafted withdrawn',
  'signed submitted',
  'signed withdrawn',
  'submitted accepted',
  'submitted returned',
]);

const signed = (role: FilingSignature['role'], signerId: string): FilingSignature => ({
  role,
  signerId,
  name: signerId,
  signedAt: '2026-04-08T02:00:00.000Z',
});
const signer = (id: string, ...roles: Role[]) => ({ id, roles });

describe('a filing', () => {
  test.each(FILING_STATES.flatMap((from) => FILING_STATES.map((to) => [from, to] as const)))(
    'goes from %s to %s only by a known step',
    (from, to) => {
      const refused = refusalOf(() => {
        checkFilingStep(from, to);
      });
      if (KNOWN.has(`${from} ${to}`)) expect(refused).toBeNull();
      else expect(refused).toMatchObject({ code: 'filing-step-unknown' });
    },
  );

  test('is signed by each in his own role', () => {
    expect(signingRole([], signer('a', 'accountant'), undefined)).toBe('accountant');
    expect(missingSignatures([signed('accountant', 'a')])).toEqual([
      'director',
      'party-secretary',
      'supervisor',
    ]);
  });

  test('is not signed by who holds no signing role, or not the role he names', () => {
    expect(refusalOf(() => signingRole([], signer('c', 'cashier'), undefined))).toMatchObject({
      code: 'forbidden',
    });
    expect(refusalOf(() => signingRole([], signer('a', 'accountant'), 'director'))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('takes one signature of a role and one of a person', () => {
    const first = [signed('supervisor', 's')];
    expect(refusalOf(() => signingRole(first, signer('t', 'supervisor'), undefined))).toMatchObject(
      {
        code: 'filing-signed-already',
      },
    );
    expect(
      refusalOf(() =>
        signingRole(
          [signed('director', 'd')],
          signer('d', 'director', 'party-secretary'),
          undefined,
        ),
      ),
    ).toMatchObject({ code: 'filing-signer-signed-already' });
  });

  test('asks who holds two open roles which of them he signs in', () => {
    const both = signer('d', 'director', 'party-secretary');
    expect(refusalOf(() => signingRole([], both, undefined))).toMatchObject({
      code: 'filing-signing-role-unclear',
    });
    expect(signingRole([], both, 'director')).toBe('director');
    expect(signingRole([signed('director', 'x')], both, undefined)).toBe('party-secretary');
  });
});
