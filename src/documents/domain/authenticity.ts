/** What a look at a document found (财会〔2024〕12号 第十九条): its bytes and its entry are what the log says, or not. */
export interface Authenticity {
  readonly state: 'intact' | 'tampered';
  readonly label: '未篡改' | '已被篡改';
}

/** What is known of a document's electronic signature (财会〔2024〕12号 第十七条). */
export interface SignatureState {
  readonly state: 'unverified' | 'valid' | 'invalid';
  readonly label: '未验' | '通过' | '失败';
}

/** Says it in both words. */
export function authenticityOf(intact: boolean): Authenticity {
  return intact ? { state: 'intact', label: '未篡改' } : { state: 'tampered', label: '已被篡改' };
}

/** Says it in both words. */
export function signatureOf(state: SignatureState['state']): SignatureState {
  const labels = { unverified: '未验', valid: '通过', invalid: '失败' } as const;
  return { state, label: labels[state] };
}
