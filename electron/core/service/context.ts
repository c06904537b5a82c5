/** What the use cases of service access work with: the desk and its devices, and the keys that lists are signed by. */

import type { CertifiedSigner } from '../chip/lds/signed-data.ts';
import type { IssueContext } from '../issue/context.ts';
import type { PasswordHasher } from '../ports.ts';
import type { ServiceTrust } from './signed-list.ts';

/** The office's own keys of service access, and by whose roots lists are believed. */
export interface ServiceAuthority {
  readonly trust: ServiceTrust;
  readonly listSigner: CertifiedSigner;
  readonly serviceCa: CertifiedSigner;
}

type Desk = Pick<IssueContext, 'store' | 'actor' | 'clock' | 'random' | 'profile' | 'digest' | 'verifier'>;
type Devices = Pick<IssueContext, 'keyDeriver' | 'writer' | 'training' | 'devices' | 'onProgress'>;

export interface ServiceContext extends Desk, Devices {
  readonly hasher: PasswordHasher;
  readonly services: ServiceAuthority;
}
