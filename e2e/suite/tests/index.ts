import * as vscode from 'vscode';

/** Loads the tests of the window they run in; `scripts/test-editor.mjs` says what is special about each. */
export async function loadTests(thoseOfTheHost?: () => Promise<unknown>): Promise<void> {
  switch (vscode.workspace.getConfiguration('bulkheadSuite').get<string>('window')) {
    case 'folders':
      await import('./folders.test');
      break;
    case 'restricted':
      await import('./restricted.test');
      break;
    case 'speed':
      await import('./speed.test');
      break;
    case 'virtual':
      await import('./virtual.test');
      break;
    default:
      await import('./main');
      await thoseOfTheHost?.();
  }
}
