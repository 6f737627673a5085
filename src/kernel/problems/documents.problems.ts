import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the documents room, and of vouchers that rest on documents. */
export const documentsProblems = {
  'document-expected': {
    status: 415,
    title: { zh: '请提交原始凭证文件', en: 'Document expected' },
    detail: {
      zh: '请以文件内容作为请求体，并用 Content-Type 写明类型：application/pdf、application/ofd、application/xml、image/png 或 image/jpeg，内容不能为空。',
      en: 'Send the file itself as the body, with its media type: application/pdf, application/ofd, application/xml, image/png or image/jpeg; it must not be empty.',
    },
  },
  'document-content-unknown': {
    status: 422,
    title: { zh: '不是可以接受的文件', en: 'Not a file that is accepted' },
    detail: {
      zh: '文件内容不是完整的 PDF、OFD、XML、PNG 或 JPEG。请上传未加工的原文件，或另存为这些格式之一。',
      en: 'The content is no complete PDF, OFD, XML, PNG or JPEG. Upload the original file or save it as one of these.',
    },
  },
  'document-content-mismatch': {
    status: 422,
    title: { zh: '文件内容与类型不符', en: 'Content differs from its type' },
    detail: {
      zh: '声明的类型是 {declared}，内容却是 {found}。请核对文件是否被改名，并按实际类型上传。',
      en: 'The file was declared as {declared} but is {found}. Check whether it was renamed, and upload it as what it is.',
    },
  },
  'document-xml-unsafe': {
    status: 422,
    title: { zh: 'XML 含有不安全的内容', en: 'Unsafe XML' },
    detail: {
      zh: 'XML 含有文档类型声明、实体，或是网页、图形，不能作为原始凭证。请从开票平台重新下载原文件。',
      en: 'The XML has a document type or entities, or is a page or drawing. Download the original again.',
    },
  },
  'document-xml-malformed': {
    status: 422,
    title: { zh: 'XML 不完整', en: 'Malformed XML' },
    detail: {
      zh: 'XML 文件不完整或已损坏（{reason}）。请重新下载原文件。',
      en: 'The XML is broken ({reason}). Download the original again.',
    },
  },
  'document-content-too-large': {
    status: 413,
    title: { zh: '文件太大', en: 'File too large' },
    detail: {
      zh: '一份原始凭证至多 10 MB。请降低扫描分辨率，或分份上传。',
      en: 'A document has 10 MB at most. Scan it at a lower resolution or upload it in parts.',
    },
  },
  'document-repeated': {
    status: 409,
    title: { zh: '文件已上传过', en: 'File uploaded before' },
    detail: {
      zh: '同一文件已由{uploadedBy}上传，即原始凭证 {document}（{name}），有 {vouchers} 张凭证附有或引用它。请直接使用，不要重复入账。',
      en: '{uploadedBy} uploaded this file as document {document} ({name}); {vouchers} vouchers rest on it. Use that one.',
    },
  },
  'invoice-repeated': {
    status: 409,
    title: { zh: '发票重复', en: 'Invoice entered before' },
    detail: {
      zh: '这张发票已由{uploadedBy}登记，即原始凭证 {document}（{name}），有 {vouchers} 张凭证附有或引用它。一张发票在本社区只能入账一次。',
      en: '{uploadedBy} entered this invoice as document {document} ({name}); {vouchers} vouchers rest on it. An invoice is booked once in a community.',
    },
  },
  'invoice-incomplete': {
    status: 422,
    title: { zh: '发票登记不全', en: 'Invoice incomplete' },
    detail: {
      zh: '发票必须登记号码、开具日期和价税合计，才能防止重复入账并与凭证核对。',
      en: 'An invoice needs its number, its date and its amount.',
    },
  },
  'invoice-number-malformed': {
    status: 422,
    title: { zh: '发票号码不对', en: 'Malformed invoice number' },
    detail: {
      zh: '数电发票为 20 位号码，没有代码；其他发票为 8 位号码加 10 或 12 位代码。请对照票面核对。',
      en: 'A digital invoice has a number of 20 digits and no code; others have 8 digits and a code of 10 or 12.',
    },
  },
  'document-amount-zero': {
    status: 422,
    title: { zh: '金额为零', en: 'Amount is zero' },
    detail: {
      zh: '原始凭证的金额不能为零。没有金额的，请不填这一项。',
      en: 'A document states no amount of zero. Leave the field out when it states none.',
    },
  },
  'document-dated-in-future': {
    status: 422,
    title: { zh: '开具日期未到', en: 'Dated in the future' },
    detail: {
      zh: '开具日期 {date} 晚于今天 {today}，请对照票面核对。',
      en: '{date} is after today, {today}. Compare it with the document.',
    },
  },
  'document-form-unfit': {
    status: 422,
    title: { zh: '文件与形式不符', en: 'File does not fit its form' },
    detail: {
      zh: 'OFD 和 XML 文件只能登记为电子原件；扫描件和打印件应为 PDF 或图片。',
      en: 'OFD and XML are electronic originals; an image of paper is a PDF or a picture.',
    },
  },
  'image-needs-paper': {
    status: 422,
    title: { zh: '缺少纸质原件存放处', en: 'Image without its paper' },
    detail: {
      zh: '以扫描件作为凭证的，必须同时保存纸质原件并建立检索关系（财会〔2024〕11号第二十八条）。请填写纸质原件存放处。',
      en: 'The paper behind an image is kept and can be found. Say where it lies.',
    },
  },
  'print-needs-original': {
    status: 422,
    title: { zh: '打印件缺少电子原件', en: 'Print without its electronic original' },
    detail: {
      zh: '以电子凭证的打印件作为附件的，必须同时保存电子原件并建立检索关系（财会〔2024〕11号第二十七条）。请先上传电子原件，再以其编号登记打印件；有打印件的电子原件不能改为其他形式。',
      en: 'A print is kept together with its electronic original. Upload the original first and name it; an original that has prints stays electronic.',
    },
  },
  'print-names-its-original': {
    status: 422,
    title: { zh: '打印件与电子原件不对应', en: 'Print and original do not fit' },
    detail: {
      zh: '打印件必须指明电子原件，其他形式不能指明。',
      en: 'A print names its original, and nothing else does.',
    },
  },
  'print-repeats-original': {
    status: 422,
    title: { zh: '打印件不重复登记', en: 'Print repeats its original' },
    detail: {
      zh: '打印件的代码、号码、日期、金额和双方以电子原件为准，请删去这些项目。',
      en: 'Number, date, amount and parties are those of the electronic original. Leave them out.',
    },
  },
  'original-only-for-print': {
    status: 422,
    title: { zh: '只有打印件有电子原件', en: 'Only a print has an original' },
    detail: {
      zh: '只有电子件的打印件才填写电子原件编号，请删去，或改为打印件。',
      en: 'Only a print names its electronic original. Leave it out or declare a print.',
    },
  },
  'document-fixed': {
    status: 409,
    title: { zh: '原始凭证已作为依据', en: 'Document is relied upon' },
    detail: {
      zh: '附有它的凭证已经审核或记账，登记内容不能再改。未记账的请先由审核人退回；已记账的如有错误，请冲销凭证并注明。',
      en: 'A reviewed or posted voucher rests on it. Have a draft given back first; reverse a posted voucher.',
    },
  },
  'document-tampered': {
    status: 409,
    title: { zh: '原始凭证已被篡改', en: 'Document was tampered with' },
    detail: {
      zh: '原始凭证 {document} 的内容或登记与上传时不同，不能作为记账依据。请保留现场，通知管理员核验，并重新取得原件。',
      en: 'Document {document} is not what was uploaded and supports nothing. Keep it as it is, verify, and obtain the original again.',
    },
  },
  'document-unknown': {
    status: 422,
    title: { zh: '没有这份原始凭证', en: 'Unknown document' },
    detail: {
      zh: '本社区没有所列的原始凭证，请先上传，或核对编号。',
      en: 'The community has no such document. Upload it first or check its id.',
    },
  },
  'document-is-print': {
    status: 422,
    title: { zh: '打印件不单独入账', en: 'A print is not booked' },
    detail: {
      zh: '打印件不单独作为凭证的依据，请关联其电子原件 {original}。',
      en: 'A print supports no voucher of itself. Link its electronic original {original}.',
    },
  },
  'document-attached-already': {
    status: 409,
    title: { zh: '原始凭证已附在别的凭证上', en: 'Document attached already' },
    detail: {
      zh: '{name}（{document}）已附在{voucher}上。请核对是否重复入账；确属几张凭证共用的，以 cite 注明引用（会计基础工作规范第五十一条）。',
      en: '{name} ({document}) is attached to another voucher ({voucher}). Check for a double booking; when vouchers share it, cite it.',
    },
  },
  'document-main-missing': {
    status: 422,
    title: { zh: '原始凭证还没有附在主凭证上', en: 'Document is attached nowhere' },
    detail: {
      zh: '原始凭证 {document} 还没有附在任何凭证上，不能引用，请先附在主要的一张凭证上。',
      en: 'Document {document} is attached to no voucher. Attach it to the main one before others cite it.',
    },
  },
  'document-cited': {
    status: 409,
    title: { zh: '原始凭证被别的凭证引用', en: 'Document is cited' },
    detail: {
      zh: '{voucher}引用了附在本凭证上的原始凭证 {document}，请先解除那里的引用。',
      en: '{voucher} cites document {document} as attached here. Remove the citation first.',
    },
  },
  'documents-exceed-attachments': {
    status: 422,
    title: { zh: '附件张数少于原始凭证', en: 'More documents than attachments' },
    detail: {
      zh: '凭证的附件张数为 {attachments}，少于所附原始凭证的份数。未记账的请先改正附件张数；已记账的不能再附。',
      en: 'The voucher has {attachments} attachments, fewer than its documents. Correct the number on the draft; a posted voucher takes no more.',
    },
  },
  'voucher-documents-fixed': {
    status: 409,
    title: { zh: '已记账凭证的附件不能减少', en: 'Attachments of a posted voucher stay' },
    detail: {
      zh: '凭证已经记账，所附原始凭证只能增加，不能减少。请把已有的全部列出。',
      en: 'A posted voucher gains documents and loses none. Name those that it has as well.',
    },
  },
  'voucher-documents-sealed': {
    status: 409,
    title: { zh: '月份已封账', en: 'Month is sealed' },
    detail: {
      zh: '{month} 已封账，凭证已装订，不能再增加附件。',
      en: '{month} is sealed and its papers are bound. Nothing can be added.',
    },
  },
  'unlike-documents': {
    status: 422,
    title: { zh: '不同类的原始凭证', en: 'Unlike documents' },
    detail: {
      zh: '不同内容和类别的原始凭证不得汇总填制在一张记账凭证上（会计基础工作规范第五十一条）：收款方 {payees}，科目 {accounts}。请按收款方分开填制，或只汇总同一科目的。',
      en: 'Documents of several payees ({payees}) stand in one voucher only under one account ({accounts}). Make a voucher for each.',
    },
  },
  'document-not-booked': {
    status: 409,
    title: { zh: '原始凭证尚未入账', en: 'Document not booked' },
    detail: {
      zh: '还没有已记账的凭证附有或引用它，没有入账信息。请先记账。',
      en: 'No posted voucher rests on it yet. Post one first.',
    },
  },
  'booking-needs-electronic': {
    status: 422,
    title: { zh: '不是电子原件', en: 'Not an electronic original' },
    detail: {
      zh: '入账信息只为电子原件生成。打印件请查其电子原件。',
      en: 'Booking data belongs to electronic originals. For a print ask its original.',
    },
  },
} as const satisfies ProblemCatalogue;
