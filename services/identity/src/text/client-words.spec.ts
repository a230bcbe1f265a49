import { clientInWords } from './client-words.js';

describe('a user agent in words', () => {
  it.each([
    [null, null],
    ['', null],
    ['\u0007\u202e ', null],
    ['curl/8.4.0', 'curl 8'],
    ['Go-http-client/1.1', 'Go-http-client 1'],
    ['python-requests/2.32.3', 'python-requests 2'],
    ['node', 'node'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome 140 on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge 140 on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari 18 on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari 18 on iPhone',
    ],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 on Linux'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
      'Headless Chrome 140 on Linux',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
      'Chrome 140 on Android',
    ],
    ['Something/1.0 (Linux)', 'Something 1'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['Mozilla/5.0 (compatible; something)', 'Mozilla/5.0 (compatible; something)'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('%p is %p', (userAgent, words) => expect(clientInWords(userAgent)).toBe(words));
});
