import { restrictImports } from './restrict-imports.ts';

export const noVm = restrictImports(
  'node:vm is no sandbox; expressions of users run in CEL, scripts in a step process.',
  [{ modules: ['vm', 'node:vm'] }],
);
