/** What the demo tells on the way: who did what, on which day, how much of it, and how long it took. */
import process from 'node:process';

const began = performance.now();
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** Seconds since the demo began. */
export const elapsed = () => ((performance.now() - began) / 1000).toFixed(1);

/** Opens a day of the set clock. @param {string} at @param {string} title */
export function day(at, title) {
  const [year, month, date] = at.slice(0, 10).split('-').map(Number);
  say(`\n■ ${year}年${month}月${date}日  ${title}`);
}

/** One thing that was done. @param {string} who @param {string} what */
export function did(who, what) {
  say(`  ${elapsed().padStart(6)} 秒  ${who}  ${what}`);
}

/** A plain line. */
export const tell = (line = '') => say(line);

/** How many columns of a terminal a text takes: Chinese characters take two. @param {string} text */
export const width = (text) =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u{2fffd}]/u.test(char) ? 2 : 1), 0);

/**
 * A table with the columns lined up; numbers stand right.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly number[]} right the columns that stand right
 */
export function table(head, rows, right) {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => width(row[column] ?? ''))),
  );
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((text, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(text));
        return right.includes(column) ? gap + text : text + gap;
      })
      .join('  ')
      .trimEnd();
  say(`  ${line(head)}`);
  say(`  ${widths.map((columns) => '─'.repeat(columns)).join('  ')}`);
  for (const row of rows) say(`  ${line(row)}`);
}

/** 1234567.80 as people read it: 1,234,567.80. @param {string} amount */
export const grouped = (amount) => amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');
