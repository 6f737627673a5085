import type supertest from 'supertest';

/** A file that was answered: its bytes, and what the headers say of it. */
export interface FileAnswer {
  readonly bytes: Buffer;
  readonly type: string;
  readonly disposition: string;
}

/** Takes the answer of a request as bytes. */
export async function bytesOf(request: supertest.Test): Promise<FileAnswer> {
  const answer = await request
    .buffer(true)
    .parse((stream, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        done(null, Buffer.concat(parts));
      });
    })
    .expect(200);
  return {
    bytes: answer.body as Buffer,
    type: String(answer.headers['content-type']),
    disposition: String(answer.headers['content-disposition']),
  };
}
