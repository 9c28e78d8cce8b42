import type { Span } from '../../text/span';
import type { Place } from '../place';
import type { Assignment, Command, HereText, Nesting, Redirect, Word } from './ast';

/** A command while it is put together. */
export interface Building {
  name: string;
  words: Word[];
  args: Word[];
  assignments: Assignment[];
  redirects: BuildingRedirect[];
  span: Span;
  joinedBy: string;
  pipedFrom: Command[];
  pipedTo: Command[];
  parent: Command | undefined;
  nesting: Nesting | undefined;
  conditional: boolean;
}

/** A redirection whose here-document may still be to come. */
export interface BuildingRedirect extends Omit<Redirect, 'body'> {
  body?: HereText;
}

/** A here-document somebody else has already cut out of the file. */
export interface NamedHereText extends HereText {
  readonly name: string;
}

/** What every shell parser is told. */
export interface ScriptOptions {
  readonly place: Place;
  /** The value of an environment variable, as far as it is known. */
  readonly lookup: (name: string) => string | undefined;
  readonly heredocs?: readonly NamedHereText[];
}

/** What every shell parser answers, before programs that run programs are looked into. */
export interface FlatScript {
  readonly commands: Building[];
  readonly complete: boolean;
}

/** Scripts longer than this are not read: nobody writes them by hand, and time must stay bounded. */
export const maxScript = 200_000;

/** Deeper nesting than this is not followed. */
export const maxDepth = 48;

/** A command with nothing in it yet. */
export function newCommand(span: Span): Building {
  return {
    name: '',
    words: [],
    args: [],
    assignments: [],
    redirects: [],
    span,
    joinedBy: '',
    pipedFrom: [],
    pipedTo: [],
    parent: undefined,
    nesting: undefined,
    conditional: false,
  };
}

/** Last path element of a program's name; empty when it is not known. */
export function programName(word: Word | undefined): string {
  const text = word?.value;
  if (text === undefined) return '';
  const slash = Math.max(
    text.lastIndexOf('/'),
    /^[A-Za-z]:|\\.*\.[A-Za-z]{3}$/.test(text) ? text.lastIndexOf('\\') : -1,
  );
  return text.slice(slash + 1).replace(/\.(?:exe|cmd|bat|com)$/i, '');
}

/** Links neighbours of a pipeline. */
export function linkPipeline(elements: readonly (readonly Building[])[]): void {
  for (let i = 1; i < elements.length; i++) {
    const from = elements[i - 1] ?? [];
    const to = elements[i] ?? [];
    const sources: Command[] = [...from];
    const targets: Command[] = [...to];
    for (const command of to) command.pipedFrom = sources;
    for (const command of from) command.pipedTo = targets;
  }
}
