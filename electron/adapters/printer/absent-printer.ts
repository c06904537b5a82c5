/** Stands where a printer is meant that cannot be made out: it is shown as absent, and no card is ever fed to it. */

import type { AppError } from '../../../shared/result.ts';
import type { CardPrinter } from '../../core/ports.ts';

export function createAbsentPrinter(name: string, error: AppError): CardPrinter {
  const failed = async (): Promise<{ readonly ok: false; readonly error: AppError }> => ({ ok: false, error });
  return {
    status: async () => ({
      name,
      driver: 'ipp',
      state: 'absent',
      reasons: [error.kind],
      supplies: [],
      cardsInHopper: null,
      impressionCounter: null,
    }),
    check: failed,
    submit: failed,
    job: failed,
    waitForChange: async () => undefined,
    findByName: failed,
    cancel: failed,
    identify: failed,
    close: async () => undefined,
  };
}
