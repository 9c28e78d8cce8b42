import type { Diagnostic, Message, NotificationMessage, PublishDiagnosticsParams } from 'vscode-languageserver';

/**
 * A message as JSON, in pieces that make it up one after the other. They are nothing but ASCII: their length is their
 * size. Nobody joins them: to make one large string after every key costs more than to judge what was typed.
 */
export function messageParts(message: Message): readonly string[] {
  return isDiagnostics(message) ? diagnosticsParts(message) : [ascii(JSON.stringify(message))];
}

type Diagnostics = NotificationMessage & { readonly params: PublishDiagnosticsParams };

function isDiagnostics(message: Message): message is Diagnostics {
  return (message as Partial<NotificationMessage>).method === 'textDocument/publishDiagnostics';
}

function diagnosticsParts({ jsonrpc, method, params: { diagnostics, ...params } }: Diagnostics): string[] {
  const outside = JSON.stringify({ jsonrpc, method, params: { ...params, diagnostics: [] } });
  const parts = [ascii(outside.slice(0, -end.length))];
  for (const diagnostic of diagnostics) {
    if (parts.length > 1) parts.push(',');
    parts.push(jsonOf(diagnostic));
  }
  parts.push(end);
  return parts;
}

/** What stands behind the last diagnostic. */
const end = ']}}';

/** A file may have a thousand diagnostics, and nearly all are the same objects again after a key. */
const written = new WeakMap<Diagnostic, string>();

function jsonOf(diagnostic: Diagnostic): string {
  const known = written.get(diagnostic);
  if (known !== undefined) return known;
  const text = ascii(JSON.stringify(diagnostic));
  written.set(diagnostic, text);
  return text;
}

function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
