/** Small manifests for the examples in rule files, so that each shows only what it is about. */

function indent(text: string, columns: number): string {
  const pad = ' '.repeat(columns);
  return text
    .split('\n')
    .map((line) => (line === '' ? line : pad + line))
    .join('\n');
}

/** A Pod with these containers, given as list items. */
export function podWith(containers: string): string {
  return podSpec(`containers:\n${indent(containers, 2)}`);
}

/** A Pod with this spec. */
export function podSpec(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n${indent(spec, 2)}\n`;
}

/** A Deployment whose pods have this spec. */
export function deploymentSpec(spec: string): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: shop',
    'spec:',
    '  selector:',
    '    matchLabels:',
    '      app: shop',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: shop',
    '    spec:',
    indent(spec, 6),
    '',
  ].join('\n');
}

/** A ClusterRole with these rules, given as list items. */
export function clusterRole(rules: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: shop\nrules:\n${indent(rules, 2)}\n`;
}

/** A RoleBinding of a harmless role to these subjects, given as list items. */
export function roleBinding(subjects: string): string {
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: RoleBinding',
    'metadata:',
    '  name: shop',
    '  namespace: shop',
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    '  kind: Role',
    '  name: shop',
    'subjects:',
    indent(subjects, 2),
    '',
  ].join('\n');
}

/** An object of this kind, with everything below `metadata` given. */
export function objectOf(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: shop\n${rest}\n`;
}

/** An object of this kind with this spec. */
export function objectSpec(apiVersion: string, kind: string, spec: string): string {
  return objectOf(apiVersion, kind, `spec:\n${indent(spec, 2)}`);
}

export function networkPolicy(spec: string): string {
  return objectSpec('networking.k8s.io/v1', 'NetworkPolicy', spec);
}

/** A Service that selects `app: shop`, with this besides. */
export function service(spec: string): string {
  return objectSpec('v1', 'Service', `selector:\n  app: shop\n${spec}`);
}

export function ingress(spec: string): string {
  return objectSpec('networking.k8s.io/v1', 'Ingress', spec);
}

/** The same object with these annotations. */
export function annotated(object: string, annotations: string): string {
  return object.replace('\nmetadata:\n', `\nmetadata:\n  annotations:\n${indent(annotations, 4)}\n`);
}
