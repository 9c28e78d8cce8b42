/** Something a person may ask about before it is wrong. */
export interface RuleTopic {
  readonly name: string;
  /** Two sentences at most: what it does, and what goes wrong without it. */
  readonly doc: string;
  /** The rule that explains it further; empty when there is none. */
  readonly rule: string;
}

/** A field of a Kubernetes manifest that decides about security. */
export interface SecurityField extends RuleTopic {
  /** What may be written, the safest first; empty when it is a map or a list of its own. */
  readonly values: readonly string[];
}

const ruleOf: Readonly<Record<string, string>> = {
  runAsNonRoot: 'run-as-non-root-not-enforced',
  runAsUser: 'run-as-root',
  runAsGroup: 'root-group-membership',
  seccompProfile: 'seccomp-profile-missing',
  type: 'seccomp-profile-missing',
  appArmorProfile: 'apparmor-unconfined',
  seLinuxOptions: 'selinux-options-custom',
  allowPrivilegeEscalation: 'privilege-escalation-allowed',
  readOnlyRootFilesystem: 'root-filesystem-writable',
  privileged: 'privileged-container',
  capabilities: 'capabilities-not-dropped',
  drop: 'capabilities-not-dropped',
  add: 'capability-beyond-baseline-added',
  procMount: 'proc-mount-unmasked',
  supplementalGroups: 'root-group-membership',
  automountServiceAccountToken: 'service-account-token-automounted',
  hostNetwork: 'host-network',
  hostPID: 'host-pid',
  hostIPC: 'host-ipc',
  hostUsers: 'user-namespace-not-isolated',
  enableServiceLinks: 'service-links-enabled',
  'pod-security.kubernetes.io/enforce': 'namespace-pod-security-missing',
  'pod-security.kubernetes.io/warn': 'namespace-pod-security-missing',
  'pod-security.kubernetes.io/audit': 'namespace-pod-security-missing',
};

const field = (name: string, values: readonly string[], doc: string): SecurityField => ({
  name,
  values,
  doc,
  rule: ruleOf[name] ?? '',
});

const runAs = [
  field(
    'runAsNonRoot',
    ['true', 'false'],
    'The kubelet refuses to start the container as root. Without it the image alone decides.',
  ),
  field(
    'runAsUser',
    ['10001', '1000'],
    'The user number the program runs as. 0 is root; a high number belongs to nobody on the node.',
  ),
  field('runAsGroup', ['10001', '1000'], 'The main group of the program. Without it the group is 0, root’s.'),
  field(
    'seccompProfile',
    [],
    'Which system calls the kernel answers. Without it all of them, the dangerous ones included.',
  ),
  field('appArmorProfile', [], 'Which files and capabilities AppArmor lets the program use.'),
  field(
    'seLinuxOptions',
    [],
    'The SELinux label of the program. Another type or user than the runtime’s takes its fence away.',
  ),
];

const container = [
  field(
    'allowPrivilegeEscalation',
    ['false', 'true'],
    'Whether a setuid program may give the process more rights than it started with.',
  ),
  field(
    'readOnlyRootFilesystem',
    ['true', 'false'],
    'The image cannot be changed at run time: an intruder finds no place to put tools. Writable folders become volumes.',
  ),
  field('privileged', ['false', 'true'], 'true hands the container every device and kernel interface of the node.'),
  field('capabilities', [], 'Parts of root’s power. Drop ALL, add back the one that is needed.'),
  field('procMount', ['Default', 'Unmasked'], 'Whether the kernel’s sensitive files below /proc are hidden.'),
  ...runAs,
];

const pod = [
  ...runAs,
  field('fsGroup', ['10001', '1000'], 'The group that may write into the volumes.'),
  field(
    'fsGroupChangePolicy',
    ['OnRootMismatch', 'Always'],
    'Whether all files of a volume change their group at each start.',
  ),
  field('supplementalGroups', [], 'More groups for the program.'),
];

const podSpec = [
  field(
    'automountServiceAccountToken',
    ['false', 'true'],
    'Whether the program gets a token for the Kubernetes API. Most need none; a thief would use it.',
  ),
  field('hostNetwork', ['false', 'true'], 'true puts the pod on the node’s network, past every network policy.'),
  field('hostPID', ['false', 'true'], 'true shows the pod all processes of the node.'),
  field('hostIPC', ['false', 'true'], 'true lets the pod read the shared memory of the node.'),
  field('hostUsers', ['false', 'true'], 'false gives the pod a user range of its own: its root is nobody on the node.'),
  field('enableServiceLinks', ['false', 'true'], 'Whether every service of the namespace appears in the environment.'),
  field('securityContext', [], 'What all containers of the pod start from.'),
];

const seccomp = [
  field(
    'type',
    ['RuntimeDefault', 'Localhost', 'Unconfined'],
    'RuntimeDefault is the container runtime’s own list; Unconfined is none.',
  ),
  field('localhostProfile', [], 'The file of the profile on the node, for the type Localhost.'),
];

const capabilities = [
  field('drop', ['[ALL]'], 'What is taken away. The Pod Security level restricted asks for ALL.'),
  field('add', ['[NET_BIND_SERVICE]'], 'What is given back. Only NET_BIND_SERVICE goes with the level restricted.'),
];

const levels = ['restricted', 'baseline', 'privileged'];
const namespaceLabels = [
  field(
    'pod-security.kubernetes.io/enforce',
    levels,
    'Pods of this namespace that do not satisfy the level are refused.',
  ),
  field('pod-security.kubernetes.io/warn', levels, 'Whoever creates a pod that does not satisfy the level is told.'),
  field('pod-security.kubernetes.io/audit', levels, 'Pods that do not satisfy the level are noted in the audit log.'),
];

/** All of them, for those who translate what is said about them. */
export const securityFields: readonly SecurityField[] = [
  ...container,
  ...pod,
  ...podSpec,
  ...seccomp,
  ...capabilities,
  ...namespaceLabels,
];

const containers = /^(?:containers|initContainers|ephemeralContainers)$/;

/** The security fields that may stand below a chain of keys, the outermost key first. */
export function securityFieldsAt(parents: readonly string[], kind: string | undefined): readonly SecurityField[] {
  const [grandparent = '', parent = ''] = parents.slice(-2).length === 2 ? parents.slice(-2) : ['', parents[0]];
  if (parent === 'securityContext') return containers.test(grandparent) ? container : pod;
  if (parent === 'capabilities' && grandparent === 'securityContext') return capabilities;
  if (parent === 'seccompProfile' || parent === 'appArmorProfile') return seccomp;
  if (parent === 'spec' && (grandparent === 'template' || (kind === 'Pod' && parents.length === 1))) return podSpec;
  if (parent === 'labels' && kind === 'Namespace') return namespaceLabels;
  return [];
}
