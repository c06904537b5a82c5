/** Blanks: boxes come, are opened, feed the tray, go to another workstation, get lost, are found, are destroyed. */

import { destroyBlanks } from '../../../../electron/core/stock/destroy.ts';
import { findBlank, loseBlank } from '../../../../electron/core/stock/lost.ts';
import { nextBlank } from '../../../../electron/core/stock/blank-state.ts';
import { receiveBox } from '../../../../electron/core/stock/receive-box.ts';
import { sendBack } from '../../../../electron/core/stock/send-back.ts';
import { setAsideBlank } from '../../../../electron/core/stock/spoilt.ts';
import { addPeer, takeTransfer, transferOut } from '../../../../electron/core/stock/transfer.ts';
import { transferKey } from '../../../../electron/core/stock/transfer-file.ts';
import { loadTray, openBox, unloadTray } from '../../../../electron/core/stock/tray.ts';
import { blankSerialSchema, type BlankSerial } from '../../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { at, fitting, mayTry, nothing, onBlank, second, type Acts, type Scene } from '../choose.ts';
import { neighbourOf } from '../town.ts';

export const boxActs: Acts = {
  receive: {
    weight: 3,
    run(scene) {
      const { dice, office, town } = scene;
      // Now and then one that was received here before; that no two boxes of the world have one serial, its maker sees to.
      const earlier = dice.chance(0.1) ? dice.of(office.store.boxes())?.name : undefined;
      const number = earlier?.startsWith('BOX-') === true ? Number(earlier.slice(4)) : town.next++;
      const serial = (position: number): BlankSerial =>
        blankSerialSchema.parse(`MX${String(number * 100 + position).padStart(8, '0')}`);
      const range = { first: serial(1), last: serial(4 + dice.below(12)) };
      const box = { box: `BOX-${number}`, deliveryNote: `DN-${number}`, ...range };
      return receiveBox({ ...box, second: second(scene) }, at(scene));
    },
  },
  openBox: {
    weight: 2,
    run(scene) {
      const boxes = scene.office.store.boxes();
      const closed = boxes.filter(({ openedAt }) => openedAt === null);
      const box = scene.dice.of(scene.dice.chance(0.8) ? closed : boxes);
      return box === undefined ? nothing : openBox({ box: box.name }, at(scene));
    },
  },
  load: {
    weight: 7,
    run(scene) {
      const { dice, office } = scene;
      const box = fitting(scene, office.store.boxes(), ({ left, openedAt }) => left > 0 && openedAt !== null);
      return box === undefined
        ? nothing
        : loadTray({ box: box.name, count: 1 + dice.below(Math.min(8, box.left + 1)) }, at(scene));
    },
  },
  unload: { weight: 1, run: (scene) => unloadTray({ count: 1 + scene.dice.below(3) }, at(scene)) },
  setAsideBlank: {
    weight: 1,
    run: (scene) =>
      onBlank(scene, ['inTray', 'boxed', 'inWork', 'finished'], (serial) =>
        setAsideBlank({ serial, reason: 'damaged' }, at(scene)),
      ),
  },
  lose: {
    weight: 1,
    run: (scene) =>
      onBlank(scene, ['inTray', 'boxed', 'setAside', 'inWork', 'finished', 'returned', 'transferred'], (serial) =>
        loseBlank({ serial, second: second(scene) }, at(scene)),
      ),
  },
  find: {
    weight: 2,
    run: (scene) =>
      onBlank(scene, ['lost', 'lost', 'lost', 'inTray'], (serial) =>
        findBlank({ serial, second: second(scene) }, at(scene)),
      ),
  },
  destroy: {
    weight: 5,
    run(scene) {
      const { dice, office } = scene;
      if (!mayTry(scene, office.store.openDay()?.state === 'closing')) return nothing;
      const places = ['setAside', 'returned', 'test', ...(dice.chance(0.1) ? ['inTray' as const] : [])] as const;
      const serials = places.flatMap((place) =>
        office.store.blanksIn(place, 1 + dice.below(4)).map((one) => one.serial),
      );
      return destroyBlanks({ serials, method: 'shredded', second: second(scene) }, at(scene));
    },
  },
  sendBack: {
    weight: 1,
    run: (scene) =>
      onBlank(scene, ['boxed', 'setAside', 'inTray'], (serial) =>
        sendBack({ serials: [serial], note: 'RMA-1', second: second(scene) }, at(scene)),
      ),
  },
  test: {
    weight: 1,
    run: (scene) => onBlank(scene, ['boxed', 'inTray', 'inWork'], (serial) => takeForTest(serial, scene)),
  },
  addPeer: {
    weight: 8,
    run(scene) {
      const { random, signers, desk } = neighbourOf(scene.town, scene.office);
      const context = at(scene);
      const isKnown = scene.office.store.peers().some((one) => one.name === desk);
      if (!mayTry(scene, !isKnown)) return nothing;
      const name = scene.dice.chance(0.9) ? desk : `OTHER-03/${random.id().slice(0, 4)}`;
      const verifierKey = transferKey(context.digest, name, signers.stock);
      return addPeer({ verifierKey, second: second(scene) }, context);
    },
  },
  transferOut: {
    weight: 3,
    run(scene) {
      const { dice, office, town } = scene;
      const box = dice.of(office.store.boxes().filter(({ left }) => left > 0));
      const peer = neighbourOf(town, office).desk;
      const isKnown = office.store.peers().some(({ name }) => name === peer);
      if (box === undefined || !mayTry(scene, isKnown)) return nothing;
      const input = { box: box.name, count: 1 + dice.below(4), peer, second: second(scene) };
      return sent(scene, transferOut(input, at(scene)));
    },
  },
  takeTransfer: {
    weight: 4,
    run(scene) {
      const { dice, office, town } = scene;
      // Mostly one that came lately; as often as not it was taken in before, or was for the other one.
      const lately = town.parcels.slice(dice.chance(0.8) ? -3 : 0);
      const file = fitting(scene, lately, (text) => text.split('\n')[2] !== office.desk);
      const isKnown = office.store.peers().some(({ name }) => name === neighbourOf(town, office).desk);
      if (file === undefined || !mayTry(scene, isKnown)) return nothing;
      const text = dice.chance(0.95) ? file : file.replace(/MX\d{8}/, 'MX99999999');
      return takeTransfer(text, second(scene), at(scene));
    },
  },
};

async function sent({ office, town }: Scene, transfer: ReturnType<typeof transferOut>): Promise<Result<unknown>> {
  const done = await transfer;
  const file = done.ok ? office.store.transfer(done.value.id)?.file : undefined;
  if (file !== undefined) town.parcels.push(file);
  return done;
}

/** As a self-test of the writer begins (core/device/self-test.ts); what the writer says is no matter of stock. */
function takeForTest(serial: BlankSerial, scene: Scene): Result<unknown> {
  const { store, actor, clock } = at(scene);
  return store.commit(actor, (tx) => {
    const blank = tx.blank(serial);
    const place = blank === undefined ? fail('notFound', { what: serial }) : nextBlank(blank.place, 'takenForTest');
    if (blank === undefined || !place.ok) return place;
    const now = clock.now();
    tx.moveBlanks({ act: 'takenForTest', at: now }, [{ ...blank, place: place.value, updatedAt: now.toISOString() }]);
    const subject = { kind: 'blank', id: serial } as const;
    tx.audit({ action: 'blank.takenForTest', subject, outcome: 'ok', detail: { place: blank.place } });
    return ok(place.value);
  });
}
