import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec, service } from '../examples';
import { describe } from '../model/object';
import { podsOf, standTogether } from '../model/selection';
import { matches } from '../model/selectors';
import { readService, type ServicePort } from '../model/service';
import { at, items, plain } from '../model/value';
import type { Container, Pod } from '../model/workload';
import { defineRule } from '../rule';

/** A sidecar is known by its image; a pod with one container has none that could be passed. */
export const sidecarCanBeBypassed = defineRule({
  id: 'sidecar-can-be-bypassed',
  title: 'API/WAF sidecar can be bypassed',
  control: 'sidecar-only-path',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'S'],
  layer: 'network',
  aliases: ['C-0274'],
  references: [],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'The sidecar checks who calls and what they send; a Service that leads to the program behind it lets callers past all that.',
  remedy: 'Send the Service to a port of the sidecar, and let the program listen on localhost only.',

  *check(workspace) {
    const gated = podsOf(workspace).flatMap((placed) => {
      const { gate, behind } = split(placed.pod);
      return gate && behind.length > 0 ? [{ ...placed, gate, behind }] : [];
    });
    for (const { object, file } of workspace.objects) {
      const found = readService(object);
      if (!found) continue;
      const told = new Set<ServicePort>();
      for (const { pod, file: podFile, labels, gate, behind } of gated) {
        if (matches(found.selector, labels) !== 'yes') continue;
        if (!standTogether({ object, file }, { object: pod.object, file: podFile })) continue;
        for (const port of found.ports) {
          if (port.target.state !== 'literal' || portsOf(gate).includes(port.target.value) || told.has(port)) continue;
          if (forMachines.test(String(plain(at(port.value, 'name'))))) continue;
          const target = port.target.value;
          const past = behind.find((container) => portsOf(container).includes(target));
          if (!past) continue;
          told.add(port);
          const own = items(at(gate.value, 'ports')).map((item) => plain(at(item, 'containerPort')));
          yield {
            at: port.target.span,
            file,
            message: `${describe(object)} leads to "${past.name}" directly, past the sidecar "${gate.name}".`,
            fix: () =>
              own.length === 1 && typeof own[0] === 'number'
                ? asFix(setValue(at(port.value, 'targetPort'), own[0]), {
                    title: `Lead to "${gate.name}"`,
                    safety: 'review',
                  })
                : undefined,
          };
        }
      }
    }
  },

  examples: [
    {
      bad: service('ports:\n  - port: 80\n    targetPort: «8000»'),
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: shop\n  ports:\n    - port: 80\n      targetPort: 8443\n',
      files: {
        'shop.yaml': deploymentSpec(
          'containers:\n  - name: model\n    image: shop/model:1.4\n    ports:\n      - containerPort: 8000\n  - name: gate\n    image: envoyproxy/envoy:v1.31\n    ports:\n      - containerPort: 8443',
        ),
      },
    },
  ],
  accepts: [
    {
      text: service('ports:\n  - port: 80\n    targetPort: 8443'),
      files: {
        'shop.yaml': deploymentSpec(
          'containers:\n  - name: model\n    image: shop/model:1.4\n    ports:\n      - containerPort: 8000\n  - name: gate\n    image: envoyproxy/envoy:v1.31\n    ports:\n      - containerPort: 8443',
        ),
      },
    },
    {
      text: service('ports:\n  - port: 80\n    targetPort: 8000'),
      files: {
        'shop.yaml': deploymentSpec(
          'containers:\n  - name: model\n    image: shop/model:1.4\n    ports:\n      - containerPort: 8000',
        ),
      },
    },
  ],
});

const proxies =
  /(^|\/)(envoy|oauth2-proxy|nginx(-unprivileged)?|haproxy|traefik|kong|modsecurity[\w-]*|coraza[\w-]*|caddy|authservice|pomerium|opa-envoy[\w-]*|proxyv2)(:|@|$)/;

/** Ports that the API server or the monitoring calls, not users. */
const forMachines = /webhook|metrics|health|probe|admission/i;

function split(pod: Pod): { gate: Container | undefined; behind: Container[] } {
  const running = pod.containers.filter((container) => container.role === 'container' || container.role === 'sidecar');
  const gate = running.find((container) => container.image.state === 'literal' && proxies.test(container.image.value));
  return { gate, behind: running.filter((container) => container !== gate) };
}

/** Numbers and names of a container's ports. */
function portsOf(container: Container): string[] {
  return items(at(container.value, 'ports')).flatMap((port) =>
    [plain(at(port, 'containerPort')), plain(at(port, 'name'))].flatMap((text) => (text ? [String(text)] : [])),
  );
}

export const german = {
  title: 'API-/WAF-Sidecar lässt sich umgehen',
  why: 'Das Sidecar prüft, wer aufruft und was er schickt; ein Service zum Programm dahinter lässt Aufrufer an all dem vorbei.',
  remedy: 'Den Service auf einen Port des Sidecars richten und das Programm nur auf localhost lauschen lassen.',
  says: {
    '{0} leads to "{1}" directly, past the sidecar "{2}".': '{0} führt direkt zu „{1}“, am Sidecar „{2}“ vorbei.',
    'Lead to "{0}"': 'Zu „{0}“ führen',
  },
};
