import type { SignalKey } from '#lib/domain/integrity/keys.ts';
import { lookForAutomation } from './automated.ts';
import type { Look } from './counted.ts';
import { lookForFewVisitors } from './few-visitors.ts';
import { lookForMutualClicks } from './mutual-clicks.ts';
import { lookForBursts } from './network-burst.ts';
import { lookForOddHours } from './odd-hours.ts';
import { lookForQuickClicks } from './quick-clicks.ts';
import { lookForJumps } from './reading-jump.ts';

/** How each signal's facts are summed up: one file and one line each. */
export const LOOKS = {
	network_burst: lookForBursts,
	quick_clicks: lookForQuickClicks,
	few_visitors: lookForFewVisitors,
	mutual_clicks: lookForMutualClicks,
	odd_hours: lookForOddHours,
	automated: lookForAutomation,
	reading_jump: lookForJumps,
} as const satisfies { [K in SignalKey]: Look<K> };
