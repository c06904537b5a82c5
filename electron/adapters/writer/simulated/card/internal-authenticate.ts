/** INTERNAL AUTHENTICATE: Active Authentication (Doc 9303-11 section 6.1), and the proof of the service key. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { signPlain } from '../../../../core/chip/crypto/curve.ts';
import { hasDocumentAccess, hasIssuerAccess } from './access.ts';
import { keyOf, keyTags } from './keys.ts';
import { reply, replyFitting } from './reply.ts';
import type { Chip } from './session.ts';

/** By application: whose key signs a challenge of how many bytes. */
const proofs = {
  master: null,
  // RND.IFD of section 6.1.4.
  emrtd: { tag: keyTags.activeAuthentication, challenge: 8 },
  // docs/formats.md, Service access.
  service: { tag: keyTags.service, challenge: 32 },
} as const;

/** Answers ECDSA with SHA-256 over the challenge as it came, `r || s` (BSI TR-03111 section 5.2.1). */
export function internalAuthenticate(chip: Chip, command: CommandApdu): ResponseApdu {
  const { application } = chip.session;
  const isAllowed = hasDocumentAccess(chip) || (application === 'service' && hasIssuerAccess(chip));
  if (!isAllowed) return reply(status.securityNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return reply(status.wrongParameters);
  const proof = proofs[application];
  const key = proof === null ? null : keyOf(chip.card, application, proof.tag);
  if (proof === null || key === null) return reply(status.dataNotFound);
  if (command.data.length !== proof.challenge || command.expected === null) return reply(status.wrongLength);
  return replyFitting(signPlain(key.curve, key.secret, command.data), command.expected);
}
