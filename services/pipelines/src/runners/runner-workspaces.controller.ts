import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotIdempotent, Public } from '@throughline/platform';
import type { KnownRunner } from './runner-registry.js';
import { CurrentRunner, RunnerGuard } from './runner.guard.js';
import { WorkspacesOverRequest } from './runners.dto.js';
import { WorkspacesService } from './workspaces.service.js';

/** What a runner asks about the folders that it holds; docs/runner-protocol.md describes it. */
@ApiExcludeController()
@NotIdempotent('It changes nothing.')
@Public()
@UseGuards(RunnerGuard)
@Controller('runner/v1/workspaces')
export class RunnerWorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Post('over')
  @HttpCode(200)
  over(@CurrentRunner() runner: KnownRunner, @Body() body: WorkspacesOverRequest): Promise<{ over: string[] }> {
    return this.workspaces.over(runner, body.keys);
  }
}
