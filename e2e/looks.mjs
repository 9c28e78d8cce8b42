// What the suite can ask the harness to look at: each waits until the window shows it, and may press keys like a person.
// Only places in the workbench that change rarely are named here; everything else is tested through the API.

const wait = { state: 'visible', timeout: 8_000 };

async function marked(page) {
  await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').first().waitFor(wait);
}

/** A row of the Problems view that has this text. */
function problem(page, text) {
  return page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
}

async function matrix(page) {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await frame.locator('table button').first().waitFor(wait);
}

export const looks = {
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
    await page
      .locator('.action-widget .monaco-list-row.action', { hasText: /privileges/i })
      .first()
      .waitFor(wait);
    return () => {};
  },
  async fixed(page) {
    await page.locator('.monaco-editor .view-line').first().waitFor(wait);
  },
  hardened: marked,
  async hover(page) {
    await page.locator('.monaco-hover', { hasText: 'privileged-container' }).first().waitFor(wait);
  },
  async completion(page) {
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'runAsNonRoot' }).first().waitFor(wait);
  },
  async status(page) {
    const item = page.locator('.statusbar-item[id*="bulkhead.status"]');
    await item.waitFor(wait);
    if (!/\d/.test((await item.textContent()) ?? '')) throw new Error('the status item shows no number');
    await item.hover();
    await page
      .locator('.workbench-hover', { hasText: /profile/i })
      .first()
      .waitFor(wait);
  },
  async 'checklist-view'(page) {
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Runtime' }).first().waitFor(wait);
  },
  async 'checklist-item'(page) {
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Privileged containers' }).first().waitFor(wait);
  },
  async 'checklist-file'(page) {
    await page.locator('.codelens-decoration', { hasText: 'Do you need to consider' }).first().waitFor(wait);
  },
  'matrix-light': matrix,
  'matrix-dark': matrix,
  'matrix-contrast': matrix,
  async 'matrix-click'(page) {
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('button[data-boundary="docker host"][data-stride="E"]').click();
    await page.locator('.pane-body', { hasText: 'docker host, E' }).first().waitFor(wait);
  },
  async 'rule-page'(page) {
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('h1').first().waitFor(wait);
  },
};

/** Puts the window back as it was before a look that opened something. */
export async function afterLook(page) {
  await page.keyboard.press('Escape');
  await page.mouse.move(200, 600);
}
