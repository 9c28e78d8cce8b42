import {
  type Context,
  defaultContext,
  newestKubernetes,
  type Profile,
  profiles,
  type Severity,
  severities,
  type UntrustedPlace,
} from '@bulkhead/rules';
import { DiagnosticSeverity } from 'vscode-languageserver';

/** The user's settings, read and made safe: whatever the client sends, this is complete and of the right types. */
export interface Settings {
  readonly enable: boolean;
  /** A settings file, or the list below, says that this file is not to be checked. */
  readonly ignored: boolean;
  /** Globs relative to the folder of the workspace. */
  readonly ignore: readonly string[];
  /** The settings files in force, the nearest last, each with what is wrong with it. */
  readonly configs: readonly ConfigInForce[];
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** A kustomization above lays the file over other objects. */
  readonly patch?: boolean;
  readonly context: Context;
  /** The value files that settings list for the chart in the file's folder, and the chart they list the file for. */
  readonly overlays?: readonly string[] | undefined;
  readonly chart?: string | undefined;
  readonly severity: Readonly<Record<Severity, DiagnosticSeverity>>;
}

export interface ConfigInForce {
  readonly uri: string;
  /** A line from 1 and what is wrong in it: then the last version without mistakes counts, or the rest where there was none. */
  readonly problem?: { readonly line: number; readonly message: string; readonly hadGood: boolean };
}

const diagnosticSeverities: Readonly<Record<string, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const defaultSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Warning,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** Reads the `bulkhead` section. What is missing or of the wrong type falls back to the default. */
export function readSettings(section: unknown, today: string): Settings {
  const given = record(section);
  const untrusted = given['untrustedWorkloads'];
  const suppressions = record(given['suppressions']);
  return {
    enable: given['enable'] !== false,
    ignored: false,
    ignore: strings(given['ignore']),
    configs: [],
    inlayHints: given['inlayHints'] !== false,
    codeLens: given['codeLens'] === true,
    severity: readSeverities(record(given['severity'])),
    context: {
      ...defaultContext,
      profile: readProfile(given['profile']),
      kubernetes: readKubernetes(given['kubernetesVersion']),
      rules: readRules(record(given['rules'])),
      approvedRegistries: strings(given['approvedRegistries']),
      approvedBaseImages: strings(given['approvedBaseImages']),
      untrusted: {
        ...(Array.isArray(untrusted)
          ? { all: untrusted.includes('*'), labels: strings(untrusted).filter((label) => label !== '*') }
          : defaultContext.untrusted),
        ...readPlace(record(given['untrusted'])),
      },
      helm: { conditional: record(given['helm'])['conditional'] === true },
      suppressions: {
        foreign: suppressions['foreign'] !== false,
        reasonRequired: suppressions['reasonRequired'] !== false,
      },
      today,
    },
  };
}

function readPlace(given: Readonly<Record<string, unknown>>): UntrustedPlace {
  const said = ['nodeLabel', 'nodeTaint', 'priorityClass'].map((key) => [key, given[key]]);
  return Object.fromEntries(said.filter(([, text]) => typeof text === 'string' && text !== ''));
}

function readProfile(value: unknown): Profile {
  return typeof value === 'string' && Object.hasOwn(profiles, value) ? (value as Profile) : defaultContext.profile;
}

/** Takes `1.31`, `v1.31.2` and `31`. */
function readKubernetes(value: unknown): number {
  const match = /^v?(?:1\.)?(\d{1,2})(?:\.\d+)?$/.exec(String(value ?? '').trim());
  return match ? Math.min(Number(match[1]), newestKubernetes) : newestKubernetes;
}

function readRules(given: Readonly<Record<string, unknown>>): Context['rules'] {
  const rules: Record<string, 'off' | Severity> = {};
  for (const [id, value] of Object.entries(given)) {
    if (value === 'off' || value === false) rules[id] = 'off';
    else if (severities.includes(value as Severity)) rules[id] = value as Severity;
  }
  return rules;
}

function readSeverities(given: Readonly<Record<string, unknown>>): Settings['severity'] {
  const chosen = { ...defaultSeverity };
  for (const severity of severities) {
    const value = diagnosticSeverities[String(given[severity])];
    if (value) chosen[severity] = value;
  }
  return chosen;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
