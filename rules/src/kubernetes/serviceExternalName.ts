import { objectSpec } from '../examples';
import { describe } from '../model/object';
import { readService } from '../model/service';
import { at, readText } from '../model/value';
import { defineRule } from '../rule';

export const serviceExternalName = defineRule({
  id: 'service-external-name',
  title: 'ExternalName points inside or to metadata',
  control: 'egress-restricted',
  level: 'advice',
  severity: 'medium',
  stride: ['S'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'An ExternalName sends callers to another place under a trusted name: into another namespace, to localhost or to the metadata service.',
  remedy: 'Call the other name directly, so that policies and reviewers see where the traffic goes.',

  *check(object) {
    const found = readService(object);
    if (found?.type !== 'ExternalName') return;
    const target = readText(at(found.spec, 'externalName'));
    if (target.state !== 'literal') return;
    const where = inside(target.value, object.namespace);
    if (where) yield { at: target.span, message: `${describe(object)} leads its callers ${where}.` };
  },

  examples: [
    { bad: objectSpec('v1', 'Service', 'type: ExternalName\nexternalName: «db.payments.svc.cluster.local»') },
    { bad: objectSpec('v1', 'Service', 'type: ExternalName\nexternalName: «169.254.169.254»') },
  ],
  accepts: [
    objectSpec('v1', 'Service', 'type: ExternalName\nexternalName: db.shop.example'),
    objectSpec('v1', 'Service', 'type: ExternalName\nexternalName: {{ .Values.host }}'),
  ],
});

function inside(target: string, namespace: string | undefined): string | undefined {
  const host = target.replace(/\.$/, '').toLowerCase();
  if (/^(169\.254\.|168\.63\.129\.16$|metadata(\.google)?(\.internal)?$|instance-data)/.test(host))
    return 'to the metadata service of the cloud';
  if (host === 'localhost' || /^127\.|^::1$/.test(host)) return 'back to themselves, whatever listens there';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return 'to a bare address, which no name server can resolve';
  const other = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(host)?.[1];
  return other !== undefined && other !== namespace ? `into the namespace "${other}"` : undefined;
}

export const german = {
  title: 'ExternalName zeigt nach innen oder auf Metadaten',
  why: 'Ein ExternalName schickt Aufrufer unter vertrautem Namen woanders hin: in einen anderen Namespace, zu localhost oder zum Metadatendienst.',
  remedy: 'Den anderen Namen direkt aufrufen, damit Policies und Prüfer sehen, wohin der Verkehr geht.',
  says: {
    '{0} leads its callers {1}.': '{0} führt seine Aufrufer {1}.',
    'to the metadata service of the cloud': 'zum Metadatendienst der Cloud',
    'back to themselves, whatever listens there': 'zu sich selbst zurück, was immer dort lauscht',
    'to a bare address, which no name server can resolve': 'zu einer bloßen Adresse, die kein Nameserver auflösen kann',
    'into the namespace "{0}"': 'in den Namespace „{0}“',
  },
};
