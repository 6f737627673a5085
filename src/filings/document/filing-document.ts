import { chineseDate, localDateOf } from '../../kernel/local-date.js';
import { chineseQuarter, parseQuarter } from '../../kernel/quarter.js';
import type { Block, OfficialDocument } from '../../platform/pdf/document.js';
import type { FilingData } from '../domain/filing-data.js';
import { committeeName, reportSections, reportTitle } from '../domain/filing-prose.js';
import { annexes } from './filing-annexes.js';
import type { FilingPaper } from './filing-paper.js';

/** A quarterly report to the street, laid out after GB/T 9704-2012 (上行文); without all signatures it is a 送审稿. */
export function filingDocument(paper: FilingPaper): OfficialDocument {
  const { data, signatures } = paper;
  // The paper is the residents' committee's: its director issues it, the Party secretary signs the last page.
  const director = signatures.find(({ role }) => role === 'director');
  const complete = signatures.length === 4;
  const issuedAt = new Date(director?.signedAt ?? data.compiledAt);
  const date = chineseDate(localDateOf(issuedAt));
  const attachments = annexes(paper);
  return {
    issuer: committeeName(data.community),
    documentNumber: data.documentNumber,
    signer: director?.name ?? '\u3000\u3000\u3000',
    title: complete ? reportTitle(data) : [reportTitle(data), '（送审稿）'],
    addressee: `${data.community.streetName}党工委`,
    body: body(data),
    attachmentNotes: attachments.map(({ title }) => String(title)),
    signature: committeeName(data.community),
    date,
    note: `联系人：${data.contact}${data.phone === null ? '' : `，电话：${data.phone}`}`,
    colophon: { printedBy: committeeName(data.community), printedOn: date },
    attachments,
    createdAt: latest([data.compiledAt, ...signatures.map(({ signedAt }) => signedAt)]),
    files: [
      {
        name: `filing-${data.quarter}-v${data.version}.json`,
        mime: 'application/json',
        content: Buffer.from(paper.dataText, 'utf8'),
        description: `${chineseQuarter(parseQuarter(data.quarter))}报告数据`,
      },
    ],
  };
}

function body(data: FilingData): Block[] {
  const sections = reportSections(data).flatMap(({ heading, paragraphs }): Block[] => [
    { kind: 'heading', level: 1, text: heading },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
  ]);
  return [...sections, { kind: 'paragraph', text: '特此报告。' }];
}

function latest(instants: readonly string[]): Date {
  return new Date(Math.max(...instants.map((instant) => Date.parse(instant))));
}
