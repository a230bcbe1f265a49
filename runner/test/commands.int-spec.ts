import { startTestRunner, type TestRunner, textOf } from './test-runner.js';

jest.setTimeout(60_000);

describe('a step of several commands', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await startTestRunner();
  });
  afterAll(() => runner.close());

  const of = (commands: string[], spec: Record<string, unknown> = {}) =>
    runner.run('shell', { run: commands.join('\n'), commands, ...spec });

  it('says in its log where each begins, with all that it wrote below it', async () => {
    const { job } = await of(['echo a; echo A >&2', '\n echo b\necho B >&2', 'echo c >&2; exit 3', 'echo never']);
    const texts = job.log.map(({ text }) => text);
    const begins = ['$ echo a; echo A >&2', '$ echo b', '$ echo c >&2; exit 3'];
    expect(textOf(job, 'system')).toEqual(begins);
    const parts = begins.map((begin, at) => texts.slice(texts.indexOf(begin) + 1, texts.indexOf(begins[at + 1] ?? '')));
    expect(parts.map((part) => part.toSorted())).toEqual([['A', 'a'], ['B', 'b'], []]);
    expect(texts.at(-1)).toBe('c');
  });

  it('masks the secrets in what it says of them', async () => {
    const { job } = await of(['echo runner-canary/1', 'true'], { secrets: { TOKEN: 'runner-canary/1' } });
    expect(job.log.map(({ text }) => text)).toEqual(['$ echo ***', '***', '$ true']);
  });

  it.each<[string, string[], number]>([
    ['variables, the folder and functions', ['mkdir -p d; x=1; f() { echo "f$x"; }', 'cd d', 'pwd; f'], 0],
    ['the exit code of the one before', ['false || exit_code=$?', 'false && true', 'echo $?', 'exit 4'], 4],
    ['the end at the first that fails', ['echo one', 'false', 'echo two'], 1],
    ['no end where it is switched off', ['set +e', 'false', 'echo $?'], 0],
    ['a trap of its end', ["trap 'echo bye' EXIT", 'exit 5'], 5],
    ['a trace of what it does', ['set -x', 'echo one', ': two'], 0],
    ['an unset variable', ['echo one', 'echo "$nothing"'], 2],
    ['the numbers of lines in messages', ['echo one', 'echo two\nnone-such-command'], 127],
    ['comments and empty lines', ['# only words', '\n\necho one # end', 'echo two; '], 0],
    ['a stream without the last line end', ['printf one', 'echo two'], 0],
    ['a part of an if', ['if true; then', 'echo yes', 'fi'], 0],
    ['a here-document that goes on', ['cat <<END', 'in it', 'END'], 0],
    ['a command that goes on', ['echo one \\', 'two', 'echo three &&', 'echo four'], 0],
    ['streams that are moved', ['exec >moved', 'echo into', 'cat moved >&2'], 0],
    ['streams that a file moves', ['echo "exec >moved2" >mover', '. ./mover', 'echo into', 'cat moved2 >&2'], 0],
    ['an error of syntax', ['echo one', 'fi'], 2],
  ])('is what it is without them: %s', async (_what, commands, exitCode) => {
    const key = `ws-${_what.replaceAll(/\W/g, '')}`;
    const plain = await runner.run('shell', { run: commands.join('\n'), workspaceKey: `${key}-x` });
    const told = await of(commands, { workspaceKey: `${key}-y` });
    expect(told).toMatchObject({ outcome: plain.outcome, exitCode, message: plain.message });
    expect(plain.exitCode).toBe(exitCode);
    const written = (result: typeof plain, stream: 'stdout' | 'stderr'): string =>
      textOf(result.job, stream)
        .join('')
        .replaceAll(/-[xy]\b/g, '');
    expect(written(told, 'stdout')).toBe(written(plain, 'stdout'));
    expect(written(told, 'stderr')).toBe(written(plain, 'stderr'));
  });
});
