import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A private authority and a certificate it gave to a host. */
export interface TestCertificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes both with openssl, valid for a day. */
export function makeCertificates(folder: string, names: string): TestCertificates {
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.crt'),
    '-days',
    '1',
    '-subj',
    '/CN=Bulkhead test authority',
  );
  openssl('req', ...curve, '-keyout', path('host.key'), '-out', path('host.csr'), '-subj', '/CN=Bulkhead test host');
  writeFileSync(path('host.ext'), `subjectAltName=${names}\n`);
  const sign = [
    '-CA',
    path('ca.crt'),
    '-CAkey',
    path('ca.key'),
    '-CAcreateserial',
    '-days',
    '1',
    '-extfile',
    path('host.ext'),
  ];
  openssl('x509', '-req', '-in', path('host.csr'), ...sign, '-out', path('host.crt'));
  return { authority: path('ca.crt'), certificate: path('host.crt'), key: path('host.key') };
}

/** The base64 text between the lines of a PEM file. */
export function pemBody(file: string): string {
  return readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, '');
}
