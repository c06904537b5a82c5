/** The rows of the table that are of hand-over, old cards, custody and complaints. */

import type { handOverCalls } from '../../../shared/contract/hand-over.ts';
import { answering, desk, readers } from '../../../shared/model/account.ts';
import type { Permission } from './permission.ts';

export const handOverPermissions: Readonly<Record<keyof typeof handOverCalls, Permission>> = {
  'handOver.view': { roles: readers, reason: 'How far a hand-over is; no more than the card itself says.' },
  'handOver.identity': { roles: desk, reason: 'The use case adds: never who accepted the review.' },
  'handOver.inspect': { roles: desk, reason: 'The card lies on the desk, its holder before it.' },
  'handOver.sheet': { roles: desk, reason: 'The holder reads it at the desk; it says no more than the card.' },
  'handOver.show': { roles: desk, reason: 'The holder looks at it at the desk; it says no more than the card.' },
  'handOver.hide': { roles: desk, reason: 'Takes a person off the screen.' },
  'handOver.holder': { roles: desk, reason: 'Whoever hears the holder’s word writes it down.' },
  'handOver.draft': { roles: desk, reason: 'Part of handing over.' },
  'handOver.sign': { roles: desk, reason: 'The holder signs before whoever hands over.' },

  'oldCard.read': { roles: desk, reason: 'The old card lies on the desk.' },
  'oldCard.collect': { roles: desk, reason: 'Taking a card in takes nothing from the office.' },
  'oldCard.cancel': { roles: desk, reason: 'Cut before the holder’s eyes; the pieces stay counted.' },
  'oldCard.hold': { roles: desk, reason: 'Keeping destroys nothing.' },
  'oldCard.destroy': {
    roles: desk,
    byTwo: true,
    reason: 'With a witness of the desk: what is destroyed cannot be counted again.',
  },
  'oldCard.list': { roles: readers, reason: 'Which old cards lie where; application numbers, no names.' },
  'oldCard.chooseRecord': { roles: desk, reason: 'Reads a file of the reader beside the desk.' },
  'training.oldCard': { roles: desk, reason: 'Stands for the reader on the desk.' },

  'custody.list': { roles: readers, reason: 'Where is my card? Asked at the desk and by auditors.' },
  'custody.remind': { roles: desk, reason: 'Whoever writes or calls notes it.' },
  'custody.returnUncollected': { roles: ['supervisor'], reason: 'It ends a card that somebody may still come for.' },
  'custody.dispatch': { roles: desk, reason: 'The signed paper says who sent it; the card is closed here.' },
  'custody.chooseAndSaveDispatch': { roles: desk, reason: 'The very paper that was signed when the card was sent.' },
  'custody.settle': { roles: desk, reason: 'Whoever hears of the card notes where it is.' },
  'custody.takeBack': { roles: desk, reason: 'Whoever gets a revoked card in hand puts it among what is destroyed.' },
  'custody.chooseAndTakeIn': { roles: desk, reason: 'The paper proves itself; the chip is inspected at hand-over.' },
  'custody.chooseAndExportRevocations': { roles: desk, reason: 'The list is signed; carrying it is desk work.' },

  'complaint.open': { roles: desk, reason: 'Whoever hears the holder writes it down.' },
  'complaint.inspect': { roles: desk, reason: 'The card lies on the desk.' },
  'complaint.decide': {
    roles: desk,
    byTwo: true,
    reason: 'Our own fault needs a second person: another card follows.',
  },
  'complaint.of': { roles: readers, reason: 'Codes and accounts, no name.' },
  'complaint.chooseAndSaveSlip': { roles: desk, reason: 'The holder takes it home.' },

  'card.chooseAndSaveNumberSlip': { roles: desk, reason: 'The holder’s own numbers, for their own bank.' },
  'card.chooseAndSaveIssuance': { roles: answering, reason: 'Evidence leaves the office by those who answer for it.' },
};
