/**
 * What the groups of Kubernetes hold today, subresources behind a slash, as `kubectl api-resources` of a cluster tells it.
 * A dash stands before what belongs to no namespace.
 */
const ofGroups: Readonly<Record<string, string>> = {
  apps: 'controllerrevisions daemonsets/status deployments/scale,status replicasets/scale,status statefulsets/scale,status',
  batch: 'cronjobs/status jobs/status',
  autoscaling: 'horizontalpodautoscalers/status',
  policy: 'poddisruptionbudgets/status',
  'networking.k8s.io': '-ingressclasses ingresses/status -ipaddresses networkpolicies -servicecidrs/status',
  'rbac.authorization.k8s.io': '-clusterrolebindings -clusterroles rolebindings roles',
  'storage.k8s.io':
    '-csidrivers -csinodes csistoragecapacities -storageclasses -volumeattachments/status -volumeattributesclasses',
  'coordination.k8s.io': 'leases',
  'discovery.k8s.io': 'endpointslices',
  'events.k8s.io': 'events',
  'scheduling.k8s.io': '-priorityclasses',
  'node.k8s.io': '-runtimeclasses',
  'admissionregistration.k8s.io':
    '-mutatingadmissionpolicies -mutatingadmissionpolicybindings -mutatingwebhookconfigurations -validatingadmissionpolicies/status -validatingadmissionpolicybindings -validatingwebhookconfigurations',
  'apiextensions.k8s.io': '-customresourcedefinitions/status',
  'apiregistration.k8s.io': '-apiservices/status',
  'certificates.k8s.io': '-certificatesigningrequests/approval,status -signers',
  'flowcontrol.apiserver.k8s.io': '-flowschemas/status -prioritylevelconfigurations/status',
  'resource.k8s.io': '-deviceclasses resourceclaims/status resourceclaimtemplates -resourceslices',
  'metrics.k8s.io': '-nodes pods',
};

/** Those of the core group that can be read, without what a read opens a way into: exec, attach, port-forward, proxy. */
const readable =
  '-componentstatuses configmaps endpoints events limitranges -namespaces/status -nodes/status persistentvolumeclaims/status -persistentvolumes/status pods/log,status podtemplates replicationcontrollers/scale,status resourcequotas/status secrets serviceaccounts services/status';

const restOfCore =
  'bindings -namespaces/finalize -nodes/proxy pods/attach,binding,ephemeralcontainers,eviction,exec,portforward,proxy,resize serviceaccounts/token services/proxy';

/** Verbs that some resources know besides those of all. */
const moreVerbs: Readonly<Record<string, readonly string[]>> = {
  roles: ['bind', 'escalate'],
  clusterroles: ['bind', 'escalate'],
  signers: ['approve', 'attest', 'sign'],
  serviceaccounts: ['impersonate'],
  users: ['impersonate'],
  groups: ['impersonate'],
  podsecuritypolicies: ['use'],
  securitycontextconstraints: ['use'],
};

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** The verbs that a star stands for where it speaks of these resources. */
export function verbsOf(resources: readonly string[]): readonly string[] {
  return [...new Set([...verbs, ...resources.flatMap((name) => moreVerbs[name] ?? [])])];
}

/** What a star stands for in these groups, for who only reads where the core group is one; undefined when one is not known. */
export function resourcesOf(groups: readonly string[], inNamespace: boolean): readonly string[] | undefined {
  const tables = groups.map((group) => (group === '' ? readable : ofGroups[group]));
  if (tables.some((table) => table === undefined)) return undefined;
  return [...new Set(tables.flatMap((table) => spelled(table ?? '', inNamespace)))];
}

/** The groups that hold one of these resources; undefined when a name is of none of them. */
export function groupsOf(resources: readonly string[]): readonly string[] | undefined {
  const tables = Object.entries({ '': `${readable} ${restOfCore}`, ...ofGroups });
  const known = tables.map(([group, table]) => ({ group, names: new Set(spelled(table, false)) }));
  if (!resources.every((name) => known.some(({ names }) => names.has(name)))) return undefined;
  return known.filter(({ names }) => resources.some((name) => names.has(name))).map(({ group }) => group);
}

/** `jobs/scale,status` is `jobs`, `jobs/scale` and `jobs/status`. */
function spelled(table: string, inNamespace: boolean): string[] {
  return table.split(' ').flatMap((word) => {
    const isClusterWide = word.startsWith('-');
    if (isClusterWide && inNamespace) return [];
    const [name = '', below] = word.slice(isClusterWide ? 1 : 0).split('/');
    return [name, ...(below?.split(',') ?? []).map((part) => `${name}/${part}`)];
  });
}
