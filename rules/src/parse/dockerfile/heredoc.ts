import type { Span } from '../../text/span';
import type { Place } from '../place';
import type { RawHeredoc, RawProblem } from './raw';
import type { LineReader } from './split';

/** `<<EOF` before its lines are read. */
export interface HeredocMarker {
  readonly name: string;
  readonly span: Span;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
}

/** More than these on one line are not looked for. */
const maxHeredocs = 100;

const markerForm = /^\d*<<(-?)([^<]+)$/;

/** The here-document words of a joined line. Only a word of its own counts, as in BuildKit. */
export function heredocMarkers(text: string, from: number, place: Place): HeredocMarker[] {
  const markers: HeredocMarker[] = [];
  let at = from;
  while (at < text.length) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    const end = endOfShellWord(text, at);
    const marker = end > at ? readMarker(text.slice(at, end), place(at, end)) : undefined;
    if (marker && markers.length < maxHeredocs) markers.push(marker);
    at = Math.max(end, at + 1);
  }
  return markers;
}

/** Reads one word as a here-document marker. */
export function readMarker(word: string, span: Span): HeredocMarker | undefined {
  const match = markerForm.exec(word);
  if (!match) return undefined;
  const written = match[2] ?? '';
  // `<<EOF python3` is a shell line that begins with a redirection.
  if (endOfShellWord(written, 0) < written.length) return undefined;
  const name = written.replace(/\\(.)|['"]/g, '$1');
  return { name, span, expands: !/['"\\]/.test(written), stripsTabs: match[1] === '-' };
}

const isBlank = (code: number) => code === 32 || (code >= 9 && code <= 13);

function endOfShellWord(text: string, from: number): number {
  let quote = 0;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote === 39) {
      if (code === 39) quote = 0;
    } else if (code === 92) at++;
    else if (quote === 34) {
      if (code === 34) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (isBlank(code)) break;
  }
  return Math.min(at, text.length);
}

/** What begins the next instruction behind a here-document that never ends; no script or configuration looks like this. */
const instructionLine =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]/;

/** Of more here-documents that never end in one file, the next takes the rest: each is looked for until the end. */
const maxUnclosed = 20;

/**
 * Takes the lines of each here-document, in order. A build refuses one that never ends; here it ends in front of the next
 * instruction, so that what follows is still read while somebody types it.
 */
export function readHeredocs(
  text: string,
  lines: LineReader,
  markers: readonly HeredocMarker[],
  problems: RawProblem[],
): { heredoc: RawHeredoc; end: number }[] {
  return markers.map((marker) => {
    const start = lines.next;
    let end = start;
    let closed = false;
    let last = start;
    let next: { readonly start: number; readonly last: number } | undefined;
    while (lines.advance()) {
      if (!next && instructionLine.test(text.slice(lines.start, lines.start + 12))) next = { start: lines.start, last };
      last = lines.end;
      const from = marker.stripsTabs ? skipTabs(text, lines.start, lines.end) : lines.start;
      if (lines.end - from === marker.name.length && text.startsWith(marker.name, from)) {
        closed = true;
        break;
      }
      end = lines.next;
    }
    if (!closed) {
      problems.push({ span: marker.span, message: `The here-document ${marker.name} never ends.` });
      if (next && problems.length <= maxUnclosed) {
        end = next.start;
        last = next.last;
        lines.rewind(end);
      }
    }
    const content = text.slice(start, end);
    const { name, span, expands, stripsTabs } = marker;
    return {
      heredoc: {
        name,
        content: stripsTabs ? content.replace(/^\t+/gm, '') : content,
        span: { start, end },
        marker: span,
        expands,
        stripsTabs,
        closed,
      },
      end: last,
    };
  });
}

function skipTabs(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === 9) at++;
  return at;
}
