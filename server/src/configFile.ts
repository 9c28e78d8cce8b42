import { configFileName } from '@bulkhead/rules';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { type Lines, toRange } from './convert';

/** What is needed of an open document. */
type Text = Lines & { readonly text: string };

export function isConfigFile(uri: string): boolean {
  return uri.endsWith(`/${configFileName}`);
}

/** What is wrong with a settings file. */
export async function configDiagnostics(document: Text): Promise<Diagnostic[]> {
  const { readConfig } = await import('@bulkhead/rules/config/read');
  return readConfig(document.text).problems.map(({ message, span }) => ({
    range: toRange(document, span),
    message,
    severity: DiagnosticSeverity.Warning,
    source: 'bulkhead',
  }));
}
