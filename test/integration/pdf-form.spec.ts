import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Form, type FormDocument, type FormPage } from '../../src/platform/pdf/form.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { ask, testWith, wordsOf } from './pdf-tools.js';

const MM = 72 / 25.4;

const form: Form = {
  width: 210,
  height: 148,
  rules: [{ x: 10, y: 10, toX: 200, toY: 10 }],
  boxes: [
    { text: '金额', x: 10, y: 12, width: 30, height: 8 },
    { name: 'amount', x: 100, y: 20, width: 33, height: 10, size: 10, digits: 11 },
    { name: 'note', x: 10, y: 40, width: 20, height: 8, size: 9, least: 6 },
    { name: 'figure', x: 100, y: 40, width: 20, height: 8, align: 'right', lines: 1 },
  ],
};

const document: FormDocument = {
  title: '表格',
  subject: '集体资产账',
  author: '示范社区',
  createdAt: new Date('2026-04-01T02:00:00Z'),
  forms: [form],
};

const printed = (values: FormPage['values']): Promise<Buffer> =>
  new PdfRenderer().forms(document, [{ form: 0, values }]);

let boxed: Buffer;
beforeAll(async () => {
  boxed = await printed({ amount: '¥1234.50' });
});

describe('a form', () => {
  test('is the same bytes for the same pages', async () => {
    expect((await printed({ amount: '¥1234.50' })).equals(boxed)).toBe(true);
  });

  testWith('pdftotext', 'spreads an amount over its boxes, the last digit in the last', () => {
    const word = wordsOf(boxed).find(({ text }) => text === '¥123450')!;
    const boxAt = (x: number): number => Math.floor((x / MM - 100) / 3);
    expect([boxAt(word.xMin), boxAt(word.xMax)]).toEqual([4, 10]);
  });

  testWith('pdftotext', 'writes an amount of too many digits across its boxes', async () => {
    const pdf = await printed({ amount: '123,456,789,012.34' });
    const word = wordsOf(pdf).find(({ text }) => text === '123,456,789,012.34')!;
    expect(word.xMin).toBeGreaterThan(100 * MM);
    expect(word.xMax).toBeLessThan(133 * MM);
  });

  testWith('pdftotext', 'shrinks what is long and cuts only what fits no more', async () => {
    const text = ask('pdftotext', [], await printed({ note: '收到人民路门面承租人租金' }));
    expect(text.replace(/\s/g, '')).toContain('收到人民路门面承租人租金');
    const cut = ask('pdftotext', [], await printed({ note: '收到租金'.repeat(20) }));
    expect(cut.replace(/\s/g, '')).toMatch(/^金额(收到租金)+[收到租]*…$/);
  });

  testWith('pdftotext', 'never breaks a figure over lines', async () => {
    const pdf = await printed({ figure: '1,234,567,890.12' });
    const word = wordsOf(pdf).find(({ text }) => text === '1,234,567,890.12')!;
    expect(word.xMin).toBeGreaterThan(100 * MM);
    expect(word.xMax).toBeLessThan(120 * MM);
  });

  testWith('pdfinfo', 'has as many pages as it is given', async () => {
    const pages = Array.from({ length: 250 }, (_, index) => ({
      form: 0,
      values: { note: String(index) },
    }));
    const pdf = await new PdfRenderer().forms(document, pages);
    expect(ask('pdfinfo', [], pdf)).toMatch(/Pages:\s+250\n/);
  });

  test('refuses a value that it has no place for, and a form that is not there', async () => {
    await expect(printed({ nowhere: '1' })).rejects.toThrow('no place for nowhere');
    await expect(new PdfRenderer().forms(document, [{ form: 1, values: {} }])).rejects.toThrow(
      'no form 1',
    );
  });
});
