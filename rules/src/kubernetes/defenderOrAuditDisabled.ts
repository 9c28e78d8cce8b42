import { objectOf, podSpec } from '../examples';
import { describe } from '../model/object';
import { at, entries, keySpan, plain, scalarText } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

export const defenderOrAuditDisabled = defineRule({
  id: 'defender-or-audit-disabled',
  title: 'Monitoring switched off by configuration',
  control: 'runtime-detection',
  level: 'advice',
  severity: 'low',
  stride: ['R'],
  layer: 'monitoring',
  aliases: [],
  references: ['NSA:8.0'],
  fixable: 'never', // Something may run only because of the exclusion; that has to be mended first.
  subject: 'object',
  why: 'What happens in a program nobody watches is found late or never.',
  remedy: 'Remove the exclusion, or narrow it to the noisy part.',

  *check(object) {
    if (object.kind === 'ConfigMap' && object.name === 'container-azm-ms-agentconfig') {
      const settings = at(object.root, 'data', 'log-data-collection-settings');
      const text = scalarText(settings) ?? '';
      const off = /\[log_collection_settings\.(stdout|stderr)\][^[]*?enabled\s*=\s*false/.test(text);
      const left = /^\s*exclude_namespaces\s*=\s*\[([^\]]*)\]/m.exec(text)?.[1] ?? '';
      const own = left
        .split(',')
        .some((name) => !/^\s*("?(kube-|gatekeeper|azure-arc|calico|tigera)[\w-]*"?)?\s*$/.test(name));
      const place = keySpan(settings);
      if (place && (off || own)) yield { at: place, message: `${describe(object)} leaves out log lines of programs.` };
    }
    for (const pod of readPods(object)) {
      for (const mark of [...entries(at(pod.metadata, 'annotations')), ...entries(at(pod.metadata, 'labels'))]) {
        const value = String(plain(mark.value));
        if (!offMarks.some(([key, text]) => key.test(mark.key) && text === value)) continue;
        yield { at: mark.keySpan, message: `${pod.title} is left out of monitoring.` };
      }
    }
  },

  examples: [
    {
      bad: podSpec('containers: []').replace(
        'name: shop\n',
        'name: shop\n  annotations:\n    «fluentbit.io/exclude»: "true"\n',
      ),
    },
    {
      bad: objectOf(
        'v1',
        'ConfigMap',
        'data:\n  «log-data-collection-settings»: |\n    [log_collection_settings]\n       [log_collection_settings.stdout]\n          enabled = false',
      ).replace('name: shop', 'name: container-azm-ms-agentconfig'),
    },
  ],
  accepts: [
    podSpec('containers: []').replace(
      'name: shop\n',
      'name: shop\n  annotations:\n    prometheus.io/scrape: "false"\n',
    ),
    objectOf(
      'v1',
      'ConfigMap',
      'data:\n  log-data-collection-settings: |\n    [log_collection_settings.stdout]\n      exclude_namespaces = ["kube-system"]',
    ).replace('name: shop', 'name: container-azm-ms-agentconfig'),
  ],
});

/** Marks by which log collectors and sensors leave a pod out. */
const offMarks: readonly (readonly [RegExp, string])[] = [
  [/^fluentbit\.io\/exclude(-(std(out|err)))?$/, 'true'],
  [/^(ad|admission)\.datadoghq\.com\/([\w.-]+\.)?(exclude|logs_exclude)$/, 'true'],
  [/^co\.elastic\.logs\/enabled$/, 'false'],
  [/^(falco|tetragon|defender|microsoft-defender|sysdig)[\w.-]*\/(exclude|ignore|disabled)$/, 'true'],
];

export const german = {
  title: 'Überwachung durch Konfiguration abgeschaltet',
  why: 'Was in einem Programm geschieht, das niemand beobachtet, wird spät oder nie entdeckt.',
  remedy: 'Die Ausnahme entfernen oder auf den lauten Teil beschränken.',
  says: {
    '{0} leaves out log lines of programs.': '{0} lässt Protokollzeilen von Programmen aus.',
    '{0} is left out of monitoring.': '{0} ist von der Überwachung ausgenommen.',
  },
};
