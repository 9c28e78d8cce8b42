import { profiles } from '../context';
import { severities } from '../rule';

/** What may stand in a config file. Schema, validation, completion, hover and the starting file all come from here. */
export type Field =
  | { readonly type: 'text'; readonly doc: string; readonly values?: readonly string[]; readonly example?: string }
  | { readonly type: 'version' | 'switch'; readonly doc: string; readonly example?: string }
  | { readonly type: 'texts'; readonly doc: string; readonly example?: string }
  | { readonly type: 'rules'; readonly doc: string }
  | { readonly type: 'map'; readonly doc: string; readonly fields: Fields }
  | { readonly type: 'list'; readonly doc: string; readonly fields: Fields };
export type Fields = Readonly<Record<string, Field>>;

/** What a rule may be set to. */
export const ruleSettings = ['off', ...severities] as const;

const judged: Fields = {
  profile: {
    type: 'text',
    values: Object.keys(profiles),
    doc: 'Which rules speak: `baseline`, `restricted` (the default), `arbitrary-code` for containers that run code nobody controls, or `all`, which adds advice.',
  },
  kubernetesVersion: {
    type: 'version',
    doc: 'The Kubernetes version of the cluster, like "1.34". Rules and fixes follow what that version understands.',
    example: '"1.34"',
  },
  rules: {
    type: 'rules',
    doc: 'Single rules: `off`, or the severity they are shown with. A rule named here speaks in every profile.',
  },
  approvedRegistries: {
    type: 'texts',
    doc: 'Registries, or registry/path prefixes, that images may come from. Empty: Bulkhead has no opinion.',
    example: '[registry.example.com/platform]',
  },
  approvedBaseImages: {
    type: 'texts',
    doc: 'Images that Dockerfiles may start from, and that templates use. Empty: no opinion.',
    example: '[registry.example.com/base/python]',
  },
  untrusted: {
    type: 'map',
    doc: 'Which workloads run code nobody controls. Isolation rules speak about these in every profile.',
    fields: {
      labels: {
        type: 'texts',
        doc: 'Pod labels that mark such a workload: `key` or `key=value`.',
        example: '[isolation=untrusted]',
      },
      paths: { type: 'texts', doc: 'Files whose workloads are all of that kind, as globs.', example: '["models/**"]' },
      nodeLabel: {
        type: 'text',
        doc: 'The label of the nodes that are only for them: `key=value`. Fixes choose these nodes.',
        example: 'pool=untrusted',
      },
      nodeTaint: {
        type: 'text',
        doc: 'The taint that keeps other pods off those nodes: `key=value:NoSchedule`. Fixes tolerate it.',
        example: 'pool=untrusted:NoSchedule',
      },
      priorityClass: {
        type: 'text',
        doc: 'The priority class of low value that they shall have.',
        example: 'untrusted-low',
      },
    },
  },
  helm: {
    type: 'map',
    doc: 'How charts are looked at.',
    fields: {
      conditional: {
        type: 'switch',
        doc: 'Also look at features that are off by default, each as if it were on. What is found there says when it is so.',
      },
    },
  },
  suppressions: {
    type: 'map',
    doc: 'How ignore comments are treated.',
    fields: {
      foreign: {
        type: 'switch',
        doc: 'Honour the ignore marks of hadolint, Checkov, Trivy, KICS, kube-linter, kube-score and Polaris.',
      },
      reasonRequired: { type: 'switch', doc: 'Report `# bulkhead-ignore` comments that give no reason.' },
    },
  },
};

export const configFields: Fields = {
  root: { type: 'switch', doc: 'Do not look for config files further up.' },
  ...judged,
  ignore: {
    type: 'texts',
    doc: 'Files that are not checked at all, as globs relative to this file.',
    example: '["third_party/**"]',
  },
  charts: {
    type: 'list',
    doc: "The value files that a chart is rendered with, besides values.yaml alone. Without an entry: those beside values.yaml whose keys are the chart's.",
    fields: {
      path: { type: 'text', doc: 'The folder of the chart, relative to this file.' },
      values: {
        type: 'texts',
        doc: 'Value files relative to the chart, each a scenario of its own; "base.yaml,prod.yaml" lays several over each other, the last one on top. They must lie in the folder of this file.',
        example: '[values-prod.yaml]',
      },
    },
  },
  templates: { type: 'text', doc: 'A folder with templates of your own that add to or replace the shipped ones.' },
  overrides: {
    type: 'list',
    doc: 'Other settings for some files; later entries win.',
    fields: { paths: { type: 'texts', doc: 'Which files, as globs relative to this file.' }, ...judged },
  },
};
