import { on, placeName } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

function makesKey({ name, args }: Command): boolean {
  const has = (form: RegExp) => args.some((word) => form.test(word.text));
  switch (name.toLowerCase()) {
    case 'ssh-keygen':
      return !has(/^-(?:R|F|l|lf|y|e|i|H|L|B|[a-zA-Z]*[RFl])$/) && (has(/^-(?:t|A|b|f|N|q)$/) || args.length === 0);
    case 'openssl':
      if (/^(?:genrsa|genpkey|gendsa)$/.test(args[0]?.text ?? '')) return true;
      if (args[0]?.text === 'ecparam') return has(/^-genkey$/);
      return args[0]?.text === 'req' && (has(/^-(?:newkey|nodes|noenc)$/) || (has(/^-x509$/) && !has(/^-key$/)));
    case 'keytool':
      return has(/^-gen(?:key|keypair|seckey)$/i);
    case 'dotnet':
      return args[0]?.text === 'dev-certs' && !has(/^--clean$/);
    case 'mkcert':
      return !has(/^-(?:install|CAROOT)$/);
    case 'new-selfsignedcertificate':
      return true;
    default:
      return /^jupyter/.test(name) && has(/^--generate-cert/);
  }
}

export const keyMaterialGeneratedInImage = defineRule({
  id: 'key-material-generated-in-image',
  title: 'Key pair generated at build time',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISD:4.10'],
  fixable: 'never', // When and where the key is made instead is a decision.
  subject: 'instruction',
  why: 'Every container of the image then has the same private key, and everybody who can pull the image has it too.',
  remedy: 'Make the key at start, or mount it from a Secret or a certificate manager.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.keyword !== 'RUN' || instruction.stage?.ships === false) return;
      for (const command of instruction.commands) {
        if (!makesKey(command)) continue;
        yield {
          at: command.span,
          message: `A step of ${placeName(instruction)} makes a private key that every container will share.`,
        };
      }
    },
    /^(?:ssh-keygen|openssl|keytool|dotnet|mkcert|new-selfsignedcertificate|jupyter.*)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN «ssh-keygen -A» && «openssl req -x509 -newkey rsa:4096 -nodes -keyout /k.pem -out /c.pem»\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nRUN ssh-keygen -R host && ssh-keygen -F host && openssl x509 -in /c.pem\n',
    'FROM debian:13.1 AS test\nRUN openssl genrsa -out k\nFROM debian:13.1\n',
    'FROM debian:13.1\nENTRYPOINT ["sh", "-c", "ssh-keygen -A && exec app"]\n',
  ],
});

export const german = {
  title: 'Schlüsselpaar beim Build erzeugt',
  why: 'Jeder Container des Images hat dann denselben privaten Schlüssel, und jeder, der das Image ziehen kann, hat ihn auch.',
  remedy: 'Den Schlüssel beim Start erzeugen oder aus einem Secret oder Zertifikatsmanager einbinden.',
  says: {
    'A step of {0} makes a private key that every container will share.':
      'Ein Schritt in {0} erzeugt einen privaten Schlüssel, den sich alle Container teilen.',
  },
};
