// Jest's `es-toolkit/compat`: each function as it is asked for. The package's own index loads 400 files, which jest does
// anew for each spec; Nest's OpenAPI module uses a dozen of its functions.
module.exports = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? load(name) : undefined) });

function load(name) {
  return name === '__esModule' ? true : require(`es-toolkit/compat/${name}`);
}
