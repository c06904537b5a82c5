import { generateKeyPairSync, sign } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { acknowledge } from '../../electron/core/results/acknowledge.ts';
import { exportResults } from '../../electron/core/results/export-results.ts';
import { returnedResult } from '../../electron/core/results/make-result.ts';
import type { Signer } from '../../electron/core/ports.ts';
import { signText } from '../../electron/core/sample/sign-record.ts';
import { specimenAuthority, type SignerName } from '../../electron/core/specimen/authority.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { ok } from '../../shared/result.ts';
import { intakeOffice, maker, today, type IntakeOffice } from './intake-office.ts';
import { kindOf, must } from './office.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
const resultSigner: Signer = {
  keyName: 'results',
  algorithm: 'ES256',
  publicKey: () => spki,
  sign: (data) => ok(new Uint8Array(sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }))),
};

async function officeWithResult() {
  const office = intakeOffice();
  const { context, store } = office;
  const { record, jws } = await maker()(0);
  await office.importLines([jws]);
  const application = store.applicationByNumber(record.applicationNumber);
  if (application === undefined) throw new Error('not imported');
  const result = returnedResult({ ...context, profile: specimenProfile, application }, 'photo too dark');
  must(
    store.commit(context.actor, (tx) => {
      tx.insertResult(result);
      tx.audit({
        action: 'application.returned',
        subject: { kind: 'application', id: application.id },
        outcome: 'ok',
        detail: { recordDigest: tx.salted(application.id, application.recordHash), revision: 1 },
      });
      return ok(undefined);
    }),
  );
  return { ...office, context: { ...context, digest: systemDigest }, result };
}

function acknowledgement(
  resultIds: readonly string[],
  by: SignerName = 'acknowledgement',
  change: object = {},
): string {
  const signer = specimenAuthority().signers[by];
  const { office, workstation } = specimenProfile;
  const body = { type: 'acknowledgement', version: 1, issuedAt: `${today}T08:00:00Z`, office, workstation, resultIds };
  const header = { alg: 'ES256', typ: 'starcard-acknowledgement+jws', x5c: signer.x5c };
  return signText(JSON.stringify({ ...body, ...change }), header, signer).jws;
}

describe('results to the authority', () => {
  test('they are signed one a line, and written again until acknowledged', async () => {
    const { context, result } = await officeWithResult();
    const first = must(exportResults(context, resultSigner));
    expect(first.results).toBe(1);
    const [line = '', rest] = first.text.split('\n');
    expect(rest).toBe('');
    const { payload } = await compactVerify(line, publicKey);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(result);
    expect(decodeProtectedHeader(line)).toEqual({
      alg: 'ES256',
      typ: 'starcard-result+jws',
      kid: systemDigest.sha256Hex(spki),
    });

    expect(must(exportResults(context, resultSigner)).results).toBe(1);
    expect(must(await acknowledge(acknowledgement([result.resultId]), context))).toEqual({ acknowledged: 1 });
    expect(must(exportResults(context, resultSigner))).toEqual({ text: '', results: 0 });
    expect(context.store.auditEntries({ limit: 3 }).map(({ action, detail }) => ({ action, detail }))).toEqual([
      { action: 'result.exported', detail: { results: 0, repeated: 0 } },
      { action: 'result.acknowledged', detail: { named: 1, acknowledged: 1 } },
      { action: 'result.exported', detail: { results: 1, repeated: 1 } },
    ]);
  });

  test('an acknowledgement may come twice, and may name what is not ours', async () => {
    const { context, result } = await officeWithResult();
    const line = acknowledgement([result.resultId, '00000000-0000-4000-8000-000000000009']);
    expect(must(await acknowledge(line, context))).toEqual({ acknowledged: 1 });
    expect(must(await acknowledge(line, context))).toEqual({ acknowledged: 0 });
  });

  test.each<[string, string, SignerName, object]>([
    ['by a signer of approvals', 'intake.certificateUsage', 'approval', {}],
    ['under another root', 'intake.certificateUntrusted', 'untrusted', {}],
    ['for another office', 'intake.wrongOffice', 'acknowledgement', { office: '310000-01' }],
    ['for another workstation', 'intake.wrongWorkstation', 'acknowledgement', { workstation: 'COUNTER-9' }],
    ['from the future', 'intake.notYetValid', 'acknowledgement', { issuedAt: '2036-01-01T00:00:00Z' }],
    ['in another form', 'intake.schema', 'acknowledgement', { resultIds: 'all' }],
  ])('one %s is refused and acknowledges nothing', async (_, kind, by, change) => {
    const { context, result } = await officeWithResult();
    expect(kindOf(await acknowledge(acknowledgement([result.resultId], by, change), context))).toBe(kind);
    expect(context.store.pendingResults()).toHaveLength(1);
  });

  test('an approval is no acknowledgement', async () => {
    const { context }: Pick<IntakeOffice, 'context'> = intakeOffice();
    const { jws } = await maker()(0);
    expect(kindOf(await acknowledge(jws, context))).toBe('intake.header');
  });
});
