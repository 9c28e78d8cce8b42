import { type Command, parseArgv, type Word } from '../parse/shell';
import type { Span } from '../text/span';
import { remember } from './commands/remember';
import { at, items, plain, scalarText, spanOf, type Value } from './value';
import type { Container } from './workload';

/** What a container runs: its command with its arguments, and the commands of its hooks and probes. */
export const podCommands = remember(({ value }: Container): readonly Command[] => {
  const programs = [
    [...words(at(value, 'command')), ...words(at(value, 'args'))],
    ...['postStart', 'preStop'].map((hook) => words(at(value, 'lifecycle', hook, 'exec', 'command'))),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => words(at(value, probe, 'exec', 'command'))),
  ];
  return programs.flatMap((program) => parseArgv(program, { lookup: () => undefined }).commands);
});

/** The arguments of a container: for the program of its image, where it names none. */
export const podArguments = ({ value }: Container): readonly Word[] => words(at(value, 'args'));

function words(list: Value): Word[] {
  return items(list).flatMap((item) => {
    const text = scalarText(item);
    const span = spanOf(item);
    if (text === undefined || !span) return [];
    const { document } = item;
    const raw = document.text.slice(span.start - document.start, span.end - document.start);
    return [{ span, raw, text, value: typeof plain(item) === 'string' ? text : undefined, quoted: true }];
  });
}

/** A variable of the container with a value that stands in the manifest. */
export interface PodVariable {
  readonly name: string;
  readonly value: string;
  readonly item: Value;
  /** Where its name stands. */
  readonly span: Span;
}

export const podVariables = remember(({ value }: Container): readonly PodVariable[] =>
  items(at(value, 'env')).flatMap((item) => {
    const name = plain(at(item, 'name'));
    const value = plain(at(item, 'value'));
    const span = spanOf(at(item, 'name'));
    if (typeof name !== 'string' || value === undefined || !span) return [];
    return value === null && at(item, 'valueFrom').kind !== 'absent'
      ? []
      : [{ name, value: String(value ?? ''), item, span }];
  }),
);
