/**
 * The built-in training profile. Everything in it says SPECIMEN; `live` is false, so faces carry SPECIMEN 样本 and the chip
 * is signed by a throw-away key. A live profile is another value, signed by the authority (docs/design.md section 2, rule 5).
 */

import type { Profile } from '../../../shared/model/profile.ts';

// Public certificates of `authority.ts`, written out so that a start of the program computes no signature. A test holds
// the two together.
const approvalRoot = [
  'MIIB9zCCAZygAwIBAgIQaaw4PVcj1D4GQbPPBBkMqTAKBggqhkjOPQQDAjBIMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lN',
  'RU4g5qC35pysMR8wHQYDVQQDDBZTUEVDSU1FTiBBcHByb3ZhbCBSb290MCAXDTIzMDEwMTAwMDAwMFoYDzIwNTMwMTAxMDAwMDAw',
  'WjBIMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lNRU4g5qC35pysMR8wHQYDVQQDDBZTUEVDSU1FTiBBcHByb3ZhbCBSb290',
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElr0DpLOEl0BDxE1XUPIYVG3wJ8OmviwdQakEqhL4SXCAdQc6gGx2eO1yBhMq6BYj',
  'R6UHZ+zuW2Drdsbaywqr16NmMGQwEgYDVR0TAQH/BAgwBgEB/wIBATAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFFUOZ8375/qg',
  'IZJAIRhYB5EW/Z+dMB8GA1UdIwQYMBaAFFUOZ8375/qgIZJAIRhYB5EW/Z+dMAoGCCqGSM49BAMCA0kAMEYCIQDPipYMxK5agp+J',
  'blHF5O8N/fpzIuwf4A3fCpMT6GCxYAIhAIKRQton4qNOT+Jo3rO1EwYjMYRvksUJzI2AI14NltRz',
].join('');

const rootRevocationList = [
  'MIIBBDCBqgIBATAKBggqhkjOPQQDAjBIMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lNRU4g5qC35pysMR8wHQYDVQQDDBZT',
  'UEVDSU1FTiBBcHByb3ZhbCBSb290Fw0yMzAxMDEwMDAwMDBaGA8yMDUzMDEwMTAwMDAwMFqgLzAtMB8GA1UdIwQYMBaAFFUOZ837',
  '5/qgIZJAIRhYB5EW/Z+dMAoGA1UdFAQDAgEBMAoGCCqGSM49BAMCA0kAMEYCIQC9F5OO9cbZmGryQ3dV4y+rrZ125Ye65hnUPmkr',
  '6Vm1AwIhAL0iKGdLDZLXtyBCzbSuj2SIuc+Ikza087BcROsa9utL',
].join('');

const intermediateRevocationList = [
  'MIIBLDCB1AIBATAKBggqhkjOPQQDAjBNMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lNRU4g5qC35pysMSQwIgYDVQQDDBtT',
  'UEVDSU1FTiBBcHByb3ZhbCBBdXRob3JpdHkXDTIzMDEwMTAwMDAwMFoYDzIwNTMwMTAxMDAwMDAwWjAjMCECEEZ9Hevfw9jBxluc',
  'f8Pzw4IXDTIzMDEwMTAwMDAwMFqgLzAtMB8GA1UdIwQYMBaAFH+k1To+Sw4FdNxsgK2s5+1s/YTAMAoGA1UdFAQDAgEBMAoGCCqG',
  'SM49BAMCA0cAMEQCIC3j44q2yFiw/r9I6Q9qLEHqIhogOduevIlP6GDAZ6a9AiB+yQNKDsQNlmR6z05ol43T0/4D/ZyTEjDWeOPr',
  '7Z8mdQ==',
].join('');

export const specimenProfile: Profile = {
  id: 'specimen',
  live: false,
  // 99 is no division of any province: a training office can never be mistaken for a real one.
  office: '110000-99',
  officeName: { zh: '样本受理单位（训练）', en: 'Specimen Office (training)' },
  workstation: 'TRAINING-1',
  template: '2023',
  approvalRoots: [approvalRoot],
  revocationLists: [rootRevocationList, intermediateRevocationList],
  chip: {
    // Doc 9303-5 section 4.2.2.1: A, C or I, then a letter at the issuing state's choice but V; R as in residence, the
    // choice of several states for residence permits. What the genuine card uses is not public.
    documentCode: 'IR',
    // Doc 9303-3 section 5: UTO is ICAO's specimen state Utopia, so no reader takes the chip for a genuine one.
    issuingState: 'UTO',
    certificateCountry: 'UT',
    certificateCurve: 'named',
    // A good portrait at the size of the frame fits; DG2 is most of what a reader waits for.
    photoBudgetBytes: 15_000,
  },
  // Our own definition, docs/formats.md; the category is one that no published definition uses.
  seal: { signer: 'SP', featureDefinition: 0x53, documentCategory: 0x50 },
  // 1209 is a vendor number for open hardware (pid.codes); both are the writers of our tests.
  writers: [
    { name: 'Starcard writer', vendorId: 0x1209, productId: 0x5c01, usagePage: 0xff00, usage: 1, framing: 'ccid' },
    { name: 'Starcard writer STX', vendorId: 0x1209, productId: 0x5c02, usagePage: 0xff00, usage: 1, framing: 'stx' },
  ],
  // No law of anybody: what an office of the training could want to try.
  retention: { cardIssued: 5, cardNeverLeft: 2, noCard: 1 },
  staffing: { overrideByTwo: false, idleLockSeconds: 600 },
  issuingAuthority: { zh: '国家移民管理局', en: 'National Immigration Administration' },
};
