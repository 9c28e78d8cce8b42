import { remember } from '../model/commands/remember';
import { type SpelledSecret, spelledSecrets } from '../model/commands/spelledSecrets';
import type { CredentialKind } from '../model/credentialFiles';
import type { CopyInstruction, Dockerfile, Instruction, RunInstruction } from '../model/dockerfile';
import { isEndless } from '../model/dockerfile/judge';
import { type FoundSecret, findSecrets } from '../model/secretFormats';
import type { Command, Value } from '../parse/shell';
import type { Fix } from '../rule';
import type { Edit } from '../text/edits';
import type { Span } from '../text/span';
import { addFlag, dockerfileFix, isEditable, removeCommand, removeInstruction, removeWords } from './dockerfileEdit';

const home = (path: string) => path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');

/** Mounts a copied credential on the steps that use it. Not when nobody can say which these are. */
export function mountCopied(instruction: CopyInstruction, kind: CredentialKind, name: string): Fix | undefined {
  const { stage, destination } = instruction;
  if (!stage || isEndless(instruction) || !destination?.value || instruction.sources.length > 1 || !kind.usedBy)
    return undefined;
  const used = kind.usedBy;
  const later = stage.instructions.filter(
    (other): other is RunInstruction => other.keyword === 'RUN' && other.index > instruction.index,
  );
  const readers = later.filter(({ commands }) => commands.some((command) => used.test(command.name)));
  if (readers.length === 0 || !/^[/~]/.test(destination.value)) return undefined;
  const isFolder = destination.value.endsWith('/') || !destination.value.endsWith(name);
  const target = isFolder ? `${destination.value.replace(/\/$/, '')}/${name}` : destination.value;
  const id = name.replace(/^\.+/, '').replace(/[^A-Za-z0-9]+/g, '-');
  const mount = kind.ssh ? '--mount=type=ssh' : `--mount=type=secret,id=${id},target=${target}`;
  const removed = later.flatMap((run) => withoutFile(run, home(target), kind));
  return dockerfileFix(`Mount ${name} on the steps that use it`, 'review', [
    removeInstruction(instruction),
    ...readers.map((reader) => addFlag(reader, mount)),
    ...removed,
  ]);
}

/** What a step does to a file that is no longer there, or that is a mount: deleting it goes, all else is in the way. */
function withoutFile(run: RunInstruction, path: string, kind: CredentialKind): (Edit | undefined)[] {
  return run.commands.flatMap((command): (Edit | undefined)[] => {
    const named = command.args.filter((word) => home(word.text).includes(path));
    const folders = command.args.filter(
      ({ text }) => text.length > 1 && path.startsWith(`${home(text).replace(/\/$/, '')}/`),
    );
    const isGone = /^(?:rm|shred|unlink)$/.test(command.name);
    if (isGone && folders.length > 0 && !kind.ssh) return [undefined];
    if (named.length === 0) return [];
    const files = command.args.filter(({ text }) => !text.startsWith('-'));
    if (!isGone || named.some(({ text }) => home(text) !== path)) return [undefined];
    if (files.length === named.length) return [removeCommand(run, run.commands, command)];
    return named.map((word) => removeWords(run, command, [word]));
  });
}

/** A credential that an instruction spells out, and how to call it. */
interface Literal {
  readonly span: Span;
  readonly text: string;
  readonly wanted: string;
}

const behindPrefix = /^(?:[a-z][a-z0-9+.-]*:\/\/[^:]*:(?=[^@]*@)|[Bb]earer |AccountKey=|[?&;]sig=)/;

function ofForm({ source, span }: Instruction, { kind, start, end }: FoundSecret): Literal | undefined {
  if (kind === 'private key') return undefined;
  const whole = source.slice(start, end);
  const prefix = behindPrefix.exec(whole)?.[0] ?? '';
  const text = whole.slice(prefix.length).replace(/@.*$/s, (rest) => (prefix.includes('://') ? '' : rest));
  const from = span.start + start + prefix.length;
  const wanted = kind === 'password in an address' ? 'PASSWORD' : kind.toUpperCase().replace(/\W+/g, '_');
  return { span: { start: from, end: from + text.length }, text, wanted };
}

