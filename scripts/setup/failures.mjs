// What failed, from the reports of the suites: named once more at the end, because thousands of lines lie between.

import { stripVTControlCharacters } from 'node:util';

const MOST = 20;
const LINES_OF_EACH = 12;

/**
 * @param {object} report the JSON report of vitest
 * @returns {{name: string, why: string}[]} the failed tests, and files that failed as a whole
 */
export function failuresOfVitest(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ name: `${name} > ${test.fullName}`, why: test.failureMessages.join('\n') }));
    return tests.length === 0 && status === 'failed' ? [{ name, why: message ?? '' }] : tests;
  });
}

/**
 * @param {object} report the JSON report of Playwright
 * @returns {{name: string, why: string}[]} the tests that failed, or passed only at another try
 */
export function failuresOfPlaywright(report) {
  const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)];
  const tests = specsIn(report).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        name: `${spec.file}:${spec.line} > ${spec.title}`,
        why: results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n'),
      })),
  );
  const outside = (report.errors ?? []).map(({ message }) => ({ name: 'outside of a test', why: message }));
  return [...tests, ...outside];
}

/** @returns {string} at most twenty failures, each with the first lines of its reason; empty where nothing failed */
export function failuresInWords(failures) {
  if (failures.length === 0) return '';
  const each = failures.slice(0, MOST).map(({ name, why }) => {
    // The colours of a terminal say nothing in a file.
    const said = stripVTControlCharacters(why).split('\n');
    // Where in our own files: the runner's say nothing.
    const lines = said.filter((line) => !line.includes('node_modules')).slice(0, LINES_OF_EACH);
    return [`FAILED ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
  });
  const more = failures.length > MOST ? [`and ${failures.length - MOST} more`] : [];
  return [...each, ...more].join('\n');
}
