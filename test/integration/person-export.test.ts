// What a person gets of their data: all that is on file, of every case and every card, in one file.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openComplaint } from '../../electron/core/custody/complain.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { exportPerson } from '../../electron/core/person/export-person.ts';
import { keepPhoto } from '../../electron/core/stock/spoilt.ts';
import { findBlank, loseBlank } from '../../electron/core/stock/lost.ts';
import { blankSerialSchema, type ApplicationId } from '../../shared/model/ids.ts';
import { hasher } from '../support/people.ts';
import { handedOver } from './hand-over-steps.ts';
import { freshFolder, must } from './office.ts';
import { second } from './service-office.ts';
import { stockOffice } from './stock-office.ts';
import {
  accepted,
  approval,
  drawnPhoto,
  encoded,
  idOf,
  officer1,
  officer2,
  on,
  renewal,
  replaced,
  signed,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

describe('what a person gets of their data', () => {
  test('is one file with the record, the photo and everyone who looked', async () => {
    const walk = await walkOffice();
    await walk.take(signed(approval(1)));
    const { entries, said } = exported(walk, idOf(walk, approval(1)));
    const number = approval(1).applicationNumber;
    expect(said.names).toEqual(['person.json', `${number}/photo.jpg`]);
    expect(entries).toBe(2);
    expect(said.person.cases).toHaveLength(1);
    expect(said.person.cases[0]?.application).toMatchObject({ person: approval(1).person });
    expect(said.person.cases[0]?.records[0]).toMatchObject({ content: { photo: 'photo.jpg' } });
    expect(said.person.cases[0]?.log.map(({ action }) => action)).toEqual(['application.received']);
  });

  test('has every card that was ever made for them, with its papers and what became of it', async () => {
    const walk = await walkOffice();
    const record = approval(3);
    const card = must(await handedOver(walk, await stored(walk, record))).card;
    must(openComplaint({ cardId: card.id, what: 'print' }, walk.context(officer2)));
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const spoilt = await encoded(walk, record);
    must(setAsideJob({ ...on(spoilt), reason: 'printFault', note: '' }, walk.context()));
    const serial = blankSerialSchema.parse(spoilt.blankSerial);
    must(
      await keepPhoto(serial, drawnPhoto(3), {
        ...walk.context(),
        hasher,
      }),
    );
    await accepted(walk, renewal(3, 'loss'));

    const { said } = exported(walk, card.applicationId);

    const [first, loss] = said.person.cases;
    expect(first).toMatchObject({
      cards: [{ id: card.id, state: 'revoked', job: { id: card.jobId }, complaints: [{ what: 'print' }] }],
      job: { id: spoilt.id },
      oldCard: null,
    });
    expect(first?.cards[0]?.steps.map(({ step }) => step)).toEqual(['identity', 'chip', 'holder', 'signature']);
    expect(first?.results.map(({ type }) => type)).toEqual(['issued', 'handedOver', 'setAside']);
    expect(loss).toMatchObject({ cards: [], revocations: [{ cardId: card.id, reason: 'loss' }] });
    expect(loss?.results.map(({ type }) => type)).toEqual(['revoked']);
    const ofCard = ['card.pdf', 'chip.json', 'receipt.json', 'receipt.pdf', 'collector.json', 'signature.json'];
    const expected = ofCard.map((kind) => `${record.applicationNumber}/${card.blankSerial}/${kind}`);
    expect(said.names).toEqual(expect.arrayContaining(expected));
    expect(said.names).toContain(`${record.applicationNumber}/${serial}/envelope-1.jpg`);
  });

  test('has the photo of every envelope that their plastic lay in, also of a finished card lost and found', async () => {
    const office = await stockOffice();
    const { walk } = office;
    const card = await stored(walk, approval(3));
    const gone = { serial: card.blankSerial, second };
    for (const photo of [1, 2]) {
      must(await loseBlank(gone, office.context()));
      must(await findBlank(gone, office.context()));
      must(await keepPhoto(gone.serial, drawnPhoto(photo), office.context()));
    }

    const { names } = exported(walk, card.applicationId).said;

    const expected = [1, 2].map(
      (envelope) => `${approval(3).applicationNumber}/${gone.serial}/envelope-${envelope}.jpg`,
    );
    expect(names.filter((name) => name.includes('envelope'))).toEqual(expected);
  });
});

interface Said {
  readonly names: readonly string[];
  readonly person: {
    readonly cases: readonly {
      readonly application: object;
      readonly records: readonly object[];
      readonly cards: readonly { readonly steps: readonly { readonly step: string }[] }[];
      readonly results: readonly { readonly type: string }[];
      readonly log: readonly { readonly action: string }[];
    }[];
  };
}

/** The file as somebody else's program reads it. */
function exported(walk: WalkOffice, id: ApplicationId): { readonly entries: number; readonly said: Said } {
  const file = join(freshFolder(), 'person.zip');
  const { bytes, entries } = must(exportPerson(id, officer1, walk.store));
  writeFileSync(file, bytes);
  const read = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps({'names': z.namelist(), 'person': json.loads(z.read('person.json'))}))`;
  const said = JSON.parse(execFileSync('python3', ['-c', read, file], { encoding: 'utf8' })) as Said;
  return { entries, said };
}
