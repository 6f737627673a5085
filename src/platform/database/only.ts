/** A row that is always there is not: what the service relies on was taken out of the database. */
export class RowMissing extends Error {}

/** The row of a query that always gives one. @throws Error when it gave none */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new RowMissing('a query that always gives a row gave none');
  return row;
}
