/** One HTTP exchange with a printer (RFC 8010 section 4): every wait has an end, and so has every answer. */

import { Agent, request, type IncomingMessage } from 'node:http';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { codeOf } from '../../system/error-code.ts';
import { limits } from './decode.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly isEncrypted: boolean;
}

export interface Waits {
  readonly connectMs: number;
  /** From the last byte sent to the last byte of the answer, and for the sending itself. */
  readonly answerMs: number;
  /** The same for the answer to a document: it may wait until the device has taken the card in. */
  readonly documentMs: number;
}

/** Asked with the SHA-256 of the certificate, in hex, before a byte is sent; false ends the exchange. */
export type AcceptCertificate = (fingerprint: string) => boolean;

/** Where an `ipp` or `ipps` address leads (RFC 3510, RFC 7472); null where it is neither. */
export function endpointOf(address: string): Endpoint | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, pathname, username, password } = new URL(address);
  if ((protocol !== 'ipp:' && protocol !== 'ipps:') || hostname === '' || username !== '' || password !== '')
    return null;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 631 : Number(port),
    path: pathname === '' ? '/' : pathname,
    isEncrypted: protocol === 'ipps:',
  };
}

/** A connection to the printer for one exchange after the other. */
export interface Line {
  /** False once either side has ended it. */
  readonly isOpen: boolean;
  /**
   * The body of the answer to a POST. Fails with `printer.unanswered` where the printer may have had the request, with
   * `printer.badAnswer` where what came back is no IPP over HTTP or far too much; the line has ended then.
   */
  post(body: readonly Uint8Array[], answerMs: number): Promise<Result<Uint8Array>>;
  close(): void;
}

/** Fails with `printer.unreachable` or `printer.certificateChanged`; nothing has been sent then. */
export async function openLine(
  endpoint: Endpoint,
  connectMs: number,
  accept: AcceptCertificate,
): Promise<Result<Line>> {
  const socket = await connected(endpoint, connectMs);
  if (!socket.ok) return socket;
  if (endpoint.isEncrypted && !accept(fingerprintOf(socket.value))) {
    socket.value.destroy();
    return fail('printer.certificateChanged', { printer: endpoint.host });
  }
  const agent = new OneSocketAgent(socket.value);
  return ok({
    get isOpen() {
      return !socket.value.destroyed && socket.value.writable;
    },
    post: (body, answerMs) => exchange(endpoint, body, answerMs, agent),
    close: () => socket.value.destroy(),
  });
}

/** Never makes a connection of its own: what was checked is what is used. */
class OneSocketAgent extends Agent {
  readonly socket: Socket;

  constructor(socket: Socket) {
    super({ keepAlive: true, maxSockets: 1 });
    this.socket = socket;
  }

  override createConnection(): Socket {
    return this.socket;
  }
}

/** With TLS: when the handshake is over. Who the other side is, the pinned certificate says, not an authority. */
function connected({ host, port, isEncrypted }: Endpoint, limitMs: number): Promise<Result<Socket>> {
  return new Promise((resolve) => {
    const name = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    const socket = isEncrypted
      ? connectTls({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.2', ...name })
      : connectPlain({ host, port });
    const give = (result: Result<Socket>): void => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      // What goes wrong later is the exchange's to say; nothing may be left to nobody.
      socket.on('error', () => undefined);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => give(fail('printer.unreachable', { reason: 'ETIMEDOUT' })), limitMs);
    socket.once('error', (thrown) => give(fail('printer.unreachable', { reason: codeOf(thrown) })));
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => give(ok(socket)));
  });
}

function fingerprintOf(socket: Socket): string {
  const { fingerprint256 } = isTls(socket) ? socket.getPeerCertificate() : { fingerprint256: '' };
  return (fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}

function isTls(socket: Socket): socket is TLSSocket {
  return 'getPeerCertificate' in socket;
}

function exchange(
  { host, port, path }: Endpoint,
  body: readonly Uint8Array[],
  limitMs: number,
  agent: OneSocketAgent,
): Promise<Result<Uint8Array>> {
  return new Promise((resolve) => {
    const length = body.reduce((sum, part) => sum + part.length, 0);
    const headers = { 'Content-Type': 'application/ipp', Accept: 'application/ipp', 'Content-Length': length };
    const asked = request({ method: 'POST', host, port, path, agent, headers });
    const give = (result: Result<Uint8Array>): void => {
      clearTimeout(timer);
      if (!result.ok) agent.socket.destroy();
      // A line that waits for its next request keeps no program from ending.
      agent.socket.unref();
      resolve(result);
    };
    const timer = setTimeout(() => give(fail('printer.unanswered', { reason: 'timedOut' })), limitMs);
    agent.socket.ref();
    asked.once('error', (thrown) => give(failureOf(codeOf(thrown))));
    asked.once('response', (response) => {
      const flaw = flawOfHead(response.statusCode ?? 0, response.headers['content-type'] ?? '');
      const isLast = response.headers.connection?.toLowerCase() === 'close';
      if (isLast) response.once('end', () => agent.socket.destroy());
      if (flaw === null) collect(response, give);
      else give(flaw);
    });
    // Together in one go: a head that waits for its document costs the printer a turn.
    asked.cork();
    for (const part of body) asked.write(part);
    asked.uncork();
    asked.end();
  });
}

function collect(response: IncomingMessage, give: (result: Result<Uint8Array>) => void): void {
  const parts: Uint8Array[] = [];
  let total = 0;
  response.on('data', (part: Buffer) => {
    total += part.length;
    if (total > limits.bytes) give(fail('printer.badAnswer', { reason: 'tooLarge' }));
    else parts.push(part);
  });
  response.once('error', () => give(fail('printer.unanswered', { reason: 'connectionLost' })));
  response.once('end', () => give(ok(new Uint8Array(Buffer.concat(parts)))));
}

/** Node's own names for bytes that are no HTTP begin with HPE; all else is a connection that ended. */
function failureOf(code: string): Result<Uint8Array> {
  if (code.startsWith('HPE_')) return fail('printer.badAnswer', { reason: 'notHttp' });
  return fail('printer.unanswered', { reason: 'connectionLost' });
}

function flawOfHead(status: number, type: string): Result<Uint8Array> | null {
  // RFC 8010 section 4.2: an answer in IPP has 200; what HTTP itself refuses says nothing of a job.
  if (status !== 200) return fail('printer.badAnswer', { reason: `HTTP ${status}` });
  return type.split(';')[0]?.trim().toLowerCase() === 'application/ipp'
    ? null
    : fail('printer.badAnswer', { reason: 'notIpp' });
}
