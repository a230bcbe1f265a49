import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { LineResponse } from './line.dto.js';
import { SUBJECT_KINDS } from './line.rules.js';
import { LineService } from './line.service.js';

@Controller('api/v1/orgs/:org/line')
@Requires('changes.read')
export class LineController {
  constructor(private readonly line: LineService) {}

  @Get(':subjectKind/:subjectId')
  @ApiParam({ name: 'subjectKind', enum: SUBJECT_KINDS, enumName: 'SubjectKind' })
  @ApiOkResponse({ type: LineResponse })
  getLine(
    @OrgId() orgId: string,
    @Param('subjectKind') kind: string,
    @Param('subjectId') id: string,
  ): Promise<LineResponse> {
    return this.line.get(orgId, kind, id);
  }
}
