import { jobNameOf, jobOf, secretOf, type StepPod } from './step-job.rules.js';

const POD: StepPod = {
  jobId: '01A21F8D-1a32-7014-ae02-90b65455a9de',
  attempt: 2,
  runnerMark: 'a1b2',
  image: 'node:24',
  command: '/bin/sh',
  argv: ['-eu', '-c', 'npm test'],
  env: { CI: '1' },
  secrets: { TOKEN: 'canary-of-a-secret' },
  timeoutMs: 90_500,
  limits: { memoryBytes: 1024, processes: 10, diskBytes: 2048 },
  workspaceKey: 'execution-1',
  claim: 'work',
  userId: 1000,
};

describe('the Job of a step', () => {
  const job = jobOf(POD);
  const pod = job.spec?.template.spec;

  it('has the name of the attempt, as the cluster takes names', () => {
    expect(jobNameOf(POD)).toBe('step-01a21f8d-1a32-7014-ae02-90b65455a9de-2');
    expect(jobNameOf(POD).length).toBeLessThanOrEqual(63);
  });

  it('is tried once, for as long as the step may take, and goes by itself', () =>
    expect(job.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 91, ttlSecondsAfterFinished: 3_600 }));

  it('has no credential of the cluster and no privilege', () => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, restartPolicy: 'Never' });
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod?.containers[0]?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('sees its own folders of the volume and no others', () =>
    expect(pod?.containers[0]?.volumeMounts?.flatMap(({ subPath }) => subPath ?? [])).toEqual([
      'workspaces/execution-1',
      'homes/execution-1',
    ]));

  it('keeps its limits', () =>
    expect(pod?.containers[0]?.resources?.limits).toEqual({ memory: '1024', 'ephemeral-storage': '2048' }));

  it('keeps secrets out of what everybody who may see Jobs can read', () => {
    expect(JSON.stringify(job)).not.toContain('canary');
    expect(secretOf(POD, 'uid-1')).toMatchObject({
      metadata: { name: jobNameOf(POD), ownerReferences: [{ kind: 'Job', uid: 'uid-1' }] },
      stringData: POD.secrets,
    });
  });
});
