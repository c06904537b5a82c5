/** The calls of hand-over, old cards, custody, complaints and papers. */

import * as z from 'zod';
import { bytesSchema } from '../model/bytes.ts';
import { holderViewSchema } from '../model/holder-view.ts';
import {
  complaintSchema,
  custodyFilterSchema,
  custodyPageSchema,
  dispatchSchema,
  reminderMeansSchema,
} from '../model/custody.ts';
import { complaintKindSchema } from '../model/custody.ts';
import {
  chipViewSchema,
  handOverViewSchema,
  holderInputSchema,
  identityInputSchema,
  oldCardInputSchema,
  oldCardReadingSchema,
  oldCardSchema,
  oldCardStateSchema,
  signatureSchema,
} from '../model/hand-over.ts';
import { applicationIdSchema, cardIdSchema, sha256Schema } from '../model/ids.ts';
import { plainText } from '../model/plain-text.ts';
import { complaintDecisionSchema } from '../model/results.ts';
import { secondPersonSchema } from '../model/service.ts';
import { cardSchema } from '../model/stock.ts';
import { call } from './call.ts';

const onCard = z.strictObject({ cardId: cardIdSchema });
const onCardNow = onCard.extend({ revision: z.int().min(1) });
const onOldCard = z.strictObject({ oldCardId: oldCardSchema.shape.id, revision: z.int().min(1) });
const place = { safe: z.string().trim().min(1).max(20), slot: z.string().trim().min(1).max(20) };
const savedFile = z.strictObject({ file: z.string() }).nullable();
const language = z.enum(['zh', 'en']);

export const handOverCalls = {
  /** Which steps the card's kind asks for, and which of them are done today. */
  'handOver.view': call(false, onCard, handOverViewSchema),
  /** The passport number is typed from the document, the face compared with the printed one. */
  'handOver.identity': call(true, identityInputSchema, handOverViewSchema),
  /** The card lies on the writer, in front of its holder. */
  'handOver.inspect': call(true, onCard, z.strictObject({ view: handOverViewSchema, chip: chipViewSchema })),
  /** The sheet by which a holder checks the card, in the language of their choice, as PDF. */
  'handOver.sheet': call(true, onCard.extend({ language }), z.strictObject({ pdf: bytesSchema })),
  /** Both faces and the chip's data: on the second display where there is one, else for the desk's own screen, turned round. */
  'handOver.show': call(
    true,
    onCard.extend({ language }),
    z.strictObject({ onSecond: z.boolean(), view: holderViewSchema }),
  ),
  'handOver.hide': call(false, z.strictObject({}), z.strictObject({})),
  'handOver.holder': call(true, holderInputSchema, handOverViewSchema),
  /** The receipt as it will be signed, and its hash. */
  'handOver.draft': call(true, onCard, z.strictObject({ receiptHash: sha256Schema, pdf: bytesSchema })),
  'handOver.sign': call(
    true,
    onCard.extend({ receiptHash: sha256Schema, signature: signatureSchema }),
    handOverViewSchema,
  ),

  'oldCard.read': call(true, oldCardInputSchema, oldCardReadingSchema),
  'oldCard.collect': call(true, oldCardInputSchema.extend({ faceMatches: z.boolean() }), oldCardSchema),
  'oldCard.cancel': call(true, onOldCard, oldCardSchema),
  'oldCard.hold': call(true, onOldCard.extend({ reason: plainText(100) }), oldCardSchema),
  /** Before a witness, who signs in on the spot. */
  'oldCard.destroy': call(true, onOldCard.extend({ second: secondPersonSchema }), oldCardSchema),
  'oldCard.list': call(
    false,
    z.strictObject({ states: z.array(oldCardStateSchema) }),
    z.array(oldCardSchema.extend({ applicationNumber: z.string() })),
  ),
  /** The two files that a reader of industry systems writes: 256 bytes, and beside them the face as JPEG. */
  'oldCard.chooseRecord': call(
    false,
    z.strictObject({}),
    z.strictObject({ record: bytesSchema, face: bytesSchema.nullable() }).nullable(),
  ),
  /** Training office only: what a reader would give of the old card of this case. */
  'training.oldCard': call(
    false,
    z.strictObject({ applicationId: applicationIdSchema }),
    z.strictObject({ number: z.string(), record: bytesSchema, face: bytesSchema }),
  ),

  /** Where is my card? By name, number, application, passport, serial, safe and slot. */
  'custody.list': call(false, custodyFilterSchema, custodyPageSchema),
  'custody.remind': call(true, onCard.extend({ means: reminderMeansSchema }), cardSchema),
  'custody.returnUncollected': call(true, onCardNow, cardSchema),
  /** Closes the card here and makes the signed paper that goes with it; `null` when they change their mind. */
  'custody.dispatch': call(
    true,
    onCardNow.extend({ office: dispatchSchema.shape.office }),
    z.strictObject({ card: cardSchema, file: z.string() }).nullable(),
  ),
  /** The same paper once more, where the first one was lost on its way. */
  'custody.chooseAndSaveDispatch': call(true, onCard, savedFile),
  /** It arrived there (`back` is null), or it came back and lies in that slot. */
  'custody.settle': call(true, onCard.extend({ back: z.strictObject(place).nullable() }), cardSchema),
  /** A revoked card turned up; it is destroyed at the close. */
  'custody.takeBack': call(true, onCardNow, cardSchema),
  /** A card of another office, or one of this office that was sent there: its paper, and the key (PEM) that the sender gave by another way. */
  'custody.chooseAndTakeIn': call(true, z.strictObject({ ...place, key: z.string().max(2000) }), cardSchema.nullable()),
  'custody.chooseAndExportRevocations': call(
    true,
    z.strictObject({}),
    z.strictObject({ file: z.string(), entries: z.int() }).nullable(),
  ),

  'complaint.open': call(true, onCard.extend({ what: complaintKindSchema }), complaintSchema),
  /** The card lies on the writer. */
  'complaint.inspect': call(true, onCard, complaintSchema),
  /** `second` where it is our own fault: the same approval then makes another card. */
  'complaint.decide': call(
    true,
    onCard.extend({ decision: complaintDecisionSchema, second: secondPersonSchema.nullable() }),
    z.strictObject({ complaint: complaintSchema, card: cardSchema }),
  ),
  'complaint.of': call(false, onCard, complaintSchema.nullable()),
  /** What the holder takes home after a complaint, as PDF. */
  'complaint.chooseAndSaveSlip': call(true, onCard.extend({ language }), savedFile),

  /** Links the former number to the new one for banks and carriers: PDF, and beside it the same signed. */
  'card.chooseAndSaveNumberSlip': call(true, onCard, savedFile),
  /** The signed record of everything that made this card, for whoever checks it alone. */
  'card.chooseAndSaveIssuance': call(true, onCard, savedFile),
} as const;
