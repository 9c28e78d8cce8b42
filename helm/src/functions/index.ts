import type { TemplateFunction } from '../template/run';
import { collectionFunctions } from './collections';
import { compareFunctions } from './compare';
import { encodeFunctions } from './encode';
import { flowFunctions } from './flow';
import { helmFunctions } from './helm';
import { mathFunctions } from './math';
import { regexFunctions } from './regex';
import { semverFunctions } from './semver';
import { stringFunctions } from './strings';

const TABLES = [
  stringFunctions,
  collectionFunctions,
  compareFunctions,
  flowFunctions,
  mathFunctions,
  encodeFunctions,
  regexFunctions,
  semverFunctions,
  helmFunctions,
];

function allFunctions(): ReadonlyMap<string, TemplateFunction> {
  const functions = new Map<string, TemplateFunction>();
  for (const table of TABLES) for (const [name, entry] of Object.entries(table)) functions.set(name, entry);
  // mustX is X: where X swallows an error, this renderer reports it in both.
  for (const [name, entry] of [...functions]) {
    const must = `must${name[0]?.toUpperCase()}${name.slice(1)}`;
    if (!functions.has(must)) functions.set(must, entry);
  }
  return functions;
}

/** Every function a template can call. `and` and `or` are part of the evaluator: they evaluate lazily. */
export const FUNCTIONS = allFunctions();
