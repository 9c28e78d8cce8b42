import type { Word } from './ast';

/** Options of a wrapper that take the next word. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R', '--user', '--group', '--chdir'],
  doas: ['-u', '-C'],
  env: ['-u', '--unset', '-C', '--chdir'],
  nice: ['-n', '--adjustment'],
  ionice: ['-c', '-n', '-p'],
  nohup: [],
  setsid: [],
  exec: ['-a'],
  builtin: [],
  command: [],
  time: ['-f', '-o'],
  timeout: ['-k', '-s', '--signal', '--kill-after'],
  stdbuf: ['-i', '-o', '-e'],
  xargs: ['-I', '-n', '-L', '-P', '-d', '-a', '-s', '-E', '--max-args', '--max-procs', '--delimiter', '--arg-file'],
  busybox: [],
  eatmydata: [],
  fakeroot: [],
  gosu: [],
  'su-exec': [],
  setpriv: ['--reuid', '--regid', '--groups', '--inh-caps', '--ambient-caps', '--bounding-set'],
  chroot: [],
  tini: ['-p', '-e'],
  'dumb-init': ['-r', '--rewrite'],
  catatonit: [],
  unshare: [],
  runuser: ['-u', '-g', '-G'],
  'xvfb-run': ['-n', '-s', '-e', '--server-args'],
};

/** Operands that stand between the wrapper and the program. */
const operands: Readonly<Record<string, number>> = { timeout: 1, gosu: 1, 'su-exec': 1, chroot: 1 };

/** `tool run program`, with the options of `run` that take the next word. */
const runners: Readonly<Record<string, readonly string[]>> = {
  conda: ['-n', '--name', '-p', '--prefix', '--cwd'],
  mamba: ['-n', '--name', '-p', '--prefix', '--cwd'],
  micromamba: ['-n', '--name', '-p', '--prefix', '-r', '--cwd'],
  uv: ['--with', '--extra', '--group', '--python', '-p', '--project', '--directory', '--env-file'],
  poetry: [],
  pipenv: [],
  hatch: [],
  pdm: [],
};

/** Index of the word at which the program begins that this program only starts; undefined for all others. */
export function innerProgram(name: string, words: readonly Word[]): number | undefined {
  const runner = runners[name];
  if (runner) {
    if (words[1]?.value !== 'run') return undefined;
    return bounded(skipOptions(words, 2, runner), words);
  }
  const options = wrappers[name];
  if (!options || !Object.hasOwn(wrappers, name)) return undefined;
  if (name === 'command' && /^-[vV]/.test(words[1]?.text ?? '')) return undefined;
  if (name === 'runuser' && words.some((word) => word.text === '-c')) return undefined;
  let at = skipOptions(words, 1, options);
  if (name === 'sudo' || name === 'env' || name === 'doas') {
    while (/^[A-Za-z_]\w*=/.test(words[at]?.text ?? '')) at++;
  }
  at += operands[name] ?? 0;
  return bounded(at, words);
}

function bounded(at: number, words: readonly Word[]): number | undefined {
  return at > 0 && at < words.length ? at : undefined;
}

function skipOptions(words: readonly Word[], from: number, withValue: readonly string[]): number {
  let at = from;
  while (at < words.length) {
    const text = words[at]?.text ?? '';
    if (text === '--') return at + 1;
    if (!text.startsWith('-') || text === '-') return at;
    at += withValue.includes(text) ? 2 : 1;
  }
  return at;
}

/** Whether a program only starts the one its arguments name. */
export function startsOthers(name: string): boolean {
  return Object.hasOwn(wrappers, name) || isPosixShell(name);
}

const posixShells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash']);

/** Whether a program reads a POSIX script. */
export function isPosixShell(name: string): boolean {
  return posixShells.has(name);
}

/** The word that holds the script of `sh -c`; `stdin` when the script is read from there. */
export function posixScriptWord(words: readonly Word[]): Word | 'stdin' | undefined {
  let at = 1;
  let takesScript = false;
  while (at < words.length) {
    const text = words[at]?.text ?? '';
    if (text === '--' || !/^[-+]./.test(text)) break;
    if (!text.startsWith('--')) {
      if (text.startsWith('-') && text.includes('c')) takesScript = true;
      if (/^[-+]\w*[oO]$/.test(text)) at++;
    }
    at++;
  }
  const rest = words[at];
  if (takesScript) return rest;
  return rest === undefined || rest.text === '-' || words.some((word) => word.text === '-s') ? 'stdin' : undefined;
}

/** The script of `su user -c script`. */
export function optionValue(words: readonly Word[], option: string): Word | undefined {
  const at = words.findIndex((word) => word.text === option);
  return at < 0 ? undefined : words[at + 1];
}

/** Where the script of `powershell -Command ...` begins; undefined when it runs a file or something encoded. */
export function powershellScriptFrom(words: readonly Word[]): number | undefined {
  for (let at = 1; at < words.length; at++) {
    const text = (words[at]?.text ?? '').toLowerCase();
    if (!/^[-/]/.test(text)) return at;
    const option = text.slice(1);
    if (option !== '' && 'command'.startsWith(option)) return at + 1 < words.length ? at + 1 : undefined;
    if ('encodedcommand'.startsWith(option) || option === 'ec' || 'file'.startsWith(option)) return undefined;
    if (!/^(?:nologo|noprofile|nop|noninteractive|noni|noexit|sta|mta)$/.test(option)) at++;
  }
  return undefined;
}
