import type { Command, Word } from '../../parse/shell';
import { packageName, systemPackages } from './packages';

/** Packages of an install that fit a list of names, with the name that fits. */
export function packagesNamed(command: Command, names: RegExp): { word: Word; name: string }[] {
  return systemPackages(command).flatMap((word) => {
    const name = packageName(word.text);
    return names.test(name) ? [{ word, name }] : [];
  });
}

/** Names that these commands take away again. */
export function removedPackages(commands: readonly Command[]): Set<string> {
  const names = new Set<string>();
  for (const { name, args } of commands) {
    const isRemoval =
      /^(?:apt|apt-get|apk|yum|dnf|microdnf|tdnf|zypper)$/.test(name) &&
      args.some((word) => /^(?:purge|remove|autoremove|del|erase|rm)$/.test(word.text));
    if (!isRemoval) continue;
    for (const word of args) names.add(packageName(word.text));
  }
  return names;
}
