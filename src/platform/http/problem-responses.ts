import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type Responses = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'];

/** The one form of every refusal (RFC 9457). */
export const PROBLEM_SCHEMA: Schema = {
  type: 'object',
  description: '拒绝的说明（RFC 9457）；此外还带着说明里提到的事实，如 month、account',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', example: '/problems/voucher-unbalanced', description: '拒绝的名称' },
    title: { type: 'string', example: '凭证借贷不平衡' },
    status: { type: 'integer', example: 422 },
    detail: { type: 'string', description: '发生了什么，怎样改正' },
    instance: { type: 'string', description: '所请求的地址' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', example: '/lines/0/debit', description: 'JSON Pointer' },
          detail: { type: 'string', example: '应为大于零、至多两位小数的金额文本，如 "1234.50"。' },
        },
      },
    },
  },
  additionalProperties: true,
};

const MEANINGS = {
  400: '请求的形式不对：见 errors',
  401: '没有登录，或令牌已过期',
  403: '职责不够，或不在所辖范围',
  404: '没有找到，或不在所辖范围',
  409: '当前状态不允许',
  422: '违反记账或管理规则',
} as const;

/** Each refusal by its status, described once. */
export const PROBLEM_RESPONSES: NonNullable<OpenAPIObject['components']>['responses'] =
  Object.fromEntries(
    Object.entries(MEANINGS).map(([status, description]) => [
      `Problem${status}`,
      {
        description,
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  );

/** The refusals that an operation may answer with. */
export function problemResponses(applies: Record<keyof typeof MEANINGS, boolean>): Responses {
  return Object.fromEntries(
    Object.entries(applies)
      .filter(([, does]) => does)
      .map(([status]) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}
