// What the suite can ask the harness to look at in the threat checklist.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { acceptAll } from './templateLooks.mjs';
import { gone, provoked, wait } from './waits.mjs';

/** A line of the tree. */
function row(page, text) {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/** Waits until a line of the tree has the keys. */
function focused(page, text) {
  return page.locator('.pane-body .monaco-list:focus-within .monaco-list-row.focused', { hasText: text }).waitFor(wait);
}

/** Waits for a question of a prompt, types an answer if there is one, and goes on. */
async function answer(page, title, text, key = 'Enter') {
  await page.locator('.quick-input-widget .quick-input-titlebar', { hasText: title }).waitFor(wait);
  if (text !== undefined) await page.locator('.quick-input-widget input[type="text"]').first().fill(text);
  if (key) await page.keyboard.press(key);
}

/** Presses the button of a line, which is there while the mouse is on it: a tree that is drawn anew loses the mouse. */
async function pressIn(page, text) {
  const line = row(page, text);
  const button = line.locator('.action-label').first();
  for (let tries = 10; ; tries--) {
    await line.hover({ timeout: wait.timeout });
    try {
      return await button.click({ timeout: wait.timeout / 10 });
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}

function stay() {
  return () => {};
}

/** The document inside a webview, once it shows what is wanted. */
async function inside(page, selector) {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await frame.locator(selector).first().waitFor(wait);
  return frame;
}

/** Fails when a page breaks a rule of accessibility. */
export async function mustBeAccessible(frame) {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await frame.evaluate(readFileSync(axe, 'utf8'));
  const { violations } = await frame.evaluate(() =>
    globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }),
  );
  const words = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(' ')
        .slice(0, 300)}`,
  );
  if (words.length > 0) throw new Error(words.join('; '));
}

async function matrix(page) {
  await inside(page, 'table button');
  const frame = page.frameLocator('iframe.webview.ready').locator('iframe#active-frame');
  await mustBeAccessible(await (await frame.elementHandle()).contentFrame());
}

export const checklistLooks = {
  async 'checklist-welcome'(page) {
    await page.locator('.welcome-view-content', { hasText: 'Do you need to consider' }).waitFor(wait);
  },
  async 'checklist-create-profile'(page) {
    await answer(page, 'what is the checklist about');
    await page.locator('.quick-input-titlebar', { hasText: 'what runs in it' }).waitFor(wait);
    return stay();
  },
  async 'checklist-created'(page) {
    await answer(page, 'what runs in it');
    await answer(page, 'how much');
    await answer(page, 'what do you answer for', 'platform');
    await page
      .locator('.pane-body', { hasText: 'Filter: undecided, platform or shared, required' })
      .first()
      .waitFor(wait);
  },
  async 'checklist-view'(page) {
    await row(page, 'Runtime').waitFor(wait);
  },
  async 'checklist-item'(page) {
    await row(page, 'Privileged containers').waitFor(wait);
  },
  async 'checklist-decide'(page) {
    await focused(page, 'Privileged containers');
    const decide = () => page.keyboard.press('Control+Alt+d');
    await decide();
    await provoked(page, page.locator('.quick-input-titlebar', { hasText: 'privileged containers' }), decide);
    return stay();
  },
  async 'checklist-reason'(page) {
    await answer(page, 'privileged containers', 'Rejected');
    await answer(page, 'why? (needed)', '', 'Enter');
    await page.locator('.quick-input-message', { hasText: 'needs a reason' }).waitFor(wait);
    return stay();
  },
  async 'checklist-decided'(page) {
    await answer(page, 'why? (needed)', 'The GPU was not found without it');
    await answer(page, 'look at it again by', '2027-05-01');
    await row(page, 'Privileged containers').waitFor(wait);
  },
  async 'checklist-filter'(page) {
    const title = page.locator('.quick-input-titlebar', { hasText: 'Show only' });
    await title.waitFor(wait);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Needs attention' }).click();
    return stay();
  },
  async 'checklist-filtered'(page) {
    await page.keyboard.press('Enter');
    await page.locator('.pane-body', { hasText: 'Filter: needs attention' }).first().waitFor(wait);
  },
  async 'checklist-undecided'(page) {
    await page.locator('.quick-input-titlebar', { hasText: 'Show only' }).waitFor(wait);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Undecided' }).click();
    await page.keyboard.press('Enter');
    await page.locator('.pane-body', { hasText: 'Filter: undecided' }).first().waitFor(wait);
  },
  /** One key and the decision is there; the item leaves what the filter shows, and the next one has the keys. */
  async 'checklist-one-key'(page) {
    await focused(page, 'Privileged containers');
    const require = () => page.keyboard.press('1');
    await require();
    await provoked(page, page.locator('.quick-input-titlebar', { hasText: 'why? (may stay empty)' }), require);
    await page.keyboard.press('Enter');
    await focused(page, 'A process that gains rights');
  },
  async 'checklist-boundaries'(page) {
    await answer(page, 'Group the checklist by', 'Trust boundary');
    await row(page, 'Docker client').waitFor(wait);
  },
  async 'checklist-layers'(page) {
    await answer(page, 'Group the checklist by', 'Layer');
    await row(page, 'Architecture').waitFor(wait);
  },
  async 'checklist-followed'(page) {
    await page.locator('.pane-body .monaco-list-row.selected', { hasText: 'Privileged containers' }).waitFor(wait);
  },
  async 'checklist-confirm'(page) {
    await page.locator('.quick-input-titlebar', { hasText: 'privileged containers' }).waitFor(wait);
    return stay();
  },
  async 'checklist-confirmed'(page) {
    await answer(page, 'privileged containers');
    await page.locator('.quick-input-widget').waitFor(gone);
  },
  async 'checklist-proposals'(page) {
    await answer(page, 'Accept what is proposed', 'workshop');
    await page.locator('.quick-input-widget').waitFor(gone);
  },
  async 'checklist-evidence'(page) {
    await answer(page, 'what proves it', 'Seen in the review');
    await answer(page, 'where is it', 'docs/review.md');
    await answer(page, 'when was it seen');
    await page.locator('.quick-input-widget').waitFor(gone);
  },
  async 'checklist-own'(page) {
    await answer(page, 'Do you need to consider', 'Patient data');
    await answer(page, 'Layer', 'Network');
    await answer(page, 'Kinds of threat');
    await page.locator('.quick-input-widget').waitFor(gone);
  },
  /** What changed since the sign-off stands beside it while the question waits. */
  async 'checklist-diff'(page) {
    await page.locator('.tab', { hasText: 'since the sign-off of' }).first().waitFor(wait);
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor(wait);
    return async () => {
      await answer(page, 'privileged containers');
      await page.locator('.quick-input-widget').waitFor(gone);
    };
  },
  async 'checklist-block'(page) {
    await page.locator('.pane-body .monaco-list-row.selected', { hasText: 'Directories of the node' }).waitFor(wait);
  },
  async 'checklist-references'(page) {
    await pressIn(page, 'CIS Kubernetes Benchmark');
    const frame = await inside(page, 'h2');
    await frame.locator('a', { hasText: 'CIS Kubernetes Benchmark' }).waitFor(wait);
  },
  async 'checklist-template'(page) {
    await pressIn(page, 'Insert template: Model server');
    await page.locator('.quick-input-title', { hasText: 'Model server (1/' }).waitFor(wait);
    return () => acceptAll(page);
  },
  async 'checklist-explained'(page) {
    const frame = await inside(page, 'h1');
    await frame.locator('body', { hasText: 'looked at' }).waitFor(wait);
  },
  async 'checklist-components'(page) {
    await row(page, 'chart of the shop').waitFor(wait);
  },
  async 'checklist-progress'(page) {
    await page.locator('.statusbar-item[id*="bulkhead.checklist"]', { hasText: '/120' }).waitFor(wait);
  },
  async 'checklist-new'(page) {
    await row(page, 'New in catalogue').click(wait);
    await page.keyboard.press('ArrowRight');
    await row(page, 'slows its neighbours down').waitFor(wait);
  },
  async 'checklist-news'(page) {
    const told = page.locator('.notifications-center .notification-list-item', { hasText: 'an earlier catalogue' });
    await told.waitFor(wait);
    return () => told.locator('.monaco-button', { hasText: 'Add What Is New' }).click();
  },
  /** Since the end of today: what was committed later does not count. */
  async 'checklist-compared'(page) {
    await answer(page, 'Since which commit', new Date().toISOString().slice(0, 10));
    const frame = await inside(page, 'h1, h2');
    await frame.locator('body', { hasText: 'privileged containers' }).waitFor(wait);
  },
  async 'checklist-newer'(page) {
    await page.locator('.pane-body', { hasText: 'newer than this Bulkhead understands' }).first().waitFor(wait);
  },
  async 'checklist-file'(page) {
    await page.locator('.codelens-decoration', { hasText: 'Decide' }).first().waitFor(wait);
  },
  async 'checklist-both'(page) {
    await page.locator('.monaco-diff-editor', { hasText: 'rejected' }).first().waitFor(wait);
  },
  async 'checklist-report'(page) {
    await answer(page, 'Report: format', 'Markdown');
    await answer(page, 'Report: what', 'What is open');
    await inside(page, 'h1');
  },
  'matrix-light': matrix,
  'matrix-dark': matrix,
  'matrix-contrast': matrix,
  async 'matrix-click'(page) {
    const frame = await inside(page, 'table button');
    await frame.locator('button[data-boundary="docker host"][data-stride="E"]').click();
    await page.locator('.pane-body', { hasText: 'docker host, elevation of privilege' }).first().waitFor(wait);
  },
  'checklist-light': (page) => row(page, 'Privileged containers').waitFor(wait),
  'checklist-dark': (page) => row(page, 'Privileged containers').waitFor(wait),
  'checklist-contrast': (page) => row(page, 'Privileged containers').waitFor(wait),
};
