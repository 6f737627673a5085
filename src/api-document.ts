import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Access } from './platform/auth/access.js';
import { VERSION } from './platform/config/version.js';
import { declaredRoutes } from './platform/auth/route-walk.js';
import {
  PROBLEM_RESPONSES,
  PROBLEM_SCHEMA,
  problemResponses,
} from './platform/http/problem-responses.js';

const DESCRIPTION = `城市社区集体经济记账服务。

**怎样试用**：先在“登录”里执行 \`POST /api/v1/auth/login\`（演示数据的用户名如 accountant、cashier、director，密码都是 gongzhang-demo），
把答复中的 \`accessToken\` 复制到右上角 **Authorize** 里，再执行带锁的接口。访问令牌十分钟有效，过期后用 \`refreshToken\` 换新的一对。

**约定**：金额是两位小数的文本，如 "1234.50"；月份如 2026-03，季度如 2026-Q1，业务日期如 2026-03-31。没有的字段和查询参数一律拒绝；
null 等于不填。写入时带 \`Idempotency-Key\`，同一请求重复提交只办一次。列表用 \`limit\` 和 \`cursor\` 翻页，可用 \`format=csv|xlsx\` 带走。

**拒绝**：一律是 \`application/problem+json\`（RFC 9457）：\`type\` 是拒绝的名称，打开它有说明；\`detail\` 说明怎样改正；
\`errors\` 用 JSON Pointer 指明哪个字段。加 \`Accept-Language: en\` 得到英文。`;

/** Sections as somebody meets them who sets out; what is not named here comes after, operation last. */
const SECTIONS = [
  '登录',
  '社区与用户',
  '账套与科目',
  '资金账户',
  '收款',
  '付款申请',
  '拨付与付款',
  '账套间划转',
  '凭证',
  '凭证更正',
  '凭证模板',
  '原始凭证',
  '辅助核算',
  '记账规则与账套设置',
  '年末结转与制度衔接',
  '余额与报表',
  '账簿',
  '打印装订',
  '银行对账与现金盘点',
  '集体资产',
  '社区公司',
  '慈善基金',
  '月份',
  '居务监督会议',
  '公示（无须登录）',
  '居民异议',
  '季度备案',
  '街道与区',
  '导出',
  '操作日志与核验',
  '运行',
];

interface Meaning {
  readonly description: string;
  readonly example?: string | number;
  readonly enum?: readonly string[];
}

/** What the parameters in paths are. */
const PATH_PARAMETERS: Readonly<Record<string, Meaning>> = {
  communityCode: { description: '社区的 12 位区划代码', example: '511602002001' },
  streetCode: { description: '街道的 9 位区划代码', example: '511602002' },
  districtCode: { description: '区的 6 位区划代码', example: '511602' },
  username: { description: '用户名', example: 'accountant' },
  bookNo: { description: '账套编号，从 1 起', example: 1 },
  year: { description: '会计年度', example: 2026 },
  month: { description: '会计月份', example: '2026-01' },
  id: { description: '记录的编号（UUID），取自建立时的答复或列表' },
  accountCode: { description: '科目编码', example: '102' },
  fundCode: { description: '专项编码' },
  propertyCode: { description: '资产编码' },
  ruleKind: { description: '自动记账的凭证来源', example: 'receipt' },
  dimension: { description: '辅助核算的代码', example: 'project' },
  item: { description: '辅助核算项目的代码' },
  mappingCode: { description: '银行对账单列对应关系的代码', example: 'nongshang' },
  statementCode: { description: '自定义报表的代码', example: 'jian-biao' },
  kind: {
    description:
      '报表：资产负债表、利润（收益）表、业务活动表、现金流量表、收益分配表，有哪些由账套的会计制度决定；收支明细表各账套都有',
    enum: ['balance-sheet', 'income', 'activities', 'cash-flow', 'distribution', 'income-detail'],
  },
  journal: { description: '日记账：库存现金、银行存款', enum: ['cash', 'bank'] },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: '由客户端为每次办理生成，如 UUID；同一个键的相同请求只办一次，重复的得到原来的答复',
  schema: { type: 'string', maxLength: 200 },
} as const;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The whole contract as an OpenAPI document. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('公账接口')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .addBearerAuth({ type: 'http', description: '登录所得的 accessToken' });
  for (const section of SECTIONS) builder.addTag(section);
  const document = SwaggerModule.createDocument(app, builder.build());
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
    responses: PROBLEM_RESPONSES ?? {},
  };
  const access = new Map(
    declaredRoutes(app).map((route) => [route.name.replace('.', '_'), route.access]),
  );
  for (const item of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const operation = item[method];
      if (operation === undefined) continue;
      complete(operation, method, access.get(operation.operationId?.replace(/\[\d+\]$/, '') ?? ''));
    }
  }
  return document;
}

function complete(operation: Operation, method: string, access: Access | undefined): void {
  const isProtected = access !== undefined && access.kind !== 'public';
  const parameters = (operation.parameters ?? []).map((parameter) => {
    if ('$ref' in parameter || parameter.in !== 'path') return parameter;
    const { enum: values, ...meaning } = PATH_PARAMETERS[parameter.name] ?? { description: '' };
    const schema = { ...parameter.schema, ...(values === undefined ? {} : { enum: [...values] }) };
    return { ...parameter, ...meaning, schema };
  });
  const hasPath = parameters.some((parameter) => 'in' in parameter && parameter.in === 'path');
  const isWrite = method !== 'get';
  // Signing in and out keeps sessions, and no answer that bears a token; every other write can be repeated by its key.
  const keepsSession = operation.operationId?.startsWith('SessionsController') === true;
  operation.parameters = isWrite && !keepsSession ? [...parameters, IDEMPOTENCY_KEY] : parameters;
  operation.security = isProtected ? [{ bearer: [] }] : [];
  operation.responses = {
    ...operation.responses,
    ...problemResponses({
      400: parameters.length > 0 || operation.requestBody !== undefined,
      401: isProtected || keepsSession,
      403: access?.kind === 'duties',
      404: hasPath,
      409: isWrite,
      422: isWrite,
    }),
  };
}
