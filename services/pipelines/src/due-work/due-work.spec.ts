import { createLogger } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { type Claim, type DueWork, workOff } from './due-work.js';

interface Parcel extends Claim {
  name: string;
}

const parcel = (name: string, attempts = 1): Parcel => ({ name, orgId: 'o', fence: attempts, attempts });
const logger = createLogger('test', 'silent');

/** Parcels that are handed out in order. What becomes of each is noted. */
class Parcels implements DueWork<Parcel> {
  readonly retry = { firstMs: 100, maxMs: 1_000 };
  readonly failed = 'The parcel could not be delivered.';
  readonly noted: string[] = [];

  constructor(
    private readonly waiting: Parcel[],
    private readonly deliver: (parcel: Parcel) => void = () => undefined,
  ) {}

  claim(): Promise<Parcel | undefined> {
    return Promise.resolve(this.waiting.shift());
  }

  work(claim: Parcel): Promise<void> {
    this.deliver(claim);
    this.noted.push(`${claim.name} is delivered`);
    return Promise.resolve();
  }

  putBack({ name }: Parcel, waitMs: number): Promise<void> {
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(this.retry.maxMs);
    this.noted.push(`${name} is put back`);
    return Promise.resolve();
  }

  refuse({ name }: Parcel, reason: string): Promise<void> {
    this.noted.push(`${name}: ${reason}`);
    return Promise.resolve();
  }
}

const failing =
  (error: Error) =>
  ({ name }: Parcel): void => {
    if (name === 'bad') throw error;
  };

describe('work that is due', () => {
  it('is done until nothing is left', async () => {
    const parcels = new Parcels([parcel('one'), parcel('two')]);
    await workOff(parcels, logger);
    expect(parcels.noted).toEqual(['one is delivered', 'two is delivered']);
  });

  it('ends after the one at hand when it is told to stop', async () => {
    const stopping = new AbortController();
    const parcels = new Parcels([parcel('one'), parcel('two')], () => stopping.abort());
    await workOff(parcels, logger, stopping.signal);
    expect(parcels.noted).toEqual(['one is delivered']);
  });

  it.each<[string, Error, number, string]>([
    ['is put back when it could not be done', new Error('a defect'), 5, 'bad is put back'],
    ['is put back when git may answer later', new GitError('No answer.', true), 5, 'bad is put back'],
    [
      'is refused when git says that it will not pass',
      new GitError('No such branch.', false),
      1,
      'bad: No such branch.',
    ],
    ['is refused the sixth time, by what git says', new GitError('No answer.', true), 6, 'bad: No answer.'],
    ['is refused the sixth time', new Error('a defect'), 6, 'bad: The parcel could not be delivered.'],
  ])('%s, and the next follows', async (_, error, attempts, noted) => {
    const parcels = new Parcels([parcel('bad', attempts), parcel('good')], failing(error));
    await workOff(parcels, logger);
    expect(parcels.noted).toEqual([noted, 'good is delivered']);
  });
});
