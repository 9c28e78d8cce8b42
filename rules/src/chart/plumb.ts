import { originsOf, type PathKey, valueAt } from '@bulkhead/helm';
import { isYaml } from '../model/templateDocuments';
import { at, isAbsent, items, plain, rootValue, spanOf, type Value } from '../model/value';
import type { Fix } from '../rule';
import { smallestEdit } from '../text/edits';
import { lineStart } from '../text/lines';
import { byWriting } from './attempts';
import type { ValuesPath } from './candidates';
import { type RenderedFinding, shownPath } from './found';
import { type Change, intentOf } from './intent';
import { type ChartEdit, filesOf, proven, templateEdits } from './templateFix';

/** Fields that charts let their users set, and how their keys are called for a pod and for a container. */
const plumbedFields = new Map([
  ['securityContext', { pod: 'podSecurityContext', container: 'securityContext' }],
  ['resources', { pod: 'podResources', container: 'resources' }],
]);

/** The field that a template does not have yet, and the key of the values that shall feed it. */
interface Plumbing {
  readonly field: string;
  /** Where it belongs in the rendered document: a container, or the spec of a pod. */
  readonly owner: readonly (string | number)[];
  readonly key: ValuesPath;
  /** How the template reads it, from the root of the values on. */
  readonly source: (values: string) => string;
}

/** Where the values of a container stand, or would stand. */
interface Block {
  readonly path: ValuesPath;
  /** Nothing else is read from it, so that whoever keeps older values may not have it. */
  readonly isNew: boolean;
}

/**
 * Lets the template read the missing field from a key of the values, and sets that key: what the author of a chart would
 * do, so that whoever installs it can decide otherwise. One edit of both files.
 */
export function plumbFix(found: RenderedFinding): Fix | undefined {
  const { wanted } = found;
  const changes = intentOf(wanted, found.document) ?? [];
  const plumbing = plumbingFor(found, changes);
  const values = plumbing && valuesEdit(found, plumbing, changes);
  const edits = values && templateEdits(found);
  if (!edits) return undefined;
  // Inside a loop the dot is something else, and in a helper there may be no `$`.
  for (const root of ['.Values', '$.Values']) {
    const plumbed = edits.map((edit) => reading(edit, plumbing, plumbing.source(root), found));
    if (!plumbed.some((edit, i) => edit !== edits[i])) return undefined;
    const title = `${wanted.title}: set ${shownPath(plumbing.key)} in values.yaml, read in ${filesOf(edits).join(', ')}`;
    const fix = proven(found, [...plumbed, values], title);
    if (fix) return fix;
  }
  return undefined;
}

function plumbingFor(found: RenderedFinding, changes: readonly Change[]): Plumbing | undefined {
  const root = rootValue(found.document);
  for (const { path } of changes) {
    const depth = path.findIndex(
      (key, i) => plumbedFields.has(String(key)) && isAbsent(at(root, ...path.slice(0, i + 1))),
    );
    const field = String(path[depth]);
    const owner = path.slice(0, depth);
    const names = plumbedFields.get(field);
    if (depth < 1 || !names) continue;
    const isContainer = typeof owner.at(-1) === 'number';
    const block = blockFor(found, isContainer ? at(root, ...owner) : firstContainer(at(root, ...owner)));
    if (!block) return undefined;
    const name = isContainer ? names.container : names.pod;
    const key = [...block.path, name];
    const source = (values: string) => {
      const from = [values, ...block.path].join('.');
      return `${block.isNew ? `(${from})` : from}.${name}`;
    };
    return key.every((part) => /^[A-Za-z_]\w*$/.test(String(part))) ? { field, owner, key, source } : undefined;
  }
  return undefined;
}

function firstContainer(spec: Value): Value {
  return items(at(spec, 'containers'))[0] ?? at(spec, 'containers');
}

function blockFor(found: RenderedFinding, container: Value): Block | undefined {
  const path = pathBesideImage(found, container);
  if (path) return { path, isNew: false };
  const name = ownBlock(found, container);
  return name === undefined ? undefined : { path: [name], isNew: true };
}

