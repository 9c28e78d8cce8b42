import type { ImageReference } from '../../parse/image';

/** The user an image starts with, as its publisher documents it. */
export interface KnownUser {
  readonly name: string;
  readonly root: boolean;
}

interface Entry {
  /** Image name with host and path; `*` stands for one path element, a final `/**` for any rest. */
  readonly image: RegExp;
  readonly tag?: RegExp;
  readonly user: string;
}

const entry = (image: RegExp, user: string, tag?: RegExp): Entry => (tag ? { image, user, tag } : { image, user });

/** Images that do not start as root. Order matters: the first entry that fits decides. */
const nonRoot: readonly Entry[] = [
  entry(/^gcr\.io\/distroless\//, '65532', /(?:^|-)nonroot(?:-|$)/),
  entry(/^cgr\.dev\/[^/]+\/(?!wolfi-base$|chainguard-base$|busybox$)/, '65532'),
  entry(/^docker\.io\/chainguard\/(?!wolfi-base$|chainguard-base$|busybox$)/, '65532'),
  entry(/^mcr\.microsoft\.com\/dotnet\//, '1654', /chiseled|distroless/),
  entry(
    /^mcr\.microsoft\.com\/(?:openjdk\/jdk|azurelinux\/distroless\/|cbl-mariner\/distroless\/)/,
    'nonroot',
    /nonroot/,
  ),
  entry(/^mcr\.microsoft\.com\/(?:windows\/)?nanoserver(?:\/|$)/, 'ContainerUser'),
  entry(/^mcr\.microsoft\.com\/(?:mssql\/server|azure-sql-edge)$/, 'mssql'),
  entry(/^mcr\.microsoft\.com\/powershell$/, 'ContainerUser', /nanoserver/),
  entry(/^(?:quay|docker)\.io\/jupyter\//, '1000'),
  entry(/^docker\.io\/(?:nginxinc\/nginx-unprivileged|nginxinc\/.*-unprivileged)$/, '101'),
  entry(/^(?:docker\.io|public\.ecr\.aws)\/bitnami(?:legacy|secure)?\/(?!minideb$)/, '1001'),
  entry(
    /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d+|rhel\d+|rhscl)\/(?:python|nodejs|ruby|php|perl|nginx|httpd|openjdk|go-toolset|dotnet)/,
    '1001',
  ),
  entry(/^docker\.elastic\.co\//, '1000'),
  entry(/^docker\.io\/library\/(?:elasticsearch|kibana|logstash)$/, '1000'),
  entry(/^docker\.io\/opensearchproject\//, '1000'),
  entry(/^docker\.io\/grafana\/(?:grafana|loki|promtail|tempo|mimir)/, '10001'),
  entry(/^(?:docker\.io\/prom|quay\.io\/prometheus)\//, 'nobody', /^(?!.*busybox)/),
  entry(/^docker\.io\/jenkins\/(?:jenkins|inbound-agent|agent)$/, 'jenkins'),
  entry(
    /^docker\.io\/library\/(?:solr|sonarqube|haproxy|varnish|memcached|kong|couchbase|flink|rethinkdb)$/,
    'service',
    /^(?!.*root)/,
  ),
  entry(/^quay\.io\/keycloak\/keycloak$/, '1000'),
  entry(/^docker\.io\/apache\/(?:airflow|spark|spark-py|superset|kafka|zeppelin|nifi|druid)$/, 'service'),
  entry(/^docker\.io\/rayproject\//, 'ray'),
  entry(/^docker\.io\/curlimages\/curl$/, 'curl_user'),
  entry(/^docker\.io\/mambaorg\/micromamba$/, 'mambauser'),
  entry(/^docker\.io\/(?:cimg|circleci)\//, 'circleci'),
  entry(/^docker\.io\/selenium\//, 'seluser'),
  entry(/^docker\.io\/gitpod\//, 'gitpod'),
  entry(/^docker\.io\/ocaml\/opam$/, 'opam'),
  entry(/^docker\.io\/(?:linuxbrew|homebrew)\/brew$/, 'linuxbrew'),
  entry(/^(?:quay\.io\/argoproj\/argocd|docker\.io\/argoproj\/argocd)$/, '999'),
  entry(/^docker\.io\/hashicorp\/(?:http-echo|consul-template)$/, 'nonroot'),
  entry(/^ghcr\.io\/actions\/actions-runner$/, 'runner'),
  entry(/^docker\.io\/(?:codercom\/code-server|coderdotcom\/code-server)$/, 'coder'),
  entry(/^docker\.io\/dhi\//, 'nonroot', /^(?!.*(?:-dev|root))/),
  entry(/^dhi\.io\//, 'nonroot', /^(?!.*-dev)/),
];

/** Images known to start as root: the official ones of Docker Hub that are not in the list above, and a few more. */
const root: readonly RegExp[] = [
  /^docker\.io\/library\//,
  /^gcr\.io\/distroless\//,
  /^mcr\.microsoft\.com\/(?:dotnet|azurelinux|cbl-mariner|devcontainers|playwright)\//,
  /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d+|rhel\d+)\/(?:ubi|ubi-minimal|ubi-init|ubi-micro)?$/,
  /^(?:docker\.io|nvcr\.io)\/nvidia\//,
  /^docker\.io\/(?:pytorch|tensorflow)\//,
  /^docker\.io\/(?:amazonlinux|rockylinux|almalinux|fedora|oraclelinux)(?:\/|$)/,
  /^public\.ecr\.aws\/(?:docker\/library|amazonlinux|lambda)\//,
];

/** Who an image starts as; undefined when nobody here knows. */
export function knownUser(image: ImageReference): KnownUser | undefined {
  const tag = image.tag?.text ?? '';
  for (const { image: name, tag: wanted, user } of nonRoot) {
    if (name.test(image.name) && (wanted === undefined || wanted.test(tag))) return { name: user, root: false };
  }
  if (isWindowsImage(image)) return { name: 'ContainerAdministrator', root: true };
  return root.some((name) => name.test(image.name)) ? { name: 'root', root: true } : undefined;
}

/** Whether a reference names a distribution that there is for Linux only, whatever else looks like Windows. */
export function isLinuxDistribution(image: ImageReference): boolean {
  return /(?:^|\/)(?:debian|ubuntu|alpine|fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|busybox|ubi\d*)$/.test(
    image.path,
  );
}

/** Whether a reference names an image for Windows containers. */
export function isWindowsImage(image: ImageReference): boolean {
  if (/(?:^|[/.-])(?:windows|nanoserver|windowsservercore|servercore|iis)(?:[/-]|$)/.test(image.path)) return true;
  if (/^dotnet\/framework\//.test(image.path)) return true;
  return /nanoserver|servercore|windows|ltsc20(?:16|19|22|25)(?!.*ubuntu)/i.test(image.tag?.text ?? '');
}
