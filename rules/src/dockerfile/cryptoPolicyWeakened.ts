import { weakeningSteps } from '../model/dockerfile/weakeningSteps';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

const settings: readonly { form: RegExp; what: string }[] = [
  { form: /SECLEVEL\s*=\s*[01]\b/i, what: 'lets OpenSSL use broken encryption' },
  { form: /MinProtocol\s*=\s*(?:TLSv1(?:\.[01])?|SSLv3|None)(?![.\d])/i, what: 'allows TLS versions that are broken' },
  { form: /SELINUX\s*=\s*(?:disabled|permissive)/i, what: 'switches SELinux off' },
  { form: /PermitRootLogin\s+yes/i, what: 'lets root log in over SSH' },
  { form: /PermitEmptyPasswords\s+yes/i, what: 'lets accounts without a password log in over SSH' },
];

function weakens(command: Command): string | undefined {
  const { name, args, redirects } = command;
  const line = args.map((word) => word.text).join(' ');
  if (name === 'update-crypto-policies')
    return /--set[= ]LEGACY/i.test(line) ? 'allows broken encryption everywhere' : undefined;
  if (name === 'setenforce') return /^(?:0|permissive)$/i.test(line) ? 'switches SELinux off' : undefined;
  const kernel = redirects.some(
    ({ operator, target }) => operator.startsWith('>') && target.text.startsWith('/proc/sys/kernel/'),
  );
  if (kernel) return 'changes a setting of the kernel';
  if (!/^(?:echo|printf|sed|cat|tee|perl|awk|augtool)$/.test(name)) return undefined;
  const writes =
    name === 'sed' || name === 'perl'
      ? args.some((word) => /^-[a-zA-Z]*i/.test(word.text))
      : [command, ...command.pipedTo].some(
          (c) => c.name === 'tee' || c.redirects.some(({ operator }) => operator.startsWith('>')),
        );
  if (!writes) return undefined;
  // What sed looks for does not count, only what it writes.
  const text = name === 'sed' ? line.replace(/s([|/#,@])(?:(?!\1).)*\1/g, '') : line;
  const bodies = redirects.map((redirect) => redirect.body?.text ?? '').join('\n');
  return settings.find(({ form }) => form.test(text) || form.test(bodies))?.what;
}

export const cryptoPolicyWeakened = defineRule({
  id: 'crypto-policy-weakened',
  title: 'System crypto or security policy weakened',
  control: 'hardened-base-image',
  level: 'baseline',
  severity: 'medium',
  stride: ['I', 'T'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.22', 'OWASP:D6'],
  fixable: 'sometimes', // Only a step that nothing else leans on.
  subject: 'instruction',
  why: 'The weaker setting holds for every connection of every program in the image, not only for the old peer it was made for.',
  remedy:
    'Leave the change out and update the peer; if that cannot be, set the option in the one client that talks to it.',

  check: weakeningSteps(weakens, /^(?:update-crypto-policies|setenforce|echo|printf|sed|cat|tee|perl|awk|augtool)$/m),

  examples: [
    {
      bad: "FROM fedora:43\nRUN «update-crypto-policies --set LEGACY» && «sed -i 's/SECLEVEL=2/SECLEVEL=1/' /etc/ssl/openssl.cnf»\nCMD a\n",
      good: 'FROM fedora:43\nCMD a\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN make && «echo "PermitRootLogin yes" >> /etc/ssh/sshd_config»\n',
      good: 'FROM debian:13.1\nRUN make\n',
    },
  ],
  accepts: [
    "FROM fedora:43\nRUN update-crypto-policies --set DEFAULT && sed -i 's/PermitRootLogin yes/PermitRootLogin no/' /etc/ssh/sshd_config\n",
    'FROM debian:13.1\nRUN echo "SECLEVEL=1"\n',
  ],
});

export const german = {
  title: 'Krypto- oder Sicherheitsrichtlinie des Systems geschwächt',
  why: 'Die schwächere Einstellung gilt für jede Verbindung jedes Programms im Image, nicht nur für die alte Gegenstelle, für die sie gemacht wurde.',
  remedy:
    'Die Änderung weglassen und die Gegenstelle aktualisieren; geht das nicht, die Option in dem einen Client setzen, der mit ihr spricht.',
  says: {
    'lets OpenSSL use broken encryption': 'lässt OpenSSL gebrochene Verschlüsselung verwenden',
    'allows TLS versions that are broken': 'erlaubt gebrochene TLS-Versionen',
    'switches SELinux off': 'schaltet SELinux ab',
    'lets root log in over SSH': 'lässt root sich über SSH anmelden',
    'lets accounts without a password log in over SSH': 'lässt Konten ohne Passwort sich über SSH anmelden',
    'allows broken encryption everywhere': 'erlaubt überall gebrochene Verschlüsselung',
    'changes a setting of the kernel': 'ändert eine Einstellung des Kernels',
    'A step of {0} {1}.': 'Ein Schritt in {0} {1}.',
    'Leave the step out': 'Den Schritt weglassen',
  },
};
