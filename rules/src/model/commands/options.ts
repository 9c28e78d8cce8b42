import type { Command, Word } from '../../parse/shell';

/** An option of a command with the value it was given. */
export interface Option {
  /** `--index-url`, `-i`. */
  readonly name: string;
  /** Undefined when it takes none or the value is not known. */
  readonly value: string | undefined;
  /** The words it is made of. */
  readonly words: readonly Word[];
}

/** The arguments of a command taken apart. */
export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

/**
 * Tells options from operands. `takesValue` lists the options whose value is the next word; everything else that starts
 * with a dash stands alone or carries its value behind `=`.
 */
export function readArguments(words: readonly Word[], takesValue: Pick<ReadonlySet<string>, 'has'>): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    const { text } = word;
    if (text === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    if (text.startsWith('--') && equals > 0) {
      const value = word.value?.slice(equals + 1);
      options.push({ name: text.slice(0, equals), value, words: [word] });
    } else if (takesValue.has(text)) {
      const next = words[at + 1];
      options.push({ name: text, value: next?.value, words: next ? [word, next] : [word] });
      at++;
    } else options.push({ name: text, value: undefined, words: [word] });
  }
  return { options, operands };
}

/** Whether a command has one of these long options, or one of these letters among its short ones. */
export function hasOption(command: Pick<Command, 'args'>, names: readonly string[]): boolean {
  return findOption(command, names) !== undefined;
}

/** The word that gives an option: `--insecure`, `--insecure=true`, or `-fsSk` for `-k`. */
export function findOption(command: Pick<Command, 'args'>, names: readonly string[]): Word | undefined {
  for (const word of command.args) {
    const { text } = word;
    if (text === '--') return undefined;
    if (!text.startsWith('-')) continue;
    for (const name of names) {
      if (text === name || text.startsWith(`${name}=`)) return word;
      const isLetter = /^-[A-Za-z0-9]$/.test(name);
      if (isLetter && /^-[A-Za-z0-9]+$/.test(text) && text.includes(name.slice(1))) return word;
    }
  }
  return undefined;
}

/** The values given to an option, as `--name=value` or `--name value`. */
export function optionValues(
  command: Pick<Command, 'args'>,
  names: readonly string[],
): { word: Word; text: string; value: string | undefined }[] {
  const found: { word: Word; text: string; value: string | undefined }[] = [];
  const { args } = command;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (!word) continue;
    const name = names.find((n) => word.text === n || word.text.startsWith(`${n}=`));
    if (name === undefined) continue;
    if (word.text !== name) {
      const text = word.text.slice(name.length + 1);
      found.push({ word, text, value: word.value === undefined ? undefined : text });
      continue;
    }
    const next = args[at + 1];
    if (next) found.push({ word: next, text: next.text, value: next.value });
    at++;
  }
  return found;
}

/** A command and all it is written inside of. */
export function* ancestors(command: Command): Iterable<Command> {
  for (let at: Command | undefined = command; at; at = at.parent) yield at;
}

/** A variable that a command gives a value. */
export interface VariableChange {
  readonly name: string;
  readonly value: string | undefined;
  readonly word: Word;
}

const setters = /^(?:export|declare|typeset|env|setx|sudo)$/;
const none: readonly VariableChange[] = [];

/** Variables that a command sets for itself or for those after it: `A=1 x`, `export A=1`, `env A=1 x`. */
export function assignmentsOf(command: Command): readonly VariableChange[] {
  const isSetter = setters.test(command.name);
  if (command.assignments.length === 0 && !isSetter) return none;
  const found = command.assignments.map(({ name, value, span }) => ({
    name,
    value: value.value,
    word: { ...value, span },
  }));
  if (!isSetter) return found;
  for (const word of command.args) {
    const match = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(word.text);
    if (!match) {
      if (word.text.startsWith('-') || command.name === 'export' || command.name === 'declare') continue;
      break;
    }
    found.push({ name: match[1] ?? '', value: word.value?.slice(match[0].length), word });
  }
  return found;
}
