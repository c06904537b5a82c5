/** Makes the proof sheet of a template file: for `starcard template check` and the demonstration. */

import { join } from 'node:path';
import { renderProofSheet } from '../../adapters/pdf/proof-sheet.ts';
import { readTemplateFile } from '../../adapters/pdf/template-file.ts';
import { loadTypefaces } from '../../adapters/pdf/typefaces.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { makeProof, type Proof } from '../../core/composition/proof.ts';
import type { Template } from '../../../shared/model/template.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { proofPeople } from './proof-people.ts';

export interface ProofSheet {
  readonly template: Template;
  /** Of the template's file. */
  readonly sha256: string;
  readonly proof: Proof;
}

/**
 * Checks the template at `path` and writes its sheet to `out`. `root`: where `resources/` lies. Fails with
 * `composition.templateUnusable` before anything is drawn, with `composition.photoUnusable` or `file.unwritable`.
 */
export async function writeProofSheet(path: string, out: string, root: string): Promise<Result<ProofSheet>> {
  const file = await readTemplateFile(path);
  if (!file.ok) return file;
  const { template, bytes } = file.value;
  const typefaces = loadTypefaces(join(root, 'resources', 'fonts'));
  const people = await proofPeople(template);
  if (!people.ok) return people;
  const proof = makeProof(template, people.value, typefaces.metrics);
  const sha256 = systemDigest.sha256Hex(bytes);
  const pdf = await renderProofSheet(proof, { template, sha256 }, typefaces);
  if (!pdf.ok) return pdf;
  const written = writeWhole(out, pdf.value);
  return written.ok ? ok({ template, sha256, proof }) : written;
}
