import type { itemLayers, strideThreats } from '@bulkhead/rules/catalog/types';
import * as vscode from 'vscode';

/** What the catalogue calls its layers and threats, in the language of the editor. */
export function catalogueWord(
  name: (typeof itemLayers)[number]['title'] | (typeof strideThreats)[number]['name' | 'property'],
): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<typeof name, string>> = {
    Architecture: t('Architecture'),
    Image: t('Image'),
    Registry: t('Registry'),
    'Build & supply chain': t('Build & supply chain'),
    Runtime: t('Runtime'),
    'Host/node': t('Host/node'),
    Network: t('Network'),
    'Secrets & config': t('Secrets & config'),
    'Administration (AuthN/Z)': t('Administration (AuthN/Z)'),
    'Monitoring & audit': t('Monitoring & audit'),
    'Process/updates': t('Process/updates'),
    'AI model specifics': t('AI model specifics'),
    Spoofing: t('Spoofing'),
    Tampering: t('Tampering'),
    Repudiation: t('Repudiation'),
    'Information disclosure': t('Information disclosure'),
    'Denial of service': t('Denial of service'),
    'Elevation of privilege': t('Elevation of privilege'),
    Authenticity: t('Authenticity'),
    Integrity: t('Integrity'),
    'Non-repudiation': t('Non-repudiation'),
    Confidentiality: t('Confidentiality'),
    Availability: t('Availability'),
    Authorization: t('Authorization'),
  };
  return words[name];
}
