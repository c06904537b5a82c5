/** The part of des.js that this program uses; the package ships no types. */

declare module 'des.js' {
  interface Options {
    readonly type: 'encrypt' | 'decrypt';
    /** 8 bytes for DES, 24 for EDE. */
    readonly key: Uint8Array;
    /** False: the input is whole blocks and comes out as as many. */
    readonly padding: false;
  }

  interface Cipher {
    update(data: Uint8Array): number[];
    final(): number[];
  }

  interface CipherKind {
    create(options: Options): Cipher;
  }

  interface ChainedKind {
    create(options: Options & { readonly iv: Uint8Array }): Cipher;
  }

  const des: {
    readonly DES: CipherKind;
    readonly EDE: CipherKind;
    readonly CBC: { instantiate(base: CipherKind): ChainedKind };
  };
  export default des;
}
