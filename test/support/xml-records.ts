import { SaxesParser } from 'saxes';

/** One record of a file: its name, and its fields by their names. */
export interface XmlRecord {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a file of records strictly: the root, elements of elements under it, nothing else. */
export function recordsOf(text: string): { root: string; records: XmlRecord[] } {
  const parser = new SaxesParser();
  const path: string[] = [];
  const records: XmlRecord[] = [];
  let root = '';
  let fields: Record<string, string> = {};
  let content = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    if (path.length === 1) root = name;
    if (path.length === 2) fields = {};
    if (path.length > 3) throw new Error(`${name} lies too deep`);
    content = '';
  });
  parser.on('text', (piece) => {
    content += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (path.length === 3) {
      if (name in fields) throw new Error(`${name} stands twice`);
      fields[name] = content;
    }
    if (path.length === 2) records.push({ name, fields });
    path.pop();
  });
  parser.write(text).close();
  return { root, records };
}
