/** What the authority sends: approvals, replacements, and word that a case is withdrawn, on hold or free again. */

import { createCanvas } from '@napi-rs/canvas';
import { importApprovals } from '../../../../electron/core/intake/import-file.ts';
import { encodeBase64 } from '../../../../electron/core/intake/base64.ts';
import { noticeAbout, replacementOf } from '../../../../electron/core/sample/sign-record.ts';
import { composeCardNumber } from '../../../../shared/card/number.ts';
import { formerNumberFrom } from '../../../../shared/card/relation.ts';
import { lastValidDay } from '../../../../shared/card/validity.ts';
import {
  approvalSchema,
  type ApprovalRecord,
  type AuthorityRecord,
  type KindOfIssue,
  type ReplacementRecord,
} from '../../../../shared/model/approval.ts';
import { applicationNumberSchema } from '../../../../shared/model/ids.ts';
import type { Result } from '../../../../shared/result.ts';
import { nothing, somebody, type Acts, type Scene } from '../choose.ts';

const kinds: readonly KindOfIssue[] = ['expiry', 'changeOfData', 'damage', 'loss', 'voluntaryExchange'];
const DAY_MS = 86_400_000;

export const authorityActs: Acts = {
  approve: { weight: 7, run: (scene) => take(scene, newApproval(scene)) },
  approveAgain: {
    weight: 5,
    run(scene) {
      const { dice, town, office } = scene;
      const earlier = someRecord(scene);
      if (earlier === undefined) return nothing;
      const number = applicationNumberSchema.parse(`B-2026-${String(town.next++).padStart(6, '0')}`);
      // Now and then a second first issue for one number: it must come to nothing.
      const kind = dice.chance(0.1) ? 'firstIssue' : (dice.of(kinds) ?? 'damage');
      const renewed = { ...earlier.card, renewalCount: kind === 'firstIssue' ? 0 : earlier.card.renewalCount + 1 };
      const changes = { recordId: office.random.uuid(), applicationNumber: number, kind, card: renewed };
      return take(scene, approvalSchema.parse({ ...approvalOf(earlier), ...envelope(scene), ...changes }));
    },
  },
  replace: {
    weight: 3,
    run(scene) {
      const earlier = someRecord(scene);
      if (earlier === undefined) return nothing;
      const { hash } = scene.office.sign(earlier);
      return take(scene, replacementOf(earlier, hash, scene.office.random.uuid(), corrections(scene, earlier)));
    },
  },
  withdrawOrHold: {
    weight: 2,
    run(scene) {
      const { dice, office } = scene;
      const earlier = someRecord(scene);
      if (earlier === undefined) return nothing;
      const type = dice.of(['withdrawal', 'hold', 'hold', 'release', 'release', 'release'] as const) ?? 'hold';
      return take(scene, noticeAbout(type, earlier, office.sign(earlier).hash, office.random.uuid(), 'a reason'));
    },
  },
};

type Changes = Parameters<typeof replacementOf>[3];

/** A name, another kind, or the birth date and with it the number; sometimes all at once. */
function corrections(scene: Scene, earlier: ApprovalRecord | ReplacementRecord): Changes {
  const { dice, town } = scene;
  const n = town.next++;
  const latinName = dice.chance(0.6) ? `${earlier.person.latinName.split(',')[0]}, NEW ${'ABCDEFGHIJ'[n % 10]}` : null;
  const kind = dice.chance(0.3) ? (dice.of([...kinds, 'firstIssue'] as const) ?? earlier.kind) : earlier.kind;
  const renewalCount = kind === 'firstIssue' ? 0 : Math.max(1, earlier.card.renewalCount);
  const named = { ...earlier.person, ...(latinName === null ? {} : { latinName }) };
  const card = { ...earlier.card, renewalCount };
  if (dice.chance(0.5)) return { kind, person: named, card };
  const birthDate = someBirthDate(scene);
  const { formerNumber: _former, relation: _relation, ...kept } = card;
  const validUntil = lastValidDay(birthDate, card.validFrom);
  return {
    kind,
    person: { ...named, birthDate },
    // What leads back from the new number is another former number: this one names none.
    card: { ...kept, number: numberOf(birthDate, n), validUntil },
  };
}

function someBirthDate({ dice }: Scene): string {
  return `19${50 + dice.below(50)}-0${1 + dice.below(9)}-1${dice.below(9)}`;
}

