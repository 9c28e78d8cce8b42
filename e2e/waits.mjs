// How the looks wait: for what the window shows, with patience for a machine that does five other things.

export const wait = { state: 'visible', timeout: 60_000 };
export const gone = { ...wait, state: 'hidden' };

/** Where the caret is: a list or a message that came up in the meantime must not get the keys. */
async function intoEditor(page) {
  await page.keyboard.press('Control+1');
}

/**
 * Waits for what comes up at a person's keys, and presses them again when it does not come or has gone: a hover closes
 * when the text below it is checked again.
 */
export async function provoked(page, locator, provoke) {
  for (let tries = 10; tries > 0; tries--) {
    try {
      return await locator.waitFor({ ...wait, timeout: wait.timeout / 10 });
    } catch (error) {
      if (tries === 1) throw error;
      await provoke(page);
    }
  }
}

/** The box at the caret. */
export function hovered(page, text) {
  const box = page.locator('.monaco-hover:visible', { hasText: text }).first();
  return provoked(page, box, async () => {
    await intoEditor(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
  });
}

/** A suggestion at the caret. */
export function suggested(page, text) {
  const row = page.locator('.suggest-widget .monaco-list-row', { hasText: text }).first();
  return provoked(page, row, async () => {
    await page.keyboard.press('Escape');
    await intoEditor(page);
    await page.keyboard.press('Control+Space');
  });
}
