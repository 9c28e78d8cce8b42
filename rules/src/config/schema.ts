import { ruleFacts } from '../facts.generated';
import { configFields, type Field, type Fields, ruleSettings } from './fields';

/** The JSON Schema of config files, for editors without Bulkhead's server. */
export function configSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Bulkhead configuration',
    ...objectSchema(configFields),
  };
}

function objectSchema(fields: Fields): object {
  const properties = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)]));
  return { type: 'object', additionalProperties: false, properties };
}

function fieldSchema(field: Field): object {
  const description = field.doc;
  switch (field.type) {
    case 'text':
      return { description, type: 'string', ...(field.values ? { enum: field.values } : {}) };
    case 'version':
      return { description, type: ['string', 'number'] };
    case 'switch':
      return { description, type: 'boolean' };
    case 'texts':
      return { description, oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] };
    case 'rules': {
      const setting = (rule: { title: string }) => ({ description: rule.title, enum: [...ruleSettings, false] });
      const properties = Object.fromEntries(ruleFacts.map((rule) => [rule.id, setting(rule)]));
      return { description, type: 'object', additionalProperties: false, properties };
    }
    case 'map':
      return { description, ...objectSchema(field.fields) };
    case 'list':
      return { description, type: 'array', items: objectSchema(field.fields) };
  }
}

/** A config file to start from: every setting explained, nothing switched on that is not the default. */
export function startingConfig(): string {
  const lines = ['# Bulkhead: how the files in this folder and below are judged. The nearest file wins.', ''];
  for (const [key, field] of Object.entries(configFields)) {
    lines.push(...wrap(field.doc).map((line) => `# ${line}`), ...startingLines(key, field), '');
  }
  return lines.join('\n');
}

function startingLines(key: string, field: Field): string[] {
  if (key === 'profile') return ['profile: restricted'];
  if (field.type === 'rules') return ['# rules:', '#   cpu-limit-missing: medium'];
  if (field.type === 'map')
    return [`# ${key}:`, ...Object.entries(field.fields).map(([k, f]) => `#   ${k}: ${sample(f)}`)];
  if (key === 'overrides') return ['# overrides:', '#   - paths: ["dev/**"]', '#     profile: baseline'];
  if (field.type === 'list') return [`# ${key}:`, '#   - path: chart', '#     values: [values-prod.yaml]'];
  return [`# ${key}: ${sample(field)}`];
}

function sample(field: Field): string {
  if ('example' in field && field.example) return field.example;
  return field.type === 'switch' ? 'true' : field.type === 'texts' ? '[]' : 'templates';
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
