import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { defaultAnswers, sampleAnswers, templates } from '../src';
import { filesOf } from './checks';
import { schemaProblems } from './kubernetesTypes';

/** Types that are no part of Kubernetes itself, so no schema of Kubernetes describes them. */
const customTypes: Readonly<Record<string, string>> = {
  InferenceService: 'a custom resource of KServe',
  SecretProviderClass: 'a custom resource of the CSI driver for secrets',
  HTTPRoute: 'a custom resource of the Gateway API',
  Component: 'a file of Kustomize',
};

const manifests = templates
  .filter((t) => t.blocks.every((b) => b.language !== 'helm'))
  .flatMap((template) =>
    [sampleAnswers(template), defaultAnswers(template)].flatMap((answers) =>
      filesOf(template, answers)
        .filter(({ text }) => /^apiVersion: /m.test(text) && /^kind: /m.test(text))
        .map((file) => ({ id: template.id, ...file })),
    ),
  );

test('every manifest is what the API of Kubernetes describes', () => {
  const seen = new Set<string>();
  for (const { id, path, text } of manifests) {
    for (const document of parseAllDocuments(text)) {
      assert.deepEqual(document.errors, [], `${id} ${path}`);
      const object = document.toJS() as { kind: string };
      const problems = schemaProblems(object);
      if (problems === undefined) assert.ok(object.kind in customTypes, `${id}: no schema knows ${object.kind}`);
      else assert.deepEqual(problems, [], `${id} ${path}`);
      seen.add(object.kind);
    }
  }
  assert.ok(seen.size > 15, [...seen].join());
});

test('the schemas are not blind', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'b' }] },
  };
  assert.deepEqual(schemaProblems(pod), []);
  const typo = { ...pod, spec: { containers: [{ name: 'a', securityContext: { runAsNonroot: true } }] } };
  assert.equal(schemaProblems(typo)?.length, 1);
  assert.equal(schemaProblems({ ...pod, spec: { containers: [{ image: 'b' }] } })?.length, 1);
  assert.equal(schemaProblems({ ...pod, spec: { ...pod.spec, hostPID: 'yes' } })?.length, 1);
  assert.notEqual(schemaProblems({ ...pod, spec: { ...pod.spec, restartPolicy: 'Sometimes' } })?.length, 0);
  // A field of 1.34.
  assert.deepEqual(schemaProblems({ ...pod, spec: { ...pod.spec, hostnameOverride: 'a' } }), []);
  assert.equal(schemaProblems({ apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' }), undefined);
});
