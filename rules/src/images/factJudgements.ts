import { isRootName } from '../model/dockerfile/rootName';
import type { ImageFacts } from '../model/facts';

/** Whether an image starts as root, when somebody looked it up; undefined when nobody knows. */
export function startsAsRoot(facts: ImageFacts | undefined): boolean | undefined {
  if (facts?.user === undefined) return undefined;
  const [name = ''] = facts.user.split(':');
  return name === '' || isRootName(name);
}

/** How many days ago an image was built; undefined when that is not known or cannot be: some builds write 1970. */
export function ageInDays(facts: ImageFacts | undefined, today: string): number | undefined {
  const days = (Date.parse(today) - Date.parse(facts?.created ?? '')) / 86_400_000;
  return Number.isFinite(days) && days >= 0 && (facts?.created ?? '') >= '2013' ? Math.floor(days) : undefined;
}

/** An image older than this has missed the security updates of a year. */
export const oldAfterDays = 365;
