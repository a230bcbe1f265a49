import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotIdempotent, Public } from '@throughline/platform';
import { CurrentRunner, RunnerGuard } from './runner.guard.js';
import { type KnownRunner, RunnerRegistry } from './runner-registry.js';
import { AnnounceRunnerRequest, RegisterRunnerRequest } from './runners.dto.js';

/** Where a runner comes from: the registration token in the body is the proof. */
@ApiExcludeController()
@NotIdempotent('A runner that got no answer registers again; the credential that nobody has is never used.')
@Controller('runner/v1')
export class RunnerRegistrationController {
  constructor(private readonly registry: RunnerRegistry) {}

  @Post('register')
  @HttpCode(200)
  @Public()
  register(@Body() body: RegisterRunnerRequest): Promise<{ runnerId: string; runnerToken: string }> {
    return this.registry.register(body);
  }

  @Post('announce')
  @HttpCode(200)
  @Public()
  @UseGuards(RunnerGuard)
  announce(@CurrentRunner() runner: KnownRunner, @Body() body: AnnounceRunnerRequest): Promise<object> {
    return this.registry.announce(runner, body);
  }
}
