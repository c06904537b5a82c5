/** DG2: the portrait as an ISO/IEC 19794-5:2005 face record in a CBEFF template (Doc 9303-10 section 4.7.2). */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual, bytesOfHex, concatBytes, uintBytes, uintOf } from '../bytes.ts';
import { jpegSize } from './jpeg.ts';
import { encodeTlv, findValue, malformed, parseOnly, parseTlvs } from './tlv.ts';

/** `FAC`, zero, `010`, zero (ISO/IEC 19794-5 section 5.4). */
const FORMAT = bytesOfHex('4641430030313000');
const FILE_HEADER = 14;
const FACE_HEADER = 20;
const IMAGE_HEADER = 12;

/**
 * Basic, not full frontal (ISO/IEC 19794-5 table of facial image types): that would claim 90 pixels between the eyes and a
 * pose, light and expression that nobody here measures. Tried on drawn sitters, an estimate from the outline of the head
 * claimed it more often wrongly than rightly (docs/formats.md, DG2).
 */
const BASIC_IMAGE = 0x00;
const JPEG = 0x00;

/**
 * Biometric header: face, no subtype, format owner ICAO 0101, format type 0008 (Doc 9303-10 table of DG2). Left out, as the
 * table allows, is what nobody here knows: when and by what product the photo was taken, and until when it is good.
 */
const BIOMETRIC_HEADER = encodeTlv(
  0xa1,
  encodeTlv(0x81, uintBytes(0x02, 1)),
  encodeTlv(0x82, uintBytes(0x00, 1)),
  encodeTlv(0x87, uintBytes(0x0101, 2)),
  encodeTlv(0x88, uintBytes(0x0008, 2)),
);

/** Fails with `chip.fieldInvalid` where the photo is no JPEG whose size can be read. */
export function encodeDg2(photo: Uint8Array, sex: 'M' | 'F'): Result<Uint8Array> {
  const record = faceRecord(photo, sex);
  if (!record.ok) return record;
  const template = encodeTlv(0x7f60, BIOMETRIC_HEADER, encodeTlv(0x5f2e, record.value));
  return ok(encodeTlv(0x75, encodeTlv(0x7f61, encodeTlv(0x02, uintBytes(1, 1)), template)));
}

/** The JPEG file in the group, byte for byte. */
export function decodeDg2(file: Uint8Array): Result<Uint8Array> {
  const what = 'EF.DG2';
  const content = parseOnly(file, 0x75, what);
  if (!content.ok) return content;
  const group = parseOnly(content.value, 0x7f61, what);
  if (!group.ok) return group;
  const templates = parseTlvs(group.value, what);
  if (!templates.ok) return templates;
  const template = findValue(templates.value, 0x7f60);
  if (template === undefined) return malformed(what, 'no biometric template');
  const parts = parseTlvs(template, what);
  if (!parts.ok) return parts;
  const record = findValue(parts.value, 0x5f2e);
  if (record === undefined) return malformed(what, 'no biometric data');
  return imageOf(record);
}

function faceRecord(photo: Uint8Array, sex: 'M' | 'F'): Result<Uint8Array> {
  const size = jpegSize(photo);
  if (size === null) return fail('chip.fieldInvalid', { field: 'photo', problem: 'JPEG' });
  const faceLength = FACE_HEADER + IMAGE_HEADER + photo.length;
  return ok(
    concatBytes(
      FORMAT,
      uintBytes(FILE_HEADER + faceLength, 4),
      uintBytes(1, 2),
      // Facial information (section 5.5): no feature points; sex 1 male, 2 female; the rest unspecified.
      uintBytes(faceLength, 4),
      uintBytes(0, 2),
      uintBytes(sex === 'M' ? 1 : 2, 1),
      new Uint8Array(13),
      // Image information (section 5.7): type, JPEG, size, 24-bit RGB or grey, source and quality unspecified.
      uintBytes(BASIC_IMAGE, 1),
      uintBytes(JPEG, 1),
      uintBytes(size.widthPx, 2),
      uintBytes(size.heightPx, 2),
      uintBytes(size.components === 1 ? 0x03 : 0x01, 1),
      new Uint8Array(5),
      photo,
    ),
  );
}

function imageOf(record: Uint8Array): Result<Uint8Array> {
  const what = 'EF.DG2';
  if (record.length < FILE_HEADER + FACE_HEADER + IMAGE_HEADER || !bytesEqual(record.subarray(0, 8), FORMAT))
    return malformed(what, 'not a face record');
  if (uintOf(record.subarray(8, 12)) !== record.length) return malformed(what, 'length of the face record');
  if (uintOf(record.subarray(12, 14)) !== 1) return malformed(what, 'number of faces');
  if (uintOf(record.subarray(14, 18)) !== record.length - FILE_HEADER) return malformed(what, 'length of the face');
  const points = uintOf(record.subarray(18, 20));
  const start = FILE_HEADER + FACE_HEADER + 8 * points + IMAGE_HEADER;
  if (start > record.length) return malformed(what, 'feature points');
  return ok(record.slice(start));
}
