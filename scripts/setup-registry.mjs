// Installs what the registry tests need from Debian: a real registry and skopeo. Does nothing where both are there.
//   node scripts/setup-registry.mjs
import { spawnSync } from 'node:child_process';

const needed = { 'docker-registry': 'docker-registry', skopeo: 'skopeo', openssl: 'openssl' };

const missing = Object.entries(needed).filter(([program]) => !has(program));
if (missing.length === 0) {
  say(`${Object.keys(needed).join(', ')}: there already`);
  process.exit(0);
}

const packages = missing.map(([, name]) => name);
say(`missing: ${missing.map(([program]) => program).join(', ')}`);
if (process.platform !== 'linux' || !has('apt-get')) stop('this is no Debian; install the programs by hand');
const asRoot =
  process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : stop('neither root nor sudo; install them by hand');

run([...asRoot, 'apt-get', 'update', '-qq']);
run([...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
const still = missing.filter(([program]) => !has(program));
if (still.length > 0) stop(`still missing: ${still.map(([program]) => program).join(', ')}`);
say('installed');

function has(program) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
}

function run(command) {
  say(command.join(' '));
  const [program, ...args] = command;
  const done = spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0) stop(`"${command.join(' ')}" ended with ${done.status ?? done.error?.message}`);
}

function say(text) {
  console.log(`setup-registry: ${text}`);
}

function stop(text) {
  console.error(`setup-registry: ${text}`);
  process.exit(1);
}
