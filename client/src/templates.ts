import { type TemplatesParams, type TemplatesResult, templatesRequest } from '@bulkhead/server/templatesProtocol';
import {
  type Answers,
  expand,
  fitsPattern,
  type Stop,
  sampleAnswers,
  snippetText,
  type Template,
} from '@bulkhead/snippets/forms';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { exists } from './files';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const scheme = 'bulkhead-template';

/** The commands that make files and texts from templates. */
export function activateTemplates(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  const previews = new Map<string, string>();
  const registered = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => previews.get(uri.path) ?? '',
    }),
    vscode.commands.registerCommand('bulkhead.newFromTemplate', (id?: unknown) =>
      start(client, previews, (all) =>
        typeof id === 'string' ? all.templates.filter((t) => t.id === id) : all.templates,
      ),
    ),
    // A checklist item names the templates that answer it.
    vscode.commands.registerCommand('bulkhead.insertTemplate', (id?: unknown) =>
      start(client, previews, ({ templates, items }) =>
        templates.filter((t) => t.id === id || t.controls.includes(String(id)) || items[String(id)]?.includes(t.id)),
      ),
    ),
  );
  context.subscriptions.push(registered);
  return registered;
}

type Choose = (all: TemplatesResult) => readonly Template[];

async function start(client: BaseLanguageClient, previews: Map<string, string>, choose: Choose): Promise<void> {
  const folder = await targetFolder();
  const all = await templatesFor(client, folder);
  const wanted = choose(all);
  if (wanted.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No template answers this item.'));
    return;
  }
  const template = wanted.length === 1 ? wanted[0] : await pick(wanted, previews);
  if (!template) return;
  if (template.kind === 'snippet') return insert(template);
  const answers = await askAll(template);
  if (!answers) return;
  if (folder) await writeFiles(template, answers, folder);
  else await openUntitled(template, answers);
}

/** Beside the file in the editor, else in the folder of the workspace; undefined without one. */
async function targetFolder(): Promise<vscode.Uri | undefined> {
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri;
  if (uri && vscode.workspace.getWorkspaceFolder(uri)) return vscode.Uri.joinPath(uri, '..');
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? (await vscode.window.showWorkspaceFolderPick())?.uri : folders[0]?.uri;
}

async function templatesFor(client: BaseLanguageClient, folder: vscode.Uri | undefined): Promise<TemplatesResult> {
  const uri = `${(folder ?? vscode.Uri.parse('untitled:/')).toString()}/Dockerfile`;
  const ask = (params: TemplatesParams) => client.sendRequest<TemplatesResult>(templatesRequest, params);
  const first = await ask({ uri });
  // Texts of others are read only where the folder is trusted.
  if (!first.packFolder || !vscode.workspace.isTrusted) return first;
  const all = await ask({ uri, pack: await readPack(vscode.Uri.parse(first.packFolder)) });
  if (all.problems[0]) void vscode.window.showWarningMessage(all.problems[0]);
  return all;
}

async function readPack(folder: vscode.Uri): Promise<{ path: string; text: string }[]> {
  try {
    const names = (await vscode.workspace.fs.readDirectory(folder))
      .map(([name]) => name)
      .filter((n) => n.endsWith('.md'));
    return await Promise.all(
      names.map(async (path) => {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path));
        return { path, text: new TextDecoder().decode(bytes) };
      }),
    );
  } catch {
    void vscode.window.showWarningMessage(vscode.l10n.t('The folder of templates {0} cannot be read.', folder.fsPath));
    return [];
  }
}

interface Entry extends vscode.QuickPickItem {
  readonly template: Template;
}

