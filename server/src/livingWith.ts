import type { Finding } from '@bulkhead/rules';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { type ActionNeeds, editNow } from './actionEdits';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import type { EditParams } from './protocol';

/** What else can be done about a finding than mending it: understand it, ignore it here, or switch its rule off. */
export async function livingWith(
  here: readonly Finding[],
  analysis: Analysis,
  needs: ActionNeeds,
): Promise<CodeAction[]> {
  const { document, settings } = analysis;
  const { uri, version } = document;
  const { t } = needs.language;
  const once = [...new Map(here.map((finding) => [finding.rule, finding])).values()];
  const actions: CodeAction[] = [];
  for (const { rule, span } of once) {
    const diagnostics = here
      .filter((finding) => finding.rule === rule)
      .map((finding) => toDiagnostic(finding, document, settings, needs.diagnostics));
    const ignore: EditParams = { uri, version, what: 'ignore', rule, start: span.start, reason: '' };
    const off: EditParams = { uri, version, what: 'off', rule };
    if (needs.ownCommands) {
      // The person is asked for the reason first, so the edit is made when it is known.
      if (await editNow(ignore, analysis, needs))
        actions.push(command(t('Ignore {0} here...', rule), 'bulkhead.ignoreHere', ignore, diagnostics));
      actions.push(command(t('Turn off {0} in .bulkhead.yaml', rule), 'bulkhead.turnRuleOff', off, diagnostics));
      actions.push(command(t('Explain {0}', rule), 'bulkhead.explainRule', rule, diagnostics));
      continue;
    }
    const offered = [
      [t('Ignore {0} here', rule), ignore],
      [t('Turn off {0} in .bulkhead.yaml', rule), off],
    ] as const;
    for (const [title, params] of offered) {
      const edit = await editNow(params, analysis, needs);
      if (edit) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, edit });
    }
  }
  return actions;
}

function command(title: string, name: string, argument: unknown, diagnostics: Diagnostic[]): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: name, arguments: [argument] },
  };
}
