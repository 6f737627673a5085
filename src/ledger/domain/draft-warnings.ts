import { fieldDetail } from '../../kernel/field-details.js';

/**
 * What a draft still lacks for its review (会计基础工作规范 第五十一条(四)): its maker is told at once, and may add it later.
 * What closes a period or puts an error right needs no source document.
 */
export function draftWarnings(attachmentCount: number, needsAttachment: boolean): string[] {
  return !needsAttachment || attachmentCount > 0 ? [] : [fieldDetail('attachments-before-review')];
}
