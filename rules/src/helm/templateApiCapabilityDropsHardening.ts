import type { Node, TemplateTree } from '@bulkhead/helm';
import { parseVersion, satisfies } from '@bulkhead/helm/semver';
import { remember } from '../model/commands/remember';
import { written } from '../model/templateActions';
import { defineRule, type Fix } from '../rule';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';

type Branch = Extract<Node, { kind: 'if' | 'with' }>;

/** What a branch may hold that keeps pods in check. */
const hardening =
  /securityContext:|seccompProfile:|kind:\s*NetworkPolicy|kind:\s*PodDisruptionBudget|automountServiceAccountToken:\s*false/;

/** API versions that no cluster serves any more, with the minor version that took them away. */
const gone: readonly (readonly [RegExp, number])[] = [
  [/"(policy\/v1beta1)(\/\w+)?"/, 25],
  [/"(extensions\/v1beta1)(\/\w+)?"/, 22],
  [/"(networking\.k8s\.io\/v1beta1)(\/\w+)?"/, 22],
  [/"(rbac\.authorization\.k8s\.io\/v1beta1)(\/\w+)?"/, 22],
  [/"(apps\/v1beta[12])(\/\w+)?"/, 16],
  [/"(batch\/v1beta1)(\/\w+)?"/, 25],
];

const branchesIn = remember(({ body, defines }: TemplateTree): readonly Branch[] =>
  [body, ...defines.map((define) => define.body)].flatMap((nodes) => [...branches(nodes)]),
);

function* branches(nodes: readonly Node[]): Iterable<Branch> {
  for (const node of nodes) {
    if (node.kind === 'if' || node.kind === 'with') yield node;
    if ('then' in node) {
      yield* branches(node.then.nodes);
      yield* branches(node.otherwise?.nodes ?? []);
    }
  }
}

/** Why a condition is false on every cluster of the version; undefined when it may be true. */
function whyNever(condition: string, kubernetes: number): string | undefined {
  if (/\b(not|or)\b/.test(condition)) return undefined;
  const api = /APIVersions\.Has/.test(condition) ? gone.find(([name]) => name.test(condition)) : undefined;
  if (api && kubernetes >= api[1]) return `Kubernetes 1.${kubernetes} has no ${api[0].exec(condition)?.[1]}`;
  const range = /semverCompare\s+"([^"]+)"\s+\(?\s*(?:\$|\.)[\w.$]*(?:KubeVersion|kubeVersion)/.exec(condition)?.[1];
  const version = parseVersion(`1.${kubernetes}.0`);
  if (range === undefined || !version || satisfies(version, range) !== false) return undefined;
  return `Kubernetes 1.${kubernetes} is not ${range}`;
}

