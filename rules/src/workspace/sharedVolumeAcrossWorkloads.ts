import type { Context } from '../context';
import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { removeItem } from '../edit/yamlRemove';
import { deploymentSpec, objectSpec } from '../examples';
import { type ClaimUser, claimUsers, servesOnePod } from '../model/claimUsers';
import { describe, placeOf } from '../model/object';
import { standTogether } from '../model/selection';
import { at, items, plain, type Value } from '../model/value';
import { isLabelledUntrusted, type Pod } from '../model/workload';
import type { PlacedObject, Workspace } from '../model/workspace';
import { defineRule, type Fix, type Problem } from '../rule';
import type { Span } from '../text/span';

export const sharedVolumeAcrossWorkloads = defineRule({
  id: 'shared-volume-across-workloads',
  title: 'Volume that several workloads may write',
  control: 'tenant-data-separation',
  level: 'isolation',
  severity: 'medium',
  stride: ['T', 'I'],
  layer: 'runtime',
  aliases: ['KICS:3878dc92'],
  references: [],
  fixable: 'sometimes', // Where one pod uses it, or it is plain which workload fills it.
  subject: 'workspace',
  why: 'What one tenant writes there, the next one reads or runs: a shared writable volume joins what namespaces keep apart.',
  remedy: 'Use ReadWriteOncePod for data of one pod, and ReadOnlyMany for models that many read.',

  *check(workspace, context) {
    for (const placed of workspace.objects) {
      const { object } = placed;
      if (object.kind === 'PersistentVolumeClaim' && object.group === '') yield* ofClaim(placed, workspace, context);
      if (object.kind !== 'StatefulSet') continue;
      for (const claim of items(at(object.root, 'spec', 'volumeClaimTemplates'))) {
        const found = writtenByMany(claim, plain(at(claim, 'metadata', 'name')));
        if (found) yield { ...found, file: placed.file, fix: () => forOnePod(claim, context.kubernetes) };
      }
    }
  },

  examples: [
    { bad: claimWith('[«ReadWriteMany»]') },
    {
      bad: claimWith('\n  - ReadWriteOnce\n  - «ReadWriteMany» # NFS'),
      files: { 'api.yaml': mounting('apps/v1', 'StatefulSet', 'api', '') },
      good: claimWith('\n  - ReadWriteOncePod # NFS'),
    },
    {
      bad: claimWith('[«ReadWriteMany»]'),
      files: {
        'load.yaml': mounting('batch/v1', 'Job', 'model-download', ''),
        'api.yaml': mounting('apps/v1', 'Deployment', 'api', ''),
      },
      good: claimWith('[ReadWriteMany]'),
      goodFiles: { 'api.yaml': mounting('apps/v1', 'Deployment', 'api', ', readOnly: true') },
    },
    {
      bad: claimWith('[ReadWriteOnce]').replace('name: models', 'name: «models»'),
      files: {
        'api.yaml': mounting('apps/v1', 'Deployment', 'api', ''),
        'cache.yaml': mounting('apps/v1', 'Deployment', 'cache', ''),
      },
    },
    {
      bad: objectSpec(
        'apps/v1',
        'StatefulSet',
        'volumeClaimTemplates:\n  - metadata: { name: data }\n    spec:\n      accessModes: [«ReadWriteMany»]',
      ),
      good: objectSpec(
        'apps/v1',
        'StatefulSet',
        'volumeClaimTemplates:\n  - metadata: { name: data }\n    spec:\n      accessModes: [ReadWriteOncePod]',
      ),
    },
  ],
  accepts: [
    claimWith('[ReadOnlyMany]'),
    {
      text: claimWith('[ReadWriteMany]'),
      files: {
        'load.yaml': mounting('batch/v1', 'Job', 'load', ''),
        'api.yaml': mounting('apps/v1', 'Deployment', 'api', ', readOnly: true'),
      },
    },
    {
      text: claimWith('[ReadWriteOnce]'),
      files: { 'api.yaml': mounting('apps/v1', 'Deployment', 'api', '') },
    },
  ],
});

function claimWith(modes: string): string {
  return objectSpec('v1', 'PersistentVolumeClaim', `accessModes: ${modes}`).replace('name: shop', 'name: models');
}

function mounting(apiVersion: string, kind: string, name: string, more: string): string {
  const spec = deploymentSpec(
    `containers:\n  - name: ${name}\n    volumeMounts: [{ name: m, mountPath: /m${more} }]\nvolumes:\n  - { name: m, persistentVolumeClaim: { claimName: models } }`,
  );
  return spec.replace('apps/v1', apiVersion).replace('Deployment', kind).replace('name: shop', `name: ${name}`);
}

