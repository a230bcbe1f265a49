import { withoutFaultPoints } from '../../infra/image/fault-points.mjs';

describe('withoutFaultPoints', () => {
  it.each([
    ['a call', `a();\n    fp('relay.before_enqueue');\nb();\n`, 'a();\nb();\n'],
    ['a call with a comment', `fp('identity.sign_up'); // the account stands\nb();\n`, 'b();\n'],
    [
      'its module',
      `import { fp } from '../faults/fault-point.js';\nimport { a } from './a.js';\n`,
      `import { a } from './a.js';\n`,
    ],
    ['its export', `export * from './faults/fault-point.js';\nexport * from './a.js';\n`, `export * from './a.js';\n`],
    [
      'one name of many',
      `import { Audit, fp, OrgTx } from '@throughline/platform';\n`,
      `import { Audit, OrgTx } from '@throughline/platform';\n`,
    ],
    ['the only name', `import { fp } from '@throughline/platform';\na();\n`, 'a();\n'],
    [
      'nothing of others',
      `import { fpx } from 'fp';\nfpx('a');\nconst s = 'fp';\n`,
      `import { fpx } from 'fp';\nfpx('a');\nconst s = 'fp';\n`,
    ],
  ])('removes %s', (_what, text, stripped) => expect(withoutFaultPoints(text)).toBe(stripped));
});
