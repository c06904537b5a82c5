// What is doubtful about a photo is said when it comes in, as the review will say it; nothing is refused for it.

import { createCanvas, loadImage, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { specimenAuthority } from '../../electron/core/specimen/authority.ts';
import { signRecord } from '../../electron/core/sample/sign-record.ts';
import { viewOf } from '../../electron/core/review/view.ts';
import { applicationNumberSchema } from '../../shared/model/ids.ts';
import { intakeOffice, maker } from './intake-office.ts';
import { must } from './office.ts';

const { signers } = specimenAuthority();

/** A sample's approval with its photo as a bad photographer would have taken it. */
async function spoiled(index: number, draw: (pen: SKRSContext2D, portrait: Image) => void) {
  const { record } = await maker()(index);
  const portrait = await loadImage(Buffer.from(record.photo.data, 'base64'));
  const canvas = createCanvas(portrait.width, portrait.height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#f6f6f6';
  pen.fillRect(0, 0, portrait.width, portrait.height);
  draw(pen, portrait);
  const data = (await canvas.encode('jpeg', 100)).toString('base64');
  return { ...record, photo: { ...record.photo, data } };
}

const blurred = (pen: SKRSContext2D, portrait: Image): void => {
  pen.filter = 'blur(4px)';
  pen.drawImage(portrait, 0, 0);
};
const onStripes = (pen: SKRSContext2D, portrait: Image): void => {
  pen.drawImage(portrait, 0, 0);
  pen.globalCompositeOperation = 'darken';
  pen.fillStyle = '#6b3f2a';
  for (let x = 0; x < portrait.width; x += 40) pen.fillRect(x, 0, 16, portrait.height * 0.3);
};

test('the report names line, application and findings; the review shows the same', async () => {
  const office = intakeOffice();
  const { jws } = await maker()(0);
  const records = [await spoiled(1, blurred), await spoiled(2, onStripes)];
  const lines = [jws, ...records.map((record) => signRecord(record, signers.approval).jws)];
  const report = await office.importLines(lines);
  expect(report).toMatchObject({ imported: 3, refused: [], doubtfulPhotos: 2 });
  expect(report.photosToCheck.map(({ line, applicationNumber }) => ({ line, applicationNumber }))).toEqual([
    { line: 2, applicationNumber: records[0]?.applicationNumber },
    { line: 3, applicationNumber: records[1]?.applicationNumber },
  ]);
  const kinds = report.photosToCheck.map(({ findings }) => findings.map(({ kind }) => kind));
  expect(kinds[0]).toContain('photoBlurred');
  expect(kinds[1]).toContain('photoBackgroundUneven');
  for (const { applicationNumber, findings } of report.photosToCheck) {
    const application = office.store.applicationByNumber(applicationNumberSchema.parse(applicationNumber));
    if (application === undefined) throw new Error('not imported');
    const { warnings } = must(await viewOf(application.id, office.context));
    expect(warnings.filter(({ kind }) => kind.startsWith('photo'))).toEqual(findings);
  }
});

test('a photo that did not come in is not talked about', async () => {
  const office = intakeOffice();
  const record = await spoiled(1, blurred);
  const { jws } = signRecord(record, signers.approval);
  await office.importLines([jws]);
  const other = signRecord({ ...record, urgent: !record.urgent }, signers.approval).jws;
  const report = await office.importLines([jws, jws, other]);
  expect(report).toMatchObject({ duplicates: 2, refused: [{ line: 3 }], doubtfulPhotos: 0, photosToCheck: [] });
});