function ofWord({ dockerfile }: Instruction, { of, at }: SpelledSecret): Literal | undefined {
  const written = dockerfile.text.slice(at.start, at.end);
  const [, open = '', inner = ''] = /^(?:[A-Za-z_]\w*=|--[\w-]+=)?(["']?)(.*)$/s.exec(written) ?? [];
  const body = open !== '' && inner.endsWith(open) ? inner.slice(0, -1) : inner;
  const header = new RegExp(`^(?:--header=)?${of.replace(/\W/g, '\\$&')}:\\s*(?:(?:Basic|token)\\s+)?`, 'i').exec(
    body,
  )?.[0];
  const prefix =
    header ??
    (/^curl /.test(of) ? (/^[^:]*:/.exec(body)?.[0] ?? '') : /^sshpass /.test(of) && body.startsWith('-p') ? '-p' : '');
  const text = body.slice(prefix.length);
  const start = at.start + written.indexOf(body) + prefix.length;
  const [program = '', option] = of.split(' ');
  const called = option === undefined ? program : `${program}_password`;
  const wanted = called.replace(/^\W+/, '').replace(/\W+/g, '_').toUpperCase();
  return text === '' || /["'\n\r]/.test(text) ? undefined : { span: { start, end: start + text.length }, text, wanted };
}

/** Names for the secrets of a file: each has one, and no two have the same. */
const namesOf = remember((dockerfile: Dockerfile) => {
  const names = new Map<string, string>();
  for (const instruction of dockerfile.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    const found = [
      ...findSecrets(instruction.source).map((one) => ofForm(instruction, one)),
      ...instruction.commands.flatMap(spelledSecrets).map((one) => ofWord(instruction, one)),
    ];
    for (const literal of found) {
      if (!literal || names.has(literal.text)) continue;
      const taken = [...names.values()].filter((name) => name.replace(/_\d+$/, '') === literal.wanted).length;
      names.set(literal.text, taken === 0 ? literal.wanted : `${literal.wanted}_${taken + 1}`);
    }
  }
  return names;
});

/** Programs that keep what they are told, so that it would be in the layer all the same. */
const keepsIt = ({ args, redirects, pipedTo, name }: Command) =>
  /^(?:echo|printf|tee|git)$/.test(name) ||
  args.some(({ text }) => /^(?:config|configure|set|login)$/.test(text)) ||
  pipedTo.length > 0 ||
  redirects.some(({ operator, target }) => operator.startsWith('>') && target.text !== '/dev/null');

/** Reads a credential from a mounted secret where a step spells it out. */
export function mountSpelled(instruction: Instruction, found: FoundSecret | SpelledSecret): Fix | undefined {
  if (instruction.keyword !== 'RUN' || instruction.onbuild || isEndless(instruction)) return undefined;
  if (instruction.script.shell !== 'posix' || instruction.heredocs.length > 0) return undefined;
  const literal = 'of' in found ? ofWord(instruction, found) : ofForm(instruction, found);
  const name = literal && namesOf(instruction.dockerfile).get(literal.text);
  if (!literal || !name || !/^[A-Z_]\w*$/.test(name)) return undefined;
  const holds = ({ span }: { readonly span: Span }) => span.start <= literal.span.start && literal.span.end <= span.end;
  const command = instruction.commands.find((one) => one.nesting === undefined && holds(one));
  const word: Value | undefined =
    command?.words.find(holds) ?? command?.assignments.map(({ value }) => value).find(holds);
  if (!command || !word || keepsIt(command) || !isEditable(instruction, command)) return undefined;
  if (instruction.source.split(literal.text).length > 2) return undefined;
  const read = `\${${name}:?}`;
  const edit = inQuotes(word, literal.span, read);
  const isMounted = instruction.mounts.some(({ options }) => options.get('env')?.value === name);
  if (!edit || isMounted) return undefined;
  const mount = `--mount=type=secret,id=${name.toLowerCase().replace(/_/g, '-')},env=${name}`;
  return dockerfileFix(`Mount ${name} as a secret where it is read`, 'review', [addFlag(instruction, mount), edit]);
}

/** Puts a variable where a part of a word stands, in quotes that let the shell read it. */
function inQuotes({ raw, span }: Value, part: Span, read: string): Edit | undefined {
  const from = part.start - span.start;
  const before = raw.slice(0, from);
  const after = raw.slice(part.end - span.start);
  const isWhole = (quote: string) => raw.length > 1 && raw.startsWith(quote) && raw.endsWith(quote);
  if (isWhole("'") && !/["$`\\]/.test(raw) && raw.indexOf("'", 1) === raw.length - 1) {
    return { span, text: `"${before.slice(1)}${read}${after.slice(0, -1)}"` };
  }
  if (raw.includes("'") || raw.includes('\\')) return undefined;
  const isOpen = before.split('"').length % 2 === 0;
  return { span: part, text: isOpen ? read : `"${read}"` };
}
