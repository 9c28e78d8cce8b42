// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { chartDependencyUnpinned } from './helm/chartDependencyUnpinned';
import { chartWithoutNetworkPolicy } from './helm/chartWithoutNetworkPolicy';
import { notesPrintSecret } from './helm/notesPrintSecret';
import { templateApiCapabilityDropsHardening } from './helm/templateApiCapabilityDropsHardening';
import { templateHookOverprivileged } from './helm/templateHookOverprivileged';
import { templateImageLatestFallback } from './helm/templateImageLatestFallback';
import { templateLookupSecret } from './helm/templateLookupSecret';
import { templateNamespaceHardcoded } from './helm/templateNamespaceHardcoded';
import { templateRbacUnconditional } from './helm/templateRbacUnconditional';
import { templateSecretGeneratedOnRender } from './helm/templateSecretGeneratedOnRender';
import { templateSecretPlainInEnvOrConfigMap } from './helm/templateSecretPlainInEnvOrConfigMap';
import { templateTplOnValues } from './helm/templateTplOnValues';
import { templateUnquotedValue } from './helm/templateUnquotedValue';
import { valuesAuthDisabled } from './helm/valuesAuthDisabled';
import { valuesDefaultCredentials } from './helm/valuesDefaultCredentials';
import { valuesImageTagDefaultMutable } from './helm/valuesImageTagDefaultMutable';
import { valuesInsecureImagesAllowed } from './helm/valuesInsecureImagesAllowed';
import { valuesNetworkPolicyDisabled } from './helm/valuesNetworkPolicyDisabled';
import { valuesPrivilegedDefault } from './helm/valuesPrivilegedDefault';
import { valuesRawManifestEscape } from './helm/valuesRawManifestEscape';
import { valuesRbacWideDefault } from './helm/valuesRbacWideDefault';
import { valuesSandboxKnobsMissing } from './helm/valuesSandboxKnobsMissing';
import { valuesSchemaMissing } from './helm/valuesSchemaMissing';
import { valuesSecretLiteral } from './helm/valuesSecretLiteral';
import { valuesSecurityKeyUnused } from './helm/valuesSecurityKeyUnused';
import type { Rule } from './rule';

/** The rules in helm/, sorted by id. */
export const helmRules: readonly Rule[] = [
  chartDependencyUnpinned,
  chartWithoutNetworkPolicy,
  notesPrintSecret,
  templateApiCapabilityDropsHardening,
  templateHookOverprivileged,
  templateImageLatestFallback,
  templateLookupSecret,
  templateNamespaceHardcoded,
  templateRbacUnconditional,
  templateSecretGeneratedOnRender,
  templateSecretPlainInEnvOrConfigMap,
  templateTplOnValues,
  templateUnquotedValue,
  valuesAuthDisabled,
  valuesDefaultCredentials,
  valuesImageTagDefaultMutable,
  valuesInsecureImagesAllowed,
  valuesNetworkPolicyDisabled,
  valuesPrivilegedDefault,
  valuesRawManifestEscape,
  valuesRbacWideDefault,
  valuesSandboxKnobsMissing,
  valuesSchemaMissing,
  valuesSecretLiteral,
  valuesSecurityKeyUnused,
];
