import * as vscode from 'vscode';

/** Where the harness that can see the window listens; empty in a desktop run, where nobody looks. */
export function harness(): string {
  return vscode.workspace.getConfiguration('bulkheadSuite').get<string>('harness', '');
}

/** For mocha: which tests the harness wants, when not all. */
export function onlySome(): { grep: string } | object {
  const grep = vscode.workspace.getConfiguration('bulkheadSuite').get<string>('grep');
  return grep ? { grep } : {};
}

/**
 * Asks the harness to look at the window: to wait until it shows what `name` stands for, take a screenshot and, for
 * some names, press what a person would press. The list is in `e2e/looks.mjs`.
 */
export async function look(name: string): Promise<void> {
  const problem = await send(`look/${name}`, {});
  if (problem) throw new Error(`looking for ${name}: ${problem}`);
}

/** Looks at a message: the list of them is opened, because none comes up by itself while tests run. */
export async function lookAtMessage(name: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await look(name);
  await vscode.commands.executeCommand('notifications.clearAll');
}

/** Hands something to the harness; the answer is empty when all is well. */
export async function send(path: string, body: unknown): Promise<string> {
  const address = harness();
  if (!address) return '';
  const answer = await fetch(`${address}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return answer.text();
}
