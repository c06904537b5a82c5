/**
 * The root under which training profiles are signed, as `authority.ts` makes it: written out, so that a start of the program
 * computes no signature. A test holds the two together. It proves SPECIMEN profiles and no others.
 */

import type { ProfileRoot } from '../profile/roots.ts';

const certificate = [
  'MIIB9TCCAZqgAwIBAgIQZLMGWg3WRhiqGYlLb/nbwjAKBggqhkjOPQQDAjBHMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lNRU4g',
  '5qC35pysMR4wHAYDVQQDDBVTUEVDSU1FTiBQcm9maWxlIFJvb3QwIBcNMjMwMTAxMDAwMDAwWhgPMjA1MzAxMDEwMDAwMDBaMEcxCzAJ',
  'BgNVBAYTAlVUMRgwFgYDVQQKDA9TUEVDSU1FTiDmoLfmnKwxHjAcBgNVBAMMFVNQRUNJTUVOIFByb2ZpbGUgUm9vdDBZMBMGByqGSM49',
  'AgEGCCqGSM49AwEHA0IABNBspDeqI6RgwNNhXqbHHk4ZaCuLGruHODZHzC4/3SxoGcXJTy1qHEH34YSg9W3Ath8uLfoPix+sPohrTnWk',
  'xWOjZjBkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEGMB0GA1UdDgQWBBQgpBvEStTR2hCcehIiBLY10pRYBjAfBgNV',
  'HSMEGDAWgBQgpBvEStTR2hCcehIiBLY10pRYBjAKBggqhkjOPQQDAgNJADBGAiEA1nhckzYqppLTdS2BvoZ2xamzI2cbXOl5dGaWI61T',
  'zRkCIQDxkmCbyBc1FEKM+aIBUyArhhxCJvSLdTrJZ+rSJJGlHg==',
].join('');

const revocationList = [
  'MIIBJzCBzgIBATAKBggqhkjOPQQDAjBHMQswCQYDVQQGEwJVVDEYMBYGA1UECgwPU1BFQ0lNRU4g5qC35pysMR4wHAYDVQQDDBVTUEVD',
  'SU1FTiBQcm9maWxlIFJvb3QXDTIzMDEwMTAwMDAwMFoYDzIwNTMwMTAxMDAwMDAwWjAjMCECEGhguZfpN8S/v2Hs+aKPnxwXDTIzMDEw',
  'MTAwMDAwMFqgLzAtMB8GA1UdIwQYMBaAFCCkG8RK1NHaEJx6EiIEtjXSlFgGMAoGA1UdFAQDAgEBMAoGCCqGSM49BAMCA0gAMEUCIBI/',
  '1CxjFg8Pq2X3JgargEG3NV82t30xLTE9nJ+77VpAAiEAg6p2SVCvOUZk8jBy4G1QOoChwoEpBIn2ADEVlGpB/0k=',
].join('');

export const specimenProfileRoot: ProfileRoot = { proves: 'training', certificate, revocationLists: [revocationList] };
