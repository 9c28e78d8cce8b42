const administrators = new Set(['containeradministrator', 'administrator', 'system', 'localsystem']);

/** Whether a user name or number means root, or an administrator on Windows. */
export function isRootName(name: string): boolean {
  if (name === 'root' || /^0+$/.test(name)) return true;
  return administrators.has(name.toLowerCase().replace(/^.*\\/, ''));
}
