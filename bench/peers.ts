import { installPeer, versionOf } from './peers/install-peer.ts';
import { installNpmPeer, NPM_PEERS, type NpmPeerName } from './peers/npm-peers.ts';
import { type PeerName, PEERS } from './peers/peers.ts';

// `npm run bench:peers -- <peer> …`: gets the programs that we measure ourselves against.
const names = process.argv.slice(2);
const known = [...Object.keys(PEERS), ...Object.keys(NPM_PEERS)];
const unknown = names.filter((name) => !known.includes(name));
if (names.length === 0 || unknown.length > 0) {
  console.error(`Say which: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of names) get(name);
}

function get(name: string): void {
  if (name in NPM_PEERS) {
    installNpmPeer(name as NpmPeerName);
    console.log(`${name}: ${NPM_PEERS[name as NpmPeerName].version}`);
    return;
  }
  const peer = installPeer(name as PeerName);
  console.log(`${name}: ${peer.program} (${versionOf(name as PeerName, peer)})`);
}
