/** From an approved record to the bytes of its chip. */

import type { Result } from '../../../shared/result.ts';
import type { Digest } from '../ports.ts';
import type { ChipImage, ChipInput, DocumentSigner } from './chip.ts';

export interface BuildPorts {
  readonly digest: Digest;
  readonly documentSigner: DocumentSigner;
}

export function buildChipImage(input: ChipInput, ports: BuildPorts): Result<ChipImage> {
  throw new Error(`not built yet: ${input.card.number} ${ports.documentSigner.signer.keyName}`);
}
