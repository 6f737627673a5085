import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROBLEMS } from '../../src/kernel/problems.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(ROOT, 'migrations');

/** Files of a folder whose name ends so, this one apart: what it names proves nothing. */
function filesIn(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(ROOT, folder, file))
    .filter((file) => file !== import.meta.filename);
}

const textOf = (files: readonly string[]): string =>
  files.map((file) => readFileSync(file, 'utf8')).join('\n');

/** Names that stand alone between quotation marks, end a problem's address, or begin what is thrown (/^name/). */
function quotedIn(text: string): Set<string> {
  const quoted = text.matchAll(/(?<=(['"`])(?:\/problems\/)?)[a-z][a-z0-9_-]*(?=\1)/g);
  const thrown = text.matchAll(/(?<=\/\^)[a-z][a-z0-9_-]*(?=\$?\/)/g);
  return new Set([...quoted, ...thrown].map(([name]) => name));
}

/** Names that stand alone between quotation marks: what a database answers. */
function answersIn(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<=(['"`]))[a-z][a-z0-9_-]*(?=\1)/g)].map(([name]) => name));
}

/** The names under which the migrations refuse: codes of refuse(), and constraints and indexes that forbid. */
function guardsIn(sql: string): { refusals: string[]; constraints: string[] } {
  const said = sql.replace(/--.*$/gm, '');
  const literals = new Set([...said.matchAll(/'([a-z][a-z0-9-]*)'/g)].map(([, name = '']) => name));
  // What is dropped forbids nothing.
  const named = /(?:(?<!\bDROP\s)\bCONSTRAINT|CREATE UNIQUE INDEX)\s+([a-z][a-z0-9_]*)/g;
  return {
    refusals: [...literals].filter((name) => name in PROBLEMS),
    constraints: [...new Set([...said.matchAll(named)].map(([, name = '']) => name))],
  };
}

const sql = textOf(readdirSync(MIGRATIONS).map((file) => path.join(MIGRATIONS, file)));
const { refusals, constraints } = guardsIn(sql);
const specs = quotedIn(textOf([...filesIn('src', '.spec.ts'), ...filesIn('test', '.spec.ts')]));
const attacks = answersIn(textOf(filesIn('test', '.ts')));
const rules = answersIn(
  textOf(filesIn('src', '.ts').filter((file) => !/\.spec\.ts$|problems[/\\]/.test(file))),
);

/** A constraint's name is its code in another spelling; where a rule throws the code too, both are tried. */
function isTried(code: string): boolean {
  return specs.has(code) || (!rules.has(code) && specs.has(code.replaceAll('-', '_')));
}

describe('a rule nobody has seen fail is only a comment', () => {
  test('each name is read whole', () => {
    expect([
      ...quotedIn(`'a-b', "/problems/c-d", \`e_f\`, 'g h', 'not/i', /^j-k/, /^l.m$/`),
    ]).toEqual(['a-b', 'c-d', 'e_f', 'j-k']);
    expect([...answersIn(`'/problems/c-d' 'e_f'`)]).toEqual(['e_f']);
    expect(
      guardsIn(`-- CONSTRAINT old CHECK
        x int CONSTRAINT new_one CHECK (x > 0));
        CREATE CONSTRAINT TRIGGER t; CREATE UNIQUE INDEX only_one ON x (y); CREATE INDEX fast ON x (y);
        ALTER TABLE x DROP CONSTRAINT x_old_fkey, ADD CONSTRAINT added CHECK (y > 0);
        PERFORM refuse(CASE WHEN a THEN 'not-found' ELSE 'forbidden' END, 'no code');`),
    ).toEqual({
      refusals: ['not-found', 'forbidden'],
      constraints: ['new_one', 'only_one', 'added'],
    });
  });

  test('every code of the catalogue is told by a test', () => {
    const codes = Object.keys(PROBLEMS);
    expect(codes.length).toBeGreaterThan(300);
    expect(codes.filter((code) => !isTried(code))).toEqual([]);
  });

  test('every refusal of the database is attacked', () => {
    expect(refusals.length).toBeGreaterThan(150);
    expect(refusals.filter((code) => !attacks.has(code))).toEqual([]);
  });

  test('every constraint that bears a name is attacked', () => {
    expect(constraints.length).toBeGreaterThan(100);
    expect(constraints.filter((name) => !attacks.has(name))).toEqual([]);
  });

  test('every name under which a trigger refuses stands in the catalogue', () => {
    const literal = [...sql.matchAll(/refuse\(\s*'([^']+)'/g)].map(([, code = '']) => code);
    expect(literal.filter((code) => !(code in PROBLEMS))).toEqual([]);
  });
});