/** A searchable list; the button of an entry shows what it would write. */
function pick(templates: readonly Template[], previews: Map<string, string>): Promise<Template | undefined> {
  const list = vscode.window.createQuickPick<Entry>();
  const preview = { iconPath: new vscode.ThemeIcon('open-preview'), tooltip: vscode.l10n.t('Preview') };
  list.items = templates.map((template) => ({
    template,
    label: template.title,
    description: template.id,
    detail: template.description,
    buttons: [preview],
  }));
  list.placeholder = vscode.l10n.t('Which template?');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.ignoreFocusOut = true;
  return new Promise((resolve) => {
    list.onDidTriggerItemButton(({ item }) => void show(item.template, previews));
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.template);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function show(template: Template, previews: Map<string, string>): Promise<void> {
  const files = expand(template, sampleAnswers(template));
  for (const [index, { path, text }] of files.entries()) {
    const name = `/${template.id}/${path || `snippet-${index + 1}`}`;
    previews.set(name, text);
    if (index > 0) continue; // The first says what it is like; a set may be a dozen.
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: name }));
    await vscode.window.showTextDocument(document, {
      preview: true,
      preserveFocus: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }
}

/** Asks one question after the other; undefined when the person gives up. */
async function askAll(template: Template): Promise<Answers | undefined> {
  const answers: Record<string, string> = {};
  for (const [index, stop] of template.stops.entries()) {
    const title = `${template.title} (${index + 1}/${template.stops.length})`;
    const answer = stop.choices
      ? await vscode.window.showQuickPick([stop.default, ...stop.choices.filter((choice) => choice !== stop.default)], {
          title,
          placeHolder: stop.ask,
          ignoreFocusOut: true,
        })
      : await vscode.window.showInputBox({
          title,
          prompt: stop.ask,
          value: stop.default,
          ignoreFocusOut: true,
          validateInput: (text) => (fitsPattern(stop, text) ? undefined : expected(stop)),
        });
    if (answer === undefined) return undefined;
    answers[stop.name] = answer;
  }
  return answers;
}

/** What the person may write, for one who wrote something else. */
function expected({ form, default: example }: Stop): string {
  const { t } = vscode.l10n;
  return form ? t('Expected: {0}.', form) : t('Expected: something like {0}.', example);
}

/** Into the editor at the caret, with its stops to step through. */
async function insert(template: Template): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const [first] = template.blocks;
  const variants = template.blocks.map((block) => ({ label: block.variant ?? template.title, block }));
  const block = variants.length > 1 ? (await vscode.window.showQuickPick(variants))?.block : first;
  if (!block) return;
  const text = new vscode.SnippetString(snippetText(template, block));
  if (editor) await editor.insertSnippet(text);
  else void vscode.window.showInformationMessage(vscode.l10n.t('Open a file to insert "{0}" into.', template.title));
}

async function openUntitled(template: Template, answers: Answers): Promise<void> {
  for (const { text, block } of expand(template, answers)) {
    const document = await vscode.workspace.openTextDocument({ content: text, language: block.language });
    await vscode.window.showTextDocument(document, { preview: false });
  }
}

/** Writes all files, or none when the person does not want one to be replaced. */
async function writeFiles(template: Template, answers: Answers, folder: vscode.Uri): Promise<void> {
  const files = expand(template, answers).map(({ path, text }) => ({ uri: vscode.Uri.joinPath(folder, path), text }));
  const inside = files.every(({ uri }) => uri.path.startsWith(`${folder.path.replace(/\/$/, '')}/`));
  if (!inside) return;
  const there: string[] = [];
  for (const { uri } of files) if (await exists(uri)) there.push(vscode.workspace.asRelativePath(uri));
  if (there.length && !(await mayReplace(there))) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, text } of files)
    edit.createFile(uri, { overwrite: there.length > 0, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The files of "{0}" could not be written.', template.title));
    return;
  }
  for (const { uri } of files.slice(0, 3)) await vscode.window.showTextDocument(uri, { preview: false });
}

/** The last of the questions; whoever only presses Enter keeps what is there. */
async function mayReplace(names: readonly string[]): Promise<boolean> {
  const [keep, replace] = [vscode.l10n.t('Keep what is there'), vscode.l10n.t('Replace')];
  const placeHolder = vscode.l10n.t('There already: {0}. Replace?', names.join(', '));
  return (await vscode.window.showQuickPick([keep, replace], { placeHolder, ignoreFocusOut: true })) === replace;
}
