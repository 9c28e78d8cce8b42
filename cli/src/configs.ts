import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Context, defaultContext, lineStarts, positionAt } from '@bulkhead/rules';
import { configFileName, type Judgement, judgementFor, type PlacedConfig } from '@bulkhead/rules/config/config';
import { readConfig } from '@bulkhead/rules/config/read';
import { Failure } from './failure';
import { forwardSlashes } from './files/walk';
import { displayPath, reason } from './sources';

/** Which settings files count. */
export type ConfigChoice =
  | { readonly type: 'none' }
  | { readonly type: 'nearest' }
  | { readonly type: 'only'; readonly path: string };

/** Tells how a file is to be judged. Throws a `Failure` that names the line when a settings file is wrong. */
export type Judge = (absolute: string) => Judgement;

/** `given` is what the command line says: it wins over every settings file. */
export function judgeWith(choice: ConfigChoice, cwd: string, given: Partial<Context>): Judge {
  const settle = settled(given);
  if (choice.type === 'none') {
    const judgement: Judgement = { context: settle(defaultContext), ignored: false };
    return () => judgement;
  }
  const configsFor = choice.type === 'only' ? onlyConfig(resolve(cwd, choice.path), cwd) : nearestConfigs(cwd);
  return (absolute) => {
    const judgement = judgementFor(forwardSlashes(absolute), configsFor(dirname(absolute)));
    return { ...judgement, context: settle(judgement.context) };
  };
}

/** Equal contexts stay the same object: the engine remembers by it which rules speak. */
function settled(given: Partial<Context>): (context: Context) => Context {
  const known = new WeakMap<Context, Context>();
  return (context) => {
    const final = known.get(context) ?? { ...context, ...given, rules: { ...context.rules, ...given.rules } };
    known.set(context, final);
    return final;
  };
}

type FindConfigs = (folder: string) => readonly PlacedConfig[];

/** The settings files between a folder and the top of its repository, outermost first. */
function nearestConfigs(cwd: string): FindConfigs {
  const known = new Map<string, readonly PlacedConfig[]>();
  const find = (folder: string): readonly PlacedConfig[] => {
    const remembered = known.get(folder);
    if (remembered) return remembered;
    const isTop = dirname(folder) === folder || existsSync(resolve(folder, '.git'));
    const above = isTop ? [] : find(dirname(folder));
    const path = resolve(folder, configFileName);
    const all = existsSync(path) ? [...above, placed(path, folder, cwd)] : above;
    known.set(folder, all);
    return all;
  };
  return find;
}

/** One file by name speaks for the working folder, or for everything when asked about files elsewhere. */
function onlyConfig(path: string, cwd: string): FindConfigs {
  const here = placed(path, cwd, cwd);
  const anywhere = { ...here, folder: '' };
  const inside = `${here.folder}/`;
  return (folder) => [`${forwardSlashes(folder)}/`.startsWith(inside) ? here : anywhere];
}

function placed(path: string, folder: string, cwd: string): PlacedConfig {
  const shown = displayPath(path, cwd);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Failure(`The settings file ${shown} ${reason(error)}.`);
  }
  const { config, problems } = readConfig(text);
  const [problem] = problems;
  if (problem) {
    const { line, column } = positionAt(lineStarts(text), problem.span.start);
    throw new Failure(`${shown}:${line + 1}:${column + 1}: ${problem.message}`);
  }
  return { folder: forwardSlashes(folder).replace(/\/$/, ''), config };
}
