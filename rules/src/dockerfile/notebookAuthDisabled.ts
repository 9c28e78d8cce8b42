import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { startSafer } from '../edit/dockerfileStart';
import { openNotebook, openNotebookConfig } from '../model/commands/servers';
import { allCommands, milder, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const notebookAuthDisabled = defineRule({
  id: 'notebook-auth-disabled',
  title: 'Notebook or IDE server without authentication',
  control: 'dashboards-hardened',
  level: 'baseline',
  severity: 'critical',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Only options of the start command; a written configuration stays for a human.
  subject: 'instruction',
  why: 'A notebook is a shell in the browser: whoever reaches the port runs code with its account, its data and its network.',
  remedy:
    'Remove the empty token or password, so that the server makes a token at start, or put an authenticating proxy in front and bind to 127.0.0.1.',

  check: on(
    ['RUN', 'COPY', 'ADD', 'ENV', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      const where = placeName(instruction);
      if (instruction.stage?.ships === false) return;
      if (instruction.keyword === 'ENV') {
        for (const variable of instruction.variables) {
          const { name, value, span } = variable;
          const isEmptyToken = name === 'JUPYTER_TOKEN' && (value === undefined || value.value === '');
          const isDisabled = name === 'DISABLE_AUTH' && /^true$/i.test(value?.value ?? '');
          if (!isEmptyToken && !isDisabled) continue;
          yield {
            at: span,
            message: `ENV ${name} in ${where} lets everybody into the notebook.`,
            fix: () =>
              dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]),
          };
        }
      }
      for (const heredoc of instruction.heredocs) {
        if (instruction.keyword === 'RUN' || !openNotebookConfig(heredoc.content)) continue;
        yield { at: heredoc.marker, message: `A configuration file in ${where} lets everybody into the notebook.` };
      }
      for (const command of allCommands(instruction)) {
        const found = openNotebook(command);
        if (!found) continue;
        const isLoopback = command.args.some((word) =>
          /^--(?:\w+\.)?(?:ip|host|bind-addr)=(?:127\.0\.0\.1|localhost)/.test(word.text),
        );
        yield {
          at: found.word.span,
          message: `${instruction.keyword} in ${where} starts a notebook with ${found.what}.`,
          fix: () => startSafer(instruction, command, found.safer),
          severity: isLoopback ? milder(milder('critical')) : (found.severity ?? 'critical'),
        };
      }
    },
    /^(?:jupyter.*|start.*|python[0-9.]*|pypy3?|ipython|py|code-server|openvscode-server|echo|printf|cat|tee)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nCMD ["jupyter", "lab", "--ip=0.0.0.0", «"--NotebookApp.token="», "--ServerApp.password=\'\'"]\n',
      good: 'FROM python:3.13\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n',
    },
    { bad: 'FROM python:3.13\nRUN echo «"c.ServerApp.token = \'\'"» >> /root/.jupyter/jupyter_server_config.py\n' },
    {
      bad: "FROM python:3.13\nCMD jupyter lab «--ServerApp.token» '' --port=8888\n",
      good: 'FROM python:3.13\nCMD jupyter lab --port=8888\n',
    },
    { bad: 'FROM python:3.13\nCMD ["jupyter", "lab", «"--ip=0.0.0.0"», "--allow-root"]\n' },
    {
      bad: 'FROM python:3.13\nUSER 10001\nCMD ["jupyter", "lab", «"--ip=0.0.0.0"», "--allow-root"]\n',
      good: 'FROM python:3.13\nUSER 10001\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n',
    },
    {
      bad: 'FROM codercom/code-server:4.100.0\nCMD code-server «--auth» none\n',
      good: 'FROM codercom/code-server:4.100.0\nCMD code-server\n',
    },
    {
      bad: 'FROM rocker/rstudio:4.5.0\nENV A=1 «DISABLE_AUTH=true»\n',
      good: 'FROM rocker/rstudio:4.5.0\nENV A=1\n',
    },
    {
      bad: 'FROM python:3.13\nCMD jupyter lab «--ServerApp.disable_check_xsrf=True»\n',
      good: 'FROM python:3.13\nCMD jupyter lab\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n',
    'FROM python:3.13\nCMD jupyter lab --ServerApp.token=$TOKEN\n',
    'FROM python:3.13\nCMD jupyter lab --IdentityProvider.token=abc\nENV DISABLE_AUTH=false\n',
  ],
});

export const german = {
  title: 'Notebook- oder IDE-Server ohne Anmeldung',
  why: 'Ein Notebook ist eine Shell im Browser: Wer den Port erreicht, führt Code mit dessen Konto, Daten und Netz aus.',
  remedy:
    'Das leere Token oder Passwort entfernen, damit der Server beim Start ein Token erzeugt, oder einen anmeldenden Proxy davorsetzen und an 127.0.0.1 binden.',
  says: {
    'ENV {0} in {1} lets everybody into the notebook.': 'ENV {0} in {1} lässt jeden in das Notebook.',
    'A configuration file in {0} lets everybody into the notebook.':
      'Eine Konfigurationsdatei in {0} lässt jeden in das Notebook.',
    '{0} in {1} starts a notebook with {2}.': '{0} in {1} startet ein Notebook mit {2}.',
    'root behind it and every interface open': 'root dahinter und offen auf jeder Schnittstelle',
    'Let the server ask for a token': 'Den Server nach einem Token fragen lassen',
    'Let the server ask for a password': 'Den Server nach einem Passwort fragen lassen',
    'Remove {0}': '{0} entfernen',
    'Refuse forged requests': 'Gefälschte Anfragen abweisen',
    'Refuse to start as root': 'Den Start als root verweigern',
  },
};
