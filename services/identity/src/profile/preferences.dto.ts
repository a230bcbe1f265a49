import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type ColumnChoices, IsColumnChoices } from './column-choices.js';
import { COLOR_SCHEMES, DENSITIES, START_PAGES, TIME_DISPLAYS } from './profile-words.js';

const SCHEME = { enum: [...COLOR_SCHEMES], enumName: 'ColorScheme' };
const DENSITY = { enum: [...DENSITIES], enumName: 'Density' };
const TIME = { enum: [...TIME_DISPLAYS], enumName: 'TimeDisplay' };
const START = { enum: [...START_PAGES], enumName: 'StartPage' };
const COLUMNS = {
  type: 'object' as const,
  additionalProperties: { type: 'array' as const, items: { type: 'string' as const } },
  description: 'For each list by its name, the columns that it shows; a list that is absent shows its own choice',
};

/** The whole of them: what is left out is refused, so that two tabs do not mix theirs. */
export class PutPreferencesRequest {
  @ApiProperty(SCHEME)
  @IsIn(COLOR_SCHEMES)
  colorScheme!: (typeof COLOR_SCHEMES)[number];

  @ApiProperty(DENSITY)
  @IsIn(DENSITIES)
  density!: (typeof DENSITIES)[number];

  @ApiProperty(TIME)
  @IsIn(TIME_DISPLAYS)
  timeDisplay!: (typeof TIME_DISPLAYS)[number];

  @ApiProperty(START)
  @IsIn(START_PAGES)
  startPage!: (typeof START_PAGES)[number];

  @ApiProperty(COLUMNS)
  @IsColumnChoices()
  columns!: ColumnChoices;
}

export class PreferencesResponse {
  @ApiProperty(SCHEME)
  colorScheme!: (typeof COLOR_SCHEMES)[number];

  @ApiProperty(DENSITY)
  density!: (typeof DENSITIES)[number];

  @ApiProperty(TIME)
  timeDisplay!: (typeof TIME_DISPLAYS)[number];

  @ApiProperty(START)
  startPage!: (typeof START_PAGES)[number];

  @ApiProperty(COLUMNS)
  columns!: ColumnChoices;
}
