/** For banks and carriers: that the former number and the new one are of one person. Only where the holder had another. */

import { numberSlipSchema, type NumberSlip } from '../../../shared/model/number-slip.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';

interface SlipParts {
  readonly application: Application;
  readonly receipt: Receipt;
}

/** Null where there is no former number, as with a first card or a renewal that keeps the lifelong one. */
export function numberSlipOf({ application, receipt }: SlipParts): NumberSlip | null {
  const { formerNumber, number } = application.card;
  if (formerNumber === undefined) return null;
  const { latinName, chineseName, birthDate, nationality } = application.person;
  return numberSlipSchema.parse({
    format: 'starcard number slip v1',
    live: receipt.live,
    office: receipt.office,
    issuingAuthority: receipt.issuingAuthority,
    slip: `${receipt.number}-N`,
    latinName,
    chineseName: chineseName ?? null,
    birthDate,
    nationality,
    formerNumber,
    number,
    validFrom: receipt.validFrom,
    validUntil: receipt.validUntil,
    issuedAt: receipt.handedOverAt,
  });
}
