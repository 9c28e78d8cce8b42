import { deploymentSpec, podSpec, podWith } from '../src/examples';

/** Manifests that break Pod Security in one way each, and what hardening must leave to people. */
export interface HardenFixture {
  readonly name: string;
  readonly text: string;
  readonly leaves?: readonly string[];
}

const container = (more: string) => podWith(`- name: api # kept\n  image: shop/api:1.4\n${more}`);
const init = (more: string) =>
  podSpec(
    `initContainers:\n  - name: prepare\n    image: shop/prepare:1 # kept\n${more}\ncontainers:\n  - name: api\n    image: shop/api:1.4`,
  );

export const fixtures: readonly HardenFixture[] = [
  { name: 'a bare pod', text: podWith('- name: api\n  image: shop/api:1.4') },
  { name: 'a privileged container', text: container('  securityContext:\n    privileged: true # for the debugger') },
  { name: 'an init container', text: init('    securityContext: { privileged: true, runAsUser: 0 }') },
  {
    name: 'host namespaces',
    text: podSpec('hostNetwork: true\nhostPID: true # see all\nhostIPC: true\ncontainers:\n  - name: api'),
  },
  { name: 'host ports', text: container('  ports:\n    - containerPort: 8080\n      hostPort: 80') },
  {
    name: 'added capabilities',
    text: container('  securityContext:\n    capabilities:\n      add: [SYS_ADMIN, CHOWN, NET_BIND_SERVICE]'),
  },
  {
    name: 'capabilities as a block',
    text: container(
      '  securityContext:\n    capabilities:\n      add:\n        - NET_RAW\n      drop:\n        - KILL',
    ),
  },
  {
    name: 'seccomp switched off for the pod',
    text: podSpec(
      'securityContext:\n  seccompProfile: { type: Unconfined }\ncontainers:\n  - name: api\n  - name: log',
    ),
  },
  {
    name: 'seccomp switched off in one container',
    text: container('  securityContext: { seccompProfile: { type: Unconfined } }\n- name: log'),
  },
  {
    name: 'AppArmor switched off',
    text: container('  securityContext:\n    appArmorProfile:\n      type: Unconfined'),
  },
  {
    name: 'SELinux options',
    text: podSpec(
      'securityContext:\n  seLinuxOptions:\n    type: spc_t # why not\n    level: s0:c1\ncontainers:\n  - name: api',
    ).replace(' # why not', ''),
  },
  { name: 'unmasked /proc', text: container('  securityContext: { procMount: Unmasked }') },
  {
    name: 'unsafe sysctls',
    text: podSpec(
      'securityContext:\n  sysctls:\n    - name: kernel.msgmax\n      value: "1"\ncontainers:\n  - name: api',
    ),
  },
  {
    name: 'root by number',
    text: podSpec(
      'securityContext:\n  runAsUser: 0\n  runAsNonRoot: false\ncontainers:\n  - name: api\n    securityContext: { runAsUser: 0 }',
    ),
  },
  {
    name: 'a probe of another host',
    text: container('  livenessProbe:\n    httpGet:\n      host: 10.0.0.1\n      port: 80'),
  },
  {
    name: 'storage named by the pod',
    text: podSpec(
      'containers:\n  - name: api\nvolumes:\n  - name: data\n    nfs:\n      server: files.example\n      path: /data',
    ),
  },
  {
    name: 'scratch space on the node',
    text: podSpec('containers:\n  - name: api\nvolumes:\n  - name: data\n    hostPath:\n      path: /data/scratch'),
  },
  {
    name: 'the runtime socket',
    text: podSpec(
      'containers:\n  - name: api\n    volumeMounts:\n      - name: s\n        mountPath: /s\nvolumes:\n  - name: s\n    hostPath:\n      path: /var/run/docker.sock',
    ),
  },
  {
    name: 'a folder of the system',
    text: podSpec('containers:\n  - name: api\nvolumes:\n  - name: etc\n    hostPath:\n      path: /etc'),
    leaves: ['host-path-volume'],
  },
  {
    name: 'a deployment with three containers',
    text: deploymentSpec(
      'initContainers:\n- name: a\n  image: shop/a:1\ncontainers:\n- name: b\n  image: shop/b:1\n- name: c\n  image: shop/c:1\n  securityContext: {}',
    ),
  },
  {
    name: 'flow style',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: { name: shop }\nspec: { hostPID: true, containers: [{ name: api, image: "shop/api:1.4", securityContext: { privileged: true } }] }\n',
  },
  {
    name: 'JSON',
    text: `${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shop' }, spec: { containers: [{ name: 'api', image: 'shop/api:1.4' }] } }, null, 2)}\n`,
  },
  {
    name: 'a pod in a list',
    text: 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: shop\n  spec:\n    containers:\n    - name: api\n',
  },
  {
    name: 'pods in a list of pods, which need not say what they are',
    text: 'apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: shop\n  spec:\n    hostPID: true\n    containers:\n    - name: api\n',
  },
  {
    name: 'keys without values',
    text: podSpec('securityContext: # later\ncontainers:\n  - name: api\n    securityContext: # later\n    resources:'),
  },
  {
    name: 'a workflow',
    text: 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  generateName: train-\nspec:\n  entrypoint: main\n  templates:\n    - name: main\n      container:\n        image: shop/train:1\n    - name: other\n      script:\n        image: shop/other:1\n',
  },
  {
    name: 'a Ray cluster',
    text: 'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: ray\nspec:\n  headGroupSpec:\n    template:\n      spec:\n        containers:\n          - name: head\n            image: shop/ray:1\n  workerGroupSpecs:\n    - groupName: a\n      template:\n        spec:\n          containers:\n            - name: worker\n              image: shop/ray:1\n',
  },
];
