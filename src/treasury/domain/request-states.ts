import { DomainError } from '../../kernel/domain-error.js';

/** States of a payment request; 'scheduled' and 'released' would stand between approved and paid for a vote before the payment. */
export const REQUEST_STATES = [
  'drafted',
  'submitted',
  'approved',
  'paid',
  'rejected',
  'withdrawn',
  'reversed',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Every step that exists; the database keeps the same table. */
export const REQUEST_STEPS: readonly (readonly [RequestState, RequestState])[] = [
  ['drafted', 'submitted'],
  ['drafted', 'withdrawn'],
  ['submitted', 'approved'],
  ['submitted', 'rejected'],
  ['submitted', 'withdrawn'],
  ['approved', 'withdrawn'],
  ['approved', 'paid'],
  ['paid', 'reversed'],
];

/** @throws DomainError request-step-unknown */
export function checkRequestStep(from: RequestState, to: RequestState): void {
  if (!REQUEST_STEPS.some(([a, b]) => a === from && b === to)) {
    throw new DomainError('request-step-unknown', { from, to });
  }
}
