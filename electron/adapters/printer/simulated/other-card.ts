/** A finished card of somebody else, for the day on which the wrong one lies in the tray. */

import Document from 'pdfkit';

/** The number of a published specimen (docs/design.md section 5): certainly not the applicant's. */
const otherNumber = '911124198108030024';

/** Two faces of ID-1 size, the number on the first as text. */
export function drawOtherCard(): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const page = { size: [242.646, 153.014] as [number, number], margin: 12 };
    const document = new Document({ ...page, info: { CreationDate: new Date(0) } });
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('error', reject);
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.fontSize(10).text('SPECIMEN').text(otherNumber);
    document.addPage(page).text('SPECIMEN');
    document.end();
  });
}
