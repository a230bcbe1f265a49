import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { IdParam, type Page, PageQuery, Public } from '@throughline/platform';
import { MailPage, MailResponse, type MailSummaryResponse } from './mail.dto.js';
import { Mailbox } from './mailbox.js';
import { MailboxKeyGuard } from './mailbox-key.guard.js';

/** What this installation has written, for whoever runs it: the holder of MAILBOX_KEY. */
@Controller('api/v1/mail')
@Public()
@UseGuards(MailboxKeyGuard)
@ApiHeader({ name: 'x-mailbox-key', required: true })
export class MailController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MailPage })
  listMail(@Query() query: PageQuery): Promise<Page<MailSummaryResponse>> {
    return this.mailbox.list(query);
  }

  @Get(':mailId')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MailResponse })
  getMail(@IdParam('mailId') mailId: string): Promise<MailResponse> {
    return this.mailbox.read(mailId);
  }
}
