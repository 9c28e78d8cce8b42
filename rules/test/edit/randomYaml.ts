import fc from 'fast-check';

/** Data as a manifest holds it. */
export type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree };

const keys = ['name', 'image', 'spec', 'labels', 'ports', 'env', 'resources', 'app.kubernetes.io/name'];
const scalars: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>(
    'web',
    'shop/web:1.4',
    'true',
    'no',
    '0777',
    '',
    'a: b',
    '# no comment',
    "it's",
    '10.0.0.0/8',
    '*',
    '-x',
    'größe 漢',
  ),
  fc.integer({ min: -5, max: 70000 }),
  fc.boolean(),
);

/** Maps of maps, lists and scalars, as deep as manifests are near their leaves. */
export const trees: fc.Arbitrary<{ [key: string]: Tree }> = fc.letrec<{ node: Tree; map: { [key: string]: Tree } }>(
  (tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      scalars,
      tie('map'),
      fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' }),
    ),
    map: fc.dictionary(fc.constantFrom(...keys), tie('node'), {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
      depthIdentifier: 'tree',
    }),
  }),
).map;

/** A stream of small decisions that shrinks well. */
export const tapes = fc.array(fc.nat(11), { minLength: 60, maxLength: 60 });

export interface Style {
  readonly step: 2 | 4;
  readonly dash: 0 | 2;
  readonly crlf: boolean;
  readonly finalBreak: boolean;
  /** Writes one map a second time by an alias, below the key `copy`. */
  readonly alias: boolean;
}

export const fileStyles: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom(2 as const, 4 as const),
  dash: fc.constantFrom(0 as const, 2 as const),
  crlf: fc.boolean(),
  finalBreak: fc.boolean(),
  alias: fc.boolean(),
});

/** Writes a tree in block and flow style with comments wherever they may stand, as the tape says. */
export function write(tree: { [key: string]: Tree }, style: Style, tape: readonly number[]): string {
  let at = 0;
  let comments = 0;
  let anchored = false;
  const next = () => tape[at++ % tape.length] ?? 0;
  const comment = () => (next() < 3 ? ` # note ${comments++}` : '');
  const commentLines = (pad: string) => (next() < 2 ? [`${pad}# line ${comments++}`] : []);

  const scalar = (value: string | number | boolean | null): string => {
    if (typeof value !== 'string') return String(value);
    const plain = /^[a-z][a-z0-9./]*(:[0-9.]+)?$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/.test(value);
    const how = next();
    if (plain && how < 6) return value;
    return how % 2 ? JSON.stringify(value) : `'${value.replace(/'/g, "''")}'`;
  };
  const key = (text: string) => (next() === 0 ? JSON.stringify(text) : text);
  const flow = (value: Tree): string => {
    if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
    if (value !== null && typeof value === 'object') {
      const parts = Object.entries(value).map(([k, v]) => `${k}: ${flow(v)}`);
      return next() < 6 ? `{ ${parts.join(', ')} }` : `{${parts.join(', ')}}`;
    }
    return scalar(value);
  };
  const isEmpty = (value: Tree) => value !== null && typeof value === 'object' && Object.keys(value).length === 0;
  const afterKey = (value: Tree, pad: string): string[] => {
    if (value === null) return [next() < 6 ? comment() : ` null${comment()}`];
    if (typeof value !== 'object' || isEmpty(value) || next() < 2) return [` ${flow(value)}${comment()}`];
    if (Array.isArray(value)) return [comment(), ...list(value, pad + ' '.repeat(style.dash))];
    const anchor = style.alias && !anchored && next() < 6 ? ' &shared' : '';
    if (anchor) anchored = true;
    return [`${anchor}${comment()}`, ...map(value, pad + ' '.repeat(style.step))];
  };
  const map = (value: { [key: string]: Tree }, pad: string): string[] =>
    Object.entries(value).flatMap(([k, v]) => {
      const before = commentLines(pad);
      const [first = '', ...rest] = afterKey(v, pad);
      return [...before, `${pad}${key(k)}:${first}`, ...rest];
    });
  const list = (values: Tree[], pad: string): string[] =>
    values.flatMap((value) => {
      if (value !== null && typeof value === 'object' && !Array.isArray(value) && !isEmpty(value) && next() > 1) {
        const lines = map(value, `${pad}  `);
        const skip = lines.findIndex((line) => !line.trimStart().startsWith('#'));
        return [
          ...lines.slice(0, skip).map((line) => line.replace(/^ {2}/, '')),
          `${pad}- ${(lines[skip] ?? '').trimStart()}`,
          ...lines.slice(skip + 1),
        ];
      }
      return [`${pad}- ${flow(value)}${comment()}`];
    });

  const lines = map(tree, '');
  if (anchored) lines.push('copy: *shared');
  const eol = style.crlf ? '\r\n' : '\n';
  return lines.join(eol) + (style.finalBreak ? eol : '');
}
