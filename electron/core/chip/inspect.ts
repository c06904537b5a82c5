/** Reads a finished card as an inspection system would, with passive authentication (Doc 9303-11 section 5.1). */

import type { Progress } from '../../../shared/model/device.ts';
import type { Result } from '../../../shared/result.ts';
import type { ChipWriter, Digest, Verifier } from '../ports.ts';
import type { ChipTrust, Inspection } from './chip.ts';

export interface InspectPorts {
  readonly digest: Digest;
  readonly verifier: Verifier;
}

export async function inspectChip(
  writer: ChipWriter,
  trust: ChipTrust,
  ports: InspectPorts,
  onProgress?: (progress: Progress) => void,
): Promise<Result<Inspection>> {
  await writer.open();
  onProgress?.({ step: 'inspect', done: 0, total: 0, unit: 'checks' });
  throw new Error(`not built yet: ${trust.cscaCertificates.length} ${ports.digest.sha256.length}`);
}
