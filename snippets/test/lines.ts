/** A kind of line and why no rule has to miss it. */
export interface KnownLine {
  /** The whole line, without indentation. */
  readonly line: RegExp;
  readonly reason: string;
  /** Only in templates whose id matches. */
  readonly template?: RegExp;
}

const names = 'It names something; without it another thing, or nothing, is meant.';
const program = 'It is what the program needs to run; without it the program does not start.';
const policyText = 'A part of a policy: without it the policy is another one, or the API server refuses it.';

/** Lines that do not harden. */
export const notHardening: readonly KnownLine[] = [
  { line: /^(apiVersion|kind|metadata|name|namespace|labels|annotations):/, reason: names },
  { line: /^(- )?(name|key|kind): /, reason: names },
  { line: /^(app\.kubernetes\.io\/[a-z-]+|isolation|accelerator): /, reason: names },
  { line: /^owner: /, reason: names, template: /./ },
  {
    line: /^(spec|template|jobTemplate|predictor|containers|- metadata|selector|matchLabels|env|volumes):/,
    reason: program,
  },
  { line: /^(volumeMounts|mountPath|image|ports|- name|containerPort|args|configMap):/, reason: program },
  {
    line: /^(emptyDir|csi|driver|volumeAttributes|secretProviderClass|volumeClaimTemplates|serviceName):/,
    reason: program,
  },
  { line: /^(value|timeZone|schedule|serviceAccountName): /, reason: program },
  {
    line: /^requests:|^(cpu|memory|ephemeral-storage|storage|nvidia\.com\/gpu): /,
    reason: 'Without it the cluster takes the limit, or another number of the list.',
  },
  { line: /^(httpGet|tcpSocket|grpc|path|port|periodSeconds|timeoutSeconds|failureThreshold):/, reason: program },
  {
    line: /^(operator|effect|tolerations|- key|value|kubernetes\.io\/os):/,
    reason: 'Without it the pod finds no node.',
  },
  {
    line: /^(maxSkew|topologyKey|whenUnsatisfiable|- maxSkew|type|strategy|rollingUpdate|maxSurge|maxUnavailable|minReplicas|maxReplicas):/,
    reason: 'How an update goes, or how pods are spread, in more detail.',
  },
  {
    line: /^(terminationGracePeriodSeconds|restartPolicy|backoffLimit|podReplacementPolicy|podFailurePolicy|- action|onExitCodes|onPodConditions|- type|status|values|containerName|ttlSecondsAfterFinished|rules|(successful|failed)JobsHistoryLimit):/,
    reason: 'How an end or a failure is handled, not who may do what.',
    template: /^k-(job|cronjob|deploy|secret|state|infer|windows|netpol-sidecar)|^s-/,
  },
  {
    line: /^(- from|- to|from|to|ingress|egress|podSelector|namespaceSelector|matchLabels|- protocol|protocol|port|ports|k8s-app|kubernetes\.io\/metadata\.name|cidr):/,
    reason: 'Less is allowed without it, or the API server refuses it.',
    template: /^k-(netpol|namespace)/,
  },
  {
    line: /^(roleRef|subjects|rules|verbs|resources|- apiGroups|apiGroup|- kind|namespace):/,
    reason: 'Without it the role allows nothing or the API server refuses it.',
    template: /^k-rbac/,
  },
  {
    line: /^(provider|parameters|clientID|tenantID|keyvaultName|objects|array|objectName|objectType|- \|)/,
    reason: program,
    template: /^k-secretprovider/,
  },
  { line: /^serving\.kserve\.io\/deploymentMode: /, reason: 'In the other mode the API server refuses the pod.' },
  { line: /^azure\.workload\.identity\/use: /, reason: program },
  {
    line: /^(variables|validations|- expression|expression|message|matchConstraints|resourceRules|- apiGroups|apiVersions|operations|resources|policyName|validationActions|matchResources|matchExpressions|namespaceSelector|values|operator|- key|object\.|\(object|variables\.|r in )/,
    reason: policyText,
    template: /^k-admission/,
  },
  {
    line: /^(handler|overhead|podFixed|scheduling|nodeSelector|workload|patches|- target|patch):|^- op: add$/,
    reason: 'Without it the sandbox does not start or is not accounted for.',
    template: /^k-runtimeclass/,
  },
  {
    line: /^(ingressClassName|http|paths|- path|path|pathType|backend|backendRefs|service|- hosts|secretName|hostnames|parentRefs|sectionName|- matches|- name|port|targetPort|protocol|value|rules|selector|- host|type)\b/,
    reason: program,
    template: /^k-(ingress|service)$/,
  },
  { line: /^initContainers:/, reason: 'Without the sidecar nobody has the credential.', template: /^k-netpol-sidecar/ },
  { line: /^description: /, reason: names, template: /^k-namespace/ },
  // Dockerfiles.
  { line: /^(ARG REVISION|EXPOSE|COPY|WORKDIR|STOPSIGNAL)\b/, reason: program },
  { line: /^GOFLAGS=/, reason: 'go.sum is verified by the step before; this makes builds repeatable.' },
  {
    line: /^FROM .* AS (builder|models?)$|^FROM .*servercore/,
    reason: 'Without it the build has no such stage and ends.',
  },
  { line: /^(CMD|ENTRYPOINT) ?\[/, reason: program },
  { line: /^RUN (python3? -m venv|(\/opt\/venv\/bin\/)?python3? -m compileall|go build)/, reason: program },
  { line: /^org\.opencontainers\.image\.(version|licenses|title)/, reason: names },
  {
    line: /^(ENV )?(PATH|HOME|PYTHONPATH|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|PIP_DISABLE_PIP_VERSION_CHECK|[A-Z_]*CACHE(_DIR|_ROOT|_PATH)|HF_HOME|TORCH_HOME|MPLCONFIGDIR|CGO_ENABLED|VLLM_NO_USAGE_STATS|DO_NOT_TRACK)=/,
    reason: program,
  },
  { line: /^SHELL /, reason: program },
  {
    line: /^"(-cp|app\.Main|-Djava\.io\.tmpdir|-XX|--(model|served-model-name|host|port|metrics-port|model-repository|exit-on-error))/,
    reason: program,
  },
  { line: /^(&& apt-get install|RUN apt-get update|&& microdnf|RUN apk|RUN microdnf|Expand-Archive)/, reason: program },
  {
    line: /^(pip install|npm ci|go mod download|RUN .*(pip install|npm ci|go mod download|gradlew|hf download)|RUN Invoke-WebRequest)/,
    reason: 'Without the step there is nothing to run.',
  },
  { line: /^(ADD --checksum|RUN curl --proto)/, reason: 'Without the step there is nothing to run.' },
  { line: /^(ENV USER=model|RUN update-ca-certificates)$/, reason: program },
  // Words of Dockerfiles.
  { line: /^--(from|interval|timeout|start-period)=/, reason: 'Where it comes from, and when it is asked.' },
  {
    line: /^(-[moqy]|-rf|-fsSL|-exec|-perm|-type|-xdev|--target|--local-dir|--include|--no-daemon|"-m", "uvicorn",|"-healthcheck"|"-c", "import .*)$/,
    reason: 'How the program is called: without it another thing happens, or nothing.',
  },
  { line: /^-(Name|StartupType|Uri|OutFile|DestinationPath|Algorithm|ne|UseBasicParsing)$/, reason: program },
  { line: /^(-ldflags=.*|"-s -w"|&& cd \/models|--nodocs|--force)$/, reason: 'What the result looks like.' },
];

const loose = 'The rules judge what an object says; what such a line leaves out is the choice of the cluster.';
const serverFlag = 'No rule reads the limits of model servers yet.';

/** Lines that harden and that no rule looks at yet. The list may only shrink: what becomes watched must leave it. */
export const unwatched: readonly KnownLine[] = [
  { line: /^imagePullPolicy: IfNotPresent$/, reason: 'With a digest the default is the same; the line says so.' },
  {
    line: /^startupProbe:$/,
    reason: "Readiness and liveness are asked for; a slow start is the application's business.",
  },
  { line: /^readinessProbe:$/, reason: 'No rule asks probes of KServe predictors and of sidecars.' },
  { line: /^livenessProbe:$/, reason: 'No rule asks probes of KServe predictors.', template: /inferenceservice/ },
  { line: /^sizeLimit: 256Mi$/, reason: 'The disk limit of the pod bounds it too.', template: /inferenceservice/ },
  { line: /^(containerConcurrency: 8|timeout: 60)$/, reason: serverFlag },
  { line: /^policyTypes: \[(Ingress, )?Egress\]$/, reason: 'Some of these follow from the rules of the policy.' },
  {
    line: /^workload: untrusted$/,
    reason: 'The other label of the same selector keeps the pod on its nodes.',
    template: /gpu/,
  },
  {
    line: /^runAs(User|Group): 65533$/,
    reason: 'The user of the pod takes its place: no root either, but the same as the model.',
    template: /netpol-sidecar/,
  },
  { line: /^preemptionPolicy: Never$/, reason: 'No rule looks at priority classes, only at pods that name none.' },
  {
    line: /^(runtimeClassName: kata-vm-isolation|hostUsers: null|resources:|limits:)$/,
    reason: 'A patch is judged by what it says; what the workload says otherwise is not in it.',
    template: /^k-runtimeclass/,
  },
  { line: /^readOnly: true$/, reason: 'These volumes are read-only by their kind; the line keeps it so.' },
  { line: /^defaultMode: 0444$/, reason: 'Public certificates may be read by everybody.' },
  {
    line: /^(services\.(nodeports|loadbalancers)|requests\.(storage|nvidia\.com\/gpu|ephemeral-storage)|limits\.ephemeral-storage|pods|persistentvolumeclaims): /,
    reason: loose,
  },
  { line: /^(min|max|default|defaultRequest):$/, reason: loose, template: /limitrange|namespace/ },
  { line: /^- type: (PersistentVolumeClaim|Container)$/, reason: loose },
  { line: /^failurePolicy: Fail$/, reason: 'It is the default of the API; the line says so.' },
  {
    line: /^pod-security\.kubernetes\.io\/(warn|audit|enforce-version|warn-version|audit-version)/,
    reason: 'Enforcement alone protects; these tell people what is to come.',
  },
  {
    line: /^(usePodIdentity|useVMManagedIdentity): "false"$/,
    reason: 'It is the default of the provider; the line says so.',
  },
  {
    line: /^(windowsOptions:|runAsUserName: ContainerUser)$/,
    reason: 'The image decides the user when the pod does not; runAsNonRoot is asked for.',
  },
  { line: /^hostProcess: false$/, reason: 'It is the default; the line says so.' },
  { line: /^unhealthyPodEvictionPolicy: AlwaysAllow$/, reason: 'No rule asks for it yet.' },
  {
    line: /^(timeouts:|request: 60s|- filters:|- type: RequestRedirect|requestRedirect:|scheme: https|statusCode: 301)$/,
    reason: 'No rule reads routes of the Gateway API.',
  },
  {
    line: /^appgw\.ingress\.kubernetes\.io\/(ssl-redirect|request-timeout): /,
    reason: 'TLS is asked for; redirects and times differ between controllers.',
  },
  { line: /^resourceNames: /, reason: 'Reading settings of one namespace is no escalation.' },
  { line: /^(storageClassName: .*|accessModes: .*|resources:|replicas: 2)$/, reason: loose, template: /statefulset/ },
  {
    line: /^(fsGroup: 65532|fsGroupChangePolicy: OnRootMismatch)$/,
    reason: 'Without it the program cannot write, or starts slowly.',
  },
  { line: /^medium: Memory$/, reason: 'Shared memory on disk is slow, not dangerous.' },
  // Dockerfiles.
  {
    line: /^USER (65532:65532|ContainerUser)$/,
    reason: 'These bases have that user already; the line keeps it when the base changes.',
  },
  { line: /sha256sum (--check|-c)|^&& cd \/models && sha256sum/, reason: 'No rule knows which files have a checksum.' },
  {
    line: /^(ENV )?NVIDIA_(VISIBLE_DEVICES|DRIVER_CAPABILITIES)=/,
    reason: 'The bases set these too; no rule knows which.',
  },
  {
    line: /^(ENV )?(HF_HUB_OFFLINE|TRANSFORMERS_OFFLINE)=1/,
    reason: 'The network policy holds; this makes the program fail early.',
  },
  { line: /^&& rm -rf \/var\/lib\/apt\/lists\/\*$/, reason: 'In a stage that is thrown away the lists cost nothing.' },
  { line: /^ENV NODE_ENV=production$/, reason: 'No rule asks for it.' },
  { line: /^RUN Set-Service -Name WinRM/, reason: 'The service is off in containers unless something starts it.' },
  { line: /^RUN --mount=type=secret/, reason: 'Without the mount the step has no credential and ends.' },
  {
    line: /^--no-deps$/,
    reason:
      'Where hashes are required, pip refuses what the lock does not name; the word says so before anything is fetched.',
  },
  { line: /^--omit=dev$/, reason: 'No rule knows which packages are for development.' },
  {
    line: /^--dependency-verification=strict$/,
    reason: 'It is the default where checksums are kept; the word says so.',
  },
  { line: /^(&& go mod verify|-trimpath|"-mod=readonly .*)$/, reason: 'go.sum is verified at every build anyway.' },
  { line: /^:nonroot$/, reason: 'USER names the number beside it.' },
  { line: /^--strict$/, reason: 'Lines that are none are reported without it, too.' },
  { line: /^--proto$/, reason: 'The checksum holds wherever a redirect leads.' },
  {
    line: /^(--no-install-recommends|--setopt=install_weak_deps=0|--no-cache|--no-cache-dir|&& npm cache clean --force)$/,
    reason: 'Asked for in images that ship; in a stage that is thrown away it costs nothing.',
  },
  { line: /^--mount=type=secret,/, reason: 'Without the mount the step has no credential and ends.' },
  { line: /^Uninstall-WindowsFeature /, reason: 'No rule knows which features a program needs.' },
  { line: /^"--(limit-concurrency|timeout-keep-alive)",/, reason: serverFlag },
  {
    line: /^"--(strict-readiness|max-num-seqs|max-model-len|load-format|http-restricted-api|grpc-restricted-protocol|disable-)/,
    reason: serverFlag,
  },
];
