import type { ImageReference } from '../../parse/image';
import type { Command } from '../../parse/shell';
import { hasOption } from '../commands/options';
import { packagesNamed } from '../commands/osPackages';
import { pythonCalls, pythonCode } from '../commands/python';
import type { Instruction, Stage } from '../dockerfile';
import { createdUsers, droppers, dropsPrivileges } from './users';

/** Images whose own start script begins as root: it changes owners, binds a low port or changes to another user. */
const rootAtStart =
  /^docker\.io\/library\/(?:nginx|httpd|postgres|mysql|mariadb|percona|redis|valkey|mongo|rabbitmq|influxdb|cassandra|neo4j|zookeeper|traefik|caddy|registry|docker|wordpress|nextcloud|ghost|drupal|joomla|odoo|eclipse-mosquitto|clickhouse|consul|vault|couchdb|arangodb|crate|chronograf|telegraf)$/;

/** Programs that begin as root, whatever image they are in. */
const rootPrograms =
  /^(?:nginx|openresty|httpd|apachectl|apache2ctl|apache2-foreground|sshd|cron|crond|supervisord|systemd|init|s6-svscan|runsvdir|runit|dockerd|containerd|buildkitd|postgres|mysqld(?:_safe)?|service|named|unbound|coredns|dnsmasq|openvpn|wg(?:-quick)?|radiusd|freeradius|postfix|dovecot|exim|rsyslogd|squid|haproxy|keepalived|vsftpd|smbd|slapd|php-fpm[\d.]*|(?:ip|nf)tables|shorewall|tcpdump|masscan|bpftrace|debootstrap|gparted)$/;

/** Packages of such programs: a start script most likely starts what was installed. */
const rootPackages =
  /^(?:nginx|apache2|httpd|openssh-server|cron|cronie|dcron|supervisor|runit|slapd|openldap(?:-servers)?|postfix|dovecot[\w-]*|squid|haproxy|bind9?|dnsmasq|vsftpd|samba|openvpn|rsyslog|php[\d.]*-fpm|(?:mysql|mariadb)-server|postgresql(?:-\d+)?)$/;
const startScript = /\.\w+$|entrypoint|bootstrap|^(?:start|run|init)(?:[-_]|$)/;

/**
 * Whether the image would most likely not start as another user, or not find its files: what it starts begins as root or
 * is a script that changes to an account made for it, it listens on a low port, its files are in the home of root or in
 * volumes that belong to root, or images made from it run steps of its own.
 */
export function needsRoot(stage: Stage): boolean {
  const { base } = stage;
  if (rootAtStart.test(base.image?.name ?? '') || servesWithPhp(base.image) || dropsPrivileges(stage)) return true;
  const started = [...(stage.entrypoint?.commands ?? []), ...(stage.cmd?.commands ?? [])];
  if (started.some(({ name }) => rootPrograms.test(name) || droppers.test(name))) return true;
  const steps = stage.chain.flatMap((part) => part.instructions);
  const byScript = started.some(({ name }) => startScript.test(name));
  if (byScript && (steps.some(installsRootProgram) || createdUsers(stage).length > 0)) return true;
  if (steps.some(opensLowPort) || steps.some((step) => isInRootHome(step, stage))) return true;
  if (steps.some((step) => step.keyword === 'ONBUILD' && step.trigger?.keyword === 'RUN')) return true;
  return steps.some(({ keyword }) => keyword === 'VOLUME') && !steps.some(changesOwner);
}

/** Their start commands open port 80, or change to the account of the pool. */
function servesWithPhp(image: ImageReference | undefined): boolean {
  return image?.name === 'docker.io/library/php' && /apache|fpm/.test(image.tag?.text ?? '');
}

function installsRootProgram(step: Instruction): boolean {
  return step.keyword === 'RUN' && step.commands.some((command) => packagesNamed(command, rootPackages).length > 0);
}

