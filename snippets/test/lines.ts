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

const same = 'It writes down what holds without it, too.';
const quality = 'How well it runs, not who may do what.';

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
  {
    line: /^podSelector:$/,
    reason: 'Without it the policy closes every pod of the namespace.',
    template: /^k-(deployment|job|cronjob|statefulset|inferenceservice|secretprovider|windows)/,
  },
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
  { line: /^initContainers:/, reason: 'Without the sidecar nobody has the credential.', template: /^k-secretprovider/ },
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
  { line: /^(ADD --checksum|RUN curl --proto|&& tar -xf)/, reason: 'Without the step there is nothing to run.' },
  { line: /^(ENV USER=model|RUN update-ca-certificates)$/, reason: program },
  // Words of Dockerfiles.
  { line: /^--(from|interval|timeout|start-period)=/, reason: 'Where it comes from, and when it is asked.' },
  {
    line: /^(-[moqyC]|-rf|-xf|-fsSL|-exec|-perm|-type|-xdev|--target|--local-dir|--include|--no-daemon|"-m", "uvicorn",|"-healthcheck"|"-c", "import .*)$/,
    reason: 'How the program is called: without it another thing happens, or nothing.',
  },
  { line: /^-(Name|StartupType|Uri|OutFile|DestinationPath|Algorithm|ne|UseBasicParsing)$/, reason: program },
  { line: /^(-ldflags=.*|"-s -w"|&& cd \/models|--nodocs|--force)$/, reason: 'What the result looks like.' },
  // What holds without the line, too.
  { line: /^imagePullPolicy: IfNotPresent$/, reason: `${same} So it is for an image with a digest.` },
  { line: /^failurePolicy: Fail$/, reason: `${same} It is the default of the API.` },
  {
    line: /^NVIDIA_DRIVER_CAPABILITIES=/,
    reason: `${same} CUDA bases say it, and the runtime takes it for none; those of NGC add the libraries for video at most.`,
  },
  { line: /^(usePodIdentity|useVMManagedIdentity): "false"$/, reason: `${same} It is the default of the provider.` },
  {
    line: /^(hostProcess: false|USER ContainerUser)$/,
    reason: `${same} It is the default of Windows and of its base.`,
  },
  { line: /^readOnly: true$/, reason: `${same} These volumes are read-only by their kind.` },
  {
    line: /^policyTypes: /,
    reason: `${same} It follows from the rules of the policy, or of the one beside it.`,
    template: /^k-(namespace|netpol-(app|dns|sidecar))$/,
  },
  { line: /^(--no-deps|--strict)$/, reason: `${same} Where hashes are required, what has none is refused.` },
  { line: /^--dependency-verification=strict$/, reason: `${same} It is the default where checksums are kept.` },
  { line: /^(&& go mod verify|-trimpath|"-mod=readonly .*)$/, reason: `${same} go.sum is verified at every build.` },
  { line: /^--proto$/, reason: `${same} The checksum is compared wherever a redirect leads.` },
  { line: /^(RUN )?--mount=type=secret,/, reason: 'Without the mount the step has no credential and ends.' },
  {
    line: /^RUN Set-Service -Name WinRM/,
    reason: `${same} In a container the service is off until something starts it.`,
  },
  { line: /^requests\.ephemeral-storage: /, reason: `${same} A request is at most the limit, which the quota bounds.` },
  {
    line: /^defaultRequest:$/,
    reason: `${same} A container without a request requests its limit.`,
  },
  {
    line: /^(min:|- type: PersistentVolumeClaim)$/,
    reason: 'How claims are cut; what all of them take together the quota says.',
    template: /^k-(limitrange|namespace)$/,
  },
  {
    line: /^(timeouts:|request: 60s|appgw\.ingress\.kubernetes\.io\/request-timeout: .*)$/,
    reason: `${same} The gateways have a time limit of their own, Application Gateway 30 seconds.`,
  },
  {
    line: /^(- filters:|- type: RequestRedirect|requestRedirect:|scheme: https|statusCode: 301|appgw\.ingress\.kubernetes\.io\/ssl-redirect: .*)$/,
    reason: 'Without the redirect plain HTTP gets no answer.',
  },
  {
    line: /^pod-security\.kubernetes\.io\/(enforce|warn|audit)-version/,
    reason: `${same} Without a version the newest is meant.`,
  },
  {
    line: /^pod-security\.kubernetes\.io\/(warn|audit): /,
    reason: 'It tells people what is to come and refuses nothing.',
  },
  {
    line: /^(windowsOptions:|runAsUserName: ContainerUser)$/,
    reason: `${same} With runAsNonRoot the kubelet starts no container as ContainerAdministrator.`,
  },
  {
    line: /^Uninstall-WindowsFeature /,
    reason: `${same} The base comes without these features; it is for bases of a company.`,
  },
  { line: /^"--timeout-keep-alive"/, reason: `${same} uvicorn closes such a connection after 5 seconds by itself.` },
  { line: /^"--max-num-seqs=/, reason: `${same} vLLM takes a number of its own, by the memory of the GPU.` },
  { line: /^"--max-model-len=/, reason: `${same} The length that the model was made for is the longest.` },
  { line: /^timeout: 60$/, reason: `${same} KServe waits for 60 seconds by itself in this mode.` },
  { line: /^TRANSFORMERS_OFFLINE=/, reason: `${same} HF_HUB_OFFLINE beside it switches the same off.` },
  {
    line: /^VLLM_MEDIA_URL_ALLOW_REDIRECTS=/,
    reason: 'It bounds models that take pictures; where the start says that one does, a rule asks for it.',
  },
  // How well it runs.
  {
    line: /^(readinessProbe|livenessProbe):$/,
    reason: `${quality} KServe brings a readiness probe of its own, and a sidecar without one counts as ready.`,
    template: /inferenceservice|native-sidecar/,
  },
  { line: /^startupProbe:$/, reason: `${quality} Readiness and liveness are asked for.` },
  { line: /^(medium: Memory|fsGroup: 65532|fsGroupChangePolicy: OnRootMismatch)$/, reason: quality },
  { line: /^(replicas: 2|accessModes: .*|storageClassName: .*|resources:)$/, reason: quality, template: /statefulset/ },
  { line: /^(preemptionPolicy: Never|unhealthyPodEvictionPolicy: AlwaysAllow)$/, reason: quality },
  { line: /^(ENV NODE_ENV=production|--omit=dev|--no-cache-dir|&& npm cache clean --force)$/, reason: quality },
  { line: /^"--(strict-readiness|disable-auto-complete-config)/, reason: quality },
  { line: /^defaultMode: 0444$/, reason: 'Public certificates may be read by everybody.' },
  {
    line: /^(runtimeClassName: kata-vm-isolation|hostUsers: null|resources:|limits:)$/,
    reason: 'A part of a patch: what the workload says otherwise is not in it.',
    template: /^k-runtimeclass/,
  },
];
