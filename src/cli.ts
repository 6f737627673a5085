import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createAdminCommand } from './cli/administrator.command.js';
import { backupCommand, restoreCommand } from './cli/backup.command.js';
import { say, type Command } from './cli/command.js';
import { exportCommand } from './cli/export.command.js';
import { migrateCommand } from './cli/migrate.command.js';
import { verifyArchiveCommand } from './cli/verify-archive.command.js';
import { verifyCommand } from './cli/verify.command.js';
import { readConfig } from './platform/config/config.js';

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  'create-admin': createAdminCommand,
  verify: verifyCommand,
  'verify-archive': verifyArchiveCommand,
  export: exportCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

function help(name: string, { summary, options }: Command): void {
  say(`${name}  ${summary}`);
  for (const [option, meaning] of Object.entries(options)) say(`    --${option}  ${meaning}`);
}

/** What is written after the command; null for an option that is not known or has no value. */
function valuesOf(
  args: readonly string[],
  names: readonly string[],
): Record<string, string | boolean | undefined> | null {
  const options = {
    help: { type: 'boolean' as const },
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  };
  try {
    return { ...parseArgs({ args: [...args], options }).values };
  } catch {
    return null;
  }
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command === undefined) {
    say('用法：npm run cli -- <命令> [选项]；每个命令都有 --help');
    for (const [each, known] of Object.entries(COMMANDS)) help(each, known);
    return name === '' || name === '--help' ? 0 : 2;
  }
  const options = Object.keys(command.options);
  const values = valuesOf(args, options);
  if (values === null) {
    say(`选项有误，${name} 只有下列选项，每个选项后写一个值：`);
    help(name, command);
    return 2;
  }
  if (values['help'] === true) {
    help(name, command);
    return 0;
  }
  return command.run(readConfig(process.env), values as Record<string, string | undefined>);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
