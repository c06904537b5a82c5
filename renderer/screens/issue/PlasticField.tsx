/** The one field into which the plastic is read: a 2-D scanner types the seal, or the person the last six characters. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts, type TextKey } from '../../language.tsx';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

/** What a person reads from the end of the number; what cannot be one is not held against the card. */
const lastSix = /^\d{5}[\dX]$/;
/** The whole number has 18: what is longer came from a scanner. */
const longestTyped = 18;
/** More than any form of a seal; the app takes no more either. */
const longestScan = 1200;

interface PlasticFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function PlasticField({ value, onChange }: PlasticFieldProps) {
  const t = useTexts();
  return (
    <div className="stack">
      <TextField
        label={t('issue.verify.plastic')}
        help={t(helpFor(value))}
        value={value}
        onChange={(text) => onChange(tidied(text))}
        kind="exact"
        maxLength={longestScan}
        autoFocus
        testId="plastic"
      />
      <ScanTray onScan={onChange} />
    </div>
  );
}

/** A letter O among the digits is plain to nobody's eye, so the words say it. */
function helpFor(value: string): TextKey {
  if (isScan(value)) return 'issue.verify.scanned';
  return /^\d{0,6}X?$/.test(value) && value.length <= 6 ? 'issue.verify.plasticHelp' : 'issue.verify.notSix';
}

/** Whether the field holds something that can be checked. */
export function isPlasticRead(value: string): boolean {
  return isScan(value) || lastSix.test(value);
}

function isScan(value: string): boolean {
  return value.length > longestTyped;
}

/** What a person types is put into the card's own letters; a scanner's characters are left as they come. */
function tidied(text: string): string {
  // An input method that was left on gives wide digits.
  const plain = text.normalize('NFKC');
  return /^[\dx ]{0,8}$/i.test(plain) ? plain.toUpperCase().replaceAll(' ', '') : text;
}

/** Training office: stands for the scanner on the desk, and reads the card in the simulated printer's tray. */
function ScanTray({ onScan }: { readonly onScan: (scan: string) => void }) {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const [error, setError] = useState<AppError | null>(null);
  const [isScanning, setScanning] = useState(false);
  if (session.training === null || !may('training.scanSeal')) return null;

  async function scan(): Promise<void> {
    setScanning(true);
    const answer = await call('training.scanSeal', {});
    setScanning(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) onScan(answer.value.scan);
  }
  return (
    <>
      <div>
        <Button onPress={() => void scan()} isDisabled={isScanning} testId="scan-seal">
          {t('issue.verify.scanTray')}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}
