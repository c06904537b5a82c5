// The archive that a Debian package is: `!<arch>`, then members of a 60-byte header and their bytes (deb(5), ar(5)).

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;

/** @returns {{name: string, bytes: Buffer}[] | null} null where it is no such archive or cut off */
export function readArchive(bytes) {
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return null;
  const members = [];
  for (let at = MAGIC.length; at < bytes.length;) {
    const header = bytes.subarray(at, at + HEADER_BYTES).toString('latin1');
    const size = Number(header.slice(48, 58).trim());
    const start = at + HEADER_BYTES;
    if (!header.endsWith('`\n') || !Number.isInteger(size) || size < 0 || start + size > bytes.length) return null;
    members.push({ name: header.slice(0, 16).trim().replace(/\/$/, ''), bytes: bytes.subarray(start, start + size) });
    // Members start at even places.
    at = start + size + (size % 2);
  }
  return members;
}
