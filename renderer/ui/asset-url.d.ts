/** A file that the bundler copies beside the page and answers with its address on our own origin. */
declare module '*?url' {
  const url: string;
  export default url;
}
