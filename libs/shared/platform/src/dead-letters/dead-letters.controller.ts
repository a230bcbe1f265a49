import { Body, Controller, Get, HttpCode, Post, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { OrgId, Requires } from '../auth/access.decorators.js';
import type { Page } from '../http/page.dto.js';
import { IdParam } from '../http/uuid-param.js';
import {
  DeadLetterDetailResponse,
  DeadLetterPage,
  DeadLetterQuery,
  type DeadLetterResponse,
  DiscardDeadLetterRequest,
  ReplayDeadLettersRequest,
  ReplayedDeadLettersResponse,
} from './dead-letters.dto.js';
import { DeadLetterQueries } from './dead-letters.queries.js';
import { DeadLetters } from './dead-letters.service.js';

/** The same operations in every service, at addresses and under names of its own. */
export function deadLettersControllers(service: string): Type[] {
  return [shownLetters(service), settledLetters(service)];
}

const addressOf = (service: string): string => `api/v1/orgs/:org/dead-letters/${service}`;
const operationOf = (service: string, verb: string): MethodDecorator =>
  ApiOperation({ operationId: `${verb}Of${service.charAt(0).toUpperCase()}${service.slice(1)}` });

function shownLetters(service: string): Type {
  @Controller(addressOf(service))
  @ApiParam({ name: 'org', type: String })
  class ShownDeadLettersController {
    constructor(private readonly queries: DeadLetterQueries) {}

    @Get()
    @operationOf(service, 'listDeadLetters')
    @Requires('delivery.read')
    @ApiOkResponse({ type: DeadLetterPage })
    list(@OrgId() orgId: string, @Query() query: DeadLetterQuery): Promise<Page<DeadLetterResponse>> {
      return this.queries.list(orgId, query);
    }

    @Get(':deadLetterId')
    @operationOf(service, 'getDeadLetter')
    @Requires('delivery.read')
    @ApiOkResponse({ type: DeadLetterDetailResponse })
    get(@OrgId() orgId: string, @IdParam('deadLetterId') id: string): Promise<DeadLetterDetailResponse> {
      return this.queries.detail(orgId, id);
    }
  }
  return ShownDeadLettersController;
}

function settledLetters(service: string): Type {
  @Controller(addressOf(service))
  @ApiParam({ name: 'org', type: String })
  class SettledDeadLettersController {
    constructor(private readonly letters: DeadLetters) {}

    @Post('replay')
    @operationOf(service, 'replayDeadLetters')
    @HttpCode(200)
    @Requires('delivery.manage')
    @ApiBody({ type: ReplayDeadLettersRequest })
    @ApiOkResponse({ type: ReplayedDeadLettersResponse })
    replayAll(@OrgId() orgId: string, @Body() body: ReplayDeadLettersRequest): Promise<ReplayedDeadLettersResponse> {
      return this.letters.replayAll(orgId, body);
    }

    @Post(':deadLetterId/replay')
    @operationOf(service, 'replayDeadLetter')
    @HttpCode(204)
    @Requires('delivery.manage')
    @ApiNoContentResponse()
    replay(@OrgId() orgId: string, @IdParam('deadLetterId') id: string): Promise<void> {
      return this.letters.replay(orgId, id);
    }

    @Post(':deadLetterId/discard')
    @operationOf(service, 'discardDeadLetter')
    @HttpCode(204)
    @Requires('delivery.manage')
    @ApiBody({ type: DiscardDeadLetterRequest })
    @ApiNoContentResponse()
    discard(
      @OrgId() orgId: string,
      @IdParam('deadLetterId') id: string,
      @Body() { reason }: DiscardDeadLetterRequest,
    ): Promise<void> {
      return this.letters.discard(orgId, id, reason);
    }
  }
  return SettledDeadLettersController;
}
