import { podSpec } from '../examples';
import { hostPaths, isAtOrUnder, isSystemFolder, mountsOfVolume } from '../model/podVolumes';
import type { Pod } from '../model/workload';
import { defineRule, type Severity } from '../rule';

const everyPath = ['KICS:5308a7a8'];
const systemFolder = ['KSV-0121', 'KL:sensitive-host-mounts'];
const processes = ['KSE:ProcMount'];

/** Folders that hold the node itself, whole or below. */
const folders = [
  '/etc',
  '/root',
  '/home',
  '/proc',
  '/sys',
  '/boot',
  '/dev',
  '/lib',
  '/lib32',
  '/lib64',
  '/usr',
  '/bin',
  '/sbin',
  '/run',
  '/var/run',
  '/var/log',
  '/var/lib/kubelet',
  '/var/lib/containerd',
  '/var/lib/docker',
  '/opt/cni',
  'C:/Windows',
  'C:/k',
  'C:/ProgramData',
];
const exactly = ['/', '/var', '/var/lib', 'C:'];
/** What every program may know or use; some only read it. */
const harmless = ['/dev/null', '/dev/zero', '/dev/shm', '/dev/urandom', '/dev/random', '/dev/log'];
const mild = [
  '/etc/localtime',
  '/etc/timezone',
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/usr/share',
  '/etc/os-release',
  '/etc/machine-id',
];

function isSensitive(path: string): boolean {
  const same = (a: string, b: string) =>
    /^C:/i.test(b) ? isAtOrUnder(a.toLowerCase(), b.toLowerCase()) : isAtOrUnder(a, b);
  if (harmless.includes(path)) return false;
  return (
    exactly.some((folder) => folder.toLowerCase() === path.toLowerCase()) ||
    folders.some((folder) => same(path, folder))
  );
}

/** A mild path that is only read hardly matters; logs and devices matter less than the rest when only read. */
function severityOf(pod: Pod, path: string, volume: string | undefined): Severity | undefined {
  const mounts = mountsOfVolume(pod, volume);
  const onlyRead = mounts.length > 0 && mounts.every(({ mount }) => mount.isReadOnly);
  if (mild.some((folder) => isAtOrUnder(path, folder))) return onlyRead ? 'low' : 'high';
  const special = ['/', '/root', '/etc/kubernetes', '/var/lib/kubelet', '/var', '/var/lib', '/etc', '/proc'];
  return onlyRead && !special.includes(path) ? 'high' : undefined;
}

export const hostPathSensitive = defineRule({
  id: 'host-path-sensitive',
  title: 'Part of the node itself is mounted',
  control: 'host-paths',
  level: 'baseline',
  severity: 'critical',
  stride: ['T', 'I', 'E'],
  layer: 'host',
  aliases: [...everyPath, ...systemFolder, ...processes],
  references: ['CISD:5.6'],
  fixable: 'never',
  subject: 'pod',
  why: 'From these folders a container reads the keys of the node and of other pods, or changes what the node runs next: a mount like that is a way out.',
  remedy:
    'Mount nothing of the system; an agent that must read logs or metrics gets the one folder it reads, read-only.',

  *check(pod) {
    for (const { path, normal, name } of hostPaths(pod)) {
      if (path.state !== 'literal' || normal === undefined || !isSensitive(normal)) continue;
      const severity = severityOf(pod, normal, name);
      const problem = {
        at: path.span,
        message: `${pod.title} mounts ${path.value}, a part of the node's own system.`,
        aliases: [
          ...everyPath,
          ...(isSystemFolder(normal) ? systemFolder : []),
          ...(isAtOrUnder(normal, '/proc') ? processes : []),
        ],
      };
      yield severity ? { ...problem, severity } : problem;
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: etc\n    hostPath: { path: «/etc/» }\n  - name: win\n    hostPath: { path: «C:\\Windows» }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: shm\n    hostPath: { path: /dev/shm }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: data\n    hostPath: { path: /data/etc }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: data\n    hostPath: { path: "{{ .Values.path }}" }'),
  ],
});

export const german = {
  title: 'Ein Teil des Nodes selbst ist eingebunden',
  why: 'Aus diesen Ordnern liest ein Container die Schlüssel des Nodes und anderer Pods oder ändert, was der Node als Nächstes ausführt: So eine Einbindung ist ein Ausgang.',
  remedy:
    'Nichts vom System einbinden; ein Agent, der Protokolle oder Messwerte liest, bekommt den einen Ordner, den er liest, nur lesbar.',
  says: {
    "{0} mounts {1}, a part of the node's own system.": '{0} bindet {1} ein, einen Teil des Systems des Nodes.',
  },
};