function numberOf(birthDate: string, n: number) {
  const sequence = String((2 * n) % 1000).padStart(3, '0');
  return composeCardNumber({ place: '11', nationality: '616', birthDate, sequence });
}

/** The record of a case; about a case of the other office only by mistake. */
function someRecord({ dice, town, office }: Scene): ApprovalRecord | ReplacementRecord | undefined {
  const all = [...town.sent.values()];
  const own = all.filter(({ audience }) => audience.office === office.name);
  return dice.of(dice.chance(0.95) ? own : all);
}

/** What a record in force says, as an approval of its own. */
function approvalOf(record: ApprovalRecord | ReplacementRecord) {
  const { version, kind, urgent, decision, person, photo, card, audience } = record;
  return { type: 'approval', version, kind, urgent, decision, person, photo, card, audience };
}

function envelope({ town, office }: Scene) {
  const now = town.clock.now().getTime();
  const at = (days: number): string => new Date(now + days * DAY_MS).toISOString().replace(/\.\d+/, '');
  return { issuedAt: at(-1), expiresAt: at(200), audience: { office: office.name } };
}

function newApproval(scene: Scene): ApprovalRecord {
  const { dice, town, office } = scene;
  const n = town.next++;
  const birthDate = someBirthDate(scene);
  const number = numberOf(birthDate, n);
  // Some had a card of the 2017 layout.
  const former = dice.chance(0.25) ? { formerNumber: formerNumberFrom(number, 'POL', '012'), relation: '012' } : null;
  const today = town.clock.now().getTime();
  // Some cards are made before their first day.
  const validFrom = new Date(today + (dice.chance(0.1) ? 3 : -1) * DAY_MS).toISOString().slice(0, 10);
  return approvalSchema.parse({
    type: 'approval',
    version: 1,
    recordId: office.random.uuid(),
    ...envelope(scene),
    applicationNumber: `A-2026-${String(n).padStart(6, '0')}`,
    kind: former === null ? 'firstIssue' : (dice.of(kinds) ?? 'expiry'),
    urgent: dice.chance(0.1),
    decision: { number: `D-${n}`, date: '2026-02-20', authority: 'Sample authority' },
    person: {
      latinName: `MODEL, ${'ABCDEFGHIJ'[n % 10]}`,
      chineseName: '样本安',
      sex: 'F',
      birthDate,
      nationality: 'POL',
      passport: { number: `EP${String(n).padStart(6, '0')}`, issuingState: 'POL', expiresOn: '2031-01-01' },
    },
    photo: { mediaType: 'image/jpeg', data: smallPhoto() },
    card: {
      number,
      ...former,
      renewalCount: former === null ? 0 : 1,
      validFrom,
      validUntil: lastValidDay(birthDate, validFrom),
    },
  });
}

async function take(scene: Scene, record: AuthorityRecord): Promise<Result<unknown>> {
  const { office, town } = scene;
  const bytes = new TextEncoder().encode(`${office.sign(record).jws}\n`);
  const chunks = (async function* () {
    yield bytes;
  })();
  const context = { ...office.context(somebody(scene)), onProgress: () => undefined };
  const report = await importApprovals({ name: 'model.approvals', bytesTotal: bytes.length, chunks }, context);
  if (!report.ok) return report;
  const { imported, replaced, refused } = report.value;
  if (imported + replaced > 0 && (record.type === 'approval' || record.type === 'replacement')) {
    town.sent.set(record.applicationNumber, record);
  }
  const [first] = refused;
  return first === undefined ? report : { ok: false, error: first.error };
}

let drawn: string | undefined;

/** The same for everybody: it is not looked at here. */
function smallPhoto(): string {
  if (drawn === undefined) {
    const canvas = createCanvas(300, 400);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#c8d0d8';
    pen.fillRect(0, 0, 300, 400);
    // Enough detail for the least size that intake takes.
    for (let y = 0; y < 400; y += 4) {
      pen.fillStyle = `hsl(${(y * 53) % 360} 40% ${40 + (y % 30)}%)`;
      for (let x = y % 8; x < 300; x += 8) pen.fillRect(x, y, 3, 3);
    }
    drawn = encodeBase64(new Uint8Array(canvas.toBuffer('image/jpeg', 80)));
  }
  return drawn;
}
