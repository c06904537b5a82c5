// Somebody else's tools accept what we write, byte for byte: Go's sumdb/note for signatures, sumdb/tlog for hashes, tiles
// and proofs. Where Go is not installed this is skipped; the set-up for tests brings it.

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { toBase64 } from '../../electron/core/audit/base64.ts';
import { canonicalText } from '../../electron/core/audit/canonical.ts';
import { leafHash } from '../../electron/core/audit/merkle.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { agreed } from '../support/agreed.ts';
import { freshFolder, must, opened, optionsFor, signer } from './office.ts';
import { history } from './tampering.ts';

const GOPATH = '/usr/share/gocode';
const hasGo = existsSync('/usr/bin/go') && existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'));

describe.runIf(hasGo)('Go’s own note and tlog', () => {
  let folder: string;
  const program = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'starcard-go-'));
    const env = {
      ...process.env,
      GOPATH,
      GO111MODULE: 'off',
      GOCACHE: join(tmpdir(), 'starcard-go-cache'),
      GOFLAGS: '',
    };
    for (const name of ['verify', 'prove']) {
      const source = resolve(import.meta.dirname, `../support/other-tools/${name}.go`);
      execFileSync('go', ['build', '-o', program(name), source], { env, stdio: 'pipe' });
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(name: string, args: readonly string[], input = ''): string {
    return execFileSync(program(name), args, { input, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  test.each([1, 2, 255, 256, 257, 700])(
    'accept an export of about %i entries, every entry and many earlier trees',
    (count) => {
      const store = opened(optionsFor(freshFolder()));
      history(store, count);
      const out = join(freshFolder(), 'export');
      const { size } = must(store.exportAudit(out));
      const root = Buffer.from(store.verifyAudit().rootHash).toString('hex');
      expect(run('verify', [out, store.verifierKey])).toBe(`${size} ${root}`);
    },
  );

  test('accept it after a change of key, under the new one', () => {
    const store = opened(optionsFor(freshFolder()));
    history(store, 20);
    const former = store.verifierKey;
    must(store.rotateKey(system, signer(), agreed));
    history(store, 20);
    const out = join(freshFolder(), 'export');
    must(store.exportAudit(out));
    expect(run('verify', [out, store.verifierKey])).toContain(`${store.treeHead()?.size}`);
    expect(() => run('verify', [out, former])).toThrow('no verifiable signatures');
  });

  test('accept the proof of an entry and the request to a witness', () => {
    const store = opened(optionsFor(freshFolder()));
    history(store, 300);
    const old = store.treeHead();
    history(store, 77);
    const [entry] = store.auditForms(123, 1);
    const leaf = toBase64(leafHash(systemDigest, new TextEncoder().encode(canonicalText(entry))));
    const size = store.treeHead()?.size;
    expect(run('prove', ['inclusion', store.verifierKey, leaf], must(store.auditProof(123)))).toBe(`OK ${size}`);
    const request = must(store.witnessRequest(old?.size ?? 0));
    const oldRoot = toBase64(old?.rootHash ?? new Uint8Array());
    expect(run('prove', ['consistency', store.verifierKey, oldRoot], request)).toBe(`OK ${size}`);
    expect(() => run('prove', ['inclusion', store.verifierKey, leaf], must(store.auditProof(124)))).toThrow(
      'Command failed',
    );
  });

  test('refuse what was changed', () => {
    const store = opened(optionsFor(freshFolder()));
    history(store, 40);
    const out = join(freshFolder(), 'export');
    const { size } = must(store.exportAudit(out));
    appendFileSync(join(out, `tile/entries/000.p/${size}`), 'x');
    expect(() => run('verify', [out, store.verifierKey])).toThrow('more in bundle');
  });
});
