/** Node's options for a program whose clock stands at that time: no code of it runs out, and no day ends, on a slow machine. */
export function clockAt(time: number): readonly string[] {
  const module = `globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length === 0 ? [${time}] : given));
    }
    static now = () => ${time};
  };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
}
