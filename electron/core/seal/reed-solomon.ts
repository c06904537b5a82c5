/** Error correction of Data Matrix ECC 200: ISO/IEC 16022 section 5.7, over GF(256) with the polynomial x^8+x^5+x^3+x^2+1. */

const POLYNOMIAL = 0x12d;

const { powers, logarithms } = tables();

function tables(): { readonly powers: Uint8Array; readonly logarithms: Uint8Array } {
  const power = new Uint8Array(255);
  const logarithm = new Uint8Array(256);
  let value = 1;
  for (let exponent = 0; exponent < 255; exponent += 1) {
    power[exponent] = value;
    logarithm[value] = exponent;
    value <<= 1;
    if (value > 255) value ^= POLYNOMIAL;
  }
  return { powers: power, logarithms: logarithm };
}

function times(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return powers[((logarithms[a] ?? 0) + (logarithms[b] ?? 0)) % 255] ?? 0;
}

/** Coefficients of the generator polynomial below its leading 1: the product of (x - 2^i) for i = 1 to `count`. */
function generatorOf(count: number): Uint8Array {
  const generator = new Uint8Array(count);
  let degree = 0;
  for (let root = 1; root <= count; root += 1) {
    const power = powers[root] ?? 0;
    let carried = 1;
    for (let index = 0; index < degree; index += 1) {
      const own = generator[index] ?? 0;
      generator[index] = own ^ times(carried, power);
      carried = own;
    }
    generator[degree] = times(carried, power);
    degree += 1;
  }
  return generator;
}

const generators = new Map<number, Uint8Array>();

/** The `count` check codewords of one block, in the order in which they stand behind it. */
export function checkCodewords(data: Uint8Array, count: number): Uint8Array {
  const generator = generators.get(count) ?? generatorOf(count);
  generators.set(count, generator);
  const check = new Uint8Array(count);
  for (const codeword of data) {
    const factor = codeword ^ (check[0] ?? 0);
    check.copyWithin(0, 1);
    check[count - 1] = 0;
    if (factor === 0) continue;
    for (let index = 0; index < count; index += 1)
      check[index] = (check[index] ?? 0) ^ times(factor, generator[index] ?? 0);
  }
  return check;
}
