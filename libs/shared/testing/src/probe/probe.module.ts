import { Body, Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import {
  billingEntitlementsChangedV1,
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventType,
  identityMemberChangedV1,
  identityOrgCreatedV1,
  identityProjectChangedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  Audit,
  OnEvent,
  OrgId,
  OrgTx,
  Outbox,
  Public,
  Requires,
  type ServiceManifest,
  tenantTable,
  type Tx,
} from '@throughline/platform';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service as small as can be, to prove the platform by. It plays `billing`, whose events it has to handle. */
class CreateNote {
  @ApiProperty() @IsString() @MaxLength(20) text!: string;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) rank!: number;
}

class NoteResponse {
  @ApiProperty() id!: string;
  @ApiProperty() text!: string;
}

const unused = (_event: EventType): MethodDecorator => OnEvent(_event);

@Injectable()
class NoteHandlers {
  @OnEvent(identityOrgCreatedV1)
  async orgCreated(event: Envelope<{ name: string }>, tx: Tx): Promise<void> {
    if (event.data.name === 'poison') throw new Error('poison');
    await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', [
      newId(),
      event.orgId,
      event.data.name,
      event.aggregateVersion,
    ]);
  }
  @unused(identityMemberChangedV1) async a(): Promise<void> {}
  @unused(identityProjectChangedV1) async b(): Promise<void> {}
  @unused(pipelinesExecutionStartedV1) async c(): Promise<void> {}
  @unused(deploymentsEnvironmentChangedV1) async d(): Promise<void> {}
  @unused(deploymentsServiceChangedV1) async e(): Promise<void> {}
}

@Controller('api/v1/orgs/:org/notes')
class NotesController {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Requires('projects.read')
  @ApiOkResponse({ type: [NoteResponse] })
  list(@OrgId() orgId: string): Promise<NoteResponse[]> {
    return this.orgTx.run(orgId, (tx) => tx.query<NoteResponse>('SELECT id, text FROM note ORDER BY rank, id'));
  }

  @Post()
  @Requires('projects.manage')
  @ApiBody({ type: CreateNote })
  create(@OrgId() orgId: string, @Body() body: CreateNote): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const id = newId();
      await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', [
        id,
        orgId,
        body.text,
        body.rank,
      ]);
      await this.outbox.append(
        tx,
        billingEntitlementsChangedV1,
        { kind: 'note', id: orgId },
        { version: body.rank, planKey: 'free', items: [] },
      );
      await this.audit.record(tx, { action: 'note.created', resourceKind: 'note', resourceId: id });
      return { id, text: body.text };
    });
  }
}

/** Sends an event that this same service consumes: a closed loop from command to effect. */
@Controller('api/v1/orgs/:org/echoes')
class EchoController {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @Requires('projects.manage')
  @ApiBody({ type: CreateNote })
  create(@OrgId() orgId: string, @Body() body: CreateNote): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const id = newId();
      const values = [id, orgId, `sent ${body.text}`, body.rank];
      await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', values);
      const data = { slug: 'echo', name: `echo ${body.text}`, ownerUserId: id, parentOrgId: null };
      await this.outbox.append(tx, identityOrgCreatedV1, { kind: 'organization', id }, data);
      return { id, text: body.text };
    });
  }
}

@Controller('open')
class OpenController {
  @Get()
  @Public()
  open(): { open: boolean } {
    return { open: true };
  }
}

class CreateNotes1800000000000 implements MigrationInterface {
  name = 'CreateNotes1800000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE note (id uuid PRIMARY KEY, org_id uuid NOT NULL, text text NOT NULL, rank int NOT NULL)',
    );
    for (const sql of tenantTable('note')) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

@Module({ controllers: [NotesController, EchoController, OpenController], providers: [NoteHandlers] })
export class ProbeModule {}

export const probeManifest: ServiceManifest = {
  name: 'billing',
  title: 'Probe',
  entities: [],
  migrations: [CreateNotes1800000000000],
};
