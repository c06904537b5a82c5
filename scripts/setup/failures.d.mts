export interface Failure {
  name: string;
  why: string;
}

export function failuresOfVitest(report: object): Failure[];
export function failuresOfPlaywright(report: object): Failure[];
export function failuresInWords(failures: readonly Failure[]): string;
