import type supertest from 'supertest';

/** A receipt of the acts, as it is sent. */
export const receipt = (date: string): object => ({
  date,
  amount: '12.00',
  payer: '商户甲',
  item: '门面租金',
  incomeAccountCode: '501',
});

/** The id of what was made. */
export const ids = ({ body }: supertest.Response): string => (body as { id: string }).id;
