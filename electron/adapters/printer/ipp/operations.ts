/** The operations that are asked of a printer, and the statuses that it may answer (RFC 8011 section 5.4.15, appendix B). */

export const operations = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  createPrinterSubscriptions: 0x0016,
  cancelSubscription: 0x001b,
  getNotifications: 0x001c,
  identifyPrinter: 0x003c,
} as const;

export type Operation = keyof typeof operations;

/** successful-ok and its kin end here (RFC 8011 appendix B.1). */
const lastSuccess = 0x00ff;
export const notFoundStatus = 0x0406;
export const versionNotSupportedStatus = 0x0503;

const statusNames: Readonly<Record<number, string>> = {
  0x0400: 'client-error-bad-request',
  0x0401: 'client-error-forbidden',
  0x0402: 'client-error-not-authenticated',
  0x0403: 'client-error-not-authorized',
  0x0404: 'client-error-not-possible',
  0x0405: 'client-error-timeout',
  [notFoundStatus]: 'client-error-not-found',
  0x0407: 'client-error-gone',
  0x0408: 'client-error-request-entity-too-large',
  0x0409: 'client-error-request-value-too-long',
  0x040a: 'client-error-document-format-not-supported',
  0x040b: 'client-error-attributes-or-values-not-supported',
  0x040c: 'client-error-uri-scheme-not-supported',
  0x040d: 'client-error-charset-not-supported',
  0x040e: 'client-error-conflicting-attributes',
  0x040f: 'client-error-compression-not-supported',
  0x0410: 'client-error-compression-error',
  0x0411: 'client-error-document-format-error',
  0x0412: 'client-error-document-access-error',
  0x0500: 'server-error-internal-error',
  0x0501: 'server-error-operation-not-supported',
  0x0502: 'server-error-service-unavailable',
  [versionNotSupportedStatus]: 'server-error-version-not-supported',
  0x0504: 'server-error-device-error',
  0x0505: 'server-error-temporary-error',
  0x0506: 'server-error-not-accepting-jobs',
  0x0507: 'server-error-busy',
  0x0508: 'server-error-job-canceled',
  0x0509: 'server-error-multiple-document-jobs-not-supported',
  0x050a: 'server-error-printer-is-deactivated',
};

export function isSuccess(status: number): boolean {
  return status <= lastSuccess;
}

/** The keyword of a status; its number in hex where there is none. */
export function statusName(status: number): string {
  return statusNames[status] ?? `0x${status.toString(16).padStart(4, '0')}`;
}
