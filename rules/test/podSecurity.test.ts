import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext, newestKubernetes } from '../src/context';
import { createEngine } from '../src/engine';
import { podSpec, podWith } from '../src/examples';

const engine = createEngine();

/** The Pod Security checks a manifest fails in a version. */
function failed(text: string, kubernetes: number): string[] {
  const findings = engine.check({ path: 'pod.yaml', text }, { ...defaultContext, kubernetes }).findings;
  return [
    ...new Set(findings.flatMap((finding) => finding.aliases.filter((alias) => alias.startsWith('PSS-')))),
  ].sort();
}

const hardened =
  'securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }';
const api = (more = '') => podWith(`- name: api\n  ${hardened}\n${more}`);

/** In which versions a check speaks about a manifest: the first and the last. */
function versions(text: string, check: string): [number, number] | undefined {
  const all = Array.from({ length: newestKubernetes + 1 }, (_, minor) => minor).filter((minor) =>
    failed(text, minor).includes(check),
  );
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return undefined;
  assert.equal(all.length, last - first + 1, 'speaks without a gap');
  return [first, last];
}

test('a hardened pod passes every version', () => {
  for (let minor = 0; minor <= newestKubernetes; minor++) assert.deepEqual(failed(api(), minor), [], `1.${minor}`);
});

test('a bare pod fails what each version asks for', () => {
  const bare = podWith('- name: api');
  assert.deepEqual(versions(bare, 'PSS-R:runAsNonRoot'), [0, newestKubernetes]);
  assert.deepEqual(versions(bare, 'PSS-R:allowPrivilegeEscalation'), [8, newestKubernetes]);
  assert.deepEqual(versions(bare, 'PSS-R:seccompProfile'), [19, newestKubernetes]);
  assert.deepEqual(versions(bare, 'PSS-R:capabilities'), [22, newestKubernetes]);
});

test('Windows is spared what only Linux knows from 1.25 on', () => {
  const windows = podSpec('os: { name: windows }\nsecurityContext: { runAsNonRoot: true }\ncontainers:\n  - name: web');
  assert.deepEqual(failed(windows, 24), [
    'PSS-R:allowPrivilegeEscalation',
    'PSS-R:capabilities',
    'PSS-R:seccompProfile',
  ]);
  assert.deepEqual(failed(windows, 25), []);
});

test('a user namespace spares root from 1.35 on', () => {
  const inNamespace = podSpec(
    `hostUsers: false\nsecurityContext: { runAsUser: 0, seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api\n    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }`,
  );
  assert.deepEqual(failed(inNamespace, 34), ['PSS-R:runAsNonRoot', 'PSS-R:runAsUser']);
  assert.deepEqual(failed(inNamespace, 35), []);
});

test('a user namespace lets the baseline unmask /proc, and restricted still refuses', () => {
  const unmasked = podSpec(
    'hostUsers: false\nsecurityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api\n    securityContext: { procMount: Unmasked, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }',
  );
  assert.deepEqual(failed(unmasked, 34), ['PSS-B:procMount', 'PSS-R:procMount']);
  assert.deepEqual(failed(unmasked, 35), ['PSS-R:procMount']);
});

test('kernel parameters become safe version by version', () => {
  const sets = (name: string) =>
    podSpec(`securityContext: { sysctls: [{ name: ${name}, value: "1" }] }\ncontainers: []`);
  const unsafeUntil = (name: string) => versions(sets(name), 'PSS-B:sysctls')?.[1];
  assert.equal(unsafeUntil('kernel.shm_rmid_forced'), undefined);
  assert.equal(unsafeUntil('net.ipv4.ip_local_reserved_ports'), 26);
  assert.equal(unsafeUntil('net.ipv4.tcp_keepalive_time'), 28);
  assert.equal(unsafeUntil('net.ipv4.tcp_rmem'), 31);
  assert.equal(unsafeUntil('net.ipv4.tcp_notsent_lowat'), 36);
  assert.equal(unsafeUntil('kernel.msgmax'), newestKubernetes);
});

test('seccomp annotations count before 1.19, fields from then on', () => {
  const annotated = (value: string) =>
    podWith('- name: api').replace(
      'name: shop',
      `name: shop\n  annotations: { seccomp.security.alpha.kubernetes.io/pod: ${value} }`,
    );
  assert.deepEqual(versions(annotated('unconfined'), 'PSS-B:seccompProfile'), [0, 18]);
  assert.equal(versions(annotated('runtime/default'), 'PSS-B:seccompProfile'), undefined);
  const field = podWith('- name: api\n  securityContext: { seccompProfile: { type: Unconfined } }');
  assert.deepEqual(versions(field, 'PSS-B:seccompProfile'), [19, newestKubernetes]);
});

test('AppArmor counts by annotation and by field in every version', () => {
  const prefix = 'container.apparmor.security.beta.kubernetes.io';
  const annotated = (value: string) =>
    podWith('- name: api').replace('name: shop', `name: shop\n  annotations: { ${prefix}/api: ${value} }`);
  assert.deepEqual(versions(annotated('unconfined'), 'PSS-B:appArmorProfile'), [0, newestKubernetes]);
  assert.equal(versions(annotated('localhost/shop'), 'PSS-B:appArmorProfile'), undefined);
  const field = podSpec('securityContext: { appArmorProfile: { type: Unconfined } }\ncontainers:\n  - name: api');
  assert.deepEqual(versions(field, 'PSS-B:appArmorProfile'), [0, newestKubernetes]);
});

test('other checks begin where Pod Security has them begin', () => {
  const probe = api('  livenessProbe: { tcpSocket: { host: 10.0.0.1, port: 80 } }');
  assert.deepEqual(versions(probe, 'PSS-B:hostProbesAndHostLifecycle'), [34, newestKubernetes]);
  const engineType = podWith('- name: api\n  securityContext: { seLinuxOptions: { type: container_engine_t } }');
  assert.deepEqual(versions(engineType, 'PSS-B:seLinuxOptions'), [0, 30]);
  const root = podSpec('securityContext: { runAsUser: 0 }\ncontainers:\n  - name: api');
  assert.equal(versions(root, 'PSS-R:runAsUser')?.[1], newestKubernetes);
  const host = podSpec(
    'hostNetwork: true\nsecurityContext: { windowsOptions: { hostProcess: true } }\ncontainers:\n  - name: api\n    ports: [{ hostPort: 80, containerPort: 80 }]',
  );
  for (const check of ['PSS-B:hostNamespaces', 'PSS-B:hostProcess', 'PSS-B:hostPorts'])
    assert.deepEqual(versions(host, check), [0, newestKubernetes]);
});

test('a pod that says false fails although its containers say true', () => {
  const text = podSpec(
    'securityContext: { runAsNonRoot: false }\ncontainers:\n  - name: api\n    securityContext: { runAsNonRoot: true }',
  );
  assert.ok(failed(text, 36).includes('PSS-R:runAsNonRoot'));
});
