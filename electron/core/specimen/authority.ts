/**
 * The SPECIMEN approving authority: root, intermediate, signers, made on first use. Beside the good signer stand four that
 * intake must refuse, for samples of bad input.
 */

import { encodeBase64 } from '../intake/base64.ts';
import { purposes } from '../intake/trust.ts';
import { issueCertificate, issueRevocationList, type CertificateWish } from './issue-certificate.ts';
import { specimenKey, signWith, type SpecimenKey } from './specimen-key.ts';

/** Someone who signs lines, with what goes into `x5c`. */
export interface SpecimenSigner {
  /** Base64 of DER certificates, signer first, the root left out. */
  readonly x5c: readonly string[];
  sign(data: Uint8Array): Uint8Array;
}

export type SignerName =
  'approval' | 'acknowledgement' | 'revoked' | 'expired' | 'wrongPurpose' | 'notAuthority' | 'untrusted';

export interface SpecimenAuthority {
  /** DER. */
  readonly root: Uint8Array;
  readonly revocationLists: readonly Uint8Array[];
  readonly signers: Readonly<Record<SignerName, SpecimenSigner>>;
}

const notBefore = new Date('2023-01-01T00:00:00Z');
const notAfter = new Date('2053-01-01T00:00:00Z');

let made: SpecimenAuthority | undefined;
let madeProfile: ProfileAuthority | undefined;

/** Who signs training profiles: a root of its own, so that no signer of approvals can change what approvals must chain to. */
interface ProfileAuthority {
  /** DER. */
  readonly root: Uint8Array;
  readonly revocationLists: readonly Uint8Array[];
  readonly signers: Readonly<Record<'profile' | 'approval' | 'revoked', SpecimenSigner>>;
}

/** The same each time, as `specimenAuthority`. `approval` is a signer for another purpose, `revoked` one that was withdrawn. */
export function specimenProfileAuthority(): ProfileAuthority {
  madeProfile ??= makeProfileAuthority();
  return madeProfile;
}

function makeProfileAuthority(): ProfileAuthority {
  const root = party('SPECIMEN Profile Root');
  const underRoot = (commonName: string, purpose: string): SpecimenSigner => {
    const signer = party(commonName);
    return signerOf(signer.key, [certify(signer, root, { purposes: [purpose] })]);
  };
  return {
    root: certify(root, root, { pathLength: 0 }),
    revocationLists: [issueRevocationList(root, ['SPECIMEN Revoked Profile Signer'], notBefore, notAfter)],
    signers: {
      profile: underRoot('SPECIMEN Profile Signer', purposes.profile),
      approval: underRoot('SPECIMEN Stray Approval Signer', purposes.approval),
      revoked: underRoot('SPECIMEN Revoked Profile Signer', purposes.profile),
    },
  };
}

/** The same authority each time: keys follow from labels, signatures from RFC 6979, dates are fixed. */
export function specimenAuthority(): SpecimenAuthority {
  made ??= makeAuthority();
  return made;
}

function makeAuthority(): SpecimenAuthority {
  const root = party('SPECIMEN Approval Root');
  const intermediate = party('SPECIMEN Approval Authority');
  const foreignRoot = party('SPECIMEN Foreign Root');
  const rootDer = certify(root, root, { pathLength: 1 });
  const intermediateDer = certify(intermediate, root, { pathLength: 0 });

  const underIntermediate = (commonName: string, wish: Partial<CertificateWish>) => {
    const signer = party(commonName);
    return signerOf(signer.key, [certify(signer, intermediate, wish), intermediateDer]);
  };
  const approval = { purposes: [purposes.approval] };
  const ordinary = party('SPECIMEN Approval Signer');
  const foreign = party('SPECIMEN Foreign Signer');
  const sub = party('SPECIMEN Signer Below A Signer');
  return {
    root: rootDer,
    revocationLists: [
      issueRevocationList(root, [], notBefore, notAfter),
      issueRevocationList(intermediate, ['SPECIMEN Revoked Signer'], notBefore, notAfter),
    ],
    signers: {
      approval: underIntermediate(ordinary.commonName, approval),
      acknowledgement: underIntermediate('SPECIMEN Acknowledgement Signer', { purposes: [purposes.acknowledgement] }),
      revoked: underIntermediate('SPECIMEN Revoked Signer', approval),
      expired: underIntermediate('SPECIMEN Expired Signer', {
        ...approval,
        notAfter: new Date('2024-01-01T00:00:00Z'),
      }),
      wrongPurpose: underIntermediate('SPECIMEN Other Signer', { purposes: ['1.3.6.1.5.5.7.3.4'] }),
      // Certified by a signer, which is no authority: the classic hole of a missing basicConstraints check.
      notAuthority: signerOf(sub.key, [
        certify(sub, ordinary, approval),
        certify(ordinary, intermediate, approval),
        intermediateDer,
      ]),
      untrusted: signerOf(foreign.key, [certify(foreign, foreignRoot, approval)]),
    },
  };
}

type Party = CertificateWish['issuer'];

function party(commonName: string): Party {
  return { commonName, key: specimenKey(commonName) };
}

function certify(subject: Party, issuer: Party, wish: Partial<CertificateWish>): Uint8Array {
  return issueCertificate({ ...subject, issuer, notBefore, notAfter, ...wish });
}

function signerOf(key: SpecimenKey, chain: readonly Uint8Array[]): SpecimenSigner {
  return { x5c: chain.map(encodeBase64), sign: (data) => signWith(key, data) };
}
