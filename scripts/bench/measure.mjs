/** Taking times: a set number of workers over a set amount of work, medians over rounds. */

/**
 * Does `count` pieces of work with so many workers at once and answers the seconds it took.
 * @param {number} workers
 * @param {number} count
 * @param {(index: number, worker: number) => Promise<unknown>} work
 */
export async function timed(workers, count, work) {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(workers, count) }, async (_, worker) => {
      for (let index = next++; index < count; index = next++) await work(index, worker);
    }),
  );
  return (performance.now() - began) / 1000;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [
    sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)],
    sorted[middle],
  ];
  return (low + high) / 2;
}

/** Three significant digits are all that such a measurement has. @param {number} value */
export const rounded = (value) => Number(value.toPrecision(3));
