import { ago } from './ids.mjs';

export const commits = [
  ['9f3c1a2b7d40c1e8aa41f3d6b2c9e0f7a1b2c3d4', 'fix: retry the payment call once on a timeout', 'Linus Pauling', 50],
  ['41be07c93a11d2f4c5e6a7b8c9d0e1f2a3b4c5d6', 'feat: wallet payments behind a flag', 'Linus Pauling', 60],
  ['c7d20e5f8b9a0c1d2e3f4a5b6c7d8e9f0a1b2c3d', 'chore: move to Node 24', 'Grace Hopper', 800],
].map(([sha, message, authorName, minutes]) => ({
  sha,
  branch: 'main',
  message,
  authorName,
  authorEmail: `${authorName.split(' ')[0].toLowerCase()}@acme.test`,
  authoredAt: ago(minutes),
}));
