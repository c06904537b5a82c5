/** ISO 7064 MOD 97-10 over digits and letters (A is 10 up to Z, 35), as ISO 17442 uses it: two digits at the end. */

/** `00` to `98`, such that `text` and they leave 1. Upper-case letters and digits only. */
export function checkDigits(text: string): string {
  return String(98 - remainder(`${text}00`)).padStart(2, '0');
}

/** One sign that is wrong, and nearly every pair that changed places, is found. */
export function holdsCheck(text: string): boolean {
  return /^[0-9A-Z]+\d{2}$/.test(text) && remainder(text) === 1;
}

function remainder(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}
