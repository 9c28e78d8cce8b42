// The values.yaml of charts as they lie on the disk: typing there renders the chart.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/lib/root.mjs';
import { positionBehind } from './documents.mjs';

/**
 * An ordinary chart, and the largest of the corpus beside the checkout when it is there: once at keys all over its values, as
 * people type, and once at the key that is part of every name, after which nearly all of it is rendered and judged anew.
 */
export function chartDocuments(corpus) {
  const ordinary = valuesOf('chart', join(root, 'testFixture/shop/chart'));
  const folder = join(unpacked(resolve(root, corpus)), 'charts/argoproj__argo-helm/charts/argo-cd');
  if (!existsSync(folder)) return [withPlace(ordinary, 'tag: ')];
  const largest = valuesOf('largestChart', folder);
  return [
    withPlace(ordinary, 'tag: '),
    { ...largest, places: placesIn(largest.text), letters: 1 },
    { ...withPlace(largest, 'nameOverride: argocd'), name: 'largestChartName' },
  ];
}

function valuesOf(name, folder) {
  const path = join(folder, 'values.yaml');
  const text = readFileSync(path, 'utf8');
  return { name, languageId: 'yaml', uri: pathToFileURL(path).href, text, lines: text.split('\n').length - 1 };
}

const withPlace = (document, anchor) => ({ ...document, places: [positionBehind(document.text, anchor)] });

/** Behind plain values, evenly over the whole file. */
function placesIn(text) {
  const ends = text
    .split('\n')
    .flatMap((written, line) => (plainValue.test(written) ? { line, character: written.length } : []));
  return Array.from({ length: mostPlaces }, (_, at) => ends[Math.floor((at * ends.length) / mostPlaces)]);
}

const plainValue = /^ *[\w.-]+: [\w./:-]+$/;
const mostPlaces = 40;

function unpacked(corpus) {
  const folder = join(root, '.cache/bench-corpus');
  const archive = join(corpus, 'corpus.tgz');
  if (!existsSync(folder) && existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
  }
  return folder;
}
