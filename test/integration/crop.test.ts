// The officer's crop: saved with the case, on record, and what is printed; the photo stays as it came.

import { describe, expect, test } from 'vitest';
import { drawPortrait } from '../../electron/adapters/portrait/draw-portrait.ts';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import { encodeBase64 } from '../../electron/core/intake/base64.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { checkRecord } from '../../electron/core/issue/check-record.ts';
import { previewCard } from '../../electron/core/issue/preview.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { cropPhoto } from '../../electron/core/review/crop-photo.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { returnApplication } from '../../electron/core/review/return.ts';
import type { ApplicationView } from '../../shared/model/issue.ts';
import { kindOf, must } from './office.ts';
import { approval, replaced, signed, walkOffice, type WalkOffice } from './walk-office.ts';

const crop = { x: 0.5, y: 0.5, width: 0.7, turnDegrees: 1.5 };

async function underReview(): Promise<{
  walk: WalkOffice;
  record: ReturnType<typeof approval>;
  view: ApplicationView;
}> {
  const walk = await walkOffice();
  const photo = await drawPortrait({ sex: 'F', age: 34, variation: 3 });
  const record = approval(1, { photo: { mediaType: 'image/jpeg', data: encodeBase64(photo) } });
  await walk.take(signed(record));
  const [row] = walk.store.queue({ view: 'toReview', offset: 0, limit: 1 }).rows;
  if (row === undefined) throw new Error('nothing to review');
  return { walk, record, view: must(await openApplication({ applicationId: row.id }, walk.context())) };
}

function shown({ application: { id, revision } }: ApplicationView) {
  return { applicationId: id, revision };
}

async function acceptAll(view: ApplicationView, walk: WalkOffice): Promise<ApplicationView> {
  const acknowledged = view.warnings.map(({ kind }) => kind);
  return must(await acceptApplication({ ...shown(view), acknowledged }, walk.context()));
}

describe('a crop', () => {
  test('is kept with the case, named in the log, and leaves the photo as it came', async () => {
    const { walk, view } = await underReview();
    const cropped = must(await cropPhoto({ ...shown(view), crop }, walk.context()));

    expect(cropped.application).toMatchObject({ crop, state: 'received', revision: 2 });
    expect(cropped.framing.crop).toEqual(crop);
    expect(cropped.photo).toEqual(view.photo);
    expect(walk.store.auditEntries({ action: 'application.photoCropped', limit: 5 })).toMatchObject([
      { actor: 'officer1', outcome: 'ok', detail: { revision: 2, crop: '0.5000 0.5000 0.7000 1.5000' } },
    ]);
    expect(walk.store.verifyAudit().problem).toBeNull();
  });

  test('is what is previewed, composed and encoded, and nothing else is', async () => {
    const { walk, view } = await underReview();
    const context = walk.context();
    const before = must(await previewCard({ applicationId: view.application.id }, context)).sha256;
    const cropped = must(await cropPhoto({ ...shown(view), crop }, context));
    const previewed = must(await previewCard({ applicationId: view.application.id }, context)).sha256;
    expect(previewed).not.toBe(before);

    const accepted = await acceptAll(cropped, walk);
    const { portrait, photo } = must(await checkRecord(accepted.application, context));
    expect(photo).toEqual(view.photo);
    const size = must(await photoCodec.decode(portrait.jpeg));
    expect(size).toEqual({ widthPx: portrait.widthPx, heightPx: portrait.heightPx });
    expect(size.widthPx).toBe(Math.round(0.7 * 413));
  });

  test('may be taken back: then the program frames the head again', async () => {
    const { walk, view } = await underReview();
    const cropped = must(await cropPhoto({ ...shown(view), crop }, walk.context()));
    const again = must(await cropPhoto({ ...shown(cropped), crop: null }, walk.context()));
    expect(again.application.crop).toBeNull();
    expect(again.framing.crop).toEqual(view.framing.automatic);
  });

  test('that reaches over the photo is brought inside before it is kept', async () => {
    const { walk, view } = await underReview();
    const over = { x: 0, y: 1, width: 1, turnDegrees: 15 };
    const { crop: kept } = must(await cropPhoto({ ...shown(view), crop: over }, walk.context())).application;
    expect(kept).toMatchObject({ turnDegrees: 15 });
    expect(kept?.x).toBeGreaterThan(0.3);
    expect(kept?.width).toBeLessThan(1);
  });
});

describe('a crop is refused', () => {
  test('of a revision that is no longer on the screen', async () => {
    const { walk, view } = await underReview();
    must(await cropPhoto({ ...shown(view), crop }, walk.context()));
    expect(kindOf(await cropPhoto({ ...shown(view), crop: null }, walk.context()))).toBe('changedMeanwhile');
  });

  test('once the faces are composed', async () => {
    const { walk, view } = await underReview();
    const accepted = await acceptAll(view, walk);
    const cropped = must(await cropPhoto({ ...shown(accepted), crop }, walk.context()));
    must(await composeJob(shown(cropped), walk.context()));
    expect(kindOf(await cropPhoto({ ...shown(cropped), crop: null }, walk.context()))).toBe('job.alreadyOpen');
    const { application, framing } = must(
      await openApplication({ applicationId: cropped.application.id }, walk.context()),
    );
    expect([cropped.framing.isSettled, framing.isSettled, application.crop]).toEqual([false, true, crop]);
  });

  test('of a case that was returned', async () => {
    const { walk, view } = await underReview();
    const returned = must(await returnApplication({ ...shown(view), reason: 'photo unclear' }, walk.context()));
    expect(kindOf(await cropPhoto({ ...shown(returned), crop }, walk.context()))).toBe('application.notReviewable');
  });

  test('to an auditor', async () => {
    const { walk, view } = await underReview();
    const auditor = { account: 'auditor1', role: 'auditor' } as const;
    expect(kindOf(await cropPhoto({ ...shown(view), crop }, walk.context(auditor)))).toBe('access.forbidden');
  });
});

test('a replacement brings its own photo, framed anew', async () => {
  const { walk, record, view } = await underReview();
  must(await cropPhoto({ ...shown(view), crop }, walk.context()));
  await walk.take(replaced(record, 'PRZYKŁADOWA, ANNA'));
  expect(walk.store.application(view.application.id)?.crop).toBeNull();
});
