import { combine } from '../edit/fixes';
import { mountScratch } from '../edit/podEdit';
import { deploymentSpec } from '../examples';
import type { Stage } from '../model/dockerfile';
import { builtContainers } from '../model/imageMatch';
import { placeOf } from '../model/object';
import { at, items, plain, readBoolean } from '../model/value';
import { defineRule } from '../rule';

/** Only paths the Dockerfile itself names: cache variables and VOLUMEs. */
export const readOnlyRootNeedsWritablePath = defineRule({
  id: 'read-only-root-needs-writable-path',
  title: 'Read-only root without the paths the image writes',
  control: 'read-only-files',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: ['OWASP:D8'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'A program that cannot write its cache or its temporary files fails late, and somebody then makes the whole root writable.',
  remedy: 'Mount an emptyDir with a size limit at each path the image writes to.',

  *check(workspace) {
    for (const { container, placed, stage, file } of builtContainers(workspace)) {
      const setting = at(container.value, 'securityContext', 'readOnlyRootFilesystem');
      if (readBoolean(setting).value !== true) continue;
      const mounts = items(at(container.value, 'volumeMounts')).map((mount) => plain(at(mount, 'mountPath')));
      if (mounts.includes(undefined)) continue;
      const needed = writablePaths(stage).filter((path) => !mounts.some((mount) => isBelow(path, String(mount))));
      const [first] = needed;
      if (first === undefined) continue;
      yield {
        at: placeOf(setting),
        file: placed.file,
        message: `Container "${container.name}" cannot write to ${needed.join(', ')}, which ${file} sets up for writing.`,
        fix: () =>
          needed.length === 1
            ? combine(mountScratch(container, first, { sizeLimit: '1Gi' }), {
                title: `Mount an emptyDir at ${first}`,
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      readOnlyRootFilesystem: «true»',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      volumes:\n        - name: cache\n          emptyDir:\n            sizeLimit: 1Gi\n      containers:\n        - name: web\n          image: shop/web:1.4\n          volumeMounts:\n            - name: cache\n              mountPath: /cache\n          securityContext:\n            readOnlyRootFilesystem: true\n',
      files: { 'web/Dockerfile': 'FROM python:3.13\nENV HF_HOME=/cache\n' },
    },
  ],
  accepts: [
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      readOnlyRootFilesystem: true\n    volumeMounts:\n      - name: cache\n        mountPath: /cache',
      ),
      files: { 'web/Dockerfile': 'FROM python:3.13\nENV HF_HOME=/cache/hub\n' },
    },
    {
      text: deploymentSpec('containers:\n  - name: web\n    image: shop/web:1.4'),
      files: { 'web/Dockerfile': 'FROM python:3.13\nENV HF_HOME=/cache\n' },
    },
  ],
});

/** Variables by which programs are told where to keep what they write. */
const cacheVariables = [
  'TMPDIR',
  'HF_HOME',
  'TRANSFORMERS_CACHE',
  'TORCH_HOME',
  'XDG_CACHE_HOME',
  'NUMBA_CACHE_DIR',
  'MPLCONFIGDIR',
];

function writablePaths(stage: Stage): string[] {
  const volumes = stage.chain
    .flatMap((one) => one.instructions)
    .flatMap((instruction) => (instruction.keyword === 'VOLUME' ? instruction.paths : []))
    .map((path) => path.value);
  const caches = cacheVariables.map((name) => stage.env(name));
  const known = [...volumes, ...caches].filter((path): path is string => path !== undefined && /^\/[^$]+$/.test(path));
  return [...new Set(known.map((path) => path.replace(/\/$/, '')))];
}

function isBelow(path: string, mount: string): boolean {
  const folder = mount.replace(/\/$/, '');
  return path === folder || path.startsWith(`${folder}/`);
}

export const german = {
  title: 'Schreibgeschütztes Root ohne die Pfade, in die das Image schreibt',
  why: 'Ein Programm, das Cache oder temporäre Dateien nicht schreiben kann, scheitert spät, und dann macht jemand das ganze Root wieder beschreibbar.',
  remedy: 'An jedem Pfad, in den das Image schreibt, ein emptyDir mit Größenlimit einbinden.',
  says: {
    'Container "{0}" cannot write to {1}, which {2} sets up for writing.':
      'Container „{0}“ kann nicht nach {1} schreiben, das {2} zum Schreiben einrichtet.',
    'Mount an emptyDir at {0}': 'Ein emptyDir unter {0} einbinden',
  },
};
