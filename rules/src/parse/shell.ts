import type { Script, ShellKind, Word } from './shell/ast';
import { maxScript, type ScriptOptions } from './shell/build';
import { parseCmd } from './shell/cmd';
import { parsePosix } from './shell/posix';
import { parsePowershell } from './shell/powershell';
import { programFrom, unwrapAll } from './shell/unwrap';

export type { Assignment, Command, HereText, Redirect, Script, ShellKind, Value, Word } from './shell/ast';
export type { NamedHereText, ScriptOptions } from './shell/build';
export { isPosixShell, startsOthers } from './shell/wrappers';

/** A script of a shell nobody knows, or one too long to read. */
const unreadScript: Script = { shell: 'unknown', commands: [], complete: false };

/** Reads a script as its commands. Never throws; what it does not understand it leaves out and says so by `complete`. */
export function parseScript(text: string, shell: ShellKind, options: ScriptOptions): Script {
  if (shell === 'unknown' || text.length > maxScript) return unreadScript;
  const parse = shell === 'posix' ? parsePosix : shell === 'powershell' ? parsePowershell : parseCmd;
  const { commands, complete } = unwrapAll(parse(text, options), options);
  return { shell, commands, complete };
}

/** Reads a program given as separate words: an exec form, or `command` and `args` of a container. */
export function parseArgv(words: readonly Word[], options: Pick<ScriptOptions, 'lookup'>): Script {
  if (words.length === 0) return { shell: 'unknown', commands: [], complete: true };
  const flat = { commands: [programFrom(words)], complete: true };
  const { commands, complete } = unwrapAll(flat, { ...options, place: (start, end) => ({ start, end }) });
  return { shell: 'unknown', commands, complete };
}

/** The shell that a SHELL instruction names; `conda run -n env bash -c` and others put words in front of it. */
export function shellOf(words: readonly { readonly text: string }[]): ShellKind {
  for (const { text } of words) {
    const kind = shellKind(text);
    if (kind !== 'unknown') return kind;
  }
  return 'unknown';
}

/** Which shell a program is. */
export function shellKind(program: string): ShellKind {
  const name = program
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (/^(?:ba|da|a|z|k|mk)?sh$/.test(name)) return 'posix';
  if (name === 'powershell' || name === 'pwsh') return 'powershell';
  return name === 'cmd' ? 'cmd' : 'unknown';
}
