import { parseVersion, satisfies } from '@bulkhead/helm/semver';
import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { at, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const exact = /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

/** The only one of these that is wanted, written as a version. */
function vendored(versions: readonly string[], wanted: string): string | undefined {
  const [found, more] = versions.filter((version) => {
    const read = exact.test(version) ? parseVersion(version) : undefined;
    return read && satisfies(read, wanted);
  });
  return more === undefined ? found : undefined;
}

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
  fixable: 'sometimes', // Which version was tested, `charts/` tells, where it is there.
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
      const held = vendored(chart.vendored.get(String(name)) ?? [], wanted);
      yield {
        at: where,
        message: `Version ${wanted} of chart ${name} is whatever is newest when the chart is built.`,
        fix: () =>
          held === undefined
            ? undefined
            : asFix(setValue(version, held), { title: `Name version ${held}, as charts/ has it`, safety: 'review' }),
      };
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
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: «"1.x.x"» # the old one\n    repository: https://charts.example.com\n',
      good: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: "1.7.2" # the old one\n    repository: https://charts.example.com\n',
      files: { 'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.7.2\n' },
    },
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: «^2.0.0»\n    repository: https://charts.example.com\n', // it is another one
      files: { 'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.7.2\n' },
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
    'Name version {0}, as charts/ has it': 'Version {0} nennen, wie sie in charts/ liegt',
  },
};