function* ofClaim({ object, file }: PlacedObject, workspace: Workspace, context: Context): Generator<Problem> {
  const users = claimUsers(workspace, object);
  const writers = users.filter(({ writable }) => writable.length > 0);
  const readOnly = () => leaveToOne(writers, file, (pod) => isLabelledUntrusted(pod, context));
  const found = writtenByMany(object.root, object.name);
  if (found) {
    // One fills it and the others read: what it is for.
    if (workspace.whole && users.length > 1 && writers.length < 2) return;
    const fix = () => (servesOnePod(object, workspace) ? forOnePod(object.root, context.kubernetes) : readOnly());
    yield { ...found, file, ...(workspace.whole ? { fix } : {}) };
    return;
  }
  const sure = writers.filter(({ pod, file: other }) =>
    standTogether({ object, file }, { object: pod.object, file: other }),
  );
  // The pods of one object are one workload.
  const names = [...new Set(sure.map(({ pod }) => describe(pod.object)))];
  if (names.length < 2 || modeOf(object.root, 'ReadWriteOncePod')) return;
  yield {
    at: object.nameSpan,
    file,
    message: `${describe(object)} is written by ${names.slice(0, 3).join(', ')}.`,
    fix: readOnly,
  };
}

function writtenByMany(claim: Value, name: unknown): { at: Span; message: string } | undefined {
  const mode = modeOf(claim, 'ReadWriteMany');
  return (
    mode && {
      at: placeOf(mode),
      message: `The claim "${typeof name === 'string' ? name : ''}" may be written by pods on every node at once.`,
    }
  );
}

function modeOf(claim: Value, wanted: string): Value | undefined {
  return items(at(claim, 'spec', 'accessModes')).find((mode) => plain(mode) === wanted);
}

/** Since this version one pod may have a volume for itself; no other mode may stand beside that. */
const oncePodSince = 29;

function forOnePod(claim: Value, kubernetes: number): Fix | undefined {
  if (kubernetes < oncePodSince) return undefined;
  const modes = items(at(claim, 'spec', 'accessModes'));
  const shared = modeOf(claim, 'ReadWriteMany');
  const others = modes.filter((mode) => mode !== shared);
  const gone = new Set(others.map(({ key }) => key));
  return combine([...others.map((mode) => removeItem(mode, gone)), shared && setValue(shared, 'ReadWriteOncePod')], {
    title: 'Give it to one pod at a time (a claim that exists has to be made anew)',
    safety: 'review',
  });
}

/** Only those who are there to fill a volume write to it: workloads that are trusted, or a job that is called so. */
const fills = /(^|-)(download|downloader|fetch|preload|prefetch|populate|seed|ingest|import)(er)?(-|$)/;

function leaveToOne(writers: readonly ClaimUser[], file: string, isUntrusted: (pod: Pod) => boolean): Fix | undefined {
  if (writers.length < 2) return undefined;
  const trusted = writers.filter(({ pod }) => !isUntrusted(pod));
  const filling = writers.filter(
    ({ pod: { object } }) => /^(Cron)?Job$/.test(object.kind) && fills.test(object.name ?? ''),
  );
  const [writer, more] = trusted.length === 1 ? trusted : filling;
  if (!writer || more) return undefined;
  const readers = writers.filter((one) => one !== writer);
  if (readers.some(({ prepares }) => prepares)) return undefined;
  const changes = readers.map((reader) =>
    combine(
      reader.writable.map((mount) => setValue(at(mount, 'readOnly'), true)),
      { title: '', safety: 'review' },
    )?.edits.map((edit) => (reader.file === file ? edit : { ...edit, file: reader.file })),
  );
  const edits = changes.flatMap((change) => change ?? []);
  if (changes.includes(undefined)) return undefined;
  const title = `Let ${readers.map(({ pod }) => pod.title).join(', ')} only read it (${writer.pod.title} fills it)`;
  return { title, safety: 'review', edits };
}

export const german = {
  title: 'Volume, das mehrere Anwendungen beschreiben dürfen',
  why: 'Was ein Mandant dort schreibt, liest oder führt der nächste aus: Ein gemeinsames beschreibbares Volume verbindet, was Namespaces trennen.',
  remedy: 'ReadWriteOncePod für Daten eines Pods und ReadOnlyMany für Modelle, die viele lesen.',
  says: {
    '{0} is written by {1}.': '{0} wird von {1} beschrieben.',
    'Give it to one pod at a time (a claim that exists has to be made anew)':
      'Immer nur einem Pod geben (ein vorhandener Claim muss neu angelegt werden)',
    'Let {0} only read it ({1} fills it)': '{0} nur lesen lassen ({1} füllt es)',
    'The claim "{0}" may be written by pods on every node at once.':
      'Den Claim „{0}“ dürfen Pods auf jedem Node zugleich beschreiben.',
  },
};
