/**
 * I3: no regular expression of the server can be made to run for long by what it is given. Every one that is written
 * down in services, gateway, runner and shared libraries is judged by recheck, whose verdict holds for all inputs;
 * measuring with attack strings would only show that nobody found one yet.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import { trackedFiles } from '../lint/tracked-files.ts';
import { collectRegexes, computedRegexes, type FoundRegex } from './collect-regexes.ts';

const ROOT = join(__dirname, '../..');
const SERVER = /^(?:services|gateway|runner|libs)\/(?!shared\/testing\/).*\.ts$/;
const NOT_SERVED = /\.(?:spec|int-spec|api-spec)\.ts$|\/test\//;
/** Of one expression; together they take some ten seconds. */
const LIMIT_MS = 20_000;
const ALL_MS = 240_000;
const PARALLEL = 2;

const verdictOn = async ({ source, flags }: Pick<FoundRegex, 'source' | 'flags'>): Promise<string> => {
  const verdict = await check(source, flags, { timeout: LIMIT_MS });
  if (verdict.status === 'safe') return 'safe';
  return `${verdict.status} (${verdict.status === 'vulnerable' ? verdict.complexity.summary : 'no verdict in time'})`;
};

describe('I3: regular expressions', () => {
  let sources: { path: string; text: string }[] = [];
  beforeAll(async () => {
    const paths = (await trackedFiles(ROOT)).filter((path) => SERVER.test(path) && !NOT_SERVED.test(path));
    sources = paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  });

  it(
    'are safe, every one',
    async () => {
      const found = sources.flatMap(({ path, text }) => collectRegexes(path, text));
      const different = [...new Map(found.map((regex) => [`/${regex.source}/${regex.flags}`, regex]))];
      expect(different.length).toBeGreaterThan(50);
      const findings: string[] = [];
      const work = async (): Promise<void> => {
        for (let next = different.pop(); next; next = different.pop()) {
          const [text, regex] = next;
          const verdict = await verdictOn(regex);
          if (verdict !== 'safe') findings.push(`${regex.at}: ${text} is ${verdict}`);
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, work));
      expect(findings).toEqual([]);
    },
    ALL_MS,
  );

  it('are all written down: one made at run time nobody can judge (for users there is RE2)', () => {
    expect(sources.flatMap(({ path, text }) => computedRegexes(path, text))).toEqual([]);
  });

  it.each(['^(a+)+$', String.raw`\s+$`, '(a|a)*b'])(
    'would be found: /%s/',
    async (source) => {
      expect(await verdictOn({ source, flags: '' })).toMatch(/^vulnerable/);
    },
    ALL_MS,
  );
});

describe('collectRegexes', () => {
  const text = 'const a = /x\\/[/]+/gi;\nnew RegExp("b+", "u"); RegExp(`c`);\nnew RegExp(name); x.split(/,/);';

  it('finds literals and plain texts, and tells what is made of something else', () => {
    expect(collectRegexes('f.ts', text)).toEqual([
      { source: 'x\\/[/]+', flags: 'gi', at: 'f.ts:1' },
      { source: 'b+', flags: 'u', at: 'f.ts:2' },
      { source: 'c', flags: '', at: 'f.ts:2' },
      { source: ',', flags: '', at: 'f.ts:3' },
    ]);
    expect(computedRegexes('f.ts', text)).toEqual(['f.ts:3']);
  });
});
