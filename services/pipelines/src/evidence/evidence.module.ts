import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import { CiStepsService } from './ci-steps.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceRecorder } from './evidence.recorder.js';
import { EvidenceRepository } from './evidence.repository.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceSubjects } from './evidence-subjects.js';
import { ImagesController } from './images.controller.js';
import { ImagesService } from './images.service.js';
import { SignaturesService } from './signatures.service.js';
import { SigningKeysController } from './signing-keys.controller.js';
import { SigningKeysService } from './signing-keys.service.js';
import { WaivedFindings } from './waived-findings.js';
import { WaiversController } from './waivers.controller.js';
import { WaiversRepository } from './waivers.repository.js';
import { WaiversService } from './waivers.service.js';

@Module({
  imports: [DirectoryModule],
  controllers: [EvidenceController, ImagesController, SigningKeysController, WaiversController],
  providers: [
    CiStepsService,
    EvidenceReader,
    EvidenceRecorder,
    EvidenceRepository,
    EvidenceService,
    EvidenceSubjects,
    ImagesService,
    RepositoriesRepository,
    SignaturesService,
    SigningKeysService,
    WaivedFindings,
    WaiversRepository,
    WaiversService,
  ],
})
export class EvidenceModule {}
