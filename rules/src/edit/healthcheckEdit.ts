import type { Stage } from '../model/dockerfile';
import { ofKind, setsVariable } from '../model/dockerfile/ofKind';
import { insertBeforeStart } from '../model/dockerfile/users';
import type { Fix } from '../rule';
import { dockerfileFix } from './dockerfileEdit';

/** How a program that an official image surely has tries a port, without a shell and without writing anything. */
const scripts: Readonly<Record<string, readonly [program: string, option: string, script: (port: number) => string]>> =
  {
    python: ['python', '-c', (port) => `import socket; socket.create_connection(('127.0.0.1', ${port}), 3)`],
    node: [
      'node',
      '-e',
      (port) =>
        `require('net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))`,
    ],
  };

/** The one port of the image, where nothing about its start speaks of another. */
function onlyPort(stage: Stage): number | undefined {
  const ports = stage.chain.flatMap((part) => ofKind(part, 'EXPOSE').flatMap((found) => found.ports));
  const [port] = ports;
  if (ports.length !== 1 || !port || port.protocol !== 'tcp' || port.first !== port.last) return undefined;
  const starts = [stage.entrypoint, stage.cmd].flatMap((start) => start?.commands ?? []);
  const words = starts.flatMap((command) => command.words.map(({ text }) => text)).join(' ');
  const variables = stage.chain.flatMap((part) => ofKind(part, 'ENV').flatMap((found) => found.variables));
  const settings = variables.filter(({ name }) => /port|bind|listen|addr/i.test(name)).map(({ value }) => value?.text);
  const named = [
    ...[...words.matchAll(/(?:port[= ]*|:|-p[= ]?)(\d{2,5})(?!\d)/gi)].map((match) => match[1]),
    ...settings.map((text) => /(?:^|:)(\d{2,5})$/.exec(text ?? '')?.[1]),
  ];
  return named.some((text) => text !== undefined && Number(text) !== port.first) ? undefined : port.first;
}

/** Has the runtime look from time to time whether the program still takes connections. */
export function connectionCheck(stage: Stage): Fix | undefined {
  const { image } = stage.base;
  const [, name = ''] = /^docker\.io\/library\/(python|node)$/.exec(image?.name ?? '') ?? [];
  const [program, option, script] = scripts[name] ?? [];
  const port = onlyPort(stage);
  if (!program || !script || !port || stage.os === 'windows' || !(stage.cmd ?? stage.entrypoint)) return undefined;
  // What every program of the runtime is told may keep a second one from starting.
  if (['NODE_OPTIONS', 'PYTHONHOME', 'PYTHONINSPECT'].some((variable) => setsVariable(stage, variable)))
    return undefined;
  const check = [program, option, script(port)].map((word) => JSON.stringify(word)).join(', ');
  const line = `HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD [${check}]`;
  const title = `Try port ${port} from time to time with ${program}`;
  return dockerfileFix(title, 'review', [insertBeforeStart(stage, [line], 'HEALTHCHECK')]);
}
