// The signing hook that electron-builder calls for every executable and installer of Windows, and tests call directly.
// The environment says where the key is; without a word it signs nothing and says so.
//
//   STARCARD_WINDOWS_CERTIFICATE=FILE.p12 (+ STARCARD_WINDOWS_PASSWORD_FILE)   a certificate and its key in a file
//   STARCARD_WINDOWS_PKCS11=MODULE.so STARCARD_WINDOWS_KEY=pkcs11:... STARCARD_WINDOWS_CHAIN=CHAIN.pem   a token or HSM
//   STARCARD_WINDOWS_SIGN_COMMAND="jsign ... {file}"   a cloud signer's own program; {file} stands for what to sign

import { renameSync, rmSync } from 'node:fs';
import { ask, ranWell, say, Unready } from '../setup/say.mjs';

/** The form of electron-builder's `sign` hook. @param {{path: string}} configuration */
export default function sign({ path }) {
  const way = wayFrom(process.env);
  if (way === null) return say(`NOT SIGNED: ${path}. No certificate was named (docs/deploy.md).`);
  return way(path);
}

/** @returns {((path: string) => void) | null} */
function wayFrom(env) {
  if (env.STARCARD_WINDOWS_SIGN_COMMAND) return (path) => byCommand(env.STARCARD_WINDOWS_SIGN_COMMAND, path);
  if (env.STARCARD_WINDOWS_PKCS11) {
    const chain = env.STARCARD_WINDOWS_CHAIN ?? '';
    const key = env.STARCARD_WINDOWS_KEY ?? '';
    return (path) => byOsslsigncode(['-pkcs11module', env.STARCARD_WINDOWS_PKCS11, '-key', key, '-certs', chain], path);
  }
  if (env.STARCARD_WINDOWS_CERTIFICATE) {
    const password = env.STARCARD_WINDOWS_PASSWORD_FILE ? ['-readpass', env.STARCARD_WINDOWS_PASSWORD_FILE] : [];
    return (path) => byOsslsigncode(['-pkcs12', env.STARCARD_WINDOWS_CERTIFICATE, ...password], path);
  }
  return null;
}

function byOsslsigncode(key, path) {
  const signed = `${path}.signed`;
  const stamp = process.env.STARCARD_WINDOWS_TIMESTAMP ? ['-ts', process.env.STARCARD_WINDOWS_TIMESTAMP] : [];
  rmSync(signed, { force: true });
  const args = ['sign', ...key, '-h', 'sha256', '-n', 'Starcard', ...stamp, '-in', path, '-out', signed];
  const { ok, text } = ask('osslsigncode', args);
  if (!ok)
    throw new Unready(`osslsigncode could not sign ${path}:\n${text}`, 'look at the certificate and its password.');
  renameSync(signed, path);
}

/** Words are split at blanks, no shell reads them: a path cannot become a command. */
function byCommand(template, path) {
  const [program, ...args] = template.split(' ').map((word) => word.replaceAll('{file}', path));
  if (!ranWell(program, args)) throw new Unready(`${program} could not sign ${path}.`, 'see its own words above.');
}
