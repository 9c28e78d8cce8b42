import { readTracedYaml } from '../read/yamlTraced';
import { writeYaml } from '../read/yamlWrite';
import { call, capture, enter } from '../template/evaluate';
import { parseTemplate } from '../template/parser';
import { callable, type Run, report, TemplateError } from '../template/run';
import { NO_VALUE } from '../value/print';
import { replaceInText } from '../value/text';
import { bare, Dict, dictOf, List, Unknown, type Value } from '../value/value';
import { type FunctionTable, plain, string, traced } from './arguments';
import { asText } from './strings';
import { fromToml, writeToml } from './toml';

const MAX_TPL_CACHE = 500;

function include([name = null, data = null]: readonly Value[], run: Run): Value {
  if (name instanceof Unknown) return name;
  const called = string(name);
  if (!callable(run, called)) {
    report(run, 'missing', `No template is called "${called}".`);
    return new Unknown(`template ${called}`);
  }
  const { at } = run;
  const text = capture(run, () => call(run, called, data, at));
  run.at = at;
  return text;
}

type Parsed = ReturnType<typeof parseTemplate>;

/** Parsed texts of tpl. The same default text is run for every file of a chart. */
const tplCache = new Map<string, Parsed>();

function parseCached(source: string): Parsed {
  const known = tplCache.get(source);
  if (known) return known;
  const parsed = parseTemplate(source);
  if (tplCache.size >= MAX_TPL_CACHE) tplCache.clear();
  tplCache.set(source, parsed);
  return parsed;
}

function tpl([template = null, data = null]: readonly Value[], run: Run): Value {
  if (template instanceof Unknown) return template;
  const source = asText(template);
  if (!source.text.includes('{{')) return replaceInText(source, NO_VALUE, '');
  if (source.unknown) return new Unknown('tpl of an unknown text');
  const { tree, problem } = parseCached(source.text);
  if (!tree) throw new TemplateError(problem?.message ?? 'This text is no template.');
  const { at } = run;
  const shadowed = tree.defines.map((define) => [define.name, run.inner.get(define.name)] as const);
  for (const { name, body } of tree.defines) run.inner.set(name, { name, file: run.file, body, source });
  const text = capture(run, () => enter(run, { name: 'tpl', file: run.file, body: tree.body }, data, at, source));
  // Definitions inside a text live only as long as the text.
  for (const [name, before] of shadowed) {
    if (before) run.inner.set(name, before);
    else run.inner.delete(name);
  }
  run.at = at;
  return replaceInText(text, NO_VALUE, '');
}

function toYaml([value = null]: readonly Value[]): Value {
  return value instanceof Unknown ? value : writeYaml(value);
}

function fromYaml([value = null]: readonly Value[]): Value {
  if (value instanceof Unknown) return value;
  const source = asText(value);
  const read = readTracedYaml(source);
  if (read.problem) return source.unknown ? new Unknown('fromYaml') : dictOf([['Error', new Unknown('fromYaml')]]);
  if (read.value instanceof Dict) return read.value;
  if (bare(read.value) === null) return new Dict();
  if (source.unknown) return new Unknown('fromYaml');
  return dictOf([['Error', new Unknown('fromYaml')]]);
}

function fromYamlArray([value = null]: readonly Value[]): Value {
  if (value instanceof Unknown) return value;
  const read = readTracedYaml(asText(value));
  if (read.value instanceof List) return read.value;
  return read.value === null && !read.problem ? new List([]) : new List([new Unknown('fromYamlArray')]);
}

/** `helm template` has no cluster: lookup finds nothing. With one it might find anything. */
function lookup(): Value {
  const found = new Dict();
  found.open = true;
  return found;
}

/** A function whose result only chance, the clock, the network or a key pair can tell. */
function unknowable(name: string) {
  return traced(() => new Unknown(name));
}

const UNKNOWABLE =
  `randAlphaNum randAlpha randNumeric randAscii randBytes randInt shuffle uuidv4 now ago date dateInZone date_in_zone
 dateModify date_modify mustDateModify must_date_modify htmlDate htmlDateInZone toDate mustToDate unixEpoch
 durationRound genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert
 genSignedCertWithKey buildCustomCert derivePassword htpasswd bcrypt encryptAES decryptAES getHostByName env
 expandenv`.split(/\s+/);

/** A certificate or key pair: its fields exist, what they hold is unknown. */
function pair(name: string) {
  return traced(() =>
    dictOf([
      ['Cert', new Unknown(name)],
      ['Key', new Unknown(name)],
    ]),
  );
}

/** What Helm adds to Sprig, and what cannot be known. */
export const helmFunctions: FunctionTable = {
  ...Object.fromEntries(UNKNOWABLE.map((name) => [name, unknowable(name)])),
  ...Object.fromEntries(
    [
      'genCA',
      'genCAWithKey',
      'genSelfSignedCert',
      'genSelfSignedCertWithKey',
      'genSignedCert',
      'genSignedCertWithKey',
      'buildCustomCert',
    ].map((name) => [name, pair(name)]),
  ),
  include: traced(include),
  tpl: traced(tpl),
  toYaml: traced(toYaml),
  toYamlPretty: traced(toYaml),
  fromYaml: traced(fromYaml),
  fromYamlArray: traced(fromYamlArray),
  toToml: traced(([value = null]) => (value instanceof Unknown ? value : writeToml(value))),
  fromToml: plain((value = null) => fromToml(string(value))),
  lookup: traced(lookup),
  call: plain(() => new Unknown('call')),
};
