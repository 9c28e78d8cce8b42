// How a person makes files and texts from templates.

import { gone, suggested, wait } from './waits.mjs';

/** The box in which one chooses or answers. */
const box = (page) => page.locator('.quick-input-widget');
const field = (page) => box(page).locator('input[type="text"]').first();

/** Answers all questions with what stands there; between two of them the box is gone for a moment. */
export async function acceptAll(page) {
  const question = (text) => box(page).locator('.quick-input-title', { hasText: text });
  const [, count] = /\/(\d+)\)/.exec(await question('(1/').textContent());
  for (let n = 1; n <= Number(count); n++) {
    await question(`(${n}/${count})`).waitFor(wait);
    await page.keyboard.press('Enter');
  }
}

export const templateLooks = {
  /** All templates, found by a word of their description. */
  async 'template-list'(page) {
    await box(page).locator('.monaco-list-row', { hasText: 'Dockerfile for' }).first().waitFor(wait);
    await field(page).fill('disruption');
    await box(page).locator('.monaco-list-row', { hasText: 'k-pdb' }).first().waitFor(wait);
    return () => {};
  },
  async 'template-preview'(page) {
    const row = box(page).locator('.monaco-list-row', { hasText: 'k-pdb' }).first();
    await row.hover();
    await row.locator('.action-label').first().click();
    await page.locator('.tab', { hasText: 'pdb.yaml' }).first().waitFor(wait);
    await page.locator('.view-line', { hasText: 'PodDisruptionBudget' }).first().waitFor(wait);
    return () => {};
  },
  /** A wrong answer is told; right ones are taken. */
  async 'template-questions'(page) {
    await field(page).focus();
    await page.keyboard.press('Enter');
    await box(page).locator('.quick-input-title', { hasText: '(1/' }).waitFor(wait);
    await field(page).fill('Shop Front');
    await box(page).locator('.quick-input-message', { hasText: 'Expected: lower-case letters' }).waitFor(wait);
    return async () => {
      await field(page).fill('shop-front');
      await box(page).locator('.quick-input-message', { hasText: 'Expected: lower-case letters' }).waitFor(gone);
      await acceptAll(page);
    };
  },
  async 'template-replace'(page) {
    await box(page).locator('.quick-input-title', { hasText: '(1/' }).waitFor(wait);
    await acceptAll(page);
    const choice = box(page).locator('.monaco-list-row', { hasText: 'Keep what is there' });
    await choice.waitFor(wait);
    return () => page.keyboard.press('Enter');
  },
  async 'template-completion'(page) {
    await suggested(page, 'hd-user-linux');
    return () => {};
  },
  async 'template-for-item'(page) {
    await box(page).locator('.monaco-list-row').first().waitFor(wait);
    await field(page).fill('s-container-security');
    await box(page).locator('.monaco-list-row', { hasText: 's-container-security' }).first().waitFor(wait);
    return () => page.keyboard.press('Enter');
  },
};
