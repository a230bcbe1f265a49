import { Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Deadline, NotIdempotent, Public, type StoredBlob } from '@throughline/platform';
import { KeptFiles } from '../kept-files/kept-files.service.js';
import type { KnownRunner } from './runner-registry.js';
import { CurrentRunner, RunnerGuard } from './runner.guard.js';
import { HeldJobQuery, KeepFilesQuery } from './runners.dto.js';

/** What steps leave in their workspaces, and find there; docs/runner-protocol.md describes it. */
@ApiExcludeController()
@NotIdempotent('The same files sent again take their own place.')
@Public()
@UseGuards(RunnerGuard)
@Controller('runner/v1/jobs/:jobId/files')
export class RunnerFilesController {
  constructor(private readonly files: KeptFiles) {}

  @Post()
  @Deadline(3_600_000, 'It reads the archive as it comes.')
  @HttpCode(200)
  keep(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Query() { fence, leftOut }: KeepFilesQuery,
    @Req() request: { body: unknown },
  ): Promise<StoredBlob> {
    return this.files.keep(runner, { jobId, fence }, leftOut, request.body);
  }

  @Get(':filesId')
  async open(
    @CurrentRunner() runner: KnownRunner,
    @Param('jobId') jobId: string,
    @Param('filesId') filesId: string,
    @Query() { fence }: HeldJobQuery,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.files.open(runner, { jobId, fence }, filesId));
  }
}
