import { Body, Controller, HttpCode, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Deadline, endAtStop, NotIdempotent, Public } from '@throughline/platform';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { ArtifactUploads } from '../artifacts/artifact-uploads.js';
import { LogGapFilter } from '../node-logs/log-gap.filter.js';
import { NodeLogWriter } from '../node-logs/node-log-writer.js';
import { HeldJobs, type RetakenJob } from './held-jobs.js';
import { JobCompletion } from './job-completion.js';
import { JobAcquisition } from './job-acquisition.js';
import { JobsService } from './jobs.service.js';
import type { KnownRunner } from './runner-registry.js';
import { CurrentRunner, RunnerGuard } from './runner.guard.js';
import {
  AcquireJobQuery,
  AcquireJobRequest,
  AppendLogRequest,
  CompleteJobRequest,
  HeartbeatRequest,
  UploadArtifactQuery,
} from './runners.dto.js';

/** What a registered runner may call; docs/runner-protocol.md describes it. */
@ApiExcludeController()
@NotIdempotent('Runners repeat by fence and offset: what was applied is known by these.')
@Public()
@UseGuards(RunnerGuard)
@Controller('runner/v1/jobs')
export class RunnerProtocolController {
  constructor(
    private readonly jobs: JobsService,
    private readonly acquisition: JobAcquisition,
    private readonly held: HeldJobs,
    private readonly completion: JobCompletion,
    private readonly logs: NodeLogWriter,
    private readonly uploads: ArtifactUploads,
  ) {}

  @Post('acquire')
  @Deadline(30_000, 'It waits for work, 20 seconds at most.')
  async acquire(
    @CurrentRunner() runner: KnownRunner,
    @Body() { waitMs }: AcquireJobRequest,
    @Query() { requestId, isRepeated }: AcquireJobQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const hangUp = new AbortController();
    reply.raw.once('close', () => hangUp.abort());
    const isEnded = endAtStop(reply.raw, () => hangUp.abort());
    const asked = { waitMs, requestId, isRepeated: isRepeated === 'true' };
    const job = await this.acquisition.acquire(runner, asked, hangUp.signal).finally(isEnded);
    await (job ? reply.status(200).send(job) : reply.status(204).send());
  }

  @Post('retake')
  @HttpCode(200)
  retake(@CurrentRunner() runner: KnownRunner): Promise<{ jobs: RetakenJob[] }> {
    return this.held.retake(runner);
  }

  @Post(':jobId/heartbeat')
  @HttpCode(200)
  heartbeat(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Body() body: HeartbeatRequest,
  ): Promise<{ cancel: boolean }> {
    return this.jobs.heartbeat(runner, jobId, body.fence);
  }

  @Post(':jobId/log')
  @HttpCode(200)
  @UseFilters(LogGapFilter)
  log(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Body() body: AppendLogRequest,
  ): Promise<{ nextOffset: number }> {
    return this.logs.append(runner, jobId, body);
  }

  @Post(':jobId/artifacts')
  @Deadline(3_600_000, 'It reads the file as it comes.')
  @HttpCode(200)
  uploadArtifact(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Query() query: UploadArtifactQuery,
    @Req() request: { body: unknown },
  ): Promise<{ digest: string; sizeBytes: number }> {
    return this.uploads.upload(runner, jobId, query, request.body as Readable);
  }

  @Post(':jobId/complete')
  @HttpCode(200)
  async complete(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Body() body: CompleteJobRequest,
  ): Promise<object> {
    await this.completion.complete(runner, jobId, body);
    return {};
  }
}
