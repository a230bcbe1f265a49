// In this order: browsers carry the names of those that they descend from.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\bHeadlessChrome\/(\d+)/, 'Headless Chrome'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d{1,4})[\d.]{0,20} (?:Mobile\/\w{1,20} )?Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
/** `curl/8.4.0`, `Go-http-client/1.1`: what nearly every program sends. */
const PROGRAM = /^([A-Za-z][\w.-]{0,40})\/v?(\d{1,4})/;
const MOST = 60;

/** A User-Agent header as people would say it: "Chrome 140 on Linux", "curl 8"; null when there is none. It proves nothing. */
export function clientInWords(userAgent: string | null): string | null {
  const text = printable(userAgent ?? '');
  if (text === '') return null;
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(text)?.[1];
    if (version === undefined) continue;
    const system = SYSTEMS.find(([one]) => one.test(text))?.[1];
    return system ? `${name} ${version} on ${system}` : `${name} ${version}`;
  }
  const program = PROGRAM.exec(text);
  if (program && program[1] !== 'Mozilla') return `${program[1]} ${program[2]}`;
  return text.slice(0, MOST);
}

/** Without control and formatting characters, which could forge what is around them. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
}
