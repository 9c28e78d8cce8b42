import type { Command, Word } from '../../parse/shell';
import { type PackageCommand, packageCommand } from './packages';

/** A call of pip, uv, pipx or a like that installs Python packages. */
export function pipInstall(command: Command): PackageCommand | undefined {
  const found = packageCommand(command);
  if (!found?.installs) return undefined;
  if (found.manager === 'pip' || found.manager === 'pipx') return found;
  return found.manager === 'uv' && found.verb !== 'sync' ? found : undefined;
}

/** What kind of thing an operand of `pip install` names. */
export type RequirementKind = 'pinned' | 'unpinned' | 'vcs' | 'url' | 'local' | 'unknown';

/** Sorts an operand of `pip install`. */
export function requirementKind(word: Word): RequirementKind {
  const text = word.text.trim();
  if (text === '') return 'unknown';
  const target = /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*@\s*(.+)$/.exec(text)?.[1] ?? text;
  if (/^(?:git|hg|svn|bzr)\+/.test(target)) return 'vcs';
  if (/^(?:https?|ftp):\/\//.test(target)) return 'url';
  if (/^(?:file:|\.|\/|~|[A-Za-z]:[\\/]|\*)/.test(target) || /\.(?:whl|tar\.gz|zip|tgz)$/.test(target)) return 'local';
  if (target.includes('/') || target.includes('*')) return 'local';
  const requirement = /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?/.exec(target);
  if (!requirement) return 'unknown';
  const rest = target.slice(requirement[0].length).replace(/;.*$/, '').trim();
  if (/^===?\s*[^*\s,]+$/.test(rest)) return 'pinned';
  // A version that is a variable may well be exact: `foo==$VERSION`, `foo$PIN`.
  if (rest.startsWith('$') || /^=[^=]/.test(rest)) return 'unknown';
  return 'unpinned';
}

/** The name of a requirement, as the index compares names. */
export function requirementName(text: string): string {
  return (/^[A-Za-z0-9][\w.-]*/.exec(text)?.[0] ?? '').toLowerCase().replace(/[._]+/g, '-');
}

/** Requirement files an install reads. */
export function requirementFiles(found: PackageCommand): readonly Word[] {
  return found.options
    .filter((option) => /^(?:-r|--requirement)$/.test(option.name))
    .flatMap((option) => option.words.slice(-1));
}

/** Whether the install compares every file with a hash. */
export function requiresHashes(found: PackageCommand, variable: (name: string) => string | undefined): boolean {
  if (found.options.some((option) => option.name === '--require-hashes' || option.name.startsWith('--hash')))
    return true;
  return /^(?:1|true|yes|on)$/i.test(variable('PIP_REQUIRE_HASHES') ?? variable('UV_REQUIRE_HASHES') ?? '');
}
