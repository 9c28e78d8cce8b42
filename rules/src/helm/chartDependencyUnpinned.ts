import { at, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const exact = /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

export const chartDependencyUnpinned = defineRule({
  id: 'chart-dependency-unpinned',
  title: 'Chart dependency floating or insecure',
  control: 'all-dependencies-locked',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12', 'OWASP:D13'],
  fixable: 'never', // Which version was tested, only its author knows.
  subject: 'chart',
  why: 'Whoever can publish the next version of the dependency decides what the next build of this chart installs.',
  remedy: 'Name an exact version, commit Chart.lock, and fetch over HTTPS or from an OCI registry.',

  *check(chart) {
    for (const dependency of items(at(chart.metadata.root, 'dependencies'))) {
      const name = plain(at(dependency, 'name'));
      const repository = at(dependency, 'repository');
      const from = plain(repository);
      const fromAt = spanOf(repository);
      if (typeof from === 'string' && /^http:\/\//i.test(from) && fromAt) {
        yield { at: fromAt, message: `Chart ${name} is fetched without TLS, so anybody on the way can change it.` };
      }
      const version = at(dependency, 'version');
      const wanted = plain(version);
      const where = spanOf(version);
      const isLocal = typeof from !== 'string' || from === '' || /^(file:\/\/|@|alias:)/.test(from);
      if (chart.isLocked || isLocal || typeof wanted !== 'string' || !where || exact.test(wanted)) continue;
      yield { at: where, message: `Version ${wanted} of chart ${name} is whatever is newest when the chart is built.` };
    }
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: «^1.2.0»\n    repository: https://charts.example.com\n',
    },
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.2.3\n    repository: «http://charts.example.com»\n',
    },
  ],
  accepts: [
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.x.x\n    repository: https://charts.example.com\n',
      files: { 'Chart.lock': 'dependencies: []\n' },
    },
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.x.x\n    repository: file://../db\n',
    },
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.2.3\n    repository: https://charts.example.com\n',
    },
  ],
});

export const german = {
  title: 'Abhängigkeit des Charts wandernd oder unsicher',
  why: 'Wer die nächste Version der Abhängigkeit veröffentlichen kann, bestimmt, was der nächste Build dieses Charts installiert.',
  remedy: 'Eine genaue Version nennen, Chart.lock einchecken und über HTTPS oder aus einer OCI-Registry holen.',
  says: {
    'Chart {0} is fetched without TLS, so anybody on the way can change it.':
      'Chart {0} wird ohne TLS geholt, jeder unterwegs kann es also ändern.',
    'Version {0} of chart {1} is whatever is newest when the chart is built.':
      'Version {0} von Chart {1} ist, was beim Bauen des Charts gerade das Neueste ist.',
  },
};
