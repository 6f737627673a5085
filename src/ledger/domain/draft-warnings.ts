/**
 * What a draft still lacks for its review (会计基础工作规范 第五十一条(四)): its maker is told at once, and may add it later.
 * What closes a period or puts an error right needs no source document.
 */
export function draftWarnings(attachmentCount: number, needsAttachment: boolean): string[] {
  if (!needsAttachment || attachmentCount > 0) return [];
  return ['尚未填写附件张数：除结账和更正错误外，记账凭证必须附有原始凭证，审核前请补填。'];
}
