import type { Command, Word } from '../../parse/shell';

/** A package that R code on a command line takes in whatever version there is that day. */
export interface LooseRPackage {
  readonly word: Word;
  readonly name: string;
}

/** A repository as it was on one day, or none at all: a file that is there. */
const isFixed = (code: string) => /\d{4}-\d{2}-\d{2}|\brepos\s*=\s*NULL\b/.test(code);

const fromCran = /\binstall\.packages\(\s*(?:c\(\s*)?["']([A-Za-z][\w.]*)["']/;
/** Without `@ref` in the name and `ref = ` behind it. */
const fromGit = /\binstall_(?:github|gitlab|git|bitbucket)\(\s*["']([^"'@#]+)["'](?![^)]*\bref\s*=)/;

/** Understands `Rscript -e "install.packages('x')"` and its like. */
export function looseRPackage({ name, args }: Command): LooseRPackage | undefined {
  if (!/^(?:R|Rscript|r)$/.test(name)) return undefined;
  for (const [at, { text }] of args.entries()) {
    const word = args[at + 1];
    if (text !== '-e' || word?.value === undefined || isFixed(word.value)) continue;
    const found = (fromCran.exec(word.value) ?? fromGit.exec(word.value))?.[1];
    if (found !== undefined) return { word, name: found };
  }
  return undefined;
}
