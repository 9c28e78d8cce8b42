import type { Chart } from '@bulkhead/helm';
import { rootValue, toData } from '../model/value';
import { readYaml } from '../parse/yaml';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Whether changed values still are what values.schema.json allows, as far as types, enumerations and forbidden keys say.
 * What the schema says in other ways is not judged here.
 */
export function fitsSchema(chart: Chart, changed: ReadonlyMap<string, string>): boolean {
  if (!hasSchema(chart)) return true;
  return [...changed].every(([file, text]) => {
    if (!/^(values[^/]*|ci\/.+)\.ya?ml$/.test(file)) return true;
    const [document] = readYaml(text);
    return !document || fitsChart(chart, toData(rootValue(document)) as Json | undefined);
  });
}

function hasSchema({ schema, subcharts }: Chart): boolean {
  return schema !== undefined || subcharts.some(hasSchema);
}

/** Each subchart may say what it allows below its own key. */
function fitsChart(chart: Chart, values: Json | undefined): boolean {
  if (values === undefined) return true;
  const schema = chart.schema && parsed(chart.schema.text);
  if (schema !== undefined && !fits(values, schema, schema, 0)) return false;
  if (!isObject(values)) return true;
  return chart.subcharts.every((sub) => {
    const named = chart.dependencies.filter(({ name }) => name === sub.metadata.name);
    const keys = named.length > 0 ? named.map(({ name, alias }) => alias || name) : [sub.metadata.name];
    return keys.every((key) => !Object.hasOwn(values, key) || fitsChart(sub, values[key]));
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function fits(value: Json | undefined, schema: Json | undefined, root: Json, depth: number): boolean {
  // Not known, as a text with holes.
  if (value === undefined) return true;
  if (!isObject(schema) || depth > 50) return schema !== false;
  if (typeof schema['$ref'] === 'string') return fits(value, resolved(schema['$ref'], root), root, depth + 1);
  const { type, properties, additionalProperties, items } = schema;
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
  if (
    types &&
    value !== null &&
    !types.includes(typeOf(value)) &&
    !(typeOf(value) === 'integer' && types.includes('number'))
  ) {
    return false;
  }
  if (
    Array.isArray(schema['enum']) &&
    (value === null || typeof value !== 'object') &&
    !schema['enum'].includes(value)
  ) {
    return false;
  }
  const branches = (name: string) => (Array.isArray(schema[name]) ? (schema[name] as Json[]) : []);
  if (!branches('allOf').every((one) => fits(value, one, root, depth + 1))) return false;
  for (const any of [branches('anyOf'), branches('oneOf')]) {
    if (any.length > 0 && !any.some((one) => fits(value, one, root, depth + 1))) return false;
  }
  if (Array.isArray(value)) return !isObject(items) || value.every((item) => fits(item, items, root, depth + 1));
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => {
    const own = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own !== undefined) return fits(inner, own, root, depth + 1);
    if (schema['patternProperties'] !== undefined) return true;
    return fits(inner, additionalProperties, root, depth + 1);
  });
}

/** A place in the same schema, as `#/$defs/name`; other references say nothing. */
function resolved(reference: string, root: Json): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  let here: Json | undefined = root;
  for (const key of reference.split('/').slice(1)) {
    here = isObject(here) ? here[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return here;
}

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return typeof value;
}
