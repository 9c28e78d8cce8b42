import { parseArgs } from 'node:util';
import { nearest } from '@bulkhead/rules/text/nearest';
import { Failure } from './failure';

/** One option of a command. With `value` it takes one, named so in the help; without, it is a switch. */
export interface Option {
  readonly value?: string;
  readonly choices?: readonly string[];
  /** A letter that stands for it. */
  readonly short?: string;
  /** May be given several times. */
  readonly many?: true;
  readonly help: string;
}
export type Options = Readonly<Record<string, Option>>;

/** What the person typed, checked against the options of the command. */
export interface Given {
  readonly paths: readonly string[];
  has(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** Reads the arguments of a command. Throws a `Failure` that says what is wrong. */
export function readArguments(args: readonly string[], options: Options): Given {
  const parsed = parse(args, options);
  // An unset variable of a script must not mean the working folder.
  if (parsed.positionals.includes('')) throw new Failure('A path is empty.');
  const given = new Map<string, string[]>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  for (const [name, values] of given) {
    const choices = options[name]?.choices;
    for (const value of values) if (choices) expectChoice(name, value, choices);
  }
  return {
    paths: parsed.positionals,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function parse(args: readonly string[], options: Options) {
  const entries = Object.entries(options).map(([name, o]) => {
    const type: 'string' | 'boolean' = o.value === undefined ? 'boolean' : 'string';
    return [name, { type, multiple: true, ...(o.short === undefined ? {} : { short: o.short }) }] as const;
  });
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(entries),
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
  } catch (error) {
    throw new Failure(explain(error, args, options));
  }
}

function explain(error: unknown, args: readonly string[], options: Options): string {
  const known = Object.keys(options);
  const unknown =
    args.find((a) => /^--./.test(a) && !known.includes(optionName(a))) ?? args.find((a) => /^-[^-]/.test(a));
  if (unknown !== undefined) {
    const meant = nearest(optionName(unknown), known);
    return `There is no option ${unknown.split('=')[0]}.${meant ? ` Did you mean --${meant}?` : ''}`;
  }
  const name = /'--([\w-]+)/.exec(String(error))?.[1] ?? '';
  const option = options[name];
  if (option?.value === undefined) return `The option --${name} takes no value.`;
  return `The option --${name} needs a value${option.choices ? `: ${option.choices.join(', ')}` : ''}.`;
}

function optionName(arg: string): string {
  return (arg.split('=')[0] ?? '').replace(/^-+/, '');
}

function expectChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new Failure(`"${value}" is no value of --${name}; it takes ${choices.join(', ')}.`);
}

/** The options as lines of the help. */
export function optionHelp(options: Options): string {
  const rows = Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `;
    const value = option.value === undefined ? '' : ` ${option.value}`;
    const choices = option.choices ? ` (${option.choices.join(', ')})` : '';
    return [`  ${short}--${name}${value}`, `${option.help}${choices}`] as const;
  });
  const width = Math.max(0, ...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `${left.padEnd(width)}${right}`).join('\n');
}
