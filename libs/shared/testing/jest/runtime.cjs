// Jest's runtime, except that a worker keeps the code that it has read and compiled for one file for the files after it.
// Jest evaluates every module anew for each file; to find, transform and compile it again is half of what that costs.
// Each file still has modules of its own: only the text and the byte code of a function are the same, never its state.
const { statSync } = require('node:fs');
// eslint-disable-next-line throughline/no-vm -- jest runs what it tests in a context of its own; nothing of a user is in it
const { Script } = require('node:vm');
const Runtime = require('jest-runtime').default;

/** By file: its transformed source, as long as the file is the same. */
const transformed = new Map();
/** By file: its compiled function, as long as the transformed source is the same. */
const compiled = new Map();

module.exports = class KeepingRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    keepTransformed(this.transformCache);
    keepCompiled(this.executor);
  }
};

function keepTransformed(cache) {
  const transform = cache.transform.bind(cache);
  cache.transform = (filename, options) => {
    if (options?.isInternalModule || options?.supportsStaticESM) return transform(filename, options);
    const { mtimeMs, size } = statSync(filename);
    const kept = transformed.get(filename);
    if (!kept || kept.mtimeMs !== mtimeMs || kept.size !== size) {
      const code = transform(filename, options);
      transformed.set(filename, { mtimeMs, size, result: cache.transforms.get(filename) });
      return code;
    }
    const { result } = kept;
    cache.transforms.set(filename, result);
    if (result.sourceMapPath) cache.sourceMaps.set(filename, result.sourceMapPath);
    return result.code;
  };
}

function keepCompiled(executor) {
  const compile = executor.compile.bind(executor);
  const head = `(function (${executor.injectedModuleParameters.join(', ')}) {`;
  executor.compile = (source, filename) => {
    const context = executor.environment.getVmContext();
    if (context === null) return null;
    const script = scriptOf(head, source, filename);
    return script ? script.runInContext(context) : compile(source, filename);
  };
}

/** Undefined where it is not a script: Jest's own compiler knows what to do then. */
function scriptOf(head, source, filename) {
  const kept = compiled.get(filename);
  if (kept?.source === source) return kept.script;
  try {
    const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
    compiled.set(filename, { source, script });
    return script;
  } catch {
    return undefined;
  }
}
