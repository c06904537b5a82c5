// What a signed profile has to be before anybody works by it, and what the training root can never say.

import { describe, expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { canonicalText } from '../../../electron/core/audit/canonical.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { profileDifferences, profileValues } from '../../../electron/core/profile/fields.ts';
import { authorityProfileRoots, profileRoots, type ProfileRoot } from '../../../electron/core/profile/roots.ts';
import { signTrainingProfile } from '../../../electron/core/profile/sign-training.ts';
import { verifyProfile } from '../../../electron/core/profile/verify-profile.ts';
import { signText } from '../../../electron/core/sample/sign-record.ts';
import { specimenAuthority, specimenProfileAuthority } from '../../../electron/core/specimen/authority.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { profileFields, type SignedProfile } from '../../../shared/model/signed-profile.ts';

const now = new Date('2026-03-02T08:00:00Z');
const trust = { roots: profileRoots, verifier: systemVerifier, digest: systemDigest };
const { signers } = specimenProfileAuthority();

function signed(change: Partial<Profile> = {}, over: Partial<SignedProfile> = {}): SignedProfile {
  return {
    version: 1,
    serial: 1,
    validFrom: '2026-03-01T00:00:00Z',
    profile: { ...specimenProfile, ...change },
    ...over,
  };
}

/** `ok`, or the failure as one line. */
async function verdict(jws: string, roots: readonly ProfileRoot[] = profileRoots): Promise<string> {
  const proven = await verifyProfile(jws, { ...trust, roots }, now);
  return proven.ok ? 'ok' : [proven.error.kind, ...Object.values(proven.error.data)].join(' ');
}

const of = (change: Partial<Profile>) => verdict(signTrainingProfile(signed(change)));

describe('the roots of profiles', () => {
  test('hold none of an authority: no live profile can be proven here', () => {
    expect(authorityProfileRoots).toEqual([]);
    expect(profileRoots.map(({ proves }) => proves)).toEqual(['training']);
  });

  test('hold the training root as its authority makes it', () => {
    const { root, revocationLists } = specimenProfileAuthority();

    expect(profileRoots).toEqual([
      { proves: 'training', certificate: encodeBase64(root), revocationLists: revocationLists.map(encodeBase64) },
    ]);
  });
});

describe('a training profile', () => {
  test('changes how the office works', async () => {
    const change = {
      officeName: { zh: '样本二所', en: 'Specimen Office Two' },
      staffing: { overrideByTwo: true, idleLockSeconds: 60 },
      retention: { cardIssued: 20, cardNeverLeft: 3, noCard: 2 },
      writers: [],
      chip: { ...specimenProfile.chip, photoBudgetBytes: 9000 },
    };

    expect(await of(change)).toBe('ok');
  });

  const real: readonly (readonly [string, Partial<Profile>, string])[] = [
    ['live', { live: true }, 'live'],
    ['another issuing state', { chip: { ...specimenProfile.chip, issuingState: 'CHN' } }, 'chip.issuingState'],
    ['another country', { chip: { ...specimenProfile.chip, certificateCountry: 'CN' } }, 'chip.certificateCountry'],
    ['another document code', { chip: { ...specimenProfile.chip, documentCode: 'CR' } }, 'chip.documentCode'],
    ['the division of a real office', { office: '110000-01' }, 'office'],
    ['another workstation', { workstation: 'WS-1' }, 'workstation'],
    ['another name of itself', { id: 'real' }, 'id'],
    ['another template', { template: '2017' }, 'template'],
    ['other roots of approvals', { approvalRoots: [] }, 'approvalRoots'],
    ['another signer of seals', { seal: { ...specimenProfile.seal, signer: 'CN' } }, 'seal.signer'],
    ['another authority', { issuingAuthority: { zh: '某局', en: 'Some Office' } }, 'issuingAuthority.zh'],
    ['an office name without 样本', { officeName: { zh: '北京', en: 'Specimen' } }, 'officeName.zh'],
    ['an office name without SPECIMEN', { officeName: { zh: '样本', en: 'Beijing' } }, 'officeName.en'],
    ['样本 in the middle of its name', { officeName: { zh: '北京（样本）', en: 'Specimen' } }, 'officeName.zh'],
    ['SPECIMEN at the end of its name', { officeName: { zh: '样本', en: 'Beijing Specimen' } }, 'officeName.en'],
    ['a revocation list that is none', { revocationLists: ['AAAA'] }, 'revocationLists'],
  ];
  test.each(real)('is refused with %s', async (_what, change, field) => {
    expect(await of(change)).toBe(`profile.trainingOnly ${field}`);
  });

  const misshapen: readonly (readonly [string, Partial<Profile>, string])[] = [
    ['an office that reads as a way of two', { office: 'A/B, C' }, 'profile.office'],
    ['a workstation without a name', { workstation: '' }, 'profile.workstation'],
    ['a name that breaks the line', { officeName: { zh: '样本\n北京', en: 'Specimen' } }, 'profile.officeName.zh'],
    [
      'a name without an end',
      { officeName: { zh: '样本', en: `Specimen ${'x'.repeat(92)}` } },
      'profile.officeName.en',
    ],
  ];
  test.each(misshapen)('is not read with %s', async (_what, change, field) => {
    expect(await of(change)).toBe(`profile.unreadable ${field}`);
  });
});

describe('a profile is refused', () => {
  const good = signTrainingProfile(signed());
  const header = { alg: 'ES256', typ: 'starcard-profile+jws', x5c: signers.profile.x5c };
  const text = canonicalText(signed());
  const [head = '', body = '', end = ''] = good.split('.');
  const approvals = specimenAuthority().signers.approval;

  test.each([
    ['as no JWS', 'anything', 'profile.unreadable notJws'],
    ['cut off', `${head}.${body}`, 'profile.unreadable truncated'],
    ['with another payload', `${head}.${body.slice(0, -4)}AAAA.${end}`, 'profile.notProven signature'],
    [
      'as a record',
      signText(text, { ...header, typ: 'starcard-approval+jws' }, signers.profile).jws,
      'profile.unreadable header typ',
    ],
    [
      'with a key to believe in its header',
      signText(text, { ...header, jwk: {} }, signers.profile).jws,
      'profile.unreadable header jwk',
    ],
    ['signed for approvals', signTrainingProfile(signed(), signers.approval), 'profile.notProven certificateUsage'],
    ['under the root of approvals', signTrainingProfile(signed(), approvals), 'profile.notProven certificateUntrusted'],
    [
      'by a signer that was revoked',
      signTrainingProfile(signed(), signers.revoked),
      'profile.notProven certificateRevoked',
    ],
    [
      'from before its signer',
      signTrainingProfile(signed({}, { validFrom: '2020-01-01T00:00:00Z' })),
      'profile.notProven certificateExpired',
    ],
    ['without a number', signTrainingProfile(signed({}, { serial: 0 })), 'profile.unreadable serial'],
    [
      'with an idle lock of a second',
      signTrainingProfile(signed({ staffing: { overrideByTwo: true, idleLockSeconds: 1 } })),
      'profile.unreadable profile.staffing.idleLockSeconds',
    ],
    [
      'in other bytes than its one text',
      signText(JSON.stringify(signed()), header, signers.profile).jws,
      'profile.unreadable not canonical',
    ],
    [
      'with a member of its own',
      signText(canonicalText({ ...signed(), extra: 1 }), header, signers.profile).jws,
      'profile.unreadable extra',
    ],
    ['as too long', `${good}${'A'.repeat(600_000)}`, 'profile.unreadable oversized'],
  ])('%s', async (_what, jws, expected) => {
    expect(await verdict(jws)).toBe(expected);
  });

  test('live, where only a training root proves it; the authority’s own root may', async () => {
    const live = signTrainingProfile(signed({ live: true }));
    const [training] = profileRoots;
    const compiledIn: readonly ProfileRoot[] = training === undefined ? [] : [{ ...training, proves: 'live' }];

    expect(await verdict(live)).toBe('profile.trainingOnly live');
    expect(await verdict(live, compiledIn)).toBe('ok');
    expect(await verdict(live, [])).toBe('profile.notProven certificateUntrusted');
    const chip = { ...specimenProfile.chip, issuingState: 'CHN' };
    expect(await verdict(signTrainingProfile(signed({ live: true, chip })), compiledIn)).toBe('ok');
    expect(await verdict(signTrainingProfile(signed({ chip })), compiledIn)).toBe(
      'profile.trainingOnly chip.issuingState',
    );
  });
});

describe('the fields of a profile', () => {
  /** The path of everything in it; a list is one thing. */
  function paths(value: unknown, at = ''): readonly string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
    return Object.entries(value).flatMap(([name, part]) => paths(part, at === '' ? name : `${at}.${name}`));
  }

  test('are all shown: none changes unseen', () => {
    expect([...profileFields].toSorted()).toEqual(paths(specimenProfile).toSorted());
    expect(profileValues(specimenProfile, systemDigest).map(({ field }) => field)).toEqual(profileFields);
  });

  test('are shown as they were and as they will be', () => {
    const changed = { ...specimenProfile, staffing: { overrideByTwo: true, idleLockSeconds: 600 }, writers: [] };

    expect(profileDifferences(specimenProfile, changed, systemDigest)).toEqual([
      {
        field: 'writers',
        from: ['Starcard writer 1209:5c01 ff00/0001 ccid', 'Starcard writer STX 1209:5c02 ff00/0001 stx'],
        to: [],
      },
      { field: 'staffing.overrideByTwo', from: ['false'], to: ['true'] },
    ]);
  });
});
