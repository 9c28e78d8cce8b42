import { type ImageLock, lockedImage } from '@bulkhead/rules/images/locked';
import type { ImageFacts } from '@bulkhead/rules/model/facts';
import { parseImageReference } from '@bulkhead/rules/parse/image';

/** Facts with the day they were looked up. */
export interface DatedFacts {
  readonly facts: ImageFacts;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** What is known about images without asking anybody: from the lock file, and from what was asked in this session. */
export interface FactStore {
  readonly get: (reference: string) => DatedFacts | undefined;
  /** What the rules ask. Another function after every change: results are remembered by it. */
  readonly lookup: () => (reference: string) => ImageFacts | undefined;
  readonly learn: (reference: string, facts: DatedFacts) => void;
  readonly setLock: (lock: ImageLock) => void;
}

const mostFacts = 2000;

export function createFactStore(): FactStore {
  const learnt = new Map<string, DatedFacts>();
  let lock: ImageLock = new Map();
  const get = (reference: string): DatedFacts | undefined => {
    const known = learnt.get(reference);
    if (known) return known;
    const image = parseImageReference(reference);
    const locked = image && lockedImage(lock, image);
    return locked && { facts: { ...locked.facts, digest: locked.digest }, date: locked.date };
  };
  const freshLookup = () => (reference: string) => get(reference)?.facts;
  let lookup = freshLookup();
  return {
    get,
    lookup: () => lookup,
    learn(reference, facts) {
      if (learnt.size < mostFacts) learnt.set(reference, facts);
      lookup = freshLookup();
    },
    setLock(next) {
      lock = next;
      lookup = freshLookup();
    },
  };
}

/** Facts as a few lines of Markdown, with their age. Text of a registry is shown as code, never read as Markdown. */
export function factsMarkdown(reference: string, { facts, date }: DatedFacts, today: string): string {
  const lines = [`**${code(reference)}**`];
  if (facts.digest && !reference.includes(facts.digest)) lines.push(`Digest: ${code(facts.digest)}`);
  if (facts.user !== undefined) lines.push(`User: ${userText(facts)}`);
  if (facts.entrypoint?.length) lines.push(`Entry point: ${code(facts.entrypoint.join(' '))}`);
  if (facts.exposedPorts?.length) lines.push(`Ports: ${facts.exposedPorts.map(code).join(', ')}`);
  if (facts.platforms?.length) lines.push(`Platforms: ${facts.platforms.map(code).join(', ')}`);
  if (facts.created) lines.push(`Built: ${code(facts.created)}${ageText(facts.created, today)}`);
  const source = facts.labels?.['org.opencontainers.image.source'];
  if (source) lines.push(`Source: ${code(source)}`);
  lines.push(`Looked up: ${date}${ageText(date, today)}`);
  return lines.join('  \n');
}

function userText({ user = '', accounts = {} }: ImageFacts): string {
  if (user === '') return 'root (none is set)';
  const [name = ''] = user.split(':');
  return Object.hasOwn(accounts, name) ? `${code(user)}, number ${code(accounts[name] ?? '')}` : code(user);
}

/** `, 12 days ago`; nothing when a date is unknown. */
function ageText(date: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
  if (!Number.isFinite(days) || days < 0) return '';
  if (days === 0) return ', today';
  return days === 1 ? ', yesterday' : `, ${days} days ago`;
}

function code(text: string): string {
  const line = text.replace(/[`\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]+/g, ' ').trim();
  return `\`${line.slice(0, 300)}\``;
}
