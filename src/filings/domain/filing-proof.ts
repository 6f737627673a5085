import type { FilingData } from './filing-data.js';
import { FILING_STATE_NAMES, type FilingState } from './filing-state.js';

/** Whether one book still stands behind the head that was printed. */
export interface BookProof {
  readonly bookNo: number;
  readonly name: string;
  readonly seq: number;
  readonly head: string;
  readonly agrees: boolean;
}

/** What anybody may know of a filing that reached the street. */
export interface FilingProof {
  readonly filing: {
    readonly state: FilingState;
    readonly version: number;
    readonly code: string;
    readonly documentNumber: string;
    readonly dataSha256: string;
    readonly pdfSha256: string | null;
    readonly submittedAt: string | null;
    readonly submittedBy: string | null;
    readonly number: string | null;
    readonly acceptedAt: string | null;
    readonly acceptedBy: string | null;
    readonly returnedAt: string | null;
  };
  readonly data: FilingData;
  readonly dataIntact: boolean;
  readonly pdfIntact: boolean;
  readonly books: readonly BookProof[];
  readonly others: readonly {
    readonly version: number;
    readonly state: string;
    readonly code: string;
  }[];
}

/** One plain sentence: do the books still say what was filed? */
export function verdict(proof: FilingProof): { readonly sound: boolean; readonly text: string } {
  const broken = proof.books.filter(({ agrees }) => !agrees).map(({ name }) => name);
  const files = [
    ...(proof.dataIntact ? [] : ['报告数据']),
    ...(proof.pdfIntact ? [] : ['报告文本']),
  ];
  if (broken.length === 0 && files.length === 0) {
    return { sound: true, text: '相符：现在的账簿与报送时的凭证链首一致，所存文件未被改动。' };
  }
  const parts = [
    ...(broken.length === 0
      ? []
      : [`${broken.join('、')}的凭证在报送之后被改动、删除或调换过，与当时的链首不一致`]),
    ...(files.length === 0 ? [] : [`所存的${files.join('、')}与报送时的摘要不一致`]),
  ];
  return { sound: false, text: `不相符：${parts.join('；')}。请向街道和审计部门反映。` };
}

/** What the state means for who holds a paper copy. */
export function stateSentence({ filing, others }: FilingProof): string {
  const later = others.filter(({ version }) => version > filing.version);
  const replaced = later.length === 0 ? '' : `，已由第${later.at(-1)?.version ?? ''}版取代`;
  return `第${filing.version}版，${FILING_STATE_NAMES[filing.state]}${replaced}`;
}
