/** The issuance profile on the command line: what is in force, what a file would change, the change, and files for training. */

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { profileSchema, type Profile } from '../../../shared/model/profile.ts';
import type { ProfileDifference, ProfileOffer, ProfileView } from '../../../shared/model/signed-profile.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { profileDifferences } from '../../core/profile/fields.ts';
import { signTrainingProfile } from '../../core/profile/sign-training.ts';
import { verifyProfile } from '../../core/profile/verify-profile.ts';
import { profileOfFolder, profileTrust } from '../folder-profile.ts';
import { readProfileFile } from '../profile-calls.ts';
import type { Answer, Command } from './desk.ts';
import { table } from './output.ts';

export const profileCommands: readonly Command[] = [
  {
    name: 'profile show',
    summary: { zh: '显示现行签发配置', en: 'show the profile in force, and the one of the next start' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk) {
      const view = await desk.call('profile.view', {});
      return view.ok ? ok(shownView(view.value, desk.language)) : view;
    },
  },
  {
    name: 'profile verify',
    summary: {
      zh: '校验签名的签发配置文件，并与数据文件夹的现行配置比较',
      en: 'verify a signed profile, and say what it would change in the data folder',
    },
    positionals: ['FILE'],
    options: {},
    opens: 'nothing',
    async run({ folder, language }, { positionals: [path = ''] }) {
      const jws = await readProfileFile(path);
      if (!jws.ok) return jws;
      const proven = await verifyProfile(jws.value, profileTrust, systemClock.now());
      if (!proven.ok) return proven;
      const inForce = await profileOfFolder(folder);
      if (!inForce.ok) return inForce;
      const { serial, validFrom, digest, profile } = proven.value;
      const differences = profileDifferences(inForce.value.profile, profile, systemDigest);
      return ok({
        json: { serial, validFrom, digest, live: profile.live, replaces: inForce.value.serial, differences },
        lines: [`OK ${serial} ${validFrom} ${digest}`, ...differenceLines(differences, language)],
      });
    },
  },
  {
    name: 'profile change',
    summary: {
      zh: '换用签名的签发配置（--second 为第二人），下次启动时生效',
      en: 'take in a signed profile, by two people (--second); it takes effect at the next start',
    },
    positionals: ['FILE'],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'administrator1',
    async run(desk) {
      const offer = await desk.call('profile.chooseAndCheck', {});
      if (!offer.ok) return offer;
      if (offer.value === null) return fail('usage', { problem: 'FILE' });
      // Both see it before either gives a password.
      for (const line of offerLines(offer.value, desk.language)) desk.say(line);
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const changed = await desk.call('profile.change', { jws: offer.value.jws, second: second.value });
      return changed.ok ? ok(shownView(changed.value, desk.language)) : changed;
    },
  },
  {
    name: 'profile sign-training',
    summary: {
      zh: '培训用：按 JSON 文件（整份或只含改动）生成经培训根证书签名的配置',
      en: 'training: sign a profile under the SPECIMEN root, from JSON of the whole or of what changes (--serial, else the next)',
    },
    positionals: ['FILE'],
    options: { out: 'string', serial: 'string' },
    opens: 'nothing',
    async run({ folder }, { positionals: [path = ''], text }) {
      const out = text('out');
      if (out === undefined) return fail('usage', { problem: '--out' });
      const inForce = await profileOfFolder(folder);
      if (!inForce.ok) return inForce;
      const serial = z.coerce
        .number()
        .int()
        .min(1)
        .safeParse(text('serial') ?? inForce.value.serial + 1);
      if (!serial.success) return fail('usage', { problem: '--serial' });
      const profile = profileFrom(path, inForce.value.profile);
      if (!profile.ok) return profile;
      // To the second: who takes it in at once is not before its time.
      const validFrom = systemClock
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z');
      const jws = signTrainingProfile({ version: 1, serial: serial.data, validFrom, profile: profile.value });
      // What would be refused is not written at all.
      const proven = await verifyProfile(jws, profileTrust, systemClock.now());
      if (!proven.ok) return proven;
      const written = writeWhole(out, `${jws}\n`);
      return written.ok
        ? ok({ json: { serial: serial.data, file: out }, lines: [`${serial.data} -> ${out}`] })
        : written;
    },
  },
];

/** The JSON of the file laid over the profile in force: a member that is left out stays as it is. */
function profileFrom(path: string, base: Profile): Result<Profile> {
  try {
    const given: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const parsed = profileSchema.safeParse(laidOver(base, given));
    if (parsed.success) return ok(parsed.data);
    return fail('profile.unreadable', { problem: parsed.error.issues[0]?.path.join('.') ?? '' });
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return fail('profile.unreadable', { problem: 'JSON' });
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}

/** Objects member by member, everything else as a whole. */
function laidOver(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const members = Object.entries(over).map(([name, value]) => [name, laidOver(base[name], value)]);
  return { ...base, ...Object.fromEntries(members) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shownView(view: ProfileView, language: Language): Answer {
  const { serial, values, next } = view;
  const rows = values.map(({ field, value }) => [codeText(language, 'profile.field', field), value.join(', ')]);
  const later = next === null ? [] : [`-> ${next.serial}`, ...differenceLines(next.differences, language)];
  return { json: view, lines: [String(serial), ...table(rows), ...later] };
}

function offerLines(
  { serial, replaces, validFrom, digest, differences }: ProfileOffer,
  language: Language,
): readonly string[] {
  return [`${replaces} -> ${serial} ${validFrom} ${digest}`, ...differenceLines(differences, language)];
}

function differenceLines(differences: readonly ProfileDifference[], language: Language): readonly string[] {
  return differences.map(({ field, from, to }) => {
    const name = codeText(language, 'profile.field', field);
    return `${name} (${field}): ${from.join(', ') || '-'} -> ${to.join(', ') || '-'}`;
  });
}
