import { deploymentSpec, objectOf } from '../examples';
import { describe } from '../model/object';
import { readLabels } from '../model/selectors';
import { at } from '../model/value';
import { defineRule } from '../rule';

export const ownershipLabelsMissing = defineRule({
  id: 'ownership-labels-missing',
  title: 'No owner or component labels',
  control: 'sbom-and-provenance',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'monitoring',
  aliases: ['KL:required-label-owner'],
  references: [],
  fixable: 'never', // The owner is not in the file.
  subject: 'object',
  why: 'When an alarm names this workload at night, nobody knows whom to call, and policies cannot select by team.',
  remedy: 'Add an `owner` or `team` label, or app.kubernetes.io/part-of.',

  *check(object) {
    if (!workloads.test(object.kind) || !/^(apps|batch|apps\.openshift\.io|extensions)?$/.test(object.group)) return;
    const labels = [
      readLabels(at(object.root, 'metadata', 'labels')),
      readLabels(at(object.root, 'metadata', 'annotations')),
      readLabels(at(object.root, 'spec', 'template', 'metadata', 'labels')),
    ];
    if (labels.some(({ known, complete }) => !complete || [...known.keys()].some((key) => owner.test(key)))) return;
    yield { at: object.nameSpan, message: `${describe(object)} has no label that says whose it is.` };
  },

  examples: [{ bad: deploymentSpec('containers: []').replace('name: shop', 'name: «shop»') }],
  accepts: [
    objectOf('apps/v1', 'Deployment', '  labels:\n    owner: shop-team\nspec: {}'),
    objectOf('apps/v1', 'Deployment', '  labels:\n    app.kubernetes.io/part-of: shop\nspec: {}'),
    objectOf('v1', 'ConfigMap', 'data: {}'),
  ],
});

const workloads = /^(Deployment|StatefulSet|DaemonSet|CronJob|DeploymentConfig)$/;

const owner = /(^|[/._-])(owner|team|part-of|contact|maintainers?|squad|cost-?cent(er|re))$/i;

export const german = {
  title: 'Keine Labels für Verantwortliche oder Komponente',
  why: 'Wenn ein Alarm nachts diese Anwendung nennt, weiß niemand, wen er anrufen soll, und Policies können nicht nach Team auswählen.',
  remedy: 'Ein Label `owner` oder `team` oder app.kubernetes.io/part-of setzen.',
  says: {
    '{0} has no label that says whose it is.': '{0} hat kein Label, das sagt, wem es gehört.',
  },
};
