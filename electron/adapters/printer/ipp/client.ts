/** Asks one printer or queue: request and response of IPP/2.0 (RFC 8011 section 4), numbered, with the certificate pinned. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { decodeResponse } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { groupTags, type IppAttributes, type IppGroup, type IppMessage } from './message.ts';
import {
  isSuccess,
  notFoundStatus,
  operations,
  statusName,
  versionNotSupportedStatus,
  type Operation,
} from './operations.ts';
import type { PinnedPrinters } from './pins.ts';
import { endpointOf, post, type Endpoint, type Waits } from './transport.ts';
import { attributes, name, uri } from './values.ts';

export interface IppRequest {
  readonly operation: Operation;
  /** Of the operation group, after the charset, the language, the printer and the user. */
  readonly attributes?: IppAttributes;
  /** A further group: of the job or of the subscription. */
  readonly group?: IppGroup;
  readonly document?: Uint8Array;
  /** The longest time for the answer where it is another than the client's own. */
  readonly answerMs?: number;
}

export interface IppClient {
  readonly address: string;
  /**
   * The response. Fails as `post` and `decodeResponse` do, with `notFound` where the printer knows no such job, with
   * `printer.refused` and the status where it says no.
   */
  ask(request: IppRequest): Promise<Result<IppMessage>>;
}

export interface IppClientOptions {
  /** `ipp://` or `ipps://` with host, port and path. */
  readonly address: string;
  /** Under what name jobs are submitted; a printer lists a job's name to its owner. */
  readonly user: string;
  readonly pins: PinnedPrinters;
  readonly waits: Waits;
}

/** Fails with `printer.unfit` where the address is none of IPP. */
export function createIppClient(options: IppClientOptions): Result<IppClient> {
  const endpoint = endpointOf(options.address);
  if (endpoint === null) return fail('printer.unfit', { lack: 'address' });
  let lastRequest = 0;
  let version = { major: 2, minor: 0 };
  return ok({
    address: options.address,
    async ask(request) {
      const first = await askOnce(endpoint, options, request, (lastRequest += 1), version);
      if (!first.ok || first.value.code !== versionNotSupportedStatus || version.major === 1) return judged(first);
      // RFC 8011 section 4.1.8: a printer of IPP/1.1 says so, and nothing was done.
      version = { major: 1, minor: 1 };
      return judged(await askOnce(endpoint, options, request, (lastRequest += 1), version));
    },
  });
}

async function askOnce(
  endpoint: Endpoint,
  { address, user, pins, waits }: IppClientOptions,
  request: IppRequest,
  requestId: number,
  version: IppMessage['version'],
): Promise<Result<IppMessage>> {
  const head = encodeMessage({
    version,
    code: operations[request.operation],
    requestId,
    groups: [
      { tag: groupTags.operation, attributes: new Map([...opening(address, user), ...(request.attributes ?? [])]) },
      ...(request.group === undefined ? [] : [request.group]),
    ],
  });
  const body = request.document === undefined ? [head] : [head, request.document];
  const bounded = { ...waits, answerMs: request.answerMs ?? waits.answerMs };
  const answer = await post(endpoint, body, bounded, (fingerprint) => pins.acceptCertificate(address, fingerprint));
  return answer.ok ? decodeResponse(answer.value, requestId) : answer;
}

/** RFC 8011 section 4.1.4.1: charset and language come first, in this order. */
function opening(address: string, user: string): IppAttributes {
  return attributes(
    ['attributes-charset', { kind: 'charset', value: 'utf-8' }],
    ['attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }],
    ['printer-uri', uri(address)],
    ['requesting-user-name', name(user)],
  );
}

function judged(answer: Result<IppMessage>): Result<IppMessage> {
  if (!answer.ok || isSuccess(answer.value.code)) return answer;
  if (answer.value.code === notFoundStatus) return fail('notFound', { what: 'printJob' });
  return fail('printer.refused', { reason: statusName(answer.value.code) });
}
