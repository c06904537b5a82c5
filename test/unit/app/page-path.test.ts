import { describe, expect, test } from 'vitest';
import { pathInside } from '../../../electron/app/page-path.ts';

const folder = '/program/build/renderer';

describe('the page gets files of its own folder and nothing else', () => {
  test.each([
    ['app://starcard/', '/program/build/renderer/index.html'],
    ['app://starcard/index.html', '/program/build/renderer/index.html'],
    ['app://starcard/assets/a%20b.js', '/program/build/renderer/assets/a b.js'],
    ['app://starcard/../index.html', '/program/build/renderer/index.html'],
  ])('%s', (url, path) => {
    expect(pathInside(folder, url)).toBe(path);
  });

  test.each([
    'app://starcard/..%2f..%2fmain/main.js',
    'app://starcard/%2e%2e/%2e%2e%2fetc/passwd',
    'app://starcard/..%5c..%5cmain.js',
    'app://starcard/a%00.html',
    'app://starcard/%E0%A4%A',
    'app://other/index.html',
    'file:///program/build/renderer/index.html',
    'not a url',
  ])('refuses %s', (url) => {
    expect(pathInside(folder, url)).toBeNull();
  });
});
