import { answerProblem, stopPattern } from './answers';
import { placeholderDigest } from './stops';
import type { Block, Stop, Template } from './template';

/** Answers by the name of the stop. */
export type Answers = Readonly<Record<string, string>>;

/** A file to write, or a text to insert when it has no path. */
export interface Expanded {
  readonly path: string;
  readonly block: Block;
  readonly text: string;
}

/** The answers when nobody is asked. */
export function defaultAnswers(template: Template): Answers {
  return Object.fromEntries(template.stops.map((stop) => [stop.name, stop.default]));
}

/** Believable answers. */
export function sampleAnswers(template: Template): Answers {
  return Object.fromEntries(template.stops.map((stop) => [stop.name, stop.sample]));
}

/** What is wrong with answers: unknown names and values that do not fit. */
export function answerProblems(template: Template, answers: Answers): string[] {
  return Object.entries(answers).flatMap(([name, answer]) => {
    const stop = template.stops.find((s) => s.name === name);
    if (!stop) {
      const names = template.stops.map((s) => s.name).join(', ');
      return [`The template "${template.id}" does not ask for "${name}". It asks for ${names || 'nothing'}.`];
    }
    return answerProblem(stop, answer) ?? [];
  });
}

/** The texts of a template with these answers; what is not answered stands as its default. */
export function expand(template: Template, answers: Answers): Expanded[] {
  const all: Answers = { ...defaultAnswers(template), ...answers };
  const fill = (text: string) => text.replace(stopPattern, (whole, name: string) => all[name] ?? whole);
  return template.blocks.map((block) => ({
    path: fill(block.file ?? ''),
    block,
    text: fill(block.text),
  }));
}

/** The template with base images from the approved list: the first of each family takes the default's place. */
export function withApprovedImages(template: Template, approved: readonly string[]): Template {
  if (approved.length === 0) return template;
  return { ...template, stops: template.stops.map((stop) => approvedStop(stop, approved)) };
}

function approvedStop(stop: Stop, approved: readonly string[]): Stop {
  const { family } = stop;
  if (!family) return stop;
  const first = approved.find((image) => wordsOf(image).includes(family));
  if (!first || /[*?]/.test(first)) return stop;
  const tag = /:([\w][\w.-]*)@/.exec(stop.default)?.[1];
  const named = first.includes('@') || /:[^/]+$/.test(first) || !tag ? first : `${first}:${tag}`;
  const image = named.includes('@') ? named : `${named}@${placeholderDigest}`;
  return { ...stop, default: image, sample: image };
}

function wordsOf(image: string): string[] {
  return (image.split('@')[0] ?? '').split(/[^a-z0-9]+/i);
}

/** The text of a block in the syntax of VS Code's snippets, so that an editor steps through the stops. */
export function snippetText(template: Template, block: Block): string {
  const numbers = new Map<string, number>();
  const body = block.text.replace(/\n$/, '');
  let result = '';
  let last = 0;
  for (const match of body.matchAll(stopPattern)) {
    const stop = template.stops.find((s) => s.name === match[1]);
    result += escaped(body.slice(last, match.index), /[\\$}]/g);
    last = match.index + match[0].length;
    if (!stop) continue;
    const known = numbers.get(stop.name);
    const number = known ?? numbers.size + 1;
    numbers.set(stop.name, number);
    result += known ? `$${`{${number}}`}` : firstStop(number, stop);
  }
  return result + escaped(body.slice(last), /[\\$}]/g);
}

function firstStop(number: number, stop: Stop): string {
  if (!stop.choices) return `$${`{${number}:`}${escaped(stop.default, /[\\$}]/g)}}`;
  const choices = [stop.default, ...stop.choices.filter((choice) => choice !== stop.default)];
  return `$${`{${number}|`}${choices.map((choice) => escaped(choice, /[\\$},|]/g)).join(',')}|}`;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (c) => `\\${c}`);
}
