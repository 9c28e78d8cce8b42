import { capabilityName, dangerousCapabilities, defaultCapabilities } from './podSecurity';
import { normalPath } from './podVolumes';
import { at, isAbsent, items, plain, type Value } from './value';

/** A value that gives a container more than it needs wherever the chart uses it, by the names charts agree on. */
export interface Danger {
  readonly at: Value;
  /** Ends the sentence "`path` ...". */
  readonly means: string;
  /** What it should be instead, when that is known without the program. */
  readonly safe?: boolean;
  readonly isMild?: boolean;
}

const switches: Readonly<Record<string, { readonly bad: boolean; readonly means: string; readonly isMild?: boolean }>> =
  {
    privileged: { bad: true, means: 'hands the container all devices and capabilities of its node' },
    allowPrivilegeEscalation: { bad: true, means: 'lets a program gain rights after it has started' },
    hostNetwork: { bad: true, means: "puts the pod on its node's network" },
    hostPID: { bad: true, means: 'shows the pod every process of its node' },
    hostIPC: { bad: true, means: 'shares the memory segments of its node' },
    runAsNonRoot: { bad: false, means: 'lets the container run as root' },
    readOnlyRootFilesystem: { bad: false, means: 'lets an intruder write into the image', isMild: true },
  };

const settings: readonly (readonly [RegExp, unknown, string])[] = [
  [/[sS]ecurityContext\.runAsUser$/, 0, 'runs the container as root'],
  [/seccompProfile\.type$/, 'Unconfined', 'lets the container make any system call'],
  [/appArmorProfile\.type$/, 'Unconfined', 'takes the AppArmor profile away'],
  [/[sS]ecurityContext\.procMount$/, 'Unmasked', 'shows the container the kernel settings of its node'],
];

/** What is dangerous in one value, whatever the chart. */
export function* dangersIn(path: readonly (string | number)[], value: Value): Iterable<Danger> {
  const name = String(path.at(-1));
  const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
  // Some charts write `hostNetwork: { enabled: true }`.
  const set = known && value.kind === 'map' && known.bad ? at(value, 'enabled') : value;
  if (known && plain(set) === known.bad) yield { ...known, at: set, safe: !known.bad };
  const written = path.join('.');
  const setting = settings.find(([end, bad]) => end.test(written) && plain(value) === bad);
  if (setting) yield { at: value, means: setting[2] };
  if (/capabilities\.add$/.test(written)) yield* capabilities(value);
  if (name === 'hostPath') yield* hostPath(value);
}

function* capabilities(list: Value): Iterable<Danger> {
  for (const item of items(list)) {
    const written = plain(item);
    if (typeof written !== 'string' || defaultCapabilities.has(capabilityName(written))) continue;
    const isMild = !dangerousCapabilities.has(capabilityName(written));
    yield { at: item, means: `gives the container ${written}, a piece of root`, ...(isMild ? { isMild } : {}) };
  }
}

function* hostPath(value: Value): Iterable<Danger> {
  const path = value.kind === 'map' ? at(value, 'path') : value;
  const text = plain(path);
  if (isAbsent(path) || typeof text !== 'string' || !/^(\/|[A-Za-z]:)/.test(text) || /\{\{|\$\(/.test(text)) return;
  yield { at: path, means: `opens ${normalPath(text)} of the node to the container` };
}
