import { readDockerfile } from '../model/dockerfile';
import { createdUsers } from '../model/dockerfile/users';

const mostSteps = 300;
const longestStep = 4000;
const builtFrom =
  /^(?:RUN )?(?:\|\d+ .*?)?\/bin\/(?:ba|a)?sh (?:-o \w+ |-\w+ )*?-\w*c (?!#\(nop\))(.*?)(?: # buildkit)?$/s;

/**
 * The numbers of the accounts an image has, from the history of how it was built. A step that may have changed an account
 * afterwards takes it off the list: what is not certain is not known.
 */
export function accountsOf(history: readonly string[]): Readonly<Record<string, string>> {
  const accounts = new Map<string, string>();
  for (const step of history.slice(0, mostSteps)) {
    const command = step.length > longestStep ? undefined : builtFrom.exec(step)?.[1];
    if (command === undefined) continue;
    // As a here-document, so that line breaks are what they were; nobody's script has this line.
    const { target } = readDockerfile(`FROM scratch\nRUN <<BULKHEAD_STEP\n${command}\nBULKHEAD_STEP\n`);
    const made = target ? createdUsers(target) : [];
    if (/\b(?:usermod|userdel|deluser|vipw|newusers)\b|\/etc\/passwd/.test(command)) {
      for (const name of accounts.keys()) if (command.includes(name)) accounts.delete(name);
      continue;
    }
    for (const { name, uid } of made) {
      if (uid === undefined) accounts.delete(name);
      else accounts.set(name, uid);
    }
  }
  return Object.fromEntries(accounts);
}
