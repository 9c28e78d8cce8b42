/** Which other tool an alias comes from, by the shape of the id. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/^CKV2?_/, 'Checkov'],
  [/^(DS|KSV)-/, 'Trivy'],
  [/^KICS:/, 'KICS'],
  [/^KL:/, 'kube-linter'],
  [/^PO:/, 'Polaris'],
  [/^KSC:/, 'kube-score'],
  [/^KSE:/, 'kubesec'],
  [/^C-\d/, 'Kubescape'],
  [/^BK:/, 'BuildKit'],
  [/^DL\d/, 'hadolint'],
  [/^PSS-B:/, 'Pod Security Standards, baseline'],
  [/^PSS-R:/, 'Pod Security Standards, restricted'],
];

/** The ids as their own tools write them, grouped by tool, in the order of the rule. */
export function aliasesByTool(aliases: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const alias of aliases) {
    const tool = shapes.find(([shape]) => shape.test(alias))?.[1] ?? 'Other';
    const name = alias.replace(/^(KICS|KL|PO|KSC|KSE|BK|PSS-[BR]):/, '');
    groups.set(tool, [...(groups.get(tool) ?? []), name]);
  }
  return groups;
}
