/** Stops the PostgreSQL of the run, if a test asked for one, and removes its files. */
export default async function tearDown() {
  await globalThis.closeTestPostgres();
}
