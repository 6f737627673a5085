import { DomainError, type FieldError } from '../../kernel/domain-error.js';
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
/** The last ones: a container's name goes with the container, a route with the network. */
const UNREACHABLE_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Class 53: the disk is full, memory or connections run out; nothing was done, and whoever asked is not to blame. */
const WITHOUT_ROOM = /^53/;
/** The driver's own words, which carry no code, for a connection that ended or that nobody gave back in time. */
const ENDED =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|timeout exceeded when trying to connect)/;

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

/** True when PostgreSQL did not answer at all: whatever was asked last may or may not have been done. */
export function isConnectionLost(error: unknown): boolean {
  const code = postgresError(error)?.code;
  if (code !== undefined) return UNREACHABLE.has(code) || UNREACHABLE_SOCKET.has(code);
  const cause: unknown =
    error instanceof Error && 'driverError' in error ? error.driverError : error;
  return cause instanceof Error && ENDED.test(cause.message);
}

/** Gives a refusal of the database its name in the problem catalogue; passes anything else through. */
export function translateDatabaseError(error: unknown): unknown {
  if (isConnectionLost(error)) return new DomainError('busy-try-again');
  const cause = postgresError(error);
  if (cause === null) return error;
  if (WITHOUT_ROOM.test(cause.code)) return new DomainError('busy-try-again');
  if (cause.code === REFUSED && isProblem(cause.message)) {
    return new DomainError(cause.message, JSON.parse(cause.detail ?? '{}') as Facts);
  }
  const named = cause.constraint?.replaceAll('_', '-');
  if (named !== undefined && isProblem(named)) return new DomainError(named);
  if (INTEGRITY.test(cause.code)) return new DataRefused(cause);
  if (cause.code === '22003') return new DomainError('amount-out-of-range');
  return error;
}

/** The same refusal, told at the field that it is about; anything else as it came. */
export function toldAt(
  error: unknown,
  code: ProblemCode,
  field: (facts: Readonly<Record<string, unknown>>) => FieldError,
): unknown {
  const refusal = translateDatabaseError(error);
  if (!(refusal instanceof DomainError) || refusal.code !== code) return error;
  return new DomainError(code, refusal.facts, [field(refusal.facts)]);
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
