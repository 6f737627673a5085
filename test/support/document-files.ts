import { randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import type { Client } from './app.js';

/** A PDF that no other call makes. */
export function pdf(mark: string = randomUUID()): Buffer {
  return Buffer.from(`%PDF-1.7\n% ${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}

/** The head of a PNG with a mark behind it. */
export function png(mark: string = randomUUID()): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(mark)]);
}

/** The head of a JPEG with a mark behind it. */
export function jpeg(mark: string = randomUUID()): Buffer {
  return Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from(mark)]);
}

/** A zip of empty parts with these names; each says that it unpacks to four gigabytes. */
export function zip(names: readonly string[], mark = ''): Buffer {
  const parts = names.map((name) => Buffer.from(name, 'utf8'));
  let offset = 0;
  const heads: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const name of parts) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(0xfffffffe, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    heads.push(local, name);
    entries.push(central, name);
    offset += 30 + name.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(mark), 20);
  return Buffer.concat([...heads, directory, end, Buffer.from(mark)]);
}

/** An OFD package that no other call makes. */
export function ofd(mark: string = randomUUID()): Buffer {
  return zip(['Doc_0/Document.xml', 'OFD.xml'], mark);
}

/** Sends a file with what is read off it. */
export function sendDocument(
  client: Client,
  base: string,
  fields: Readonly<Record<string, string>>,
  content: Buffer = pdf(),
  type = 'application/pdf',
): supertest.Test {
  return client.upload(
    `${base}/documents?${new URLSearchParams(fields).toString()}`,
    content,
    type,
  );
}

/** Sends a file that is taken; answers its id. */
export async function sentDocument(
  client: Client,
  base: string,
  fields: Readonly<Record<string, string>>,
  content: Buffer = pdf(),
  type = 'application/pdf',
): Promise<string> {
  const { body } = await sendDocument(client, base, fields, content, type).expect(201);
  return (body as { id: string }).id;
}

let lastNumber = 0;

/** What is read off a digital invoice of its own number. */
export function invoice(
  amount: string,
  payee = '广安文具店',
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  lastNumber += 1;
  return {
    kind: 'invoice',
    form: 'electronic',
    invoiceNo: `2651${String(lastNumber).padStart(16, '0')}`,
    issuedOn: '2026-01-05',
    amount,
    payer: '示范社区居民委员会',
    payee,
    ...more,
  };
}
