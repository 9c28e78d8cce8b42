import { type ResourceList, resource } from '../model/podResources';
import { at, isAbsent, plain } from '../model/value';
import type { Container } from '../model/workload';
import type { Fix } from '../rule';
import { combine } from './fixes';
import { mergeValue } from './podEdit';

export interface ResourceWish {
  readonly list: ResourceList;
  readonly name: string;
  /** Used when the file says nothing to go by. */
  readonly guess: string;
  /** What titles call it: `memory`. */
  readonly word: string;
}

/** Sets a limit or request to what the other list says, or to a guess that the title calls one. */
export function fixResource(container: Container, wish: ResourceWish, kubernetes: number): Fix | undefined {
  const other = wish.list === 'limits' ? 'requests' : 'limits';
  const basis = resource(container, other, wish.name, kubernetes);
  const known = plain(basis);
  if (!isAbsent(basis) && typeof known !== 'string' && typeof known !== 'number') return undefined;
  const amount = isAbsent(basis) || known === null || typeof known === 'boolean' ? wish.guess : (known ?? wish.guess);
  const source = isAbsent(basis) ? 'a guess: measure it' : other === 'requests' ? 'what it requests' : 'its limit';
  const verb = wish.list === 'limits' ? 'Limit' : 'Request';
  const said = `${verb} ${wish.word} of "${container.name}"`;
  return combine(mergeValue(at(container.value, 'resources'), { [wish.list]: { [wish.name]: amount } }), {
    title: `${said}: ${amount} (${source})`,
    safety: 'review',
    ...(isAbsent(basis) ? { titleWith: (other) => `${said}: ${other} (as the example there says)` } : {}),
  });
}
