/**
 * Failures of intake: each is the reason why one line was refused. The values are codes, counts and dates of the record
 * itself; never a name, a birth date or a card number, because refusals are listed on screens and kept in reports.
 */

type NoData = Readonly<Record<never, never>>;

export interface IntakeErrors {
  // ---- the file ----
  readonly 'intake.notApprovals': { readonly file: string };
  readonly 'intake.tooManyRefused': { readonly file: string; readonly refused: number; readonly accepted: number };

  // ---- the line ----
  readonly 'intake.notText': NoData;
  readonly 'intake.oversized': { readonly limitMiB: number };
  readonly 'intake.notJws': NoData;
  readonly 'intake.truncated': NoData;
  readonly 'intake.header': { readonly field: string };

  // ---- who signed it ----
  readonly 'intake.signature': NoData;
  readonly 'intake.certificatePath': { readonly problem: string };
  readonly 'intake.certificateUntrusted': NoData;
  readonly 'intake.certificateExpired': NoData;
  readonly 'intake.certificateUsage': NoData;
  readonly 'intake.certificateRevoked': { readonly serial: string };
  readonly 'intake.revocationUnknown': { readonly issuer: string };

  // ---- for whom, and when ----
  readonly 'intake.schema': { readonly field: string; readonly problem: string };
  readonly 'intake.notYetValid': { readonly issuedAt: string };
  readonly 'intake.expired': { readonly expiresAt: string };
  readonly 'intake.wrongOffice': { readonly office: string; readonly expected: string };
  readonly 'intake.wrongWorkstation': { readonly workstation: string; readonly expected: string };

  // ---- number, person, dates ----
  readonly 'intake.numberCheckDigit': NoData;
  readonly 'intake.numberPlace': { readonly place: string };
  readonly 'intake.numberNationality': { readonly nationality: string };
  readonly 'intake.numberBirthDate': NoData;
  readonly 'intake.numberSex': NoData;
  readonly 'intake.formerNumber': NoData;
  readonly 'intake.relation': NoData;
  readonly 'intake.renewalCount': { readonly count: number };
  readonly 'intake.validityStart': { readonly earliest: string };
  readonly 'intake.validityEnd': { readonly expected: string };
  readonly 'intake.decisionDate': { readonly date: string };
  readonly 'intake.birthDate': NoData;
  readonly 'intake.nationality': { readonly code: string };
  readonly 'intake.passportState': { readonly code: string };
  readonly 'intake.passportExpired': { readonly expiresOn: string };
  readonly 'intake.latinName': { readonly character: string };
  readonly 'intake.chineseName': { readonly character: string };

  // ---- photo ----
  readonly 'intake.photoSize': { readonly kib: number; readonly minKib: number; readonly maxKib: number };
  readonly 'intake.photoNotJpeg': NoData;
  readonly 'intake.photoCoding': NoData;
  readonly 'intake.photoColours': { readonly components: number };
  readonly 'intake.photoPrecision': { readonly bits: number };
  readonly 'intake.photoTooSmall': {
    readonly widthPx: number;
    readonly heightPx: number;
    readonly minWidthPx: number;
    readonly minHeightPx: number;
  };
  readonly 'intake.photoTooLarge': {
    readonly widthPx: number;
    readonly heightPx: number;
    readonly maxWidthPx: number;
    readonly maxHeightPx: number;
  };
  readonly 'intake.photoShape': { readonly widthPx: number; readonly heightPx: number };
  readonly 'intake.photoDamaged': NoData;

  // ---- what is already known ----
  readonly 'intake.conflict': { readonly applicationNumber: string };
  readonly 'intake.recordIdReused': { readonly recordId: string };
  readonly 'intake.applicationUnknown': { readonly applicationNumber: string };
  readonly 'intake.replacesUnknown': { readonly applicationNumber: string };
  readonly 'intake.concernsUnknown': { readonly applicationNumber: string };
  readonly 'intake.wrongState': { readonly state: string; readonly event: string };
}
