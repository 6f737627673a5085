import { fromBuffer, type ZipFile } from 'yauzl';
import { DomainError } from '../../kernel/domain-error.js';
import { MEDIA_TYPES, type MediaType } from '../domain/document.js';
import { checkXml } from './xml-content.js';

/** What each media type of a request must turn out to be; OFD has no registered type and comes as bytes. */
const DECLARED: Readonly<Record<string, MediaType>> = {
  'application/pdf': 'application/pdf',
  'application/ofd': 'application/ofd',
  'application/octet-stream': 'application/ofd',
  'application/xml': 'application/xml',
  'text/xml': 'application/xml',
  'image/png': 'image/png',
  'image/jpeg': 'image/jpeg',
};

/** An OFD of hundreds of pages has a few thousand parts; more is no document. */
const MOST_PARTS = 10_000;

/**
 * What the bytes are, which must be what was declared.
 * @throws DomainError document-content-unknown, document-content-mismatch, document-xml-unsafe, document-xml-malformed
 */
export async function contentType(declared: string, content: Buffer): Promise<MediaType> {
  const found = await sniffed(content);
  if (found === null) throw new DomainError('document-content-unknown');
  if (DECLARED[declared] !== found) {
    throw new DomainError('document-content-mismatch', { declared, found: MEDIA_TYPES[found] });
  }
  if (found === 'application/xml') checkXml(content);
  return found;
}

/** By the first bytes; a zip file by its list of parts, none of which is unpacked. */
async function sniffed(content: Buffer): Promise<MediaType | null> {
  const begins = (signature: string): boolean =>
    content.subarray(0, signature.length / 2).toString('hex') === signature;
  if (begins('255044462d')) return endsAsPdf(content) ? 'application/pdf' : null;
  if (begins('89504e470d0a1a0a0000000d49484452')) return 'image/png';
  if (begins('ffd8ff')) return 'image/jpeg';
  if (begins('504b0304')) return (await holdsOfd(content)) ? 'application/ofd' : null;
  return beginsAsXml(content) ? 'application/xml' : null;
}

/** A PDF that was cut off on its way has lost its end mark. */
function endsAsPdf(content: Buffer): boolean {
  return content.subarray(-2048).includes('%%EOF');
}

function beginsAsXml(content: Buffer): boolean {
  const head = content.subarray(0, 64);
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  const marked = utf16 === 'utf-16le' || (head[0] === 0xfe && head[1] === 0xff);
  const text = new TextDecoder(marked ? utf16 : 'utf-8').decode(head);
  return /^\s*<(\?xml\s|!--|!DOCTYPE|[\p{L}_])/u.test(text);
}

/** GB/T 33190-2016: the package of an OFD has OFD.xml at its root. Only the central directory is read. */
async function holdsOfd(content: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    fromBuffer(content, { lazyEntries: true }, (error: Error | null, zip?: ZipFile) => {
      if (error !== null || zip === undefined || zip.entryCount > MOST_PARTS) {
        resolve(false);
        return;
      }
      zip.on('error', () => {
        resolve(false);
      });
      zip.on('end', () => {
        resolve(false);
      });
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName === 'OFD.xml') resolve(true);
        else zip.readEntry();
      });
      zip.readEntry();
    });
  });
}
