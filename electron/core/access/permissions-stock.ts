/** Who may do what with stock and the working day: rows of the one table of permissions. */

import { desk, everybody, readers } from '../../../shared/model/account.ts';
import type { dayCalls } from '../../../shared/contract/day-calls.ts';
import type { stockCalls } from '../../../shared/contract/stock-calls.ts';
import type { Permission } from './permission.ts';

export const stockPermissions: Readonly<Record<keyof typeof stockCalls | keyof typeof dayCalls, Permission>> = {
  'stock.view': { roles: readers, reason: 'Where the blanks are; no person in it.' },
  'stock.history': { roles: readers, reason: 'The way of one blank; whose card it became is not in it.' },
  'stock.receive': { roles: desk, byTwo: true, reason: 'Two people count what a delivery brought.' },
  'stock.openBox': { roles: desk, reason: 'The seal is looked at by whoever needs blanks; the ledger says who.' },
  'stock.load': { roles: desk, reason: 'One person alone may make cards, and needs blanks for it.' },
  'stock.unload': { roles: desk, reason: 'What is not needed goes back into the safe.' },
  'stock.setAside': { roles: desk, reason: 'Setting aside needs one person and happens at once.' },
  'stock.chooseAndKeepPhoto': { roles: desk, reason: 'Whoever fills the envelope photographs what goes into it.' },
  'stock.photo': { roles: readers, reason: 'A spoilt card may show a person; each look is on record.' },
  'stock.destroy': { roles: desk, byTwo: true, reason: 'Nobody destroys alone.' },
  'stock.chooseAndSaveDestruction': { roles: readers, reason: 'The record is signed and kept on paper.' },
  'stock.sendBack': { roles: desk, byTwo: true, reason: 'Blanks leave the office by two people only.' },
  'stock.addPeer': {
    roles: desk,
    byTwo: true,
    reason: 'From whom blanks are taken is no matter for one; an office of two has no other pair.',
  },
  'stock.transferOut': { roles: desk, byTwo: true, reason: 'Blanks leave the workstation by two people only.' },
  'stock.chooseAndSaveTransfer': { roles: desk, reason: 'The file was signed before; it only travels with the box.' },
  'stock.chooseAndTakeTransfer': { roles: desk, byTwo: true, reason: 'As receiving a box.' },
  'stock.lose': { roles: desk, byTwo: true, reason: 'A correction of stock needs two.' },
  'stock.find': { roles: desk, byTwo: true, reason: 'A correction of stock needs two.' },
  'stock.explain': { roles: desk, byTwo: true, reason: 'A difference is explained by two people.' },

  'day.view': { roles: everybody, reason: 'Whether the day is open says nothing of anyone.' },
  'day.checks': { roles: desk, reason: 'Whoever opens the day looks first.' },
  'day.open': { roles: desk, reason: 'Whoever comes first counts and opens.' },
  'day.handShift': { roles: desk, byTwo: true, reason: 'Who gives and who takes both sign.' },
  'day.beginClose': { roles: desk, reason: 'Whoever is last closes.' },
  'day.resume': { roles: desk, reason: 'Nothing was counted yet.' },
  'day.close': { roles: desk, reason: 'Whoever is last closes; a difference needs two the next day.' },
  'day.chooseAndSaveCountSheet': { roles: readers, reason: 'The sheet is signed and kept on paper.' },
};