function opensLowPort(step: Instruction): boolean {
  return step.keyword === 'EXPOSE' && step.ports.some(({ first }) => first !== undefined && first < 1024);
}

function changesOwner(step: Instruction): boolean {
  if (step.keyword === 'COPY' || step.keyword === 'ADD') return step.flags.some((flag) => flag.name === 'chown');
  return step.keyword === 'RUN' && step.commands.some(({ name }) => name === 'chown' || name === 'install');
}

const rootHome = /(?:^|[=:"'\s,])(?:\/root(?:[/:"'\s]|$)|~(?:\/|$)|\$\{?HOME\b)/;

/** Whether an instruction puts something into the home of root, or looks for it there. */
function isInRootHome(step: Instruction, stage: Stage): boolean {
  switch (step.keyword) {
    case 'ENV':
      return step.variables.some(({ value }) => rootHome.test(value?.text ?? ''));
    case 'WORKDIR':
      return rootHome.test(step.path.text);
    case 'COPY':
    case 'ADD':
      return rootHome.test(step.destination?.text ?? '');
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return step.commands.some((command) => usesRootHome(command, stage));
    default:
      return false;
  }
}

function usesRootHome(command: Command, stage: Stage): boolean {
  if (command.name === 'rm') return false;
  const { words, redirects } = command;
  if (words.some(({ text }) => rootHome.test(text)) || redirects.some(({ target }) => rootHome.test(target.text))) {
    return true;
  }
  if (homeInstalls.some(({ call, elsewhere }) => call.test(callOf(command)) && stage.env(elsewhere) === undefined))
    return true;
  return fillsCache(command) && !caches.some((variable) => stage.env(variable) !== undefined);
}

const callOf = ({ name, args }: Command) => [name, ...args.map(({ text }) => text)].join(' ');

/** What these install lands below the home of whoever runs them, unless a variable names another place. */
const homeInstalls: readonly { call: RegExp; elsewhere: string }[] = [
  { call: /^install-(?:module|script) (?!.*-scope allusers)/i, elsewhere: 'PSModulePath' },
  { call: /^pipx install (?!.*--global)/, elsewhere: 'PIPX_HOME' },
  { call: /^uv tool install /, elsewhere: 'UV_TOOL_DIR' },
  { call: /^dotnet tool install .*(?:-g|--global)(?: |$)/, elsewhere: 'DOTNET_CLI_HOME' },
  { call: /^composer(?:\.phar)? global require /, elsewhere: 'COMPOSER_HOME' },
  { call: /^helm plugin install /, elsewhere: 'HELM_PLUGINS' },
  { call: /^vagrant plugin install /, elsewhere: 'VAGRANT_HOME' },
  { call: /^az extension add /, elsewhere: 'AZURE_EXTENSION_DIR' },
];

const caches = ['HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'TRANSFORMERS_CACHE', 'TORCH_HOME', 'NLTK_DATA'];
const cachingCalls =
  /(?:^|\.)(?:from_pretrained|snapshot_download|hf_hub_download|load_dataset|SentenceTransformer|CrossEncoder|pipeline)$|^torch\.hub\.load$|^nltk\.download$/;

/** Downloads of models and browsers go below the home of whoever runs them, unless they are told another place. */
function fillsCache(command: Command): boolean {
  const { name, args } = command;
  const starts = (word: string) => args[0]?.text === word;
  if (name === 'hf' || name === 'huggingface-cli')
    return starts('download') && !hasOption(command, ['--local-dir', '--cache-dir']);
  if (name === 'pip' || name === 'pip3') return starts('install') && hasOption(command, ['--user']);
  if (name === 'playwright') return starts('install');
  const source = pythonCode(command);
  if (!source) return false;
  return [...pythonCalls(source, cachingCalls)].some(
    ({ maskedArgs }) => !/(?:local|cache|download)_dir/.test(maskedArgs),
  );
}
