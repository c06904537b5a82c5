/** A printer of a few lines that does what no printer of others can be made to do: to stop, forget, lie, and answer badly. */

import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { promisify } from 'node:util';
import { decodeResponse } from '../../electron/adapters/printer/ipp/decode.ts';
import { encodeMessage } from '../../electron/adapters/printer/ipp/encode.ts';
import {
  groupTags,
  type IppAttributes,
  type IppGroup,
  type IppMessage,
} from '../../electron/adapters/printer/ipp/message.ts';
import { operations, type Operation } from '../../electron/adapters/printer/ipp/operations.ts';
import * as of from '../../electron/adapters/printer/ipp/values.ts';

/** What happens to one request in place of a good answer. */
export type Misdeed =
  /** The request is carried out, and the connection ends without an answer. */
  | { readonly kind: 'lost' }
  /** The connection ends before anything is carried out. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'half' }
  | { readonly kind: 'foreignId' }
  /** So many bytes of an attribute without end. */
  | { readonly kind: 'endless'; readonly bytes: number }
  | { readonly kind: 'body'; readonly body: Uint8Array }
  | { readonly kind: 'http'; readonly status: number }
  | { readonly kind: 'status'; readonly status: number };

export interface SmallJob {
  readonly number: number;
  readonly name: string;
  document: Uint8Array | null;
  /** How often it was asked after without its document. */
  waited: number;
  state: number;
  impressions: number | null;
}

