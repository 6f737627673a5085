import { DomainError } from '../../kernel/domain-error.js';
import { PROBLEMS, type ProblemCode } from '../../kernel/problems.js';

interface PostgresError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

/** Raised by refuse(): the message is a code of the problem catalogue, the detail its facts as JSON. */
const REFUSED = 'GZ001';
/** Class 23: a constraint said no, and no rule before it gave the reason. */
const INTEGRITY = /^23/;
const UNREACHABLE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  '08001',
]);
const UNREACHABLE_SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT']);

/** A constraint without a name in the catalogue refused: the message says which, for the log and the operator alone. */
export class DataRefused extends DomainError {
  constructor({ code, table, constraint, column }: PostgresError) {
    super('data-refused');
    this.message = `data-refused: ${table ?? '?'}, ${constraint ?? column ?? '?'} (${code})`;
  }
}

/** True for a serialization failure or a deadlock: the whole work may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === '40001' || code === '40P01';
}

/** Gives a refusal of the database its name in the problem catalogue; passes anything else through. */
export function translateDatabaseError(error: unknown): unknown {
  const cause = postgresError(error);
  if (cause === null) return error;
  if (cause.code === REFUSED && isProblem(cause.message)) {
    return new DomainError(cause.message, JSON.parse(cause.detail ?? '{}') as Facts);
  }
  const named = cause.constraint?.replaceAll('_', '-');
  if (named !== undefined && isProblem(named)) return new DomainError(named);
  if (INTEGRITY.test(cause.code)) return new DataRefused(cause);
  if (UNREACHABLE.has(cause.code) || UNREACHABLE_SOCKET.has(cause.code)) {
    return new DomainError('busy-try-again');
  }
  if (cause.code === '22003') return new DomainError('amount-out-of-range');
  return error;
}

type Facts = Record<string, string | number | null>;

function isProblem(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

function postgresError(error: unknown): PostgresError | null {
  if (!(error instanceof Error)) return null;
  const cause: unknown = 'driverError' in error ? error.driverError : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? (cause as Error & PostgresError)
    : null;
}
