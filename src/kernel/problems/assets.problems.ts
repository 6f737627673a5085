import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the assets room. */
export const assetsProblems = {
  'property-exists': {
    status: 409,
    title: { zh: '资产编号已存在', en: 'Property exists' },
    detail: {
      zh: '这个资产编号已经登记，请换一个编号，或核对是否重复登记。',
      en: 'A property with this code is registered. Use another code or check for a double entry.',
    },
  },
  'property-unknown': {
    status: 422,
    title: { zh: '没有登记这处资产', en: 'Unknown property' },
    detail: {
      zh: '资产名册里没有这个编号，请先登记资产。',
      en: 'The register has no such property. Register it first.',
    },
  },
  'property-area-malformed': {
    status: 422,
    title: { zh: '面积不对', en: 'Malformed area' },
    detail: {
      zh: '面积应大于零，至多四位小数。',
      en: 'The area must be positive, with four decimals at most.',
    },
  },
  'property-change-in-future': {
    status: 422,
    title: { zh: '状态变更日未到', en: 'Change lies in the future' },
    detail: {
      zh: '变更日 {date} 晚于今天 {today}，请在变更发生后登记；出租请登记租约。',
      en: '{date} is after today, {today}. Note the change when it has happened; for a letting register the lease.',
    },
  },
  'property-change-out-of-order': {
    status: 409,
    title: { zh: '状态变更次序不对', en: 'Change out of order' },
    detail: {
      zh: '资产 {property} 在 {last} 已登记过变更，不能再登记自 {date} 起的状态。请核对日期。',
      en: 'Property {property} changed on {last}: a change from {date} comes too late. Check the dates.',
    },
  },
  'property-is-leased': {
    status: 409,
    title: { zh: '资产在租', en: 'Property is leased' },
    detail: {
      zh: '资产 {property} 自 {from} 至 {through} 租给{tenant}。如租约提前结束，请先登记解除。',
      en: 'Property {property} is let to {tenant} from {from} through {through}. Terminate the lease first.',
    },
  },
  'property-leased-already': {
    status: 409,
    title: { zh: '资产已出租', en: 'Property leased already' },
    detail: {
      zh: '这处资产在租期内已另有租约，同一时间不能重复出租。请核对租期，或先解除原租约。',
      en: 'Another lease covers part of this term. Check the term or terminate the other lease first.',
    },
  },
  'lease-term-backwards': {
    status: 422,
    title: { zh: '租期不对', en: 'Lease ends before it begins' },
    detail: {
      zh: '租期的止日不能早于起日，请核对合同。',
      en: 'The last day lies before the first. Check the contract.',
    },
  },
  'lease-term-too-long': {
    status: 422,
    title: { zh: '租期超过二十年', en: 'Lease longer than twenty years' },
    detail: {
      zh: '租赁期限不得超过二十年，超过部分无效（民法典第七百零五条）。请缩短租期，期满后可续订。',
      en: 'A lease lasts twenty years at most (Civil Code, article 705). Shorten it; it may be renewed.',
    },
  },
  'lease-rent-or-total': {
    status: 422,
    title: { zh: '租金填写不对', en: 'Rent or total' },
    detail: {
      zh: '每期租金与合同总额只能填一项，另一项由系统按租期算出。',
      en: 'Give either the rent of a period or the total of the contract; the other follows.',
    },
  },
  'lease-income-account-unfit': {
    status: 422,
    title: { zh: '租金科目不对', en: 'Account does not take rent' },
    detail: {
      zh: '科目 {account} 不是收入或预收类的末级科目，请改用租赁收入或预收租金科目。',
      en: 'Account {account} is no leaf account of income or advance rent. Choose one.',
    },
  },
  'lease-receivable-account-unfit': {
    status: 422,
    title: { zh: '应收科目不对', en: 'Account is no receivable' },
    detail: {
      zh: '科目 {account} 不是应收类的末级科目，请改用应收款科目。',
      en: 'Account {account} is no leaf account of receivables. Choose one.',
    },
  },
  'receivable-account-unknown': {
    status: 422,
    title: { zh: '应收科目不存在', en: 'Unknown receivable account' },
    detail: {
      zh: '本账套没有这个应收科目，请先建立或改用已有科目。',
      en: 'The book has no such receivable account. Open it first or use another.',
    },
  },
  'lease-terminated-already': {
    status: 409,
    title: { zh: '租约已解除', en: 'Lease terminated already' },
    detail: {
      zh: '租约已于 {date} 解除，不能再次解除。',
      en: 'The lease ended on {date}. It cannot end again.',
    },
  },
  'lease-ends-outside-term': {
    status: 422,
    title: { zh: '解除日不在租期内', en: 'Termination outside the term' },
    detail: {
      zh: '解除日应在租期之内（自始解除的，填起租日的前一日）。',
      en: 'The last day must lie within the term; the day before the first day undoes the lease.',
    },
  },
  'lease-termination-has-reason': {
    status: 422,
    title: { zh: '缺少解除理由', en: 'Termination without a reason' },
    detail: {
      zh: '解除租约须写明日期和理由。',
      en: 'A termination names its day and its reason.',
    },
  },
  'rent-schedule-differs': {
    status: 422,
    title: { zh: '租金计划与合同不符', en: 'Schedule differs from the contract' },
    detail: {
      zh: '各期租金合计 {schedule} 元，合同总额 {total} 元，两者必须相等且逐日覆盖租期。',
      en: 'The schedule sums to {schedule}, the contract to {total}. They must agree and cover the term day by day.',
    },
  },
  'rent-due-in-future': {
    status: 422,
    title: { zh: '租金尚未到期', en: 'Rent not due yet' },
    detail: {
      zh: '截止日 {through} 晚于今天 {today}，只有已到期的租金才能入账。',
      en: '{through} is after today, {today}. Only rent that has fallen due enters the books.',
    },
  },
  'rent-posted-already': {
    status: 409,
    title: { zh: '租金已入账', en: 'Rent posted already' },
    detail: {
      zh: '这一期租金已经入账，不会重复入账。如有错误，请冲销原凭证。',
      en: 'This rent is in the books. To put it right, reverse its voucher.',
    },
  },
  'rent-not-posted': {
    status: 409,
    title: { zh: '租金尚未入账', en: 'Rent not posted' },
    detail: {
      zh: '这一期租金尚未确认为应收。请先办理到期租金入账；提前收到的，按预收款收款。',
      en: 'This rent is not in the books yet. Post the rents due first; book an advance as a receipt in advance.',
    },
  },
  'rent-overpaid': {
    status: 422,
    title: { zh: '收款超过应收', en: 'More than is owed' },
    detail: {
      zh: '这一期租金尚欠 {outstanding} 元，本次收款 {amount} 元超出。多收部分请按预收款另行收款。',
      en: '{outstanding} is owed on this rent; {amount} is more. Book the rest as a receipt in advance.',
    },
  },
  'rent-reduced-beyond-amount': {
    status: 422,
    title: { zh: '冲减超过租金', en: 'Reduced by more than the rent' },
    detail: {
      zh: '冲减额不能超过这一期租金，请核对解除日。',
      en: 'A rent cannot be reduced by more than itself. Check the day of termination.',
    },
  },
  'rent-received-already': {
    status: 409,
    title: { zh: '租金已有收款或冲减', en: 'Rent received already' },
    detail: {
      zh: '这一期租金已有收款或退租冲减，不能冲销应收凭证。请先冲销收款。',
      en: 'Money was received on this rent, or it was reduced. Reverse the receipt first.',
    },
  },
  'rent-reduction-final': {
    status: 409,
    title: { zh: '退租冲减不能冲销', en: 'Reduction is final' },
    detail: {
      zh: '租约已解除，退租冲减凭证不能冲销。如需恢复，请登记新租约。',
      en: 'The lease has ended; its reduction stands. Register a new lease instead.',
    },
  },
  'rent-voucher-unfounded': {
    status: 422,
    title: { zh: '租金凭证与租金计划不符', en: 'Voucher without its rent' },
    detail: {
      zh: '租金凭证必须对应一期租金，科目和金额与租约一致。请通过租金功能办理。',
      en: 'A voucher of rent belongs to one rent of a lease, with its accounts and amount. Use the rent functions.',
    },
  },
} as const satisfies ProblemCatalogue;
