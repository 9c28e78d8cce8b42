import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import { readDockerfile } from '../../src/model/dockerfile';
import { lineStarts } from '../../src/text/lines';

/** Files both parsers claim to understand; here-documents and directives beyond `escape` are ours alone. */
const shared = [
  'FROM alpine:3.20\nRUN apk add curl\nCMD ["curl"]\n',
  'ARG A=1\nFROM a:$A AS b\nCOPY --from=x --chown=1:1 a \\\n  b /c\n\n# why\nUSER 10001\n',
  'from alpine\r\nrun a \\\r\n  # inside\r\n  && b\r\nENV A=b C="d e"\r\n',
  '# escape=`\nFROM nano\nRUN a `\n  b\nHEALTHCHECK --interval=5s CMD x\n',
  'FROM a\nONBUILD RUN x\nEXPOSE 80/tcp 443\nVOLUME ["/a"]\nLABEL a=b \\\n c=d\n',
];

/** A second opinion on where instructions begin and what they are called. */
test('instructions start where another parser sees them start', () => {
  for (const text of shared) {
    const peer = DockerfileParser.parse(text);
    const starts = lineStarts(text);
    const theirs = peer.getInstructions().map((i) => {
      const { line, character } = i.getRange().start;
      return `${i.getKeyword()} ${(starts[line] ?? 0) + character}`;
    });
    const ours = readDockerfile(text)
      .instructions.filter((i) => !i.onbuild)
      .map((i) => `${i.keyword} ${i.keywordSpan.start}`);
    assert.deepEqual(ours, theirs, JSON.stringify(text));
  }
});
