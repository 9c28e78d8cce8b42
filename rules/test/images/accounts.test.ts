import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountsOf } from '../../src/images';

test('the history of an image tells the numbers of its accounts', () => {
  assert.deepEqual(
    accountsOf([
      '/bin/sh -c #(nop) ADD file:1234 in / ',
      "# debian.sh --arch 'amd64' out/ 'trixie'",
      'RUN /bin/sh -c groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit',
      '/bin/sh -c adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx',
      'RUN |2 UID=7 NAME=a b /bin/sh -c useradd -u 1500 app # buildkit',
      'RUN /bin/bash -o pipefail -c set -e\nadduser --uid 1600 late\n # buildkit',
      'USER node',
    ]),
    { node: '1000', nginx: '101', app: '1500', late: '1600' },
  );
});

test('what is not certain is not known', () => {
  const made = 'RUN /bin/sh -c useradd -u 1000 app # buildkit';
  assert.deepEqual(accountsOf([made, 'RUN /bin/sh -c usermod -u 1001 app # buildkit']), {});
  assert.deepEqual(accountsOf([made, 'RUN /bin/sh -c sed -i s/app:x:1000/app:x:7/ /etc/passwd # buildkit']), {});
  assert.deepEqual(accountsOf(['RUN |1 UID=1000 /bin/sh -c useradd -u $UID app # buildkit']), {});
  assert.deepEqual(accountsOf(['RUN /bin/sh -c useradd app # buildkit', 'COPY useradd -u 1 app', '', '\0']), {});
  assert.deepEqual(accountsOf(['RUN /bin/sh -c useradd -u 1 a\nBULKHEAD_STEP\nFROM x\nRUN useradd -u 2 b']), {
    b: '2',
  });
  assert.deepEqual(accountsOf([`RUN /bin/sh -c ${'useradd -u 1 app; '.repeat(1000)}`]), {});
});
