import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { isRendered, valuesKeys, versionOf } from '../model/chart';
import { at, isAbsent, plain, scalarText, spanOf, type Value } from '../model/value';
import { isMovingTag, parseImageReference } from '../parse/image';
import { defineRule } from '../rule';

/** The tag in a map that says which image, or in a whole reference. */
function movingTag(name: string, value: Value): { readonly at: Value; readonly tag: string } | undefined {
  if (/^image$|Image$/.test(name) && value.kind === 'scalar') {
    const text = plain(value);
    const image = typeof text === 'string' && !/\{\{|\$/.test(text) ? parseImageReference(text) : undefined;
    return image?.tag && !image.digest && isMovingTag(image.tag.text) ? { at: value, tag: image.tag.text } : undefined;
  }
  if (value.kind !== 'map') return undefined;
  const isImage = /image$/i.test(name) || !isAbsent(at(value, 'repository')) || !isAbsent(at(value, 'registry'));
  const tag = at(value, 'tag');
  const text = scalarText(tag) ?? '';
  return isImage && isMovingTag(text) && !scalarText(at(value, 'digest')) ? { at: tag, tag: text } : undefined;
}

/** Where the chart renders the image, the rule about containers says the same. */
export const valuesImageTagDefaultMutable = defineRule({
  id: 'values-image-tag-default-mutable',
  title: 'Value names a tag that moves',
  control: 'deploy-by-digest',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Chart.yaml tells the version of the chart's own image, and of no other.
  subject: 'values',
  why: 'A tag like latest means another image tomorrow: what runs is not what was reviewed, and two replicas may differ.',
  remedy: 'Name a version, best with its digest.',

  *check(values) {
    for (const { path, name, value } of valuesKeys(values.root)) {
      const moving = movingTag(name, value);
      const where = moving && spanOf(moving.at);
      if (!moving || !where || isRendered(values, path)) continue;
      const version = values.chart && value.kind === 'map' && versionOf(values.chart.metadata.root);
      yield {
        at: where,
        message: `${path.join('.')} runs whatever ${moving.tag} points at when the pod starts.`,
        fix: () =>
          version && path.join('.') === 'image'
            ? asFix(setValue(moving.at, version), {
                title: `Set the tag to ${version}, which the chart is made for`,
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    { bad: 'image:\n  repository: shop/api\n  tag: «latest»\n' },
    { bad: 'api:\n  registry: registry.example.com\n  tag: «"latest"»\nsidecarImage: «shop/log:latest»\n' },
    {
      file: 'values.yaml',
      bad: 'image:\n  repository: shop/api\n  tag: «latest» # for now\nlog:\n  image:\n    tag: «latest»\n',
      good: 'image:\n  repository: shop/api\n  tag: "1.10" # for now\nlog:\n  image:\n    tag: latest\n',
      files: {
        'Chart.yaml':
          'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "1.10"\ndependencies:\n  - name: absent\n    version: 1.0.0\n    repository: https://charts.example.com\n',
      },
    },
  ],
  accepts: [
    'image:\n  repository: shop/api\n  tag: ""\n',
    'image:\n  repository: shop/api\n  tag: latest\n  digest: sha256:1111111111111111111111111111111111111111111111111111111111111111\n',
    'image: shop/api:1.4\nrelease:\n  tag: latest\n',
    'image: "{{ .Values.global.registry }}/api:latest"\n',
  ],
});

export const german = {
  title: 'Wert nennt einen wandernden Tag',
  why: 'Ein Tag wie latest bedeutet morgen ein anderes Image: Es läuft nicht, was geprüft wurde, und zwei Replicas können verschieden sein.',
  remedy: 'Eine Version nennen, am besten mit Digest.',
  says: {
    '{0} runs whatever {1} points at when the pod starts.': '{0} führt aus, worauf {1} beim Start des Pods zeigt.',
    'Set the tag to {0}, which the chart is made for': 'Den Tag auf {0} setzen, wofür der Chart gemacht ist',
  },
};
