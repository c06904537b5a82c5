/** The file that keeps a simulated card of a service office, and what somebody with the transport key could do to it. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { serviceListFile } from '../../electron/core/chip/lds/files.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import type { ServiceOffice } from './service-office.ts';

export function chipFile(office: ServiceOffice, blank = office.card.blankSerial): string {
  return join(office.walk.folder, 'chips', `${blank}.json`);
}

const cardFileSchema = z.looseObject({
  applications: z.looseObject({
    service: z.looseObject({ files: z.array(z.object({ fileId: z.int(), bytes: z.string() })) }),
  }),
});

/** EF.SERVICES of one card into another, as somebody could who holds the transport key. */
export function copyList(office: ServiceOffice, from: BlankSerial, to: BlankSerial): void {
  const read = (blank: BlankSerial) => cardFileSchema.parse(JSON.parse(readFileSync(chipFile(office, blank), 'utf8')));
  const target = read(to);
  const list = read(from).applications.service.files.find(({ fileId }) => fileId === serviceListFile.fileId);
  const files = target.applications.service.files.map((file) => (file.fileId === list?.fileId ? list : file));
  target.applications.service.files = files;
  writeFileSync(chipFile(office, to), JSON.stringify(target));
}
