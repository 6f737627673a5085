import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the charity room. */
export const charityProblems = {
  'donation-book-unfit': {
    status: 422,
    title: { zh: '不是慈善账套', en: 'Not a charity book' },
    detail: {
      zh: '第 {book} 账套不是慈善账套，捐赠只记入慈善基金账。',
      en: 'Book {book} is no charity book. Donations enter the charity book alone.',
    },
  },
  'donation-account-unfit': {
    status: 422,
    title: { zh: '捐赠收入科目不对', en: 'Account does not take this donation' },
    detail: {
      zh: '科目 {account} 不能记这笔捐赠：应为收入类末级科目，限定捐赠记限定性收入，非限定捐赠记非限定性收入。',
      en: 'Account {account} does not take this donation. Use a leaf account of restricted or unrestricted income, as the donation is.',
    },
  },
  'donation-names-donor': {
    status: 422,
    title: { zh: '缺少捐赠人', en: 'Donor missing' },
    detail: {
      zh: '请填写捐赠人；捐赠人要求匿名的，请注明匿名。',
      en: 'Name the donor, or mark the donation as anonymous.',
    },
  },
  'anonymous-donor-is-not-published': {
    status: 422,
    title: { zh: '匿名捐赠不公布姓名', en: 'An anonymous donor is not published' },
    detail: {
      zh: '匿名与公布姓名不能同时选择，请按捐赠人的意愿二选一。',
      en: 'Anonymous and published exclude each other. Choose what the donor wishes.',
    },
  },
  'restricted-donation-needs-fund': {
    status: 422,
    title: { zh: '限定捐赠缺少专项', en: 'Restricted donation without a fund' },
    detail: {
      zh: '限定用途的捐赠须记入相应的专项，请填写专项代码，或先设立专项。',
      en: 'A donation with a purpose belongs to a fund. Name the fund, or create it first.',
    },
  },
  'donation-contradicts-fund': {
    status: 422,
    title: { zh: '捐赠与专项的限定不一致', en: 'Donation contradicts its fund' },
    detail: {
      zh: '捐赠是否限定须与专项一致。请核对捐赠人的意愿和专项代码。',
      en: 'Donation and fund are both restricted or both not. Check the wish of the donor and the fund.',
    },
  },
  'donation-number-taken': {
    status: 409,
    title: { zh: '捐赠编号重复', en: 'Donation number taken' },
    detail: {
      zh: '捐赠编号由系统连续给出，请重试。',
      en: 'Numbers are given in order. Try again.',
    },
  },
  'donation-differs-from-receipt': {
    status: 422,
    title: { zh: '捐赠与收款不符', en: 'Donation differs from its receipt' },
    detail: {
      zh: '捐赠登记与收款须逐项一致，未同意公布的姓名不得出现在收款上。请通过捐赠功能办理。',
      en: 'A donation and its receipt agree in every field, and a name without consent is not shown. Use the donation functions.',
    },
  },
  'fund-not-restricted': {
    status: 422,
    title: { zh: '专项没有限定', en: 'Fund is not restricted' },
    detail: {
      zh: '这个专项没有限定用途，无需解除限定。',
      en: 'This fund carries no restriction; there is nothing to release.',
    },
  },
  'release-exceeds-spending': {
    status: 422,
    title: { zh: '解除额超过已用额', en: 'Release exceeds spending' },
    detail: {
      zh: '专项 {fund} 已按用途使用 {spent} 元，累计解除限定 {released} 元超出。限定只在使用时按使用额解除。',
      en: 'Fund {fund} has spent {spent} on its purpose; releases of {released} are more. A restriction ends when and as far as money is used.',
    },
  },
  'release-voucher-unfounded': {
    status: 422,
    title: { zh: '限定解除凭证不符', en: 'Voucher without its release' },
    detail: {
      zh: '限定解除凭证必须对应一笔解除，借记限定性净资产、贷记非限定性净资产。请通过限定解除功能办理。',
      en: 'A voucher of release belongs to one release, from restricted to unrestricted net assets. Use the release function.',
    },
  },
} as const satisfies ProblemCatalogue;
