import { Injectable } from '@nestjs/common';
import { cursorKey, type PageQuery, toPage } from '@throughline/platform';
import { resolveEntitlements } from '../entitlements/entitlements.rules.js';
import { FEATURE_DEFINITIONS } from './features.rules.js';
import { type Plan, PLANS } from './plans.rules.js';
import type { PlanPageResponse, PlanResponse } from './plans.dto.js';
import { refuse } from './plans.errors.js';

@Injectable()
export class PlansService {
  /** The plans on offer, smallest first. @throws AppError `cursor` */
  list({ limit, cursor }: PageQuery): PlanPageResponse {
    const key = cursorKey(cursor, 1)?.[0];
    const last = PLANS.findIndex((plan) => plan.key === key);
    if (key !== undefined && last === -1) throw refuse('cursor');
    return toPage(PLANS.slice(last + 1), limit, (plan) => [plan.key], responseOf);
  }
}

function responseOf(plan: Plan): PlanResponse {
  const features = resolveEntitlements(plan).map(({ feature, limit }) => ({
    feature,
    limit,
    unit: FEATURE_DEFINITIONS[feature].unit,
  }));
  return { key: plan.key, name: plan.name, description: plan.description, features };
}
