// The one door of every root script: `node tools/bootstrap.mjs start|test|run …`.
// It runs on whatever Node the machine has, with nothing installed, so it uses Node's built-ins only; what it loads
// after this check may use everything that Node 20.11 has.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`Throughline needs Node 20.11 or newer to start; this is ${process.version} (${process.execPath}).`);
  console.error('Install a current Node from https://nodejs.org and run the command again.');
  process.exit(1);
}
const { main } = await import('./bootstrap/main.mjs');
process.exitCode = await main(process.argv.slice(2));
