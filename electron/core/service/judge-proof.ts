/** What a verifier makes of one entry and of the chip's signature over its challenge: verdict by verdict. */

import type { ProofStep, ServiceProof } from '../../../shared/model/service.ts';
import { problem, type StepProblem } from '../../../shared/model/step-problem.ts';
import { bytesEqual, concatBytes, utf8Bytes } from '../chip/bytes.ts';
import { verifyPlain } from '../chip/crypto/curve.ts';
import { objectIdentifier, sequence } from '../chip/lds/der.ts';
import { namedKey } from '../chip/lds/p256.ts';
import { extensionOf, readCertificate, type ReadCertificate } from '../chip/lds/read-certificate.ts';
import type { PassivePorts } from '../chip/passive-authentication.ts';
import type { Digest } from '../ports.ts';
import { addressName, CLIENT_AUTHENTICATION } from './certificates.ts';
import { standingOf } from './period.ts';
import type { ServiceEntry } from './service-list.ts';
import {
  bindingProblem,
  listSignatureProblem,
  listSignerProblem,
  type ServiceCardIdentity,
  type ServiceTrust,
  type SignedList,
} from './signed-list.ts';

const CONTEXT = 'starcard service proof 1';

/**
 * The 32 bytes that the chip signs: service and address are part of them, so that a proof shown to one service is worth
 * nothing before another.
 */
export function challengeFor({ id, endpoint }: ServiceEntry, nonce: Uint8Array, digest: Digest): Uint8Array {
  const zero = Uint8Array.of(0);
  return digest.sha256(concatBytes(utf8Bytes(CONTEXT), zero, utf8Bytes(id), zero, utf8Bytes(endpoint), zero, nonce));
}

/** What the chip answered to the challenge for one entry; null where it was not asked. */
export interface Evidence {
  readonly entry: ServiceEntry;
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array | null;
}

export interface ProofContext {
  readonly list: SignedList;
  readonly card: ServiceCardIdentity;
  readonly trust: ServiceTrust;
  readonly ports: PassivePorts;
  readonly now: Date;
}

const standings = { notYet: 'entryNotYet', expired: 'entryExpired', withdrawn: 'entryWithdrawn' } as const;

export function judgeProof({ entry, challenge, signature }: Evidence, context: ProofContext): ServiceProof {
  const { list, card, trust, ports, now } = context;
  const standing = standingOf(entry, now);
  const certificate = entry.certificate === null ? null : readCertificate(entry.certificate);
  const holder = certificate?.ok === true ? certificate.value : null;
  const steps = [
    step('listSignature', listSignatureProblem(list, ports)),
    step('signerChain', listSignerProblem(list, trust, ports)),
    step('binding', bindingProblem(list, card)),
    step('entry', standing === 'valid' ? null : problem(standings[standing])),
    step('certificate', holder === null ? problem('noCertificate') : holderProblem(holder, entry, context)),
    step('possession', holder === null ? problem('notAsked') : possessionProblem(holder, challenge, signature)),
  ];
  const proven = steps.every(({ passed }) => passed);
  return { serviceId: entry.id, standing, listNumber: list.number, proven, steps };
}

function holderProblem(
  holder: ReadCertificate,
  entry: ServiceEntry,
  { trust, ports, now }: ProofContext,
): StepProblem | null {
  const issuer = trust.serviceCaCertificates
    .map(readCertificate)
    .flatMap((read) => (read.ok && bytesEqual(read.value.subject, holder.issuer) ? [read.value] : []))
    .find((ca) => ports.verifier.verify('ES256', namedKey(ca.point), holder.body, holder.signature));
  if (issuer === undefined) return problem('notByServiceCa');
  if (now < issuer.notBefore || now > issuer.notAfter) return problem('serviceCaOutOfTime');
  const purpose = extensionOf(holder, '2.5.29.37');
  if (purpose === undefined || !bytesEqual(purpose, sequence(objectIdentifier(CLIENT_AUTHENTICATION))))
    return problem('notForService');
  const address = extensionOf(holder, '2.5.29.17');
  if (address === undefined || !bytesEqual(address, addressName(entry.endpoint))) return problem('otherAddress');
  const isOfEntry =
    holder.notBefore.getTime() === entry.notBefore.getTime() && holder.notAfter.getTime() === entry.notAfter.getTime();
  if (!isOfEntry) return problem('otherPeriod');
  return now < holder.notBefore || now > holder.notAfter ? problem('certificateOutOfTime') : null;
}

function possessionProblem(
  holder: ReadCertificate,
  challenge: Uint8Array,
  signature: Uint8Array | null,
): StepProblem | null {
  if (signature === null) return problem('notAsked');
  const isGood = verifyPlain('p256', holder.point, challenge, signature);
  return isGood ? null : problem('certificateKeyNotHeld');
}

function step(check: ProofStep['check'], found: StepProblem | null): ProofStep {
  return { check, passed: found === null, problem: found };
}
