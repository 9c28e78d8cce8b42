// The values.yaml of charts as they lie on the disk: typing there renders the chart.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/lib/root.mjs';
import { positionBehind } from './documents.mjs';

/** An ordinary chart, and the largest of the corpus beside the checkout when it is there. */
export function chartDocuments(corpus) {
  const ordinary = valuesOf('chart', join(root, 'testFixture/shop/chart'), 'tag: ');
  const largest = join(unpacked(resolve(root, corpus)), 'charts/argoproj__argo-helm/charts/argo-cd');
  return existsSync(largest) ? [ordinary, valuesOf('largestChart', largest, 'nameOverride: argocd')] : [ordinary];
}

function valuesOf(name, folder, anchor) {
  const path = join(folder, 'values.yaml');
  const text = readFileSync(path, 'utf8');
  const document = { name, languageId: 'yaml', uri: pathToFileURL(path).href, anchor, text };
  return { ...document, lines: text.split('\n').length - 1, at: positionBehind(document) };
}

function unpacked(corpus) {
  const folder = join(root, '.cache/bench-corpus');
  const archive = join(corpus, 'corpus.tgz');
  if (!existsSync(folder) && existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
  }
  return folder;
}
