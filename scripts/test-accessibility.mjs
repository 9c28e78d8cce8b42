// Holds the pages people read to the rules of accessibility: the report of a checklist, and the matrix in three themes.
//   node scripts/test-accessibility.mjs
// The matrix is looked at in the editor suite, too; here it is every combination of states.
import { mustBeAccessible } from '../e2e/checklistLooks.mjs';
import { startBrowser } from './host.mjs';
import { importSource } from './lib/bundle.mjs';
import { setUpHost } from './setup-host.mjs';

const checklist = await importSource('rules/src/checklist/index.ts');
const { matrixPage } = await importSource('client/src/checklist/matrixPage.ts');

/** What the editor sets in its themes, as far as the page uses it. */
const themes = {
  light: { foreground: '#3b3b3b', 'editor-background': '#ffffff', 'charts-red': '#e51400', focusBorder: '#005fb8' },
  dark: { foreground: '#cccccc', 'editor-background': '#1f1f1f', 'charts-red': '#f14c4c', focusBorder: '#0078d4' },
  contrast: {
    foreground: '#ffffff',
    'editor-background': '#000000',
    contrastBorder: '#6fc3df',
    focusBorder: '#f38518',
  },
};

const page = everyState();
const states = [...page.states.values()];
const report = (scope) =>
  checklist.reportFormats.html.write(
    checklist.reportOf(page.checklist, states, {
      scope,
      before: { checklist: checklist.readChecklist(''), name: 'main' },
      commit: '0123456789ab',
      dirty: true,
    }),
  );
const matrix = matrixPage(
  { component: 'shop', matrix: checklist.matrixOf(states) },
  {
    nonce: 'abc',
    language: 'en',
    title: 'Threats of shop',
    caption: 'Decided of all items.',
    hint: 'Arrow keys move.',
  },
);
const pages = [
  ...checklist.reportScopes.map((scope) => [`report, ${scope}`, report(scope)]),
  ...Object.entries(themes).map(([name, colours]) => [`matrix, ${name}`, themed(matrix, colours)]),
];

const browser = await startBrowser(setUpHost());
let failed = 0;
for (const [name, html] of pages) {
  await browser.page.setContent(html);
  try {
    await mustBeAccessible(browser.page.mainFrame());
    console.log(`  ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n     ${error.message}`);
  }
}
await browser.stop();
console.log(`accessibility: ${pages.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** A checklist in which every decision, implementation, verdict and kind of staleness occurs. */
function everyState() {
  const fresh = checklist.createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });
  const signed = { by: 'zoe', date: '2026-11-12' };
  const choices = [
    { decision: 'required', implementation: 'done', ...signed, seal: '0123456789abcdef', watch: ['k8s/api.yaml'] },
    { decision: 'required', implementation: 'partial', ...signed, ticket: 'SEC-1', owner: 'platform' },
    { decision: 'recommended', implementation: 'done', ...signed },
    { decision: 'rejected', why: 'No <GPU> & "no" pool', ...signed, 'review-by': '2026-11-01' },
    { decision: 'not-applicable', why: 'Linux only', ...signed },
    { decision: 'open-question', why: 'Who asks the gateway team?' },
    { decision: 'undecided' },
  ];
  const { entries } = checklist.readChecklist(fresh);
  const changes = entries.map(({ id }, i) => ({ id, change: choices[i % choices.length] }));
  const { edits } = checklist.changeEntries(fresh, changes);
  const text = edits
    .toReversed()
    .reduce((t, { span, text: by }) => t.slice(0, span.start) + by + t.slice(span.end), fresh);
  const rules = entries.map(({ id }) => ({ id: `rule-${id}`, control: id }));
  const finding = (rule) => ({
    rule,
    file: 'k8s/api.yaml',
    line: 7,
    message: 'Container "api" is privileged.',
    severity: 'high',
  });
  const kinds = [
    (rule) => ({ files: ['k8s/api.yaml'], findings: [finding(rule)], suppressed: [], unresolved: [] }),
    (rule) => ({
      files: ['k8s/api.yaml'],
      findings: [],
      suppressed: [{ ...finding(rule), reason: 'batch' }],
      unresolved: [],
    }),
    () => ({ files: ['k8s/api.yaml'], findings: [], suppressed: [], unresolved: ['chart/values.yaml'] }),
    () => ({ files: ['k8s/api.yaml'], findings: [], suppressed: [], unresolved: [] }),
  ];
  const evidence = new Map(rules.map(({ id }, i) => [id, kinds[i % kinds.length](id)]));
  return checklist.readPage(text, { evidence, rules, readText: () => 'x', today: '2026-11-21' });
}

function themed(html, colours) {
  const variables = Object.entries(colours).map(([name, value]) => `--vscode-${name}: ${value};`);
  return html.replace('<html lang="en">', `<html lang="en" style="${variables.join(' ')}">`);
}
