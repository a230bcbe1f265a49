import {
  BatchV1Api,
  CoreV1Api,
  KubeConfig,
  Log,
  type V1Job,
  type V1Pod,
  type V1Secret,
  Watch,
} from '@kubernetes/client-node';
import type { Readable, Writable } from 'node:stream';
import { codeOf } from './kube-errors.js';
import { CONTAINER } from './step-job.rules.js';

/** So long may a step still write after it was told to end. */
const GRACE_S = 3;

/** The few calls of a cluster's API that steps need, in one namespace. */
export class KubeApi {
  private readonly config = new KubeConfig();
  private readonly batch: BatchV1Api;
  private readonly core: CoreV1Api;

  /** By the file that KUBECONFIG names, or as a pod of the cluster. */
  constructor(private readonly namespace: string) {
    this.config.loadFromDefault();
    this.batch = this.config.makeApiClient(BatchV1Api);
    this.core = this.config.makeApiClient(CoreV1Api);
  }

  /** Makes the Job; the one that is there when it has been made before. */
  async createJob(body: V1Job): Promise<V1Job> {
    try {
      return await this.batch.createNamespacedJob({ namespace: this.namespace, body });
    } catch (error) {
      const present = codeOf(error) === 409 ? await this.job(body.metadata?.name ?? '') : undefined;
      if (present) return present;
      throw error;
    }
  }

  async createSecret(body: V1Secret): Promise<void> {
    await this.core.createNamespacedSecret({ namespace: this.namespace, body }).catch(unless(409));
  }

  async job(name: string): Promise<V1Job | undefined> {
    return this.batch.readNamespacedJob({ namespace: this.namespace, name }).catch(unless(404));
  }

  async jobNames(labelSelector: string): Promise<string[]> {
    const { items } = await this.batch.listNamespacedJob({ namespace: this.namespace, labelSelector });
    return items.flatMap(({ metadata }) => metadata?.name ?? []);
  }

  async pod(jobName: string): Promise<V1Pod | undefined> {
    const labelSelector = `job-name=${jobName}`;
    return (await this.core.listNamespacedPod({ namespace: this.namespace, labelSelector })).items[0];
  }

  /** Ends the Job with its pod. */
  async deleteJob(name: string): Promise<void> {
    const how = { propagationPolicy: 'Foreground', gracePeriodSeconds: GRACE_S };
    await this.batch.deleteNamespacedJob({ namespace: this.namespace, name, ...how }).catch(unless(404));
  }

  /** Calls back at every change of the Job, until the answer is aborted or `onEnd` tells that the cluster ended it. */
  watchJob(name: string, onChange: () => void, onEnd: () => void): Promise<AbortController> {
    const query = { fieldSelector: `metadata.name=${name}` };
    return new Watch(this.config).watch(`/apis/batch/v1/namespaces/${this.namespace}/jobs`, query, onChange, onEnd);
  }

  /**
   * Writes the step's output from its first line on, each line with its time. The stream closes when the output ends or the
   * connection does.
   */
  follow(podName: string, stream: Writable): Promise<AbortController> {
    // The library leaves errors of the answer to nobody, and such an error would end this process.
    stream.once('pipe', (source: Readable) => source.on('error', () => stream.destroy()));
    return new Log(this.config).log(this.namespace, podName, CONTAINER, stream, { follow: true, timestamps: true });
  }
}

function unless(code: number): (error: unknown) => undefined {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}
