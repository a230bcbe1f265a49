import { accountIn } from './account.ts';

const NOBODY = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';

describe('accountIn', () => {
  it('prefers the account made for it', () => {
    expect(accountIn(`root:x:0:0::/root:/bin/sh\n${NOBODY}\npostgres:x:101:104::/var/lib:/bin/bash\n`)).toEqual({
      uid: 101,
      gid: 104,
    });
  });

  it('falls back to nobody', () => expect(accountIn(`${NOBODY}\n`)).toEqual({ uid: 65534, gid: 65533 }));

  it('finds none among others', () => expect(accountIn('postgresql:x:1:1::/:/bin/sh\n')).toBeUndefined());
});
