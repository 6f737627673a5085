/** What a code is called in a sentence: in Chinese and in English. */
type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** Placeholders that may be filled with a code; the facts beside the sentence keep the code. */
const CODED = new Set([
  'state',
  'status',
  'from',
  'to',
  'role',
  'other',
  'missing',
  'line',
  'kind',
  'document',
  'source',
]);

const DUTIES: Words = {
  accountant: ['会计', 'accountant'],
  reviewer: ['审核', 'reviewer'],
  cashier: ['出纳', 'cashier'],
  director: ['居委会主任', 'director'],
  'party-secretary': ['社区党委书记', 'Party secretary'],
  supervisor: ['居务监督委员会委员', 'supervisor'],
  'street-officer': ['街道经办', 'street officer'],
  'district-officer': ['区级经办', 'district officer'],
  auditor: ['审计', 'auditor'],
  admin: ['系统管理员', 'administrator'],
};

/** Where the same code means another thing, the machine's own words come first. */
const OF_MACHINE: Readonly<Record<string, Words>> = {
  filing: {
    '': ['尚未编制', 'not compiled'],
    drafted: ['待签字', 'waiting for signatures'],
    signed: ['已签字待报送', 'signed'],
    submitted: ['已报送待备案', 'submitted'],
    accepted: ['已备案', 'accepted'],
    returned: ['已退回', 'returned'],
    withdrawn: ['已撤回', 'withdrawn'],
  },
  request: {
    '': ['尚未填写', 'not drafted'],
    drafted: ['草稿', 'a draft'],
    submitted: ['审批中', 'submitted'],
    approved: ['已批准', 'approved'],
    paid: ['已支付', 'paid'],
    rejected: ['已驳回', 'rejected'],
    withdrawn: ['已撤回', 'withdrawn'],
    reversed: ['已冲销', 'reversed'],
  },
  meeting: {
    '': ['尚未召集', 'not called'],
    called: ['已召集', 'called'],
    'in-session': ['进行中', 'in session'],
    approved: ['审议通过', 'concluded with approval'],
    returned: ['退回', 'concluded with a return'],
  },
};

const OF_ALL: Words = {
  '': ['尚未建立', 'not there'],
  open: ['记账中', 'open'],
  reported: ['已上报待审议', 'reported'],
  approved: ['已审议通过', 'approved'],
  published: ['公示中', 'published'],
  sealed: ['已封账', 'sealed'],
  ...DUTIES,
  revenue: ['收入户', 'revenue'],
  expenditure: ['支出户', 'expenditure'],
  'petty-cash': ['备用金', 'petty cash'],
  collective: ['集体资产账', 'collective book'],
  company: ['社区公司账', 'company book'],
  charity: ['慈善基金账', 'charity book'],
  'operating-fund': ['专项经费账', 'operating-fund book'],
  profit: ['利润上缴', 'profit'],
  donation: ['捐赠', 'donation'],
  loan: ['借款', 'loan'],
  repayment: ['归还借款', 'repayment'],
  manual: ['手工凭证', 'manual'],
  import: ['导入凭证', 'import'],
  reversal: ['冲销凭证', 'reversal'],
  correction: ['订正凭证', 'correction'],
  difference: ['差额调整凭证', 'difference'],
  'prior-year': ['以前年度更正凭证', 'correction of an earlier year'],
  closing: ['结转凭证', 'closing'],
  distribution: ['分配凭证', 'distribution'],
  conversion: ['制度衔接凭证', 'conversion'],
  release: ['限定解除', 'release'],
  receipt: ['收款', 'receipt'],
  receipt_refund: ['退款', 'refund'],
  refund: ['退款', 'refund'],
  rent: ['租金', 'rent'],
  allocation: ['拨付', 'allocation'],
  payment: ['付款', 'payment'],
  transfer: ['账套间划转', 'transfer'],
};

/** Says a fact in the language of the sentence, whether it comes as a code or as a word of the other language. */
export function inWords(
  problem: string,
  name: string,
  value: string,
  language: 'zh' | 'en',
): string {
  if (!CODED.has(name)) return value;
  const [machine = ''] = problem.split('-');
  for (const words of [OF_MACHINE[machine] ?? {}, OF_ALL]) {
    const found = Object.hasOwn(words, value)
      ? words[value]
      : Object.values(words).find(([zh]) => zh === value);
    if (found !== undefined) return language === 'zh' ? found[0] : found[1];
  }
  return value;
}
