/** What the text of an inclusion proof (C2SP tlog-proof) says, for a sentence above it; the proof itself is checked elsewhere. */

export interface ProofFacts {
  readonly hashes: number;
  readonly origin: string;
  /** Entries of the tree that the entry is shown to be in. */
  readonly size: number;
  /** In base64, as the checkpoint has it. */
  readonly rootHash: string;
}

/** Null where the text has another form. */
export function proofFacts(text: string): ProofFacts | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const [, ...lines] = text.slice(0, end).split('\n');
  const [origin = '', size = '', rootHash = ''] = text.slice(end + 2).split('\n');
  if (!/^\d+$/.test(size) || rootHash === '') return null;
  const hashes = lines.filter((line) => !line.startsWith('index ') && !line.startsWith('extra ')).length;
  return { hashes, origin, size: Number(size), rootHash };
}
