import { setField } from '../edit/fixes';
import { objectOf } from '../examples';
import { describe } from '../model/object';
import { at, readBoolean } from '../model/value';
import { defineRule } from '../rule';

const everyAccount = ['C-0034', 'C-0190'];
/** What pods get that name no account: others ask this of it alone. */
const defaultAccount = ['C-0189', 'CKV_K8S_41'];

export const serviceAccountObjectAutomounts = defineRule({
  id: 'service-account-object-automounts',
  title: 'ServiceAccount mounts its token by default',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'secrets',
  aliases: [...everyAccount, ...defaultAccount],
  references: ['CISK:5.1.5', 'CISK:5.1.6', 'CISA:4.1.5', 'CISA:4.1.6'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Every pod with this account gets a token for the API server, whether it talks to the API server or not.',
  remedy: 'Switch it off on the account and on again in the pods that need the token.',

  *check(object) {
    if (object.kind !== 'ServiceAccount' || object.group !== '') return;
    const setting = readBoolean(at(object.root, 'automountServiceAccountToken'));
    if (setting.state === 'unknown' || setting.value === false) return;
    yield {
      at: setting.state === 'literal' ? setting.span : object.nameSpan,
      message: `${describe(object)} puts a token for the API server into every pod that uses it.`,
      aliases: object.name === 'default' ? [...everyAccount, ...defaultAccount] : everyAccount,
      fix: () =>
        setField(object.root, ['automountServiceAccountToken'], false, {
          title: 'Mount the token only where a pod asks for it',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: «shop»\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\nautomountServiceAccountToken: false\n',
    },
    {
      bad: objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: «true» # for now'),
      good: objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: false # for now'),
    },
  ],
  accepts: [
    objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: false'),
    objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: {{ .Values.mount }}'),
  ],
});

export const german = {
  title: 'ServiceAccount bindet sein Token von sich aus ein',
  why: 'Jeder Pod mit diesem Konto bekommt ein Token für den API-Server, ob er mit ihm spricht oder nicht.',
  remedy: 'Am Konto abschalten und in den Pods wieder einschalten, die das Token brauchen.',
  says: {
    '{0} puts a token for the API server into every pod that uses it.':
      '{0} legt in jeden Pod, der es nutzt, ein Token für den API-Server.',
    'Mount the token only where a pod asks for it': 'Das Token nur einbinden, wo ein Pod es verlangt',
  },
};
