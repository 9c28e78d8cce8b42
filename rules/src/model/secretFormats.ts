/** A credential in a text, recognised by its own form. */
export interface FoundSecret {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

interface Format {
  readonly kind: string;
  /** A text without this needs no search. */
  readonly hint: string;
  readonly form: RegExp;
}

const formats: readonly Format[] = [
  { kind: 'AWS access key', hint: 'A', form: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g },
  { kind: 'GitHub token', hint: 'gh', form: /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}/g },
  { kind: 'GitHub token', hint: 'github_pat_', form: /github_pat_[A-Za-z0-9_]{60,}/g },
  { kind: 'GitLab token', hint: 'glpat-', form: /glpat-[A-Za-z0-9_-]{20,}/g },
  { kind: 'Hugging Face token', hint: 'hf_', form: /(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{30,}/g },
  { kind: 'API key', hint: 'sk-', form: /(?<![A-Za-z0-9-])sk-(?:proj-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{32,}/g },
  { kind: 'Slack token', hint: 'xox', form: /xox[abeoprs]-[A-Za-z0-9-]{20,}/g },
  { kind: 'Google API key', hint: 'AIza', form: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g },
  { kind: 'npm token', hint: 'npm_', form: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}/g },
  { kind: 'PyPI token', hint: 'pypi-', form: /pypi-AgE[A-Za-z0-9_-]{50,}/g },
  {
    kind: 'JSON web token',
    hint: 'eyJ',
    form: /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  },
  { kind: 'private key', hint: 'PRIVATE KEY', form: /-{3,5}BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-{3,5}/g },
  { kind: 'Azure storage key', hint: 'AccountKey', form: /AccountKey=[A-Za-z0-9+/]{86}==/g },
  { kind: 'Azure SAS signature', hint: 'sig=', form: /[?&;]sig=[A-Za-z0-9%+/]{40,}(?:%3D|=)/g },
  {
    kind: 'password in an address',
    hint: '@',
    form: /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{1,100}:[^\s/@"'<>]{3,200}@[A-Za-z0-9[]/g,
  },
  { kind: 'bearer token', hint: 'earer', form: /[Bb]earer [A-Za-z0-9._~+/-]{20,}=*/g },
];

/** Keys that manuals print. */
const documented = /EXAMPLE|example|xxxx|XXXX|0000000000|1234567890abc|your[-_]/;

/** `ab://x:yyy@z` is the shortest text that a form takes. */
const shortest = 12;

/** Credentials in a text. Values made of variables, and the example keys of manuals, are none. */
export function findSecrets(text: string): FoundSecret[] {
  if (text.length < shortest) return [];
  const found: FoundSecret[] = [];
  for (const { kind, hint, form } of formats) {
    if (!text.includes(hint)) continue;
    form.lastIndex = 0;
    for (let match = form.exec(text); match; match = form.exec(text)) {
      const [value] = match;
      if (documented.test(value) || isVariable(kind, value)) continue;
      const start = match.index;
      if (!found.some((other) => other.start < start + value.length && start < other.end)) {
        found.push({ kind, start, end: start + value.length });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isVariable(kind: string, value: string): boolean {
  if (kind !== 'password in an address') return false;
  const password = /:\/\/[^:]*:(.*)@.$/.exec(value)?.[1] ?? '';
  return /[$%{}<>*]|^(?:password|pass|pwd|secret|token|user|changeme)$/i.test(password);
}
