/** Fields of a record in the order of the standard; null is an element without content. */
export type Fields = readonly (readonly [name: string, text: string | number | null])[];

/** How the bytes of the files say what they are written in. */
export type InterfaceEncoding = 'gb18030' | 'utf-8';

/** The declaration that begins a file. */
export function xmlHead(encoding: InterfaceEncoding): string {
  return `<?xml version="1.0" encoding="${encoding === 'gb18030' ? 'GB18030' : 'UTF-8'}"?>\n`;
}

/** One record as an element of elements. */
export function record(name: string, fields: Fields): string {
  const inner = fields.map(([field, value]) =>
    value === null || value === ''
      ? `    <${field}/>\n`
      : `    <${field}>${xmlText(String(value))}</${field}>\n`,
  );
  return `  <${name}>\n${inner.join('')}  </${name}>\n`;
}

/** Text as XML 1.0 holds it: markup escaped, what no document may contain (controls, halves of pairs) as a mark. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
