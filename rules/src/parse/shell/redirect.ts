import type { BuildingRedirect } from './build';
import { type Reader, skipBlanks } from './reader';
import { readWords } from './word';

const redirectForm = /(?:\d*|&)(?:>>|>\||>&|<<<|<<-|<<|<&|<>|>|<)/y;

/** Reads `2> file`, `<<EOF` and the like. */
export function readRedirect(r: Reader): BuildingRedirect | undefined {
  const start = r.at;
  redirectForm.lastIndex = start;
  const found = redirectForm.exec(r.text)?.[0];
  if (found === undefined || start + found.length > r.end) return undefined;
  const operator = found.replace(/^\d+/, '');
  if ((operator === '<' || operator === '>') && r.text[start + found.length] === '(') return undefined;
  r.at = start + found.length;
  skipBlanks(r);
  const targetFrom = r.at;
  const [word] = readWords(r);
  const target = word ?? { span: r.place(targetFrom, targetFrom), raw: '', text: '', value: undefined, quoted: false };
  const redirect: BuildingRedirect = {
    operator: operator === '<<-' ? '<<' : operator,
    target,
    span: r.place(start, r.at),
  };
  if (redirect.operator === '<<') attachHeredoc(r, redirect, operator === '<<-');
  return redirect;
}

function attachHeredoc(r: Reader, redirect: BuildingRedirect, stripsTabs: boolean): void {
  const name = redirect.target.raw.replace(/\\(.)|['"]/g, '$1');
  const given = r.heredocs.findIndex((heredoc) => heredoc.name === name);
  const body = r.heredocs[given];
  if (body) {
    redirect.body = body;
    r.heredocs = r.heredocs.filter((_, index) => index !== given);
    return;
  }
  r.awaited.push({ redirect, name, expands: name === redirect.target.raw, stripsTabs });
}