/** The values of a container stand where its image is set. */
function pathBesideImage(found: RenderedFinding, container: Value): ValuesPath | undefined {
  const span = spanOf(at(container, 'image'));
  const paths = span ? originsOf(found.rendered, span).flatMap((origin) => (origin.path ? [origin.path] : [])) : [];
  const path = paths.find((one) => one[0] !== 'global' && one.some(isImage)) ?? paths.find((one) => one.length > 2);
  if (!path) return undefined;
  const index = path.findIndex(isImage);
  if (index < 0) return path.slice(0, -1);
  const word = String(path[index]).replace(/images?$/i, '');
  return [...path.slice(0, index), ...(word === '' ? [] : [word])];
}

/** A container of which nothing can be set yet gets a block of its own name; those of the chart's tests share one. */
function ownBlock({ rendered, scenario }: RenderedFinding, container: Value): string | undefined {
  if (rendered.template.path.startsWith('templates/tests/')) return 'tests';
  const name = at(container, 'name');
  const span = spanOf(name);
  if (!span || !originsOf(rendered, span).every(({ kind }) => kind === 'literal')) return undefined;
  const word = String(plain(name)).replace(/[-.]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const block = valueAt(scenario.prepared, [word])?.value;
  // A map of that name that says nothing of containers may be about something else.
  const isFree =
    block === undefined || block === null || (block instanceof Map && [...block.keys()].some(isOfContainer));
  return isFree ? word : undefined;
}

function isOfContainer(key: string): boolean {
  return isImage(key) || [...plumbedFields.values()].some(({ pod, container }) => key === pod || key === container);
}

function isImage(key: PathKey): boolean {
  return typeof key === 'string' && /images?$/i.test(key);
}

/** Sets in values.yaml what the fix wants below the missing field. */
function valuesEdit(found: RenderedFinding, plumbing: Plumbing, changes: readonly Change[]): ChartEdit | undefined {
  const file = 'values.yaml';
  const before = found.trial.rendering.input.files.get(file);
  // A key that is there and holds something else was meant for something else.
  const known = valueAt(found.scenario.prepared, plumbing.key)?.value;
  if (typeof before !== 'string' || !(known === undefined || known === null || known instanceof Map)) return undefined;
  const above = [...plumbing.owner, plumbing.field];
  let text = before;
  for (const change of changes) {
    if (!above.every((key, i) => change.path[i] === key)) continue;
    const path = [...plumbing.key, ...change.path.slice(above.length)];
    const [set] = byWriting(found, file, path, change, new Map([[file, text]]));
    if (!set) return undefined;
    text = set.text;
  }
  const edit = smallestEdit(before, text);
  return edit && { ...edit, file };
}

/** The edit that writes the missing field on lines of its own, reading it instead; any other as it is. */
function reading(edit: ChartEdit, { field }: Plumbing, source: string, { trial }: RenderedFinding): ChartEdit {
  const eol = /\r?\n/.exec(edit.text)?.[0];
  if (edit.adds !== field || eol === undefined) return edit;
  // Behind a line, or in front of one or of the first key of its line: behind a dash there is no room for an action.
  const isBehind = edit.text.startsWith(eol) && !edit.text.endsWith(eol);
  const [, before = '', after = ''] =
    /^( *)[\s\S]*?( *)$/.exec(isBehind ? edit.text.slice(eol.length) : edit.text) ?? [];
  const template = String(trial.rendering.input.files.get(edit.file));
  const standing = template.slice(lineStart(template, edit.span.start), edit.span.start);
  const isWhole = isBehind || (edit.text.endsWith(eol) ? standing === '' : before === '' && standing === after);
  if (!isWhole) return edit;
  const pad = before || after;
  const lines = isYaml(template)
    ? [`${field}: {{ toYaml ${source} | nindent ${pad.length + 2} }}`]
    : [`{{- with ${source} }}`, `${field}:`, `  {{- toYaml . | nindent ${pad.length + 2} }}`, '{{- end }}'];
  const text = before + lines.join(eol + pad);
  return { ...edit, text: isBehind ? eol + text : text + eol + after };
}
