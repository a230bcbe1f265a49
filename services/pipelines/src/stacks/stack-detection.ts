import { languageOf } from './languages.js';

export interface ListedFile {
  /** From the repository's root, with slashes. */
  path: string;
  bytes: number;
}

export interface Stack {
  language: string | null;
  framework: string | null;
  buildTool: string | null;
  /** From 0 to 1. */
  confidence: number;
}

/** The files whose text decides; all in the root. Others are listed only. */
export const TELLING_FILES = ['package.json'] as const;

/** Of the dependencies of package.json, the first that is there names the framework: what is built on others comes first. */
const FRAMEWORKS: readonly (readonly [dependency: string, name: string])[] = [
  ['next', 'Next.js'],
  ['react', 'React'],
  ['vue', 'Vue'],
  ['@angular/core', 'Angular'],
  ['express', 'Express'],
  ['@nestjs/core', 'NestJS'],
];
const BUNDLERS = ['vite', 'webpack'];
/** Root files that name the build tool, the first that is there. */
const MANIFESTS: readonly (readonly [files: readonly string[], buildTool: string, confidence: number])[] = [
  [['requirements.txt'], 'pip', 0.85],
  [['pom.xml'], 'Maven', 0.9],
  [['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'], 'Gradle', 0.85],
  [['go.mod'], 'Go modules', 0.85],
];
const PACKAGE_JSON_CONFIDENCE = 0.9;
const LANGUAGE_CONFIDENCE = 0.6;
const NOTHING_CONFIDENCE = 0.5;
/** Written by nobody here. */
const FOREIGN = /(^|\/)(node_modules|vendor|third_party|dist|build|out|target|\.git|\.venv|venv|__pycache__)\//;

/**
 * What a repository is written with, from the list of its files and the text of those that tell: the language by size,
 * framework and build tool by the manifest in the root, and how sure that is.
 */
export function detectStack(files: readonly ListedFile[], texts: ReadonlyMap<string, string>): Stack {
  const own = files.filter(({ path }) => !FOREIGN.test(path));
  const language = largestLanguage(own);
  const names = new Set(own.map(({ path }) => path));
  if (names.has('package.json')) return { language, ...ofPackage(texts.get('package.json') ?? '') };
  const manifest = MANIFESTS.find(([candidates]) => candidates.some((name) => names.has(name)));
  if (manifest) return { language, framework: null, buildTool: manifest[1], confidence: manifest[2] };
  const confidence = language === null ? NOTHING_CONFIDENCE : LANGUAGE_CONFIDENCE;
  return { language, framework: null, buildTool: null, confidence };
}

function ofPackage(text: string): Omit<Stack, 'language'> {
  const dependencies = dependenciesOf(text);
  const framework = FRAMEWORKS.find(([dependency]) => dependencies.has(dependency))?.[1] ?? null;
  const buildTool = BUNDLERS.find((bundler) => dependencies.has(bundler)) ?? 'npm';
  return { framework, buildTool, confidence: PACKAGE_JSON_CONFIDENCE };
}

/** The names of all dependencies; none where the text is no package.json. */
function dependenciesOf(text: string): Set<string> {
  const content = objectIn(parsed(text));
  const all = [content['dependencies'], content['devDependencies']].flatMap((part) => Object.keys(objectIn(part)));
  return new Set(all);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function largestLanguage(files: readonly ListedFile[]): string | null {
  const bytesOf = new Map<string, number>();
  for (const { path, bytes } of files) {
    const language = languageOf(path);
    if (language !== undefined) bytesOf.set(language, (bytesOf.get(language) ?? 0) + bytes);
  }
  // By name where two are as large, so that the answer does not hang on the order of the list.
  const [largest] = [...bytesOf].sort(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'));
  return largest?.[0] ?? null;
}
