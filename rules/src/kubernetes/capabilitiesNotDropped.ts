import { combine } from '../edit/fixes';
import { bindsLowPort, leastCapabilities, mergeValue } from '../edit/podEdit';
import { appendItem, setValue, type YamlChange } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { capabilityName, defaultCapabilities, isSparedAsWindows, ownSecurity, since } from '../model/podSecurity';
import { at, isAbsent, items, readStrings } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule } from '../rule';

function dropAll(container: Container): readonly (YamlChange | undefined)[] {
  const drop = ownSecurity(container, 'capabilities', 'drop');
  if (items(drop).length > 0) return [appendItem(drop, 'ALL'), ...keepLowPorts(container)];
  const add = ownSecurity(container, 'capabilities', 'add');
  return mergeValue(at(container.value, 'securityContext'), {
    capabilities: isAbsent(add) ? leastCapabilities(container) : { drop: ['ALL'] },
  });
}

/** Without the capability a program that binds a port below 1024 no longer starts. */
function keepLowPorts(container: Container): (YamlChange | undefined)[] {
  const add = ownSecurity(container, 'capabilities', 'add');
  return bindsLowPort(container) && isAbsent(add) ? [setValue(add, ['NET_BIND_SERVICE'])] : [];
}

const everyDrop = [
  'KSV-0003',
  'KSV-0106',
  'CKV_K8S_37',
  'KICS:2f1a0619',
  'KSE:CapDropAll',
  'C-0201',
  'PSS-R:capabilities',
];

/** Others are content with one that is dropped, whichever. */
const noneDropped = ['KSV-0004', 'KICS:268ca686'];

const someKept = ['PO:insecureCapabilities'];

/** Another tool is content when each default is dropped by its name. */
function dropsDefaults(drop: readonly string[]): boolean {
  const names = new Set(drop.map(capabilityName));
  return names.has('NET_RAW') && [...defaultCapabilities].every((name) => names.has(name));
}

export const capabilitiesNotDropped = defineRule({
  id: 'capabilities-not-dropped',
  title: 'Default capabilities are kept',
  control: 'capabilities-dropped',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: [...everyDrop, ...noneDropped, ...someKept],
  references: ['CISK:5.2.9', 'CISD:5.4', 'OWASP:D3'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A container starts with over a dozen root powers, such as opening raw sockets or taking over files of other users; an intruder gets them all, the program hardly ever needs one.',
  remedy: 'Drop ALL and add back only what the program proves to need; for ports below 1024 that is NET_BIND_SERVICE.',

  *check(container, context) {
    if (context.kubernetes < since.dropAll || isSparedAsWindows(container.pod, context)) return;
    const value = ownSecurity(container, 'capabilities', 'drop');
    const drop = readStrings(value);
    if (drop.state === 'unknown' || drop.value?.some((name) => capabilityName(name) === 'ALL')) return;
    yield {
      at: drop.span ?? container.nameSpan,
      message: `Container "${container.name}" keeps the capabilities a runtime grants by default.`,
      aliases: [
        ...everyDrop,
        ...(drop.value?.length ? [] : noneDropped),
        ...(dropsDefaults(drop.value ?? []) ? [] : someKept),
      ],
      fix: () =>
        container.pod.os === 'windows'
          ? undefined
          : combine(dropAll(container), {
              title: bindsLowPort(container)
                ? `Drop all capabilities of "${container.name}" but binding low ports`
                : `Drop all capabilities of "${container.name}"`,
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith(
        '- name: api\n  image: shop/api:1.4\n  securityContext:\n    capabilities:\n      drop:\n        - ALL',
      ),
    },
    {
      bad: podWith('- name: «web»\n  ports:\n    - containerPort: 80'),
      good: podWith(
        '- name: web\n  securityContext:\n    capabilities:\n      drop:\n        - ALL\n      add:\n        - NET_BIND_SERVICE\n  ports:\n    - containerPort: 80',
      ),
    },
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities: { drop: «[NET_RAW]» }'),
      good: podWith('- name: api\n  securityContext:\n    capabilities: { drop: [NET_RAW, ALL] }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext:\n    capabilities:\n      drop: [ALL]'),
    // Another spelling has a rule of its own.
    podWith('- name: api\n  securityContext:\n    capabilities:\n      drop: [all]'),
    podWith('- name: api\n  securityContext:\n    capabilities:\n      drop: {{ .Values.drop }}'),
    { text: podWith('- name: api'), context: { kubernetes: 21 } },
  ],
});

export const german = {
  title: 'Standard-Capabilities bleiben erhalten',
  why: 'Ein Container startet mit über einem Dutzend root-Rechten, etwa rohe Sockets zu öffnen oder Dateien anderer zu übernehmen; ein Eindringling bekommt sie alle, das Programm braucht kaum je eines.',
  remedy:
    'ALL entziehen und nur zurückgeben, was das Programm nachweislich braucht; für Ports unter 1024 ist das NET_BIND_SERVICE.',
  says: {
    'Container "{0}" keeps the capabilities a runtime grants by default.':
      'Container „{0}“ behält die Capabilities, die eine Runtime von sich aus vergibt.',
    'Drop all capabilities of "{0}" but binding low ports':
      '„{0}“ alle Capabilities außer dem Binden niedriger Ports entziehen',
    'Drop all capabilities of "{0}"': '„{0}“ alle Capabilities entziehen',
  },
};
