import { SaxesParser } from 'saxes';
import { DomainError } from '../../kernel/domain-error.js';

const ENCODINGS = ['utf-8', 'gbk', 'gb2312', 'gb18030', 'utf-16', 'utf-16le', 'utf-16be'];

/** An invoice is a few levels deep; a tower of tags is there to fill memory. */
const DEEPEST = 100;

/**
 * An invoice's XML is well-formed and has no document type, so no entities that could grow or reach out (XXE).
 * @throws DomainError document-xml-unsafe, document-xml-malformed
 */
export function checkXml(content: Buffer): void {
  const text = decoded(content);
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new DomainError('document-xml-unsafe');
  });
  // Pages and drawings that run scripts are XML too, and no source documents.
  let depth = 0;
  parser.on('opentagstart', ({ name }) => {
    depth += 1;
    if (depth > DEEPEST) throw new DomainError('document-xml-malformed', { reason: 'too deep' });
    if (/^(.+:)?(html|svg)$/i.test(name)) throw new DomainError('document-xml-unsafe');
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.on('error', (error) => {
    throw new DomainError('document-xml-malformed', { reason: error.message.slice(0, 100) });
  });
  parser.write(text).close();
}

/** By its mark, or by the encoding that its declaration names; UTF-8 when it says nothing. */
function decoded(content: Buffer): string {
  const marked = markedEncoding(content);
  const declaration = content.subarray(0, 200).toString('latin1');
  const named = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9-]+)["']/.exec(declaration)?.[1];
  const encoding = marked ?? named?.toLowerCase() ?? 'utf-8';
  if (!ENCODINGS.includes(encoding)) {
    throw new DomainError('document-xml-malformed', { reason: `encoding ${encoding}` });
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    throw new DomainError('document-xml-malformed', { reason: `not ${encoding}` });
  }
}

function markedEncoding(content: Buffer): string | null {
  const mark = content.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  return content.subarray(0, 3).toString('hex') === 'efbbbf' ? 'utf-8' : null;
}