/** Takes a condition away that asks for nothing else, where what is in it can be installed on clusters of today. */
function unconditional(text: string, { start, pipe, then, otherwise }: Branch): Fix | undefined {
  const inside = text.slice(then.start, then.end);
  const asksOnlyThat =
    /^(semverCompare\s+"[^"]+"\s+\(?\s*)?[$.]?\.?Capabilities\.(APIVersions\.Has\s+"[^"]+"|KubeVersion(\.\w+)?)\s*\)?$/;
  const isOld =
    /^\s*apiVersion:/m.test(inside) &&
    (gone.some(([name]) => name.test(inside.replace(/^\s*apiVersion:\s*["']?([\w./]+)["']?/gm, '"$1"'))) ||
      /PodSecurityPolicy/.test(inside));
  const open = wholeLine(text, { start, end: then.start });
  const close = wholeLine(text, { start: then.end, end: text.indexOf('}}', then.end) + 2 });
  if (otherwise || isOld || !open || !close || !asksOnlyThat.test(written(text, pipe))) return undefined;
  return {
    title: 'Take the condition away: on every cluster it is installed',
    safety: 'review',
    edits: [open, close].map((span) => ({ span, text: '' })),
  };
}

/** The line of an action that stands alone on it. */
function wholeLine(text: string, { start, end }: Span): Span | undefined {
  const [from, to] = [lineStart(text, start), lineEnd(text, end)];
  const isAlone = /^\s*\{\{(?:(?!\}\}).)*\}\}\s*$/s.test(text.slice(from, to));
  return isAlone ? { start: from, end: nextLine(text, end) } : undefined;
}

export const templateApiCapabilityDropsHardening = defineRule({
  id: 'template-api-capability-drops-hardening',
  title: 'Hardening only for old clusters',
  control: 'helm-values-trusted',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Not for APIs that are gone, nor beside another branch or condition.
  subject: 'chart',
  why: 'The chart reads as if it confined its pods; on every cluster of today the branch is skipped and nothing of it is installed.',
  remedy: 'Take the condition away, or write the same for the API that clusters have now.',

  *check(chart, context) {
    for (const { file, text, tree } of chart.templates) {
      if (!tree || !/Capabilities/.test(text)) continue;
      for (const branch of branchesIn(tree)) {
        const reason = whyNever(written(text, branch.pipe), context.kubernetes);
        const inside = text.slice(branch.then.start, branch.then.end);
        const other = branch.otherwise ? text.slice(branch.otherwise.start, branch.otherwise.end) : '';
        const lost = hardening.exec(inside)?.[0];
        if (!reason || !lost || other.includes(lost)) continue;
        const at = { start: branch.pipe.start, end: branch.pipe.end };
        yield {
          at,
          file,
          message: `${reason}, so what is in here is never installed.`,
          fix: () => unconditional(text, branch),
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/pod.yaml',
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  {{- if «.Capabilities.APIVersions.Has "policy/v1beta1"» }}\n  securityContext:\n    runAsNonRoot: true\n  {{- end }}\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    runAsNonRoot: true\n  containers: []\n',
    },
    {
      file: 'templates/pod.yaml',
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  {{- if «semverCompare "<1.25-0" .Capabilities.KubeVersion.Version» }}\n  securityContext:\n    runAsNonRoot: true\n  {{- end }}\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    runAsNonRoot: true\n  containers: []\n',
    },
    {
      file: 'templates/policy.yaml',
      bad: '{{- if «.Capabilities.APIVersions.Has "policy/v1beta1"» }}\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\n{{- end }}\n',
    },
    {
      file: 'templates/pod.yaml',
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  {{- if «and .Values.on (semverCompare "<1.25-0" .Capabilities.KubeVersion.Version)» }}\n  securityContext: {}\n  {{- end }}\n  containers: []\n',
    },
  ],
  accepts: [
    {
      file: 'templates/policy.yaml',
      text: '{{- if .Capabilities.APIVersions.Has "extensions/v1beta1" }}\napiVersion: extensions/v1beta1\nkind: NetworkPolicy\n{{- else }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n{{- end }}\nmetadata:\n  name: shop\n',
    },
    {
      file: 'templates/pod.yaml',
      text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  {{- if semverCompare ">=1.25-0" .Capabilities.KubeVersion.Version }}\n  securityContext:\n    runAsNonRoot: true\n  {{- end }}\n  {{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}\n  securityContext: {}\n  {{- end }}\n  containers: []\n',
    },
  ],
});

export const german = {
  title: 'Härtung nur für alte Cluster',
  why: 'Der Chart liest sich, als schränke er seine Pods ein; auf jedem heutigen Cluster wird der Zweig übersprungen und nichts davon installiert.',
  remedy: 'Die Bedingung entfernen oder dasselbe für die API schreiben, die Cluster heute haben.',
  says: {
    'Kubernetes 1.{0} has no {1}, so what is in here is never installed.':
      'Kubernetes 1.{0} kennt {1} nicht, was hier steht, wird also nie installiert.',
    'Kubernetes 1.{0} is not {1}, so what is in here is never installed.':
      'Kubernetes 1.{0} ist nicht {1}, was hier steht, wird also nie installiert.',
    'Take the condition away: on every cluster it is installed':
      'Die Bedingung entfernen: In jedem Cluster wird es installiert',
  },
};
