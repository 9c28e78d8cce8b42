import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { factsFromLock, type ImageLock, type LockedImage, lockedImage, readLock, writeLock } from '../../src/images';
import { parseImageReference } from '../../src/parse/image';
import { digestA, digestB } from './support';

const python: LockedImage = {
  name: 'docker.io/library/python',
  tag: '3.12',
  digest: digestA,
  date: '2026-05-04',
  facts: {
    user: '',
    accounts: { node: '1000', "odd: 'name'": '0' },
    created: '2026-05-01',
    exposedPorts: ['8080/tcp'],
    entrypoint: ['/bin/sh', '-c', 'a: "b" # c'],
    platforms: ['linux/amd64'],
    labels: { 'a.b/c': "it's {{ odd }}: é\u2028\u007f" },
  },
};
const lock: ImageLock = new Map([['docker.io/library/python:3.12', python]]);

describe('the lock file', () => {
  test('reads what it writes', () => assert.deepEqual(readLock(writeLock(lock)), lock));

  test('is the same text for the same images in any order', () => {
    const other = { ...python, tag: '3.11' };
    const entries: [string, LockedImage][] = [
      ['docker.io/library/python:3.12', python],
      ['docker.io/library/python:3.11', other],
    ];
    assert.equal(writeLock(new Map(entries)), writeLock(new Map([...entries].reverse())));
    assert.equal(writeLock(readLock(writeLock(new Map(entries)))), writeLock(new Map(entries)));
  });

  test('any text of a registry survives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const facts = { user: a, entrypoint: [b], labels: { [`k${b}`]: a }, exposedPorts: [], platforms: [] };
        const one: ImageLock = new Map([['docker.io/library/python:3.12', { ...python, facts }]]);
        const read = readLock(writeLock(one)).get('docker.io/library/python:3.12');
        assert.equal(read?.facts?.user, a);
        assert.deepEqual(read?.facts?.entrypoint, [b]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('leaves out what it cannot believe', () => {
    const text = writeLock(lock);
    for (const broken of [
      text.replace(digestA, 'sha256:12'),
      text.replace('2026-05-04', 'yesterday'),
      text.replace('docker.io/library/python', 'python'),
      text.replace('images:', 'pictures:'),
      'images: [',
      '\0',
      '',
    ]) {
      assert.equal(readLock(broken).size, 0);
    }
  });

  test('knows an image by tag, unless the file has another digest', () => {
    const find = (text: string) => lockedImage(lock, parseImageReference(text) ?? assert.fail())?.digest;
    assert.equal(find('python:3.12'), digestA);
    assert.equal(find(`docker.io/library/python:3.12@${digestA}`), digestA);
    assert.equal(find(`python@${digestA}`), digestA);
    assert.equal(find(`python:3.12@${digestB}`), undefined);
    assert.equal(find('python:3.13'), undefined);
    assert.equal(find('python'), undefined);
  });

  test('gives the rules their facts', () => {
    const facts = factsFromLock(lock);
    assert.equal(facts('python:3.12')?.user, '');
    assert.equal(facts('python:3.12')?.digest, digestA);
    assert.equal(facts('nothing at all'), undefined);
  });
});
