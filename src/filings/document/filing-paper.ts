import type { FilingData } from '../domain/filing-data.js';
import type { FilingSignature } from '../domain/filing-state.js';

/** What is set on paper: the frozen data in its exact bytes, and who has signed. */
export interface FilingPaper {
  readonly data: FilingData;
  /** The frozen data as text; carried inside the PDF. */
  readonly dataText: string;
  readonly dataSha256: string;
  readonly signatures: readonly FilingSignature[];
  /** Where a paper copy is checked. */
  readonly verifyUrl: string;
}
