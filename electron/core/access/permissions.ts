/** Who may do what: one table, default deny, with the reason for every row (docs/design.md section 10). */

import type { CallName } from '../../../shared/contract.ts';
import {
  answering,
  desk,
  everybody,
  managers,
  readers,
  roleSchema,
  staff,
  type Role,
} from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Actor } from '../ports.ts';
import type { Permission } from './permission.ts';
import { handOverPermissions } from './permissions-hand-over.ts';
import { peoplePermissions } from './permissions-people.ts';
import { personPermissions } from './permissions-person.ts';
import { profilePermissions } from './permissions-profile.ts';
import { stockPermissions } from './permissions-stock.ts';

/** What only the command line offers. */
export type CommandAction = 'storage.backup' | 'audit.changeKey';

/** What is asked of a second person within a call that one person makes. */
type PartOfCall = 'review.override';

export type Action = CallName | CommandAction | PartOfCall;

const logReaders: readonly Role[] = ['supervisor', 'auditor', 'administrator'];

export const permissions: Readonly<Record<Action, Permission>> = {
  'session.current': { roles: everybody, open: true, reason: 'The window has to know that nobody is signed in.' },
  'keys.givePin': { roles: everybody, open: true, reason: 'Nothing is open before it, so nobody can have signed in.' },
  ...peoplePermissions,
  'session.setLanguage': { roles: everybody, open: true, reason: 'The sign-in screen is read in either language.' },

  'session.setScreen': { roles: everybody, reason: 'How large this screen shows a card says nothing of anyone.' },

  'intake.chooseAndImport': { roles: desk, reason: 'Records prove themselves; the desk decides when to take them in.' },
  'intake.importSamples': { roles: desk, reason: 'As any import; the training office has no other rule.' },

  'queue.list': { roles: readers, reason: 'The queue shows names; administration has no need to know them.' },
  'application.open': { roles: readers, reason: 'Each look at a person is on record; an auditor may follow a case.' },
  'application.preview': { roles: readers, reason: 'The faces show no more than the application does.' },
  'review.crop': { roles: desk, reason: 'Whoever reviews frames the photo; the photo itself stays as it came.' },
  'review.accept': { roles: desk, reason: 'One person reviews; another hands over.' },
  'review.return': { roles: desk, reason: 'Whoever may accept may refuse.' },

  'job.compose': { roles: desk, reason: 'One person alone may review, compose, encode and print.' },
  'job.encode': { roles: desk, reason: 'One person alone may review, compose, encode and print.' },
  'job.print': { roles: desk, reason: 'One person alone may review, compose, encode and print.' },
  'job.verify': { roles: desk, reason: 'The person at the machine holds the card and reads it.' },
  'job.setAside': { roles: desk, reason: 'Setting aside needs one person and happens at once.' },
  'job.restart': { roles: desk, reason: 'A new blank for the same approval; the spoilt one stays counted.' },
  'job.reprint': {
    roles: desk,
    byTwo: true,
    reason: 'With a second person of the desk: two cards of one approval may lie about.',
  },
  'printer.supplyChanged': { roles: desk, reason: 'Whoever changes the ribbon notes it.' },
  'batch.run': { roles: desk, reason: 'The same as writing and printing each of its cards.' },
  'batch.pause': { roles: desk, reason: 'Whoever stands at the machines must be able to stop them.' },
  'batch.resume': { roles: desk, reason: 'As running one.' },
  'batch.cancel': { roles: desk, reason: 'As pausing: it only ends what was not begun.' },
  'batch.state': { roles: readers, reason: 'It shows no more than the queue does.' },
  'batch.hurry': { roles: desk, reason: 'Whoever has the holder before them decides; the reason is on record.' },
  'batch.move': { roles: desk, reason: 'The order of work is the desk’s own matter.' },
  'batch.remove': { roles: desk, reason: 'Nothing was begun for it.' },
  'job.stopPrint': { roles: desk, reason: 'Whoever sees that a card goes wrong must be able to stop it.' },
  'job.cancel': { roles: desk, reason: 'Nothing was written yet.' },
  'job.resolve': { roles: desk, reason: 'The person at the machine looks at the card.' },

  'card.store': { roles: desk, reason: 'The person who made the card puts it into the safe.' },
  'card.list': { roles: readers, reason: 'Where is my card? Asked at the desk and by auditors.' },
  'card.handOver': { roles: desk, reason: 'The use case adds: never who accepted the review.' },

  'card.chooseAndSaveReceipt': {
    roles: desk,
    reason: 'The holder signs it at the desk; it says no more than the card.',
  },

  ...handOverPermissions,

  'service.read': { roles: desk, reason: 'The holder asks at the desk what the card opens; the card lies there.' },
  'service.consent': { roles: desk, reason: 'Whoever hears the holder’s answer writes it down.' },
  'service.add': {
    roles: desk,
    byTwo: true,
    reason: 'With a second person of the desk: what a card opens is no matter for one.',
  },
  'service.renew': { roles: desk, byTwo: true, reason: 'With a second person, as adding.' },
  'service.withdraw': {
    roles: desk,
    byTwo: true,
    reason: 'With a second person: it takes something from the holder.',
  },
  'service.finish': { roles: desk, reason: 'Writes what two people approved before; nothing new is decided.' },
  'service.prove': { roles: desk, reason: 'Any verifier with the card in hand may; here it shows that all is well.' },

  'device.status': { roles: everybody, reason: 'Says nothing of any person; administration looks after devices.' },
  'device.selfTest': {
    roles: staff,
    reason: 'Whoever looks after the writer; it touches test cards only, and says nothing of anyone.',
  },
  'device.foundWriters': { roles: managers, reason: 'Asked by whoever may choose among them.' },
  'device.assignWriter': {
    roles: managers,
    reason: 'Which writer stands here is answered for by whoever looks after the devices.',
  },
  'device.officerReaders': { roles: managers, reason: 'Asked by whoever may choose among them.' },
  'device.chooseOfficerReader': {
    roles: managers,
    reason: 'Where officers show their cards is answered for by whoever looks after the devices.',
  },
  'printer.forecast': { roles: everybody, reason: 'Supplies are looked at before a batch.' },
  'printer.identify': { roles: everybody, reason: 'A light or a sound; administration looks after devices.' },
  'printer.keepOffsets': {
    roles: staff,
    reason: 'Whoever measured the calibration card; every card is placed by it from then on.',
  },
  'printer.forget': {
    roles: managers,
    reason: 'It decides which device is trusted with cards; officers do not.',
  },
  'stock.summary': { roles: everybody, reason: 'Counts of blanks, no person in them.' },
  ...stockPermissions,
  'training.setFaults': { roles: everybody, reason: 'Training devices only; a live office has none.' },
  'training.scanSeal': { roles: desk, reason: 'Stands for the scanner on the desk.' },
  'training.cardInTray': { roles: desk, reason: 'Stands for the card in hand, which the desk holds.' },

  'audit.list': {
    roles: logReaders,
    reason: 'Rows carry no names; officers are its subject.',
  },
  'audit.search': { roles: logReaders, reason: 'Rows carry no names; officers are its subject.' },
  'audit.life': { roles: logReaders, reason: 'As the list: ids of one card, no name.' },
  'audit.proof': { roles: logReaders, reason: 'What shows an entry to be in the log says no more than the entry.' },
  'audit.request': { roles: logReaders, reason: 'A checkpoint is there to be shown to others.' },
  'audit.cosigned': { roles: logReaders, reason: 'The witness proves itself by its signature.' },
  'audit.patterns': { roles: logReaders, reason: 'Who looks at the log looks for these.' },
  'audit.figures': { roles: logReaders, reason: 'Counts of the log.' },
  'audit.trend': { roles: logReaders, reason: 'Counts of the log.' },
  'audit.people': { roles: logReaders, reason: 'Accounts stand in every row of the list.' },
  'audit.marks': { roles: logReaders, reason: 'As the list: that an entry is to be looked at again, no more.' },
  'audit.notes': { roles: answering, reason: 'A note is free text and may name a person.' },
  'audit.mark': { roles: answering, reason: 'Who reviews says what is to be looked at again.' },
  'audit.note': { roles: answering, reason: 'Who reviews writes down what was found.' },
  'audit.chooseAndSelect': {
    roles: answering,
    reason: 'Evidence leaves the office by those who answer for it.',
  },
  'audit.chooseAndArchive': {
    roles: logReaders,
    reason: 'Sealed months are kept by whoever keeps backups.',
  },
  'audit.chooseAndReport': { roles: answering, reason: 'The report is theirs to sign and keep.' },
  'audit.chooseAndOpenExport': { roles: logReaders, reason: 'An export says no more than the log that it is of.' },
  'audit.closeExports': { roles: logReaders, reason: 'Whoever may open them.' },
  'audit.timeline': { roles: logReaders, reason: 'As the list, for several workstations.' },
  'audit.verify': { roles: everybody, reason: 'Anyone may prove that the log is whole.' },
  'audit.chooseAndExport': {
    roles: answering,
    reason: 'Evidence leaves the office by those who answer for it.',
  },

  ...personPermissions,

  ...profilePermissions,

  'results.summary': { roles: desk, reason: 'A count of what waits for the authority.' },
  'results.chooseAndExport': { roles: desk, reason: 'Results are signed; carrying them is desk work.' },
  'results.chooseAndAcknowledge': { roles: desk, reason: 'Acknowledgements prove themselves by their signature.' },

  'audit.changeKey': {
    roles: managers,
    byTwo: true,
    reason: 'Who answers for the log says where its key lies, with another who does: one alone could write it anew.',
  },
  'storage.backup': { roles: managers, reason: 'A copy holds every person; few may take one.' },
};

/** `access.signInRequired` where nobody is signed in, `access.forbidden` where the role does not hold the permission. */
export function requirePermission(actor: Actor | null, action: Action): Result<void> {
  const permission = permissions[action];
  if (permission.open === true) return ok(undefined);
  if (actor === null) return fail('access.signInRequired', {});
  const role = roleSchema.safeParse(actor.role);
  // `system` is nobody at a desk: it holds no permission, its own acts at start ask for none.
  if (!role.success || !permission.roles.includes(role.data))
    return fail('access.forbidden', { action, role: actor.role });
  return ok(undefined);
}

/** What a role may do, for the window to show no button that would be refused. */
export function permissionsOf(role: Role): readonly Action[] {
  return actions.filter((action) => permissions[action].roles.includes(role));
}

/** Every action of the table. */
export const actions: readonly Action[] = Object.keys(permissions).filter(isAction);

/** Those that need a second person; a row of the database's own list for each. */
export const twoPersonActions: readonly Action[] = actions.filter((action) => permissions[action].byTwo === true);

function isAction(name: string): name is Action {
  return name in permissions;
}
