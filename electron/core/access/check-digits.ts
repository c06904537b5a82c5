/** ISO 7064 MOD 97-10: two digits after a number of any length. */

/** `02` to `98`, such that the number and they leave 1. */
export function checkDigits(number: string): string {
  return String(98 - remainder(`${number}00`)).padStart(2, '0');
}

/** True where the last two digits are those of the others. */
export function holdsCheck(number: string): boolean {
  return /^\d{3,}$/.test(number) && remainder(number) === 1;
}

function remainder(number: string): number {
  let rest = 0;
  for (const digit of number) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}
