/** The chip's part of the walk on real parts: foreign keys, and faults at commands all through a run, up to the job's state. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CardFault } from '../../electron/adapters/writer/simulated/card-faults.ts';
import { loadCard, saveCard } from '../../electron/adapters/writer/simulated/card-file.ts';
import type { CardState } from '../../electron/adapters/writer/simulated/card/state.ts';
import { bytesEqual } from '../../electron/core/chip/bytes.ts';
import { sizeOf } from '../../electron/core/chip/card-commands.ts';
import { decodeChipImage } from '../../electron/core/chip/image-file.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import type { Job } from '../../shared/model/job.ts';
import { kindOf, must } from './office.ts';
import { approval, composed, ledger, now, on, walkOffice, type WalkOffice } from './walk-office.ts';

function pathOf(walk: WalkOffice, blankSerial: string): string {
  return join(walk.folder, 'chips', `${blankSerial}.json`);
}

function cardOf(walk: WalkOffice, blankSerial: string): CardState {
  const card = must(loadCard(pathOf(walk, blankSerial)));
  if (card === null) throw new Error('no such card');
  return card;
}

/** The card holds the files that were kept with the job, each byte of them, and every lock is closed. */
function isAsKept(walk: WalkOffice, job: Job): boolean {
  const kept = walk.store.jobFile(job.id, 'chip.json');
  if (kept === undefined || job.blankSerial === null) return false;
  const { applications } = cardOf(walk, job.blankSerial);
  const isLocked = Object.values(applications).every(({ lifeCycle }) => lifeCycle === 'operational');
  const { files } = must(decodeChipImage(kept));
  return (
    isLocked &&
    files.every((file) => {
      const held = applications[file.application].files.get(file.fileId);
      return held?.length === sizeOf(file) && bytesEqual(held.subarray(0, file.bytes.length), file.bytes);
    })
  );
}

test('a blank under another transport key is refused, keeps its attempts, and stays this job’s blank', async () => {
  const walk = await walkOffice();
  const [top] = walk.store.tray(1);
  const job = await composed(walk, approval(1));
  if (top === undefined) throw new Error('the tray is empty');
  walk.writer.placeBlank(top.serial);
  await walk.writer.open();
  await walk.writer.powerOn();
  await walk.writer.close();
  const card = cardOf(walk, top.serial);
  const keys = { ...card.issuer.keys, mac: new Uint8Array(16) };
  must(saveCard(pathOf(walk, top.serial), { ...card, issuer: { ...card.issuer, keys } }));

  const answer = kindOf(await encodeJob(on(job), walk.context()));

  expect([answer, now(walk, job).state, ledger(walk)]).toEqual([
    'chip.transportKey',
    'composed',
    { inTray: 9, inWork: 1 },
  ]);
  const after = cardOf(walk, top.serial);
  expect([after.issuer.attemptsLeft, after.applications.emrtd.files.size]).toEqual([10, 0]);
});

describe('a fault', () => {
  // From who the card is to the last lock, five of them; every single one is walked in the unit tests.
  const commands = [2, 5, 26, 42, 57];

  test.each<[CardFault['kind'], (at: number) => CardFault, readonly string[]]>([
    ['tornAfter', (at) => ({ at, kind: 'tornAfter' }), ['encoded']],
    ['lostBefore', (at) => ({ at, kind: 'lostBefore' }), ['encoded']],
    ['memoryFull', (at) => ({ at, kind: 'memoryFull' }), ['composed', 'setAside']],
    ['swapped', (at) => ({ at, kind: 'swapped' }), ['composed', 'encoded', 'setAside']],
  ])('%s leaves a card that is finished, untouched or set aside, at whatever command', async (_, fault, states) => {
    const walk = await walkOffice();
    const endings = new Set<string>();
    const doubts: number[] = [];
    for (const [index, at] of commands.entries()) {
      const job = await composed(walk, approval(index + 1));
      const training = {
        ...walk.training,
        placeBlank: (blank: Parameters<WalkOffice['writer']['placeBlank']>[0]) => {
          walk.writer.placeBlank(blank);
          walk.writer.setFaultAt(fault(at));
        },
      };
      await encodeJob(on(job), { ...walk.context(), training });
      let after = now(walk, job);
      if (after.state === 'suspended') {
        await resolveJob({ ...on(after), finding: { kind: 'readChip' } }, walk.context());
        after = now(walk, job);
      }
      endings.add(after.state);
      if (after.state === 'encoded' && fault(at).kind !== 'swapped' && !isAsKept(walk, after)) doubts.push(at);
    }

    expect([[...endings].toSorted(), doubts]).toEqual([states, []]);
  });
});
