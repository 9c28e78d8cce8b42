import { shifted, whole } from '../../parse/place';
import { type NamedHereText, parseArgv, parseScript, type Script, type ShellKind, shellKind } from '../../parse/shell';
import type { Heredoc } from '../dockerfile';

/** Here-documents as a shell parser takes them. */
export function namedTexts(heredocs: readonly Heredoc[]): NamedHereText[] {
  return heredocs.map(({ name, content, span, expands }) => ({ name, text: content, span, expands }));
}

/** `RUN <<EOF`: the lines are the script, and a first line `#!` names who reads it. */
export function heredocScript(
  heredoc: Heredoc,
  shell: ShellKind,
  lookup: (name: string) => string | undefined,
): Script {
  const { content, span } = heredoc;
  const isExact = span.end - span.start === content.length;
  const place = isExact ? shifted(span.start) : whole(span);
  const interpreter = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(content.slice(0, 300));
  if (!interpreter) return parseScript(content, shell, { place, lookup });
  const program = /(?:^|\/)env$/.test(interpreter[1] ?? '') ? (interpreter[2] ?? '') : (interpreter[1] ?? '');
  const kind = shellKind(program);
  if (kind !== 'unknown') return parseScript(content, kind, { place, lookup });

  // Another language: one command that reads the text.
  const at = place(0, interpreter[0].length);
  const word = { span: at, raw: program, text: program, value: program, quoted: false };
  const script = parseArgv([word], { lookup });
  const redirect = { operator: '<<', target: word, body: { text: content, span, expands: false }, span: at };
  return { ...script, commands: script.commands.map((command) => ({ ...command, redirects: [redirect] })) };
}
