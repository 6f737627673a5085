import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the platform room. */
export const platformProblems = {
  'malformed-request': {
    status: 400,
    title: { zh: '请求无法读懂', en: 'Malformed request' },
    detail: {
      zh: '请求体应为 UTF-8 编码的 JSON 对象。请检查格式后重新提交。',
      en: 'The body must be a JSON object in UTF-8. Check it and send it again.',
    },
  },
  'validation-failed': {
    status: 400,
    title: { zh: '填写有误', en: 'Validation failed' },
    detail: {
      zh: '有字段填写不对，请按 errors 逐项改正后重新提交。',
      en: 'Some fields are wrong: put right what errors lists and send it again.',
    },
  },
  'unknown-query-parameter': {
    status: 400,
    title: { zh: '查询参数不认识', en: 'Unknown query parameter' },
    detail: {
      zh: '有不认识的查询参数，请按 errors 删去或改正。',
      en: 'Remove or correct the query parameters that errors lists.',
    },
  },
  'cursor-malformed': {
    status: 400,
    title: { zh: '翻页标记不对', en: 'Malformed cursor' },
    detail: {
      zh: 'cursor 应原样使用上一页返回的 nextCursor。',
      en: 'Use nextCursor of the page before as it is.',
    },
  },
  unauthenticated: {
    status: 401,
    title: { zh: '尚未登录', en: 'Not signed in' },
    detail: {
      zh: '请先登录，或用刷新令牌换取新的访问令牌。',
      en: 'Sign in, or take a new access token with the refresh token.',
    },
  },
  forbidden: {
    status: 403,
    title: { zh: '没有权限', en: 'Forbidden' },
    detail: {
      zh: '您在此处没有办理这件事的职责。如有需要，请联系系统管理员。',
      en: 'You hold no duty for this here. Ask the administrator if you should.',
    },
  },
  'not-found': {
    status: 404,
    title: { zh: '没有找到', en: 'Not found' },
    detail: {
      zh: '没有找到所要的内容，请核对地址或编号。',
      en: 'Nothing is here. Check the address or the number.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { zh: '不支持这种操作', en: 'Method not allowed' },
    detail: {
      zh: '此地址不支持这种请求方法，请查阅接口说明。',
      en: 'This address does not take that method. See the API documentation.',
    },
  },
  conflict: {
    status: 409,
    title: { zh: '与现有数据冲突', en: 'Conflict' },
    detail: {
      zh: '数据已被他人改动或已经存在，请刷新后核对再提交。',
      en: 'The data was changed by somebody else or exists already. Load it again, check it and send it again.',
    },
  },
  'state-forbids': {
    status: 409,
    title: { zh: '当前状态不允许', en: 'State forbids' },
    detail: {
      zh: '{subject}现为“{state}”，不能{action}。',
      en: '{subject} is {state}: it cannot {action}.',
    },
  },
  'record-immutable': {
    status: 409,
    title: { zh: '记录不可更改', en: 'Record immutable' },
    detail: {
      zh: '已入账或已公布的记录不能修改、删除。请用冲销或更正另行处理。',
      en: 'Posted or published records never change. Use a reversal or a correction.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { zh: '幂等键重复使用', en: 'Idempotency key reused' },
    detail: {
      zh: 'Idempotency-Key “{key}”已用于另一个不同的请求，请为新请求换一个。',
      en: 'The Idempotency-Key "{key}" belongs to another request. Use a new one.',
    },
  },
  'idempotency-key-malformed': {
    status: 400,
    title: { zh: '幂等键格式不对', en: 'Malformed idempotency key' },
    detail: {
      zh: 'Idempotency-Key 应为 1 到 200 个可见的 ASCII 字符。',
      en: 'An Idempotency-Key is 1 to 200 visible ASCII characters.',
    },
  },
  'payload-too-large': {
    status: 413,
    title: { zh: '内容太大', en: 'Payload too large' },
    detail: {
      zh: '请求内容超出上限，请分批提交。',
      en: 'The request is too large. Send it in parts.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '内容类型不支持', en: 'Unsupported media type' },
    detail: {
      zh: '请以 application/json 提交。',
      en: 'Send application/json.',
    },
  },
  'file-expected': {
    status: 415,
    title: { zh: '请提交文件', en: 'File expected' },
    detail: {
      zh: '请以文件内容作为请求体：CSV 用 Content-Type text/csv，XLSX 用 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet，XLS 用 application/vnd.ms-excel，内容不能为空。',
      en: 'Send the file itself as the body, as text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/vnd.ms-excel; it must not be empty.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { zh: '请求太频繁', en: 'Too many requests' },
    detail: {
      zh: '请稍候再试。',
      en: 'Try again in a while.',
    },
  },
  'data-refused': {
    status: 409,
    title: { zh: '数据不符合规定', en: 'Data refused' },
    detail: {
      zh: '所填内容与已有的记录不相容，没有改动任何数据。请重新查看有关记录，更正后再办理；仍不能办理的，请把编号 {id} 告诉管理员。',
      en: 'What was sent does not agree with the records; nothing was changed. Look at the records again and correct it; if it still fails, tell the operator the id {id}.',
    },
  },
  'busy-try-again': {
    status: 503,
    title: { zh: '系统忙', en: 'Busy' },
    detail: {
      zh: '系统正忙，这次请求没有改动任何数据，请稍候重试。',
      en: 'Nothing was changed. Try again in a while.',
    },
  },
  'outcome-unknown': {
    status: 503,
    title: { zh: '是否已保存尚不清楚', en: 'Outcome unknown' },
    detail: {
      zh: '保存到最后一步时与数据库的连接中断，是否已经保存尚不清楚。请用同一个 Idempotency-Key 重试：已保存的不会重复；没有用这个请求头的，请先刷新查看。',
      en: 'The connection to the database was lost at the last step, so it is not known whether this was stored. Try again with the same Idempotency-Key: nothing is stored twice. Without one, look first.',
    },
  },
  'internal-error': {
    status: 500,
    title: { zh: '系统出错', en: 'Internal error' },
    detail: {
      zh: '系统出错，没有改动任何数据。请把编号 {id} 告诉管理员。',
      en: 'Nothing was changed. Tell the operator the id {id}.',
    },
  },
} as const satisfies ProblemCatalogue;
