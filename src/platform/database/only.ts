/** The row of a query that always gives one. @throws Error when it gave none */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('a query that always gives a row gave none');
  return row;
}
