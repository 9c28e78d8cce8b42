import type { Span } from '../text/span';
import type { Dockerfile, Instruction } from './dockerfile';

/** What a place comes to, though its own lines do not say it: for hints beside the text. */
export interface EffectiveUserHint {
  /** Behind which text the hint stands. */
  readonly at: Span;
  readonly name: string;
  readonly root: boolean;
  /** `set`: by a USER of this stage; `inherited`: from the stage or the image it starts from. */
  readonly source: 'set' | 'inherited';
}

/** Where the final stage starts, or changes its user, and where its program starts: the user at each, where it is known. */
export function effectiveUsers({ target }: Dockerfile): EffectiveUserHint[] {
  if (!target || target.os === 'windows') return [];
  const { user, from, instructions } = target;
  if (user.root === undefined && user.name === undefined) return [];
  const own = instructions.includes(user.instruction as Instruction);
  const known = {
    name: user.name ?? 'root',
    root: user.root === true,
    source: own ? ('set' as const) : ('inherited' as const),
  };
  const start = own ? user.instruction : from;
  const program = [target.entrypoint, target.cmd].find((one) => one && instructions.includes(one));
  return [start, program].flatMap((one) => (one ? [{ ...known, at: endOf(one) }] : []));
}

function endOf({ span }: Instruction): Span {
  return { start: span.end, end: span.end };
}
