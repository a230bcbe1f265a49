import { cgroupFolder } from './find-cgroup.js';

const MOUNT = '35 24 0:29 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate';

describe('the cgroup of a process', () => {
  it.each([
    ['0::/user.slice/a.service\n', MOUNT, '/sys/fs/cgroup/user.slice/a.service'],
    ['9:pids:/x\n0::/\n', MOUNT.replace('/sys/fs/cgroup', '/sys/fs/cgroup/unified'), '/sys/fs/cgroup/unified/'],
    ['0::/pod/box\n', MOUNT.replace(' / ', ' /pod '), '/sys/fs/cgroup/box'],
    ['0::/other\n', MOUNT.replace(' / ', ' /pod '), undefined],
    ['9:pids:/x\n', MOUNT, undefined],
    ['0::/\n', '35 24 0:29 / /sys rw - sysfs sysfs rw', undefined],
  ])('%j', (cgroups, mounts, expected) => expect(cgroupFolder(cgroups, mounts)).toBe(expected));
});
