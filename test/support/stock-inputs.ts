/** An input of every call of stock and of the day that changes something, and gets past its schema. */

const second = { account: 'officer2', password: 'secret' };
const serial = 'SC-00000001';
const count = { boxed: 0, inTray: 1 };
const fullCount = { ...count, setAside: 0, test: 0, returned: 0, suspended: 0, finished: 0 };

export const stockInputs: Readonly<Record<string, unknown>> = {
  'stock.receive': { box: 'BOX-1', deliveryNote: 'DN-1', first: serial, last: serial, second },
  'stock.openBox': { box: 'BOX-1' },
  'stock.load': { box: 'BOX-1', count: 1 },
  'stock.unload': { count: 1 },
  'stock.setAside': { serial, reason: 'damaged' },
  'stock.chooseAndKeepPhoto': { serial },
  'stock.photo': { serial },
  'stock.destroy': { serials: [serial], method: 'cut', second },
  'stock.chooseAndSaveDestruction': { number: 1 },
  'stock.sendBack': { serials: [serial], note: 'RMA-1', second },
  'stock.addPeer': { verifierKey: 'name+00000000+key', second },
  'stock.transferOut': { box: 'BOX-1', count: 1, peer: '110000-99/TRAINING-2', second },
  'stock.chooseAndSaveTransfer': { id: 'c'.repeat(32) },
  'stock.chooseAndTakeTransfer': { second },
  'stock.lose': { serial, second },
  'stock.find': { serial, second },
  'stock.explain': { number: 1, cause: 'other', explanation: 'counted again', second },
  'day.open': { count, countedTwice: false, untested: 'noTestCard', clockConfirmed: false, note: '' },
  'day.handShift': { count, countedTwice: false, note: '', second },
  'day.close': { count: fullCount, countedTwice: false, leftOverSeen: true, note: '' },
  'day.chooseAndSaveCountSheet': { day: '2026-03-02' },
};
