import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Files, podTemplate, repaired, told } from './chart';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector:
                  matchLabels:
                    app: shop
      containers:
        - name: api
          image: shop/api:1.4
`;
/** Keeps something else up, and so shows that budgets are kept here. */
const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: other
`;
const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  minReplicas: 2
  maxReplicas: 5
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
`;
const all = { profile: 'all' } as const;
const chart = (values: string, more: Files = {}): Files => ({
  'values.yaml': values,
  'templates/deployment.yaml': deployment,
  ...more,
});
const single = ['single-replica'];

test('a single replica is told on the value that says so, and the fix of the value is proven', () => {
  const files = chart('replicas: 1\n');
  const [finding, more] = check(files, single, all).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'values.yaml: 1');
  const after = repaired(files, finding);
  assert.equal(after['values.yaml'], 'replicas: 2\n');
  assert.deepEqual(check(after, single, all).findings, []);
});

test('an autoscaler in another template counts', () => {
  const files = chart('replicas: 1\n', { 'templates/scaler.yaml': scaler });
  assert.deepEqual(check(files, single, all).findings, []);
});

test('what may come from outside of the chart is not missed', () => {
  const rules = ['workload-without-network-policy', 'disruption-budget-does-not-fit', 'namespace-without-default-deny'];
  assert.deepEqual(check(chart('replicas: 2\n'), rules, all).findings, []);
});

test('a fix after which another object is missing is not offered', () => {
  const files = chart('replicas: 1\n', { 'templates/budget.yaml': budget });
  const [finding] = check(files, single, all).findings;
  const before = check(files, ['disruption-budget-does-not-fit'], all).findings.length;
  assert.equal(before, 0, 'a single replica needs none');
  assert.equal(finding?.fix(), undefined);
});

test('with several value files it says with which', () => {
  const files = chart('replicas: 3\n', { 'values-dev.yaml': 'replicas: 1\n' });
  const [finding] = check(files, single, all).findings;
  assert.match(finding?.message ?? '', /\(with values-dev\.yaml\)\.$/);
});

test('a selector is not written with labels that another template computes', () => {
  const workload = (name: string) =>
    deployment
      .replaceAll('app: shop', `app: {{ .Chart.Name }}-${name}`)
      .replace('name: shop', `name: ${name}`)
      .replace(/^( +)labels:$/m, '$1labels:\n$1  tier: web');
  const files: Files = {
    'values.yaml': 'replicas: 2\n',
    'templates/api.yaml': workload('api'),
    'templates/web.yaml': workload('web'),
    'templates/service.yaml':
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector:\n    tier: web\n',
  };
  const [finding, more] = check(files, ['service-selects-too-much'], all).findings;
  assert.ok(finding && !more);
  assert.equal(finding.fix(), undefined);
});

test('an account that gives no token speaks for pods of other templates, where a scenario has it', () => {
  const account = `{{ if .Values.account }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
automountServiceAccountToken: {{ .Values.mount }}
{{ end }}
`;
  const files = (mount: string, more: Files = {}): Files => ({
    'values.yaml': `account: true\nmount: ${mount}\n`,
    'templates/account.yaml': account,
    'templates/pod.yaml': podTemplate('', 'serviceAccountName: shop'),
    ...more,
  });
  const found = (given: Files) =>
    check(given, ['service-account-token-automounted']).findings.map((finding) => told(given, finding));
  assert.deepEqual(found(files('false')), []);
  assert.deepEqual(found(files('true')), ['templates/pod.yaml: serviceAccountName']);
  assert.deepEqual(found(files('false', { 'values-prod.yaml': 'account: false\n' })), [
    'templates/pod.yaml: serviceAccountName',
  ]);
});
