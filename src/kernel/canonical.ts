/** Length-prefixed encoding of fields for the hash chains: no separator can be forged; null is '-'. */
export function canonical(fields: readonly (string | null)[]): string {
  return fields
    .map((field) => (field === null ? '-' : `${Buffer.byteLength(field, 'utf8')}:${field}`))
    .join('');
}
