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

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command === undefined) {
    say('用法：npm run cli -- <命令> [选项]；每个命令都有 --help');
    for (const [each, known] of Object.entries(COMMANDS)) help(each, known);
    return name === '' || name === '--help' ? 0 : 2;
  }
  const options = Object.keys(command.options);
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      ...Object.fromEntries(options.map((option) => [option, { type: 'string' as const }])),
    },
  });
  if (values.help === true) {
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
