import { installPeer, versionOf } from './peers/install-peer.ts';
import { type PeerName, PEERS } from './peers/peers.ts';

// `npm run bench:peers -- <peer> …`: gets the programs that we measure ourselves against.
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in PEERS));
if (names.length === 0 || unknown.length > 0) {
  console.error(`Say which: ${Object.keys(PEERS).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of names as PeerName[]) {
    const peer = installPeer(name);
    console.log(`${name}: ${peer.program} (${versionOf(name, peer)})`);
  }
}
