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
import { endpointOf, openLine, type Endpoint, type Line, type Waits } from './transport.ts';
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

/**
 * The response to one request. Fails as `openLine`, its `post` and `decodeResponse` do, with `notFound` where the printer
 * knows no such job, with `printer.refused` and the status where it says no.
 */
export type Ask = (request: IppRequest) => Promise<Result<IppMessage>>;

/** Whatever can be asked: a client, or one connection of it. */
export interface Asked {
  readonly ask: Ask;
}

/** One connection: whoever answered the first request answers all of them. It never connects a second time. */
export interface Conversation extends Asked {
  readonly isOpen: boolean;
  close(): void;
}

export interface IppClient extends Asked {
  readonly address: string;
  /** Fails as `openLine` does. To be closed by whoever began it. */
  converse(): Promise<Result<Conversation>>;
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
  const speaker = new Speaker(options, endpoint);
  return ok({
    address: options.address,
    async converse() {
      const line = await speaker.openLine();
      if (!line.ok) return line;
      const { value } = line;
      return ok({
        get isOpen() {
          return value.isOpen;
        },
        ask: (request) => speaker.ask(value, request),
        close: () => value.close(),
      });
    },
    async ask(request) {
      const line = await speaker.openLine();
      if (!line.ok) return line;
      const answer = await speaker.ask(line.value, request);
      line.value.close();
      return answer;
    },
  });
}

/** Numbers the requests, and knows which version the printer speaks. */
class Speaker {
  readonly #options: IppClientOptions;
  readonly #endpoint: Endpoint;
  #lastRequest = 0;
  #version = { major: 2, minor: 0 };

  constructor(options: IppClientOptions, endpoint: Endpoint) {
    this.#options = options;
    this.#endpoint = endpoint;
  }

  openLine(): Promise<Result<Line>> {
    const { address, pins, waits } = this.#options;
    return openLine(this.#endpoint, waits.connectMs, (fingerprint) => pins.acceptCertificate(address, fingerprint));
  }

  async ask(line: Line, request: IppRequest): Promise<Result<IppMessage>> {
    const first = await this.#askOnce(line, request);
    const isTooNew = first.ok && first.value.code === versionNotSupportedStatus && this.#version.major === 2;
    if (!isTooNew) return judged(first);
    // RFC 8011 section 4.1.8: a printer of IPP/1.1 says so, and nothing was done.
    this.#version = { major: 1, minor: 1 };
    return judged(await this.#askOnce(line, request));
  }

  async #askOnce(line: Line, request: IppRequest): Promise<Result<IppMessage>> {
    const { address, user, waits } = this.#options;
    const requestId = (this.#lastRequest += 1);
    const own = new Map([...opening(address, user), ...(request.attributes ?? [])]);
    const head = encodeMessage({
      version: this.#version,
      code: operations[request.operation],
      requestId,
      groups: [{ tag: groupTags.operation, attributes: own }, ...(request.group === undefined ? [] : [request.group])],
    });
    const body = request.document === undefined ? [head] : [head, request.document];
    const usual = request.document === undefined ? waits.answerMs : waits.documentMs;
    const answer = await line.post(body, request.answerMs ?? usual);
    return answer.ok ? decodeResponse(answer.value, requestId) : answer;
  }
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
