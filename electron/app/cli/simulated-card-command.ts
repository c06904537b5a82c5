/** `starcard simulated-card`: a simulated card behind the real PC/SC service, for any program that speaks to cards. */

import { resolve } from 'node:path';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { parseFault } from '../../adapters/writer/simulated/card-faults.ts';
import { createCardSlot, type CardSlot } from '../../adapters/writer/simulated/card-slot.ts';
import { officerCardIn } from '../../adapters/writer/simulated/officer-card/officer-card-file.ts';
import {
  insertCard,
  parseVirtualReader,
  type InsertedCard,
  type VirtualReaderAddress,
} from '../../adapters/writer/simulated/virtual-reader.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { isPin } from '../../core/officer-card/piv.ts';
import type { Invocation } from './arguments.ts';
import type { Answer, Command, Desk } from './desk.ts';

const DEFAULT_SERIAL = 'SIMULATED-0001';

export const simulatedCardCommand: Command = {
  name: 'simulated-card',
  summary: {
    zh: '把模拟卡放入 vpcd 虚拟读卡器（pcscd），按 Ctrl-C 取出；--fault 演示故障，如 tornAfter@12、status:6581@3',
    en: 'put a simulated card into a vpcd reader of pcscd until Ctrl-C; --fault shows one, as tornAfter@12, status:6581@3',
  },
  positionals: [],
  options: { state: 'string', vpcd: 'string', serial: 'string', fault: 'string' },
  opens: 'nothing',
  async run(desk, invocation) {
    const address = parseVirtualReader(invocation.text('vpcd') ?? '');
    if (!address.ok) return address;
    const slot = slotOf(invocation);
    return slot.ok ? keepInserted(desk, slot.value, address.value) : slot;
  },
};

/** Whoever trains needs no secret here; a card whose PIN is to be another is made with one. */
const TRAINING_PIN = '123456';

export const simulatedOfficerCardCommand: Command = {
  name: 'simulated-officer-card',
  summary: {
    zh: '把模拟的工作人员卡（PIV）放入 vpcd 虚拟读卡器，按 Ctrl-C 取出；首次使用时制作，PIN 为 123456 或 --pin',
    en: 'put a simulated officer’s card (PIV) into a vpcd reader until Ctrl-C; made at first use, PIN 123456 or --pin',
  },
  positionals: [],
  options: { state: 'string', vpcd: 'string', pin: 'string' },
  opens: 'nothing',
  async run(desk, { text }) {
    const address = parseVirtualReader(text('vpcd') ?? '');
    if (!address.ok) return address;
    const [state, pin] = [text('state'), text('pin') ?? TRAINING_PIN];
    if (state === undefined) return fail('usage', { problem: '--state FILE' });
    if (!isPin(pin)) return fail('usage', { problem: '--pin 6-8' });
    const card = officerCardIn(resolve(state), pin, { random: systemRandom, clock: systemClock });
    return card.ok ? keepInserted(desk, card.value, address.value) : card;
  },
};

function slotOf({ text }: Invocation<Command>): Result<CardSlot> {
  const state = text('state');
  if (state === undefined) return fail('usage', { problem: '--state FILE' });
  const serial = blankSerialSchema.safeParse(text('serial') ?? DEFAULT_SERIAL);
  if (!serial.success) return fail('usage', { problem: '--serial' });
  const path = resolve(state);
  const slot = createCardSlot(
    { path, serial: serial.data, access: 'guarded' },
    { path: `${path}.other`, serial: `OTHER-${serial.data}`, access: 'guarded' },
  );
  // A file that is no card is said at once, not at the first command.
  const powered = slot.powerOn();
  slot.powerOff();
  if (!powered.ok) return powered;
  const wanted = text('fault');
  const fault = wanted === undefined ? ok(null) : parseFault(wanted);
  if (!fault.ok) return fault;
  slot.setFault(fault.value);
  return ok(slot);
}

/** Ends with the signal that takes the card out, or with a file that cannot be written. */
async function keepInserted(desk: Desk, slot: InsertedCard, address: VirtualReaderAddress): Promise<Result<Answer>> {
  const failure = await new Promise<AppError | null>((done) => {
    const reader = insertCard(slot, address, {
      onState: (state) => desk.say(`${address.host}:${address.port}: ${state}`),
      onFailure: (error) => end(error),
    });
    const stop = (): void => end(null);
    function end(error: AppError | null): void {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      reader.close();
      done(error);
    }
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
  return failure === null ? ok({ json: {}, lines: [] }) : { ok: false, error: failure };
}
