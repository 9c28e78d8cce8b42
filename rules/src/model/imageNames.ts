import type { ImageReference } from '../parse/image';

/** Publishers on Docker Hub that many build on. */
const publishers = new Set(
  'pytorch tensorflow nvidia jupyter bitnami grafana hashicorp rayproject huggingface ollama kubeflow mlflow apache elastic circleci gitlab jenkins confluentinc mambaorg continuumio condaforge linuxserver portainer rancher chainguard selenium amazon google microsoft prometheus cloudflare datadog sonatype atlassian mattermost keycloak localstack minio'.split(
    ' ',
  ),
);

/** Official images of Docker Hub with names long enough to be mistyped unnoticed. */
const official = new Set(
  'alpine busybox caddy cassandra centos clojure couchbase couchdb debian docker eclipse-temurin elasticsearch erlang fedora gradle groovy haproxy haskell httpd influxdb jetty joomla julia kibana logstash mariadb matomo maven memcached mongo mongo-express mosquitto mysql neo4j nextcloud nginx openjdk oraclelinux percona photon postgres python rabbitmq redis registry rockylinux rocket.chat solr sonarqube swift telegraf tomcat traefik ubuntu varnish wordpress zookeeper amazonlinux almalinux archlinux golang node ruby rust'.split(
    ' ',
  ),
);

/** The well-known name that an image on Docker Hub is one slip of the finger away from. */
export function lookAlike(image: ImageReference): string | undefined {
  if (image.host !== 'docker.io') return undefined;
  const [first = '', ...rest] = image.path.split('/');
  const known = first === 'library' ? official : publishers;
  const name = first === 'library' ? (rest[0] ?? '') : first;
  if (name.length < 5 || known.has(name)) return undefined;
  for (const candidate of known) {
    if (candidate.length >= 5 && isOneSlip(name, candidate)) return candidate;
  }
  return undefined;
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const x = a.slice(start, endA);
  const y = b.slice(start, endB);
  if (x.length <= 1 && y.length <= 1) {
    // A plural, a number or a version behind a name is a name of its own.
    return !/^[0-9s]?$/.test(x + y);
  }
  return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
}
