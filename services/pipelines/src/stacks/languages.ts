const EXTENSIONS: Record<string, readonly string[]> = {
  TypeScript: ['ts', 'tsx', 'mts', 'cts'],
  JavaScript: ['js', 'jsx', 'mjs', 'cjs'],
  Python: ['py'],
  Java: ['java'],
  Kotlin: ['kt', 'kts'],
  Scala: ['scala'],
  Go: ['go'],
  Rust: ['rs'],
  Ruby: ['rb'],
  PHP: ['php'],
  'C#': ['cs'],
  'C++': ['cpp', 'cc', 'cxx', 'hpp', 'hh'],
  C: ['c', 'h'],
  Swift: ['swift'],
  Dart: ['dart'],
  Elixir: ['ex', 'exs'],
  Clojure: ['clj', 'cljs'],
  Haskell: ['hs'],
  Lua: ['lua'],
  R: ['r'],
  Shell: ['sh', 'bash'],
  PowerShell: ['ps1'],
  HCL: ['tf', 'hcl'],
  Vue: ['vue'],
  Svelte: ['svelte'],
  HTML: ['html', 'htm'],
  CSS: ['css', 'scss', 'less'],
};
const LANGUAGES = new Map(
  Object.entries(EXTENSIONS).flatMap(([language, extensions]) => extensions.map((extension) => [extension, language])),
);
const MINIFIED = /\.min\.(js|css)$/;

/** The programming language that a file's name says it is in; undefined for prose, data and what is generated. */
export function languageOf(path: string): string | undefined {
  if (MINIFIED.test(path)) return undefined;
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : LANGUAGES.get(extension);
}
