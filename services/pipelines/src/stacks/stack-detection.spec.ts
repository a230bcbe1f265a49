import { detectStack } from './stack-detection.js';

const files = (...list: [path: string, bytes: number][]) => list.map(([path, bytes]) => ({ path, bytes }));
const packageOf = (dependencies: string[], devDependencies: string[] = []): string =>
  JSON.stringify({
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '1'])),
    devDependencies: Object.fromEntries(devDependencies.map((name) => [name, '1'])),
  });

describe('what a repository is written with', () => {
  it.each([
    [['next', 'react'], [], 'Next.js', 'npm'],
    [['react', 'express'], ['vite'], 'React', 'vite'],
    [['vue', '@angular/core'], ['webpack'], 'Vue', 'webpack'],
    [['@angular/core', 'express'], [], 'Angular', 'npm'],
    [['express', '@nestjs/core'], [], 'Express', 'npm'],
    [['@nestjs/core'], ['webpack', 'vite'], 'NestJS', 'vite'],
    [['reactive'], [], null, 'npm'],
  ])('package.json with %p and %p', (dependencies, dev, framework, buildTool) => {
    const listing = files(['package.json', 100], ['src/a.ts', 10], ['requirements.txt', 1]);
    const stack = detectStack(listing, new Map([['package.json', packageOf(dependencies, dev)]]));
    expect(stack).toEqual({ language: 'TypeScript', framework, buildTool, confidence: 0.9 });
  });

  it.each(['', 'no JSON', '[]', 'null', '{"dependencies":["next"]}', '{"dependencies":null}'])(
    'package.json that says %p',
    (text) =>
      expect(detectStack(files(['package.json', 1], ['a.js', 1]), new Map([['package.json', text]]))).toEqual({
        language: 'JavaScript',
        framework: null,
        buildTool: 'npm',
        confidence: 0.9,
      }),
  );

  it.each([
    ['requirements.txt', 'pip', 0.85],
    ['pom.xml', 'Maven', 0.9],
    ['build.gradle', 'Gradle', 0.85],
    ['build.gradle.kts', 'Gradle', 0.85],
    ['go.mod', 'Go modules', 0.85],
  ])('%s', (name, buildTool, confidence) =>
    expect(detectStack(files([name, 1], ['main.py', 9]), new Map())).toEqual({
      language: 'Python',
      framework: null,
      buildTool,
      confidence,
    }),
  );

  it.each([
    ['the largest language by size', files(['a.py', 5], ['b.go', 3], ['c.go', 3]), 'Go', 0.6],
    ['not by what is vendored', files(['node_modules/x/a.js', 999], ['vendor/y.go', 999], ['a.rb', 1]), 'Ruby', 0.6],
    ['nor by what is minified or data', files(['a.min.js', 999], ['b.json', 999], ['c.php', 1]), 'PHP', 0.6],
    ['by name where two are as large', files(['b.py', 1], ['a.go', 1]), 'Go', 0.6],
    ['a manifest below the root says nothing', files(['app/package.json', 1], ['a.rs', 1]), 'Rust', 0.6],
    ['no language', files(['README.md', 10], ['LICENSE', 10]), null, 0.5],
    ['no file', [], null, 0.5],
  ])('%s', (_what, listing, language, confidence) =>
    expect(detectStack(listing, new Map())).toEqual({ language, framework: null, buildTool: null, confidence }),
  );
});
