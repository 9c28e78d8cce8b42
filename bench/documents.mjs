// The documents of the bench: generated, so that every size has the same mix, and nobody else's text is in the repository.

const services = ['catalogue', 'basket', 'checkout', 'search', 'mailer', 'ratings', 'stock', 'login'];

/** One service: a Deployment, a Service and a ConfigMap, about a hundred lines. */
function service(index) {
  const name = `${services[index % services.length]}-${index}`;
  const hardened = index % 3 === 0;
  const security = hardened
    ? '          securityContext:\n            allowPrivilegeEscalation: false\n            capabilities:\n              drop: [ALL]\n'
    : '';
  const env = Array.from(
    { length: 12 },
    (_, i) => `            - name: OPTION_${i}\n              value: "${name} ${i}"\n`,
  ).join('');
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    app: ${name} # by hand
spec:
  replicas: ${1 + (index % 4)}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: registry.example.com/shop/${name}:1.${index}
          ports:
            - containerPort: 8080
${security}          env:
${env}          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
            periodSeconds: 10
        - name: proxy
          image: registry.example.com/platform/proxy:3.2
          args: ["--listen=:9090", "--to=127.0.0.1:8080"]
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: shop
data:
  region: north
  greeting: |
    Welcome to the ${name}.
    Have a look around.
`;
}

/** At least so many lines of services, from one with this number on. */
export function manifests(lines, first = 0) {
  const parts = [];
  for (let count = 0, index = first; count < lines; index++) {
    const part = service(index);
    parts.push(part);
    count += part.split('\n').length;
  }
  return parts.join('---\n');
}

/** A stage of about thirteen lines. */
function stage(index) {
  return `FROM docker.io/library/debian:13 AS tool${index}
# Builds tool ${index}.
ARG VERSION=1.${index}.0
ENV BUILD_HOME=/build/tool${index}
WORKDIR /build/tool${index}
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends make gcc \\
    && rm -rf /var/lib/apt/lists/*
COPY tool${index}/ .
RUN make VERSION=$VERSION \\
    && make install DESTDIR=/out
USER 1000
`;
}

export function dockerfile(stages) {
  const copies = Array.from({ length: stages }, (_, i) => `COPY --from=tool${i} /out /opt/tool${i}\n`).join('');
  const built = Array.from({ length: stages }, (_, i) => stage(i)).join('\n');
  return `# syntax=docker/dockerfile:1\n${built}\nFROM docker.io/library/debian:13\n${copies}LABEL role=tools\nCMD ["tool0"]\n`;
}

/** The cursor goes just behind the anchor. */
export const documents = [
  { name: 'df60', languageId: 'dockerfile', fileName: 'Dockerfile', anchor: 'LABEL role=tools', text: dockerfile(4) },
  { name: 'df400', languageId: 'dockerfile', fileName: 'Dockerfile', anchor: 'LABEL role=tools', text: dockerfile(30) },
  {
    name: 'df1700',
    languageId: 'dockerfile',
    fileName: 'Dockerfile',
    anchor: 'LABEL role=tools',
    text: dockerfile(122),
  },
  { name: 'k150', languageId: 'yaml', fileName: 'k150.yaml', anchor: 'value: "catalogue-0 0', text: manifests(150) },
  { name: 'k3000', languageId: 'yaml', fileName: 'k3000.yaml', anchor: 'value: "catalogue-0 0', text: manifests(3000) },
  {
    name: 'k20000',
    languageId: 'yaml',
    fileName: 'k20000.yaml',
    anchor: 'value: "catalogue-0 0',
    text: manifests(20000),
  },
].map(({ anchor, ...document }) => {
  const { text } = document;
  return { ...document, lines: text.split('\n').length - 1, places: [positionBehind(text, anchor)] };
});

export function positionBehind(text, anchor) {
  const before = text.slice(0, text.indexOf(anchor) + anchor.length);
  const line = before.split('\n').length - 1;
  return { line, character: before.length - before.lastIndexOf('\n') - 1 };
}

/**
 * The edit number `index`: so many letters at a place, one by one, then as many deletions, then the same at the next place.
 * The text is whole again after twenty edits.
 */
export function editOf({ places, letters = 10 }, index) {
  const at = places[Math.floor(index / (2 * letters)) % places.length];
  const step = index % (2 * letters);
  const typed = step < letters ? step : 2 * letters - step;
  const place = (count) => ({ line: at.line, character: at.character + count });
  return step < letters
    ? { range: { start: place(typed), end: place(typed) }, text: 'a' }
    : { range: { start: place(typed - 1), end: place(typed) }, text: '' };
}
