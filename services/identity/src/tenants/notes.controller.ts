import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, type Page, PageQuery, PlatformAdmin, type Principal } from '@throughline/platform';
import { NotePage, NoteResponse, WriteNoteRequest } from './notes.dto.js';
import { NotesService } from './notes.service.js';

@Controller('api/v1/admin/organizations/:organizationId/notes')
@PlatformAdmin()
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  @ApiOkResponse({ type: NotePage })
  listTenantNotes(
    @IdParam('organizationId') organizationId: string,
    @Query() query: PageQuery,
  ): Promise<Page<NoteResponse>> {
    return this.notes.list(organizationId, query);
  }

  @Post()
  @ApiCreatedResponse({ type: NoteResponse })
  writeTenantNote(
    @IdParam('organizationId') organizationId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: WriteNoteRequest,
  ): Promise<NoteResponse> {
    return this.notes.write(organizationId, principal, body.text);
  }

  @Patch(':noteId')
  @ApiOkResponse({ type: NoteResponse })
  editTenantNote(
    @IdParam('organizationId') organizationId: string,
    @IdParam('noteId') noteId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: WriteNoteRequest,
  ): Promise<NoteResponse> {
    return this.notes.edit(organizationId, principal, { id: noteId, text: body.text });
  }
}
