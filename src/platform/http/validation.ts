import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import { fieldDetail, type FieldDetailCode } from '../../kernel/field-details.js';
import { BinaryUpload } from './binary-body.js';
import { UnreadBody, UploadedFile } from './raw-body.js';

/** Validates every body and query once, at the edge; unknown fields and parameters are refused, never ignored. */
export class EdgeValidation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new Refused(errors),
    });
  }

  override async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A request without a body has no fields: what is required is missed by its name.
    const value = given === undefined && metadata.type === 'body' ? {} : given;
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null)) {
      throw new DomainError('malformed-request');
    }
    const file = [UploadedFile, BinaryUpload, UnreadBody].some((kind) => value instanceof kind);
    if (file && metadata.type === 'body') {
      throw new DomainError('unsupported-media-type');
    }
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      throw error instanceof Refused ? refusal(error.errors, metadata, value) : error;
    }
  }
}

/** What class-validator found, on its way to a problem document. */
class Refused extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('refused');
  }
}

function refusal(
  errors: readonly ValidationError[],
  metadata: ArgumentMetadata,
  given: unknown,
): DomainError {
  const fields = flatten(errors, '', given);
  const unknownOnly = errors.every(
    ({ constraints }) => constraints?.['whitelistValidation'] !== undefined,
  );
  const code =
    metadata.type === 'query' && unknownOnly ? 'unknown-query-parameter' : 'validation-failed';
  return new DomainError(code, {}, fields);
}

function flatten(errors: readonly ValidationError[], parent: string, given: unknown): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = (given as Readonly<Record<string, unknown>> | undefined)?.[error.property];
    const own = mostTelling(error.constraints ?? {}).map(([rule, message]) => ({
      pointer,
      detail: value === undefined ? fieldDetail('required') : sayOf(rule, message),
    }));
    return [...own, ...flatten(error.children ?? [], pointer, value)];
  });
}

/** Of the rules that a field breaks, the one that the others rest on: a text that is missing is not too short. */
function mostTelling(constraints: Readonly<Record<string, string>>): [string, string][] {
  const broken = Object.entries(constraints);
  const rank = ([rule]: [string, string]): number => {
    const place = TYPES_FIRST.indexOf(rule);
    return place < 0 ? TYPES_FIRST.length : place;
  };
  return broken.sort((a, b) => rank(a) - rank(b)).slice(0, 1);
}

const TYPES_FIRST = [
  'whitelistValidation',
  'isDefined',
  'isArray',
  'isObject',
  'isString',
  'isBoolean',
  'isInt',
  'isUuid',
  'isIn',
  'nestedValidation',
];

function sayOf(rule: string, message: string): string {
  if (/[\u4e00-\u9fff]/.test(message)) return message;
  const [code, facts = {}] = SAID[rule]?.(message) ?? ['malformed'];
  return fieldDetail(code, facts);
}

type Saying = (message: string) => [code: FieldDetailCode, facts?: Record<string, string>];

const number = (message: string): string => /-?\d+/.exec(message.replace(/^\S+/, ''))?.[0] ?? '';
const values = (message: string): string => message.replace(/^.*values: /, '');

/** What the rules of class-validator are called here. */
const SAID: Readonly<Record<string, Saying>> = {
  whitelistValidation: () => ['unknown-field'],
  isString: () => ['text'],
  isNotEmpty: () => ['not-empty'],
  isDefined: () => ['required'],
  isInt: () => ['integer'],
  isBoolean: () => ['boolean'],
  isArray: () => ['list'],
  isObject: () => ['object'],
  isUuid: () => ['uuid'],
  isIn: (m) => ['one-of', { values: values(m) }],
  isEnum: (m) => ['one-of', { values: values(m) }],
  min: (m) => ['at-least', { number: number(m) }],
  max: (m) => ['at-most', { number: number(m) }],
  minLength: (m) => ['shortest', { number: number(m) }],
  maxLength: (m) => ['longest', { number: number(m) }],
  arrayMinSize: (m) => ['fewest', { number: number(m) }],
  arrayMaxSize: (m) => ['most', { number: number(m) }],
  arrayUnique: () => ['no-repeats'],
  isLength: (m) => [/shorter/.test(m) ? 'longest' : 'shortest', { number: number(m) }],
  nestedValidation: () => ['list-of-objects'],
};
