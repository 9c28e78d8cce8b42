import * as vscode from 'vscode';
import { fileUri, findingsWhen } from './editor';
import { equal, ok } from './expect';
import { look, send } from './look';

declare const process:
  | { cpuUsage?: (since?: unknown) => { readonly user: number; readonly system: number } }
  | undefined;

/** What the extension host did meanwhile, in milliseconds; a browser does not tell. */
function work(): () => string {
  const before = process?.cpuUsage?.();
  return () => {
    const spent = process?.cpuUsage?.(before);
    return spent
      ? `${Math.round((spent.user + spent.system) / 1000)} ms of work in the extension host`
      : 'unknown work';
  };
}

/** Measures, and judges nothing: how fast a machine is, is no property of the extension. */
describe('speed', () => {
  it('of starting, and of the first findings', async () => {
    const extension = vscode.extensions.getExtension('bulkhead.bulkhead');
    ok(extension, 'the extension');
    equal(extension.isActive, false, 'nothing has started it');
    const started = performance.now();
    const spent = work();
    await extension.activate();
    const active = performance.now();
    await send('say', `activation: ${spent()}, ready after ${Math.round(active - started)} ms`);
    const document = await vscode.workspace.openTextDocument(fileUri('k8s/recommender.yaml'));
    const opened = performance.now();
    await vscode.window.showTextDocument(document);
    await findingsWhen(document.uri);
    await send('say', `first findings: ${Math.round(performance.now() - opened)} ms after the document was opened`);
    await vscode.commands.executeCommand('workbench.action.showRuntimeExtensions');
    await look('running-extensions');
  });
});
