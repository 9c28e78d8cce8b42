import type { RenderedTemplate } from './render';

/** More renderings of one template than this cost more than they tell. */
const mostForks = 3;
const mostOthers = 2 ** mostForks - 1;

/** How Unknown conditions turn out, by `Fork.key`. */
export type Assumed = ReadonlyMap<string, boolean>;

/**
 * A template once more for every other way in which its Unknown conditions may turn out: what holds in all of them holds
 * whatever the cluster, the clock or chance says. Undefined when there are too many.
 */
export function alternativesOf(
  first: RenderedTemplate,
  render: (assumed: Assumed) => RenderedTemplate,
): RenderedTemplate[] | undefined {
  if (first.forks.length > mostForks) return undefined;
  const others: RenderedTemplate[] = [];
  const waiting: { rendered: RenderedTemplate; assumed: Assumed }[] = [{ rendered: first, assumed: new Map() }];
  for (const { rendered, assumed } of waiting) {
    // Conditions before the one that turns out otherwise stay as they are, so that no way is taken twice.
    const before = new Map(assumed);
    for (const { key, taken } of rendered.forks) {
      if (before.has(key)) continue;
      if (others.length === mostOthers) return undefined;
      const turned = new Map(before).set(key, !taken);
      const other = render(turned);
      others.push(other);
      waiting.push({ rendered: other, assumed: turned });
      before.set(key, taken);
    }
  }
  return others;
}
