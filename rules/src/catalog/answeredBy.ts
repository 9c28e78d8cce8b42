/**
 * Findings that a catalogue of hardening rules names for the values or the templates of a chart, and the rules that find them:
 * rules about manifests judge what the chart renders, and tell it at the key or the line it comes from.
 */
export const answeredBy: Readonly<Record<string, readonly string[]>> = {
  'template-hardcodes-privilege': [
    'privileged-container',
    'host-network',
    'host-pid',
    'host-ipc',
    'host-path-volume',
    'run-as-root',
    'capability-dangerous-added',
    'service-account-token-automounted',
  ],
  'template-resources-not-plumbed': ['memory-limit-missing', 'memory-request-missing', 'cpu-request-missing'],
  'template-security-context-not-plumbed': [
    'run-as-non-root-not-enforced',
    'privilege-escalation-allowed',
    'capabilities-not-dropped',
    'seccomp-profile-missing',
    'root-filesystem-writable',
  ],
  'values-image-digest-unsupported': ['image-digest-missing'],
  'values-registry-default-public': ['image-registry-not-approved'],
  'values-resources-empty': ['memory-limit-missing', 'memory-request-missing', 'cpu-request-missing'],
  'values-security-context-empty': [
    'run-as-non-root-not-enforced',
    'privilege-escalation-allowed',
    'capabilities-not-dropped',
    'seccomp-profile-missing',
    'root-filesystem-writable',
  ],
  'values-service-account-token-default': ['service-account-token-automounted'],
  'values-service-public-default': ['service-public-load-balancer', 'service-node-port', 'ingress-without-tls'],
};
