// What the suite can ask the harness to look at: each waits until the window shows it, and may press keys like a person.
// Only places in the workbench that change rarely are named here; everything else is tested through the API.

import { checklistLooks } from './checklistLooks.mjs';
import { templateLooks } from './templateLooks.mjs';
import { hovered, provoked, suggested, wait } from './waits.mjs';

async function marked(page) {
  await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').first().waitFor(wait);
}

/** A row of the Problems view that has this text. */
function problem(page, text) {
  return page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
}

export const looks = {
  ...checklistLooks,
  ...templateLooks,
  squiggle: marked,
  dockerfile: marked,
  chart: marked,
  async workspace(page) {
    await problem(page, 'access.yaml').waitFor(wait);
  },
  async problems(page) {
    await problem(page, 'privileged-container').waitFor(wait);
    await problem(page, 'recommender.yaml').waitFor(wait);
  },
  /** The menu stays open: the suite takes its first entry. */
  async 'quick-fix'(page) {
    const first = page.locator('.action-widget .monaco-list-row.action', { hasText: /privileges/i }).first();
    await provoked(page, first, () => page.keyboard.press('Control+.'));
    return () => {};
  },
  async fixed(page) {
    await page.locator('.monaco-editor .view-line').first().waitFor(wait);
  },
  hardened: marked,
  async hover(page) {
    await hovered(page, 'privileged-container');
  },
  async 'helm-template'(page) {
    await page.locator('.statusbar-item', { hasText: 'Helm' }).first().waitFor(wait);
  },
  async 'helm-hover'(page) {
    await hovered(page, 'Lands in');
  },
  async 'helm-manifest'(page) {
    await page.locator('.tab', { hasText: 'chart (rendered)' }).first().waitFor(wait);
    await marked(page);
  },
  async 'image-facts'(page) {
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('p', { hasText: 'Built:' }).first().waitFor(wait);
  },
  'image-hover': (page) => hovered(page, 'Looked up'),
  async completion(page) {
    await suggested(page, 'runAsNonRoot');
  },
  'status-config': status,
  'folders-status': status,
  'folders-virtual': marked,
  async 'folders-init'(page) {
    await choice(page, 'bank').waitFor(wait);
    return () => choice(page, 'bank').click();
  },
  'restricted-findings': marked,
  'restricted-pin': notice('only in workspaces you trust'),
  async 'restricted-checklist'(page) {
    await page.locator('.welcome-view-content', { hasText: /trust/i }).waitFor(wait);
  },
  async 'restricted-checklist-shown'(page) {
    await page.locator('.pane-body', { hasText: 'read-only until you trust' }).first().waitFor(wait);
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Runtime' }).first().waitFor(wait);
  },
  'restricted-checklist-decide': notice('read-only until you trust'),
  'virtual-findings': marked,
  async 'virtual-rule'(page) {
    await page.locator('.tab', { hasText: 'privileged-container.md' }).first().waitFor(wait);
  },
  'virtual-templates': (page) => choice(page, 'Dockerfile for').waitFor(wait),
  'hardened-docker': (page) => page.locator('.monaco-editor .view-line').first().waitFor(wait),
  status,
  'rule-page': rulePage,
  async 'rule-choice'(page) {
    const rule = choice(page, 'Privileged container');
    await rule.filter({ hasText: 'privileged-container - in this file' }).waitFor(wait);
    return () => rule.click();
  },
  /** The name of the rule in the hover leads to its page. */
  async 'hover-link'(page) {
    await hovered(page, 'privileged-container');
    await page.locator('.monaco-hover:visible a', { hasText: 'privileged-container' }).first().click();
    await rulePage(page);
  },
  hints,
  'hints-docker': hints,
  async lens(page) {
    await page.locator('.codelens-decoration', { hasText: 'harden this container' }).first().waitFor(wait);
  },
  async 'field-hover'(page) {
    await hovered(page, 'root-filesystem-writable');
  },
  'flag-completion': suggestion('--checksum'),
  'ignore-completion': suggestion('privileged-container'),
  'config-completion': suggestion('host-network'),
  async 'ignore-reason'(page) {
    await page.locator('.quick-input-widget', { hasText: 'Why may host-network be ignored here?' }).waitFor(wait);
    return async () => {
      await page.locator('.quick-input-widget input[type="text"]').first().fill('the CNI plugin needs it');
      await page.keyboard.press('Enter');
    };
  },
  /** Nothing is written for somebody who gives no reason. */
  async 'ignore-empty'(page) {
    await page.locator('.quick-input-widget', { hasText: 'Why may host-network be ignored here?' }).waitFor(wait);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget', { hasText: 'cannot be reviewed' }).waitFor(wait);
    return () => page.keyboard.press('Escape');
  },
  'rule-off': notice('is off in'),
  report: notice('clipboard'),
  crashed: notice('started again'),
  async config(page) {
    await page.locator('.tab', { hasText: '.bulkhead.yaml' }).first().waitFor(wait);
    await page.locator('.monaco-editor .view-line', { hasText: 'profile: restricted' }).first().waitFor(wait);
  },
  /** What wants a look is not ticked: the person does it, and applies. */
  preview: previewed('recommender.yaml'),
  'preview-chart': previewed('values.yaml'),
  /** What the editor itself has measured. */
  async 'running-extensions'(page) {
    const ours = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: /Bulkhead/ }).first();
    await ours.waitFor(wait);
    console.log(`the editor says: ${(await ours.innerText()).replace(/\s+/g, ' ')}`);
  },
  async walkthrough(page) {
    await page.locator('.getting-started-step', { hasText: 'See what is unsafe' }).first().waitFor(wait);
    await page.locator('.getting-started-media img, .getting-started-media iframe').first().waitFor(wait);
  },
  async palette(page) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input[type="text"]').first().fill('>Bulkhead: ');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Bulkhead: ' }).first().waitFor(wait);
  },
};

/** The changes of a file, which a person then ticks and applies. */
function previewed(file) {
  return async (page) => {
    const panel = page.locator('.part.panel');
    const row = panel.locator('.monaco-list-row', { hasText: file }).first();
    await row.waitFor(wait);
    return async () => {
      await row.locator('.edit-checkbox').click();
      await panel.locator('.monaco-button', { hasText: 'Apply' }).first().click();
    };
  };
}

/** The box in which one chooses. */
function choice(page, text) {
  return page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
}

async function rulePage(page) {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await frame.locator('h1', { hasText: 'Privileged container' }).first().waitFor(wait);
}

async function status(page) {
  const item = page.locator('.statusbar-item[id*="bulkhead.status"]');
  await item.filter({ hasText: /\d/ }).waitFor(wait);
  await item.hover();
  const told = page.locator('.workbench-hover', { hasText: /profile/i }).first();
  await provoked(page, told, async () => {
    await page.mouse.move(640, 400);
    await item.hover();
  });
}

async function hints(page) {
  await page
    .locator('.monaco-editor .view-line', { hasText: /runs.as|inherits|may.run/ })
    .first()
    .waitFor(wait);
}

function suggestion(label) {
  return (page) => suggested(page, label);
}

/** A message of the notification center: where tests run, none comes up by itself. */
function notice(text) {
  return (page) =>
    page.locator('.notifications-center .notification-list-item', { hasText: text }).first().waitFor(wait);
}

/** Puts the window back as it was before a look that opened something. */
export async function afterLook(page) {
  await page.keyboard.press('Escape');
  await page.mouse.move(200, 600);
}
