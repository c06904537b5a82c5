/** English texts of intake failures. */

import type { IntakeErrors } from '../../../errors/intake.ts';
import type { ErrorTexts } from '../../texts.ts';

const askForIntactFile = 'Ask the authority for an intact file.';
const askForCorrection = 'Tell the authority the line and the reason, so that it corrects and signs the record again.';
const doNotUse = 'Issue no card on it, and report where the file came from.';
const askAdministrator = "Ask your administrator to renew this workstation's profile, then import again.";

export const intakeErrors: ErrorTexts<IntakeErrors> = {
  'intake.notApprovals': {
    what: '{file} is not a file of approvals: it holds no signed record.',
    next: 'Nothing was imported. Make sure that this is an .approvals file.',
  },
  'intake.tooManyRefused': {
    what: 'Import of {file} stopped: {refused} lines of it were refused.',
    next: 'The {accepted} records that were taken before that hold. Ask the authority about the file.',
  },

  'intake.notText': { what: 'The line is not text.', next: askForIntactFile },
  'intake.oversized': { what: 'The line is longer than the limit of {limitMiB} MiB.', next: askForIntactFile },
  'intake.notJws': {
    what: 'The line is not a signed record (JWS).',
    next: 'Make sure that this is an .approvals file.',
  },
  'intake.truncated': { what: 'The record is cut off before its end.', next: askForIntactFile },
  'intake.header': { what: 'The signature header breaks the rules: {field}.', next: askForCorrection },

  'intake.signature': {
    what: 'The signature is wrong: the record was altered, or the certificate that comes with it did not sign it.',
    next: doNotUse,
  },
  'intake.certificatePath': { what: 'The chain of certificates is not valid ({problem}).', next: doNotUse },
  'intake.certificateUntrusted': {
    what: 'The certificate does not come from a root that this workstation trusts.',
    next: doNotUse,
  },
  'intake.certificateExpired': {
    what: 'The certificate was not valid at the time of signing, or is not valid now.',
    next: askForCorrection,
  },
  'intake.certificateUsage': { what: 'The certificate may not sign approvals.', next: doNotUse },
  'intake.certificateRevoked': { what: 'The certificate (serial {serial}) has been revoked.', next: doNotUse },
  'intake.revocationUnknown': {
    what: 'There is no current revocation list of {issuer}, so nobody can say whether the certificate still holds.',
    next: askAdministrator,
  },

  'intake.schema': { what: 'The record is not in the agreed form: {field} ({problem}).', next: askForCorrection },
  'intake.notYetValid': {
    what: 'The record was issued in the future ({issuedAt}) by the clock of this machine.',
    next: 'Check the clock; if it is right, tell the authority.',
  },
  'intake.expired': { what: 'The record expired at {expiresAt}.', next: 'Ask the authority for a new approval.' },
  'intake.wrongOffice': {
    what: 'The record is addressed to office {office}, not to this one ({expected}).',
    next: 'Pass the file on to that office.',
  },
  'intake.wrongWorkstation': {
    what: 'The record is assigned to workstation {workstation}, not to this one ({expected}).',
    next: 'Import it at that workstation.',
  },

  'intake.numberCheckDigit': { what: 'The check digit of the card number is wrong.', next: askForCorrection },
  'intake.numberPlace': { what: 'The card number names a place that does not exist: {place}.', next: askForCorrection },
  'intake.numberNationality': {
    what: 'The card number does not fit the nationality {nationality}.',
    next: askForCorrection,
  },
  'intake.numberBirthDate': { what: 'The card number does not fit the date of birth.', next: askForCorrection },
  'intake.numberSex': { what: 'The card number does not fit the sex of the person.', next: askForCorrection },
  'intake.formerNumber': { what: 'The former number (15 characters) is wrong.', next: askForCorrection },
  'intake.relation': {
    what: 'The relation item does not lead from the new number back to the former one.',
    next: askForCorrection,
  },
  'intake.renewalCount': { what: 'The renewal count {count} does not fit the kind of issue.', next: askForCorrection },
  'intake.validityStart': { what: 'The validity begins before {earliest}.', next: askForCorrection },
  'intake.validityEnd': { what: 'The validity must end on {expected}.', next: askForCorrection },
  'intake.decisionDate': { what: 'The decision ({date}) is later than the record.', next: askForCorrection },
  'intake.birthDate': { what: 'The date of birth cannot be right.', next: askForCorrection },
  'intake.nationality': { what: 'There is no nationality {code}.', next: askForCorrection },
  'intake.passportState': { what: 'There is no state {code} that could issue the passport.', next: askForCorrection },
  'intake.passportExpired': {
    what: 'The passport expired on {expiresOn}, before the record was issued.',
    next: 'Ask the applicant for a valid passport and the authority for a corrected record.',
  },
  'intake.latinName': {
    what: 'The Latin name holds a character or a spelling that is not allowed: “{character}”.',
    next: askForCorrection,
  },
  'intake.chineseName': {
    what: 'The Chinese name holds a character or a spelling that is not allowed: “{character}”.',
    next: askForCorrection,
  },

  'intake.photoSize': {
    what: 'The photo has {kib} KiB; it must have {minKib} to {maxKib} KiB.',
    next: askForCorrection,
  },
  'intake.photoNotJpeg': { what: 'The photo is not a JPEG.', next: askForCorrection },
  'intake.photoColours': {
    what: 'The photo has {components} colour components (CMYK has 4); only colour (3) and grey (1) can be used.',
    next: askForCorrection,
  },
  'intake.photoCoding': {
    what: 'The photo is a JPEG of a rare kind (lossless, hierarchical, arithmetic or in very many scans) that cannot be decoded here.',
    next: askForCorrection,
  },
  'intake.photoPrecision': {
    what: 'The photo has {bits} bits a sample; only 8 can be used.',
    next: askForCorrection,
  },
  'intake.photoTooSmall': {
    what: 'The photo has {widthPx} × {heightPx} pixels; fewer than {minWidthPx} × {minHeightPx} cannot be printed sharply.',
    next: askForCorrection,
  },
  'intake.photoTooLarge': {
    what: 'The photo has {widthPx} × {heightPx} pixels; at most {maxWidthPx} × {maxHeightPx} can be used.',
    next: askForCorrection,
  },
  'intake.photoShape': {
    what: 'The photo has {widthPx} × {heightPx} pixels, which is not the shape of a portrait.',
    next: askForCorrection,
  },
  'intake.photoDamaged': { what: 'The photo is damaged and cannot be decoded to its end.', next: askForCorrection },

  'intake.conflict': {
    what: 'Application {applicationNumber} is known already, with other content, and the record does not say which one it replaces.',
    next: 'Nothing was changed. Ask the authority which of the two holds.',
  },
  'intake.recordIdReused': {
    what: 'Record id {recordId} already belongs to a record with other content.',
    next: 'Nothing was changed. Ask the authority.',
  },
  'intake.applicationUnknown': {
    what: 'Application {applicationNumber} is not known here, so the notice has nothing to act on.',
    next: 'Import its approval first.',
  },
  'intake.replacesUnknown': {
    what: 'The record replaces one that is not the one in force for application {applicationNumber}.',
    next: 'Nothing was changed. Import the records in order, or ask the authority.',
  },
  'intake.concernsUnknown': {
    what: 'The notice is about a record that is not the one in force for application {applicationNumber}.',
    next: 'Nothing was changed. Import the records in order, or ask the authority.',
  },
  'intake.wrongState': {
    what: 'The state of the application does not admit this notice ({event} while {state}).',
    next: 'Nothing was changed. Ask the authority.',
  },
};
