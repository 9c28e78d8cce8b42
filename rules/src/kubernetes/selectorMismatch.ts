import { objectSpec } from '../examples';
import { describe, headOf } from '../model/object';
import { matches, readEquality, readLabels, readSelector } from '../model/selectors';
import { at } from '../model/value';
import { defineRule } from '../rule';

export const selectorMismatch = defineRule({
  id: 'selector-mismatch',
  title: 'Selector does not match the pod template',
  control: 'config-scan-ci',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'administration',
  aliases: [
    'KL:mismatching-selector',
    'KSC:deployment-pod-selector-labels-match-template-metadata-labels',
    'KSC:statefulset-pod-selector-labels-match-template-metadata-labels',
    'C-0296',
  ],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Policies, budgets and Services are written for the labels of the selector; pods with other labels are outside of all of them, and the API server refuses the object.',
  remedy: 'Give the pod template the labels the selector asks for.',

  *check(object) {
    const spec = object.kind === 'CronJob' ? at(object.root, 'spec', 'jobTemplate', 'spec') : at(object.root, 'spec');
    if (!kinds.test(object.kind)) return;
    const value = at(spec, 'selector');
    const isMap = object.kind === 'ReplicationController' || object.kind === 'DeploymentConfig';
    const selector = isMap ? readEquality(value) : readSelector(value);
    const template = at(spec, 'template');
    if (selector.state !== 'known' || template.kind !== 'map') return;
    if (matches(selector, readLabels(at(template, 'metadata', 'labels'))) !== 'no') return;
    yield { at: headOf(value), message: `${describe(object)} selects pods with other labels than those it makes.` };
  },

  examples: [
    {
      bad: objectSpec(
        'apps/v1',
        'Deployment',
        'replicas: 2\nselector:\n  «matchLabels»:\n    app: shop\ntemplate:\n  metadata:\n    labels:\n      app: shp\n  spec: {}',
      ),
    },
  ],
  accepts: [
    objectSpec(
      'apps/v1',
      'Deployment',
      'selector:\n  matchExpressions:\n    - key: app\n      operator: In\n      values: [shop]\ntemplate:\n  metadata:\n    labels:\n      app: shop\n      tier: web',
    ),
    objectSpec(
      'apps/v1',
      'Deployment',
      'selector:\n  matchLabels:\n    app: {{ .Release.Name }}\ntemplate:\n  metadata:\n    labels:\n      app: shop',
    ),
    objectSpec('apps/v1', 'Deployment', 'template: {}'),
  ],
});

const kinds = /^(Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob|ReplicationController|DeploymentConfig)$/;

export const german = {
  title: 'Selector passt nicht zur Pod-Vorlage',
  why: 'Policies, Budgets und Services sind für die Labels des Selectors geschrieben; Pods mit anderen Labels stehen außerhalb von allen, und der API-Server lehnt das Objekt ab.',
  remedy: 'Der Pod-Vorlage die Labels geben, die der Selector verlangt.',
  says: {
    '{0} selects pods with other labels than those it makes.': '{0} wählt Pods mit anderen Labels aus, als es erzeugt.',
  },
};
