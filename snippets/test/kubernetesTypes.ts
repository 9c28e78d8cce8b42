import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** A small part of JSON schema. */
type Schema = Readonly<Record<string, unknown>>;

interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
}

interface Module {
  /** The file a name comes from. */
  readonly imports: ReadonlyMap<string, string>;
  /** Names under which other files know what is here. */
  readonly exported: ReadonlyMap<string, string>;
  readonly interfaces: ReadonlyMap<string, readonly Member[]>;
  readonly aliases: ReadonlyMap<string, string>;
}

/**
 * The types of the Kubernetes API as its own OpenAPI description gives them, enumerations included, from a package that is made
 * from it. They are read as data and made JSON schemas in which an unknown field is an error.
 */
const packages = join(process.cwd(), 'node_modules');
const root = 'kubernetes-models';
const modules = new Map<string, Module>();

function moduleAt(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const text = readFileSync(join(packages, `${file}.d.ts`), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const imports = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(/import \{([^}]*)\} from "([^"]+)"/g)) {
    const path = from.replace(/\.js$/, '');
    for (const name of names.split(','))
      imports.set(name.trim(), path.startsWith('.') ? posix.join(posix.dirname(file), path) : path);
  }
  const exported = new Map<string, string>();
  for (const [, names = ''] of text.matchAll(/export type \{([^}]*)\}/g))
    for (const part of names.split(',')) {
      const [name = '', alias = name] = part.trim().split(/\s+as\s+/);
      exported.set(alias, name);
    }
  const interfaces = new Map<string, Member[]>();
  for (const [, name = '', body = ''] of text.matchAll(/export interface (\w+)(?: extends \w+)? \{\n([\s\S]*?)\n\}/g))
    interfaces.set(name, membersOf(body));
  const aliases = new Map<string, string>();
  for (const [, name = '', type = ''] of text.matchAll(/export (?:declare )?type (\w+) = ([^;]+);/g))
    aliases.set(name, type);
  const module = { imports, exported, interfaces, aliases };
  modules.set(file, module);
  return module;
}

function membersOf(body: string): Member[] {
  const members: Member[] = [];
  const pattern = /^ {4}"?([\w$-]+)"?(\?)?: (\{[\s\S]*?^ {4}\}|Array<\{[\s\S]*?^ {4}\}>|[^;]+);/gm;
  for (const [, name = '', optional, type = ''] of body.matchAll(pattern))
    members.push({ name, optional: optional === '?', type: type.trim() });
  return members;
}

const definitions: Record<string, Schema> = {};

function reference(file: string, name: string): Schema {
  const key = `${file}:${name}`;
  if (!(key in definitions)) {
    definitions[key] = {};
    definitions[key] = definitionOf(file, name);
  }
  return { $ref: `#/definitions/${key.replaceAll('/', '~1')}` };
}

function definitionOf(file: string, name: string): Schema {
  const module = moduleAt(file);
  const members = module.interfaces.get(name);
  if (members) {
    return {
      type: 'object',
      additionalProperties: false,
      required: members.filter((m) => !m.optional).map((m) => m.name),
      properties: Object.fromEntries(members.map((m) => [m.name, schemaOf(file, m.type)])),
    };
  }
  const alias = module.aliases.get(name);
  return alias ? schemaOf(file, alias) : {};
}

function schemaOf(file: string, type: string): Schema {
  const array = /^Array<([\s\S]*)>$/.exec(type);
  if (array) return { type: 'array', items: schemaOf(file, array[1] ?? '') };
  const map = /^\{\s*\[key: string\]: ([\s\S]*?);\s*\}$/.exec(type);
  if (map) return { type: 'object', additionalProperties: schemaOf(file, map[1] ?? '') };
  if (/^"[^"]*"$/.test(type)) return { const: JSON.parse(type) };
  if (['string', 'number', 'boolean', 'object'].includes(type)) return { type };
  if (type.includes(' | ')) return { anyOf: type.split(' | ').map((t) => schemaOf(file, t.trim())) };
  if (!/^\w+$/.test(type) || type === 'any') return {};
  const from = moduleAt(file).imports.get(type);
  return from === undefined ? reference(file, type) : reference(from, moduleAt(from).exported.get(type) ?? type);
}

const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map<string, ValidateFunction | undefined>();

function validatorOf(apiVersion: string, kind: string): ValidateFunction | undefined {
  const key = `${apiVersion} ${kind}`;
  if (!compiled.has(key)) compiled.set(key, compile(`${root}/${apiVersion}/${kind}`, `I${kind}`));
  return compiled.get(key);
}

function compile(file: string, name: string): ValidateFunction | undefined {
  if (!moduleAt(file).interfaces.has(name)) return undefined;
  const schema = reference(file, name);
  return ajv.compile({ ...schema, definitions });
}

/** What the API server would say about an object; undefined when the type is not part of Kubernetes itself. */
export function schemaProblems(object: unknown): string[] | undefined {
  const { apiVersion, kind } = (object ?? {}) as { apiVersion?: unknown; kind?: unknown };
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return ['apiVersion and kind are missing'];
  let validate: ValidateFunction | undefined;
  try {
    validate = validatorOf(apiVersion, kind);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!validate) return undefined;
  return validate(object)
    ? []
    : (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
}
