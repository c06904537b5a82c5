/** What a native library says of its failure, without the stack below it. */
export function firstLine(reason: unknown): string {
  const message = reason instanceof Error ? reason.message : String(reason);
  return message.split('\n')[0] ?? message;
}
