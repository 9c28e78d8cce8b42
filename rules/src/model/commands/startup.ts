import type { Command, Word } from '../../parse/shell';
import type { Span } from '../../text/span';
import { checksOutCommit } from './git';
import { packageCommand } from './packages';
import { remoteScripts } from './remoteScript';

/** Something a start command fetches and runs each time the container starts. */
export interface StartupInstall {
  readonly at: Span;
  readonly what: string;
}

/** Steps of a start command that belong into the image build. */
export function startupInstalls(commands: readonly Command[]): StartupInstall[] {
  const found: StartupInstall[] = [];
  // What the name of a commit stands for is decided once.
  const isFixed = checksOutCommit(commands);
  for (const script of remoteScripts(commands)) found.push({ at: script.at, what: 'runs a script from the network' });
  for (const command of commands) {
    const install = packageCommand(command);
    if (install?.installs && !/^(?:npx|yarn|cpan|go)$/.test(install.manager)) {
      const isOffline = install.options.some((option) => /^--(?:no-index|offline|frozen|locked)$/.test(option.name));
      if (!isOffline && !(install.manager === 'uv' && install.verb === 'tool')) {
        found.push({ at: command.span, what: `installs packages with ${install.program}` });
      }
    }
    if (command.name === 'git' && /^(?:clone|pull)$/.test(command.args[0]?.text ?? '') && !isFixed) {
      found.push({ at: command.span, what: `runs git ${command.args[0]?.text}` });
    }
  }
  return found;
}

const debugOptions: readonly { programs: RegExp; option: RegExp; what: string }[] = [
  { programs: /^flask$/, option: /^--debug$/, what: 'the Flask debugger' },
  {
    programs: /^(?:uvicorn|hypercorn|gunicorn|litestar|fastapi)$/,
    option: /^--reload(?:=true)?$/,
    what: 'code reloading',
  },
  {
    programs: /^(?:node|nodejs)$/,
    option: /^--inspect(?:-brk)?=(?:0\.0\.0\.0|\[?::\]?)/,
    what: 'the Node.js inspector on every interface',
  },
  { programs: /^java$/, option: /jdwp=.*address=(?:\*|0\.0\.0\.0)/, what: 'the Java debugger on every interface' },
  {
    programs: /^(?:python[0-9.]*|debugpy)$/,
    option: /^(?:0\.0\.0\.0|\[?::\]?):\d+$/,
    what: 'the Python debugger on every interface',
  },
];

/** The option by which a program is started for debugging. */
export function debugOption({ name, args }: Command): { word: Word; what: string } | undefined {
  for (const { programs, option, what } of debugOptions) {
    if (!programs.test(name)) continue;
    const word = args.find((found) => option.test(found.text));
    if (!word) continue;
    if (what.startsWith('the Python') && name !== 'debugpy' && !args.some((found) => found.text === 'debugpy'))
      continue;
    return { word, what };
  }
  return undefined;
}

const debugVariables: Readonly<Record<string, RegExp>> = {
  FLASK_DEBUG: /^(?:1|true|yes|on)$/i,
  FLASK_ENV: /^development$/i,
  DJANGO_DEBUG: /^(?:1|true|yes|on)$/i,
  DEBUG: /^(?:true|yes|on)$/i,
  ASPNETCORE_ENVIRONMENT: /^development$/i,
  DOTNET_ENVIRONMENT: /^development$/i,
  RAILS_ENV: /^development$/i,
  JAVA_TOOL_OPTIONS: /jdwp=.*address=(?:\*|0\.0\.0\.0)/,
  NODE_OPTIONS: /--inspect(?:-brk)?=0\.0\.0\.0/,
  APP_DEBUG: /^(?:1|true)$/i,
};

/** Whether a variable with this value starts programs for debugging. */
export function isDebugVariable(name: string, value: string): boolean {
  return Object.hasOwn(debugVariables, name) && (debugVariables[name]?.test(value) ?? false);
}

/** Why a variable lets somebody slip code into the programs that start; undefined when it does not. */
export function loaderOverride(name: string, value: string): { what: string; fixedPlace: boolean } | undefined {
  const parts = value.split(':');
  const isWeak = (part: string) =>
    part === '' || /^\.{1,2}(?:\/|$)|^(?:\/tmp|\/var\/tmp|\/dev\/shm)(?:\/|$)/.test(part);
  const middle = parts.slice(0, -1);
  switch (name) {
    case 'LD_PRELOAD':
    case 'LD_AUDIT':
      if (value.trim() === '') return undefined;
      return { what: 'loads a library into every program', fixedPlace: /^\/(?:usr|lib|opt)\//.test(value) };
    case 'LD_LIBRARY_PATH':
    case 'PATH':
    case 'PYTHONPATH': {
      const weak =
        name === 'PATH'
          ? parts.some((part) => isWeak(part))
          : middle.some(isWeak) || /^(?:\.|\/tmp)(?:\/|$)/.test(parts.at(-1) ?? '');
      return weak ? { what: 'looks for programs or libraries where others can write', fixedPlace: false } : undefined;
    }
    case 'PYTHONSTARTUP':
    case 'BASH_ENV':
    case 'COR_PROFILER':
    case 'CORECLR_PROFILER':
      return value === ''
        ? undefined
        : { what: 'runs a file in every program that starts', fixedPlace: /^\/(?:usr|opt|etc)\//.test(value) };
    case 'NODE_OPTIONS':
      return /(?:^|\s)(?:--require|-r|--import)[= ]/.test(value)
        ? { what: 'loads a module into every Node.js program', fixedPlace: true }
        : undefined;
    default:
      return undefined;
  }
}
