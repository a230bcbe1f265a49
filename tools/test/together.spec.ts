import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const { specsOf } = jest.requireActual<{ specsOf(file: string): string[] }>(
  '../../libs/shared/testing/jest/together.cjs',
);

it('the files of together/ stand for every API spec, once each', () => {
  const parts = globSync('libs/shared/testing/jest/together/*.cjs', { cwd: ROOT });
  const folders = '{services/*,libs/shared/*,gateway,runner,tools}/{src,test}';
  const specs = globSync(`${folders}/**/*.api-spec.ts`, { cwd: ROOT });
  expect(specs.length).toBeGreaterThan(50);
  expect(parts.flatMap(specsOf).sort()).toEqual(specs.sort());
});