export interface SmallPrinter {
  readonly address: string;
  /** Set before the next request; each is asked of every request of that operation. */
  misdeeds: Partial<Record<Operation, Misdeed>>;
  /** Operations in the order in which they were asked for. */
  readonly asked: Operation[];
  readonly jobs: Map<number, SmallJob>;
  state: number;
  reasons: readonly string[];
  media: string;
  /** Sides in the life of the device; null where it does not say. */
  counter: number | null;
  /** What becomes of a job whose document is there. */
  print: (job: SmallJob) => void;
  /** How many lines to it are open. */
  lines(): Promise<number>;
  stop(): Promise<void>;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const operationOf: ReadonlyMap<number, Operation> = new Map(
  Object.entries(operations).map(([name, code]) => [code, name as Operation]),
);

/** Listens on loopback; with a certificate, over TLS, on the given port where one is given. */
export async function startSmallPrinter(certificate: Certificate | null = null, port = 0): Promise<SmallPrinter> {
  const handle = (request: IncomingMessage, response: ServerResponse): void => void serve(printer, request, response);
  const server = certificate === null ? createHttpServer(handle) : createHttpsServer(certificate, handle);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const printer: SmallPrinter = {
    address: `${certificate === null ? 'ipp' : 'ipps'}://127.0.0.1:${bound.port}/ipp/print`,
    misdeeds: {},
    asked: [],
    jobs: new Map(),
    state: 3,
    reasons: ['none'],
    media: 'oe_card-cr80_53.98x85.6mm',
    counter: 100,
    print: (job) => printWhole(printer, job),
    lines: () => promisify(server.getConnections.bind(server))(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return printer;
}

export function printWhole(printer: SmallPrinter, job: SmallJob): void {
  job.state = 9;
  job.impressions = 2;
  if (printer.counter !== null) printer.counter += 2;
}

async function serve(printer: SmallPrinter, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  const bytes = new Uint8Array(Buffer.concat(parts));
  const message = decoded(bytes);
  const operation = operationOf.get(message.code);
  if (operation === undefined) throw new Error(`an operation that is not ours: ${message.code}`);
  printer.asked.push(operation);
  const misdeed = printer.misdeeds[operation];
  if (misdeed === undefined || misdeed.kind === 'lost') {
    const answer = carryOut(printer, operation, message, documentOf(bytes));
    if (misdeed === undefined) send(response, answer);
    else request.socket.destroy();
    return;
  }
  await misbehave(misdeed, message, response, request);
}

function decoded(bytes: Uint8Array): IppMessage {
  const id = new DataView(bytes.buffer, bytes.byteOffset).getInt32(4);
  const head = decodeResponse(bytes.length > 60_000 ? bytes.subarray(0, 60_000) : bytes, id);
  if (!head.ok) throw new Error(JSON.stringify(head.error));
  return head.value;
}

/** What follows the attributes: our requests end them with the only byte 3 that stands before `%PDF`. */
function documentOf(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf('\x03%PDF', 0, 'latin1');
  return at < 0 ? new Uint8Array(0) : bytes.slice(at + 1);
}

function send(response: ServerResponse, body: Uint8Array): void {
  response.writeHead(200, { 'Content-Type': 'application/ipp' }).end(body);
}

async function misbehave(misdeed: Misdeed, message: IppMessage, response: ServerResponse, request: IncomingMessage) {
  const empty = answerTo(message, 0, []);
  switch (misdeed.kind) {
    case 'dropped':
      return request.socket.destroy();
    case 'silent':
      return undefined;
    case 'half':
      response.writeHead(200, { 'Content-Type': 'application/ipp', 'Content-Length': empty.length });
      response.write(empty.subarray(0, 20), () => request.socket.destroy());
      return undefined;
    case 'foreignId':
      return send(response, answerTo({ ...message, requestId: message.requestId + 1 }, 0, []));
    case 'body':
      return send(response, misdeed.body);
    case 'http':
      return response.writeHead(misdeed.status, { 'Content-Type': 'text/html' }).end('<html>');
    case 'status':
      return send(response, answerTo(message, misdeed.status, []));
    case 'endless':
      return pour(request, response, misdeed.bytes);
    default:
      throw new Error(misdeed.kind);
  }
}

/** Until the other side has had enough. */
async function pour(request: IncomingMessage, response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/ipp' });
  const { socket } = request;
  const block = new Uint8Array(1_048_576).fill(0x41);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += block.length) {
    await new Promise<void>((resolve) => {
      socket.once('close', resolve);
      response.write(block, () => {
        socket.off('close', resolve);
        resolve();
      });
    });
  }
  response.end();
}

function answerTo(message: IppMessage, status: number, groups: readonly IppGroup[]): Uint8Array {
  const opening = of.attributes(
    ['attributes-charset', { kind: 'charset', value: 'utf-8' }],
    ['attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }],
  );
  return encodeMessage({
    version: { major: 2, minor: 0 },
    code: status,
    requestId: message.requestId,
    groups: [{ tag: groupTags.operation, attributes: opening }, ...groups],
  });
}

function carryOut(printer: SmallPrinter, operation: Operation, message: IppMessage, document: Uint8Array): Uint8Array {
  const asked = of.groupOf(message, groupTags.operation);
  const job = printer.jobs.get(of.numberOf(asked, 'job-id') ?? 0);
  const answer = (...groups: readonly IppGroup[]): Uint8Array => answerTo(message, 0, groups);
  switch (operation) {
    case 'getPrinterAttributes':
      return answer({ tag: groupTags.printer, attributes: describe(printer) });
    case 'createJob':
    case 'printJob': {
      const created: SmallJob = {
        number: printer.jobs.size + 1,
        name: of.stringOf(asked, 'job-name') ?? '',
        document: operation === 'printJob' ? document : null,
        waited: 0,
        state: 3,
        impressions: 0,
      };
      printer.jobs.set(created.number, created);
      if (operation === 'printJob') printer.print(created);
      return answer({ tag: groupTags.job, attributes: describeJob(created) });
    }
    case 'sendDocument':
      if (job === undefined) return answerTo(message, 0x0406, []);
      job.document = document;
      printer.print(job);
      return answer({ tag: groupTags.job, attributes: describeJob(job) });
    case 'getJobAttributes':
      if (job === undefined) return answerTo(message, 0x0406, []);
      // RFC 8011 section 5.4.31: a job that gets no document is given up after a time.
      if (job.state < 7 && job.document === null && (job.waited += 1) > 5) job.state = 8;
      return answer({ tag: groupTags.job, attributes: describeJob(job) });
    case 'getJobs': {
      const wantsDone = of.stringOf(asked, 'which-jobs') === 'completed';
      const listed = [...printer.jobs.values()].filter(({ state }) => state >= 7 === wantsDone);
      return answer(...listed.map((one) => ({ tag: groupTags.job, attributes: describeJob(one) })));
    }
    case 'cancelJob':
      if (job !== undefined && job.state < 7) job.state = 7;
      return answer();
    default:
      return answer();
  }
}

function describe(printer: SmallPrinter): IppAttributes {
  return of.attributes(
    ['printer-info', of.text('Small printer')],
    ['printer-uuid', of.uri('urn:uuid:00000000-0000-4000-8000-000000000001')],
    ['printer-state', { kind: 'enum', value: printer.state }],
    ['printer-state-reasons', ...printer.reasons.map(of.keyword)],
    ['printer-is-accepting-jobs', of.boolean(true)],
    ['operations-supported', ...Object.values(operations).map((value) => ({ kind: 'enum' as const, value }))],
    ['document-format-supported', of.mimeType('application/pdf')],
    ['media-supported', of.keyword(printer.media)],
    ['sides-supported', of.keyword('one-sided'), of.keyword('two-sided-short-edge')],
    ...(printer.counter === null ? [] : [['printer-impressions-completed', of.integer(printer.counter)] as const]),
  );
}

function describeJob({ number, name, state, impressions }: SmallJob): IppAttributes {
  return of.attributes(
    ['job-id', of.integer(number)],
    ['job-name', of.name(name)],
    ['job-state', { kind: 'enum', value: state }],
    ['job-state-reasons', of.keyword('none')],
    ...(impressions === null ? [] : [['job-impressions-completed', of.integer(impressions)] as const]),
  );
}
