import { integrityJob } from './integrity.ts';
import { contestMomentsJob } from './contest-moments.ts';
import { displaysAwayJob } from './displays-away.ts';
import { fetchWebPicturesJob } from './fetch-web-pictures.ts';
import type { Job } from './job.ts';
import { lookAtBadgesJob } from './look-at-badges.ts';
import { readFeedsJob } from './read-feeds.ts';
import { sweepClicksJob } from './sweep-clicks.ts';
import { sweepDeliveriesJob } from './sweep-deliveries.ts';
import { sweepDisplaysJob } from './sweep-displays.ts';
import { sweepImportsJob } from './sweep-imports.ts';
import { sweepNetworksJob } from './sweep-networks.ts';
import { sweepNoticesJob } from './sweep-notices.ts';
import { sweepPicturesJob } from './sweep-pictures.ts';
import { shareRemindersJob } from './share-reminders.ts';
import { showcaseJob } from './showcase.ts';
import { sweepShowcaseJob } from './sweep-showcase.ts';
import { sweepProposalsJob } from './sweep-proposals.ts';
import { sweepScreenshotsJob } from './sweep-screenshots.ts';
import { sweepSessionsJob } from './sweep-sessions.ts';
import { sweepSharingJob } from './sweep-sharing.ts';
import { sweepStoryReadersJob } from './sweep-story-readers.ts';
import { sweepSightingsJob } from './sweep-sightings.ts';
import { sweepThanksJob } from './sweep-thanks.ts';
import { sweepThrottlesJob } from './sweep-throttles.ts';
import { sweepWeeksJob } from './sweep-weeks.ts';
import { sweepWebhooksJob } from './sweep-webhooks.ts';
import { tellThanksJob } from './tell-thanks.ts';
import { verifyAuditJob } from './verify-audit.ts';
import { webhookLeadersJob } from './webhook-leaders.ts';

/** Every job, by the name of its queue: one file and one line each. */
export const JOBS = {
	'sweep-sessions': sweepSessionsJob,
	'sweep-throttles': sweepThrottlesJob,
	'sweep-clicks': sweepClicksJob,
	'sweep-networks': sweepNetworksJob,
	'sweep-deliveries': sweepDeliveriesJob,
	'sweep-displays': sweepDisplaysJob,
	'sweep-imports': sweepImportsJob,
	'sweep-notices': sweepNoticesJob,
	'sweep-thanks': sweepThanksJob,
	'tell-thanks': tellThanksJob,
	'sweep-sharing': sweepSharingJob,
	'share-reminders': shareRemindersJob,
	'sweep-story-readers': sweepStoryReadersJob,
	'sweep-sightings': sweepSightingsJob,
	'sweep-webhooks': sweepWebhooksJob,
	'sweep-proposals': sweepProposalsJob,
	'sweep-pictures': sweepPicturesJob,
	'sweep-screenshots': sweepScreenshotsJob,
	integrity: integrityJob,
	'displays-away': displaysAwayJob,
	'fetch-web-pictures': fetchWebPicturesJob,
	'contest-moments': contestMomentsJob,
	'webhook-leaders': webhookLeadersJob,
	'verify-audit': verifyAuditJob,
	'read-feeds': readFeedsJob,
	'look-at-badges': lookAtBadgesJob,
	'sweep-weeks': sweepWeeksJob,
	showcase: showcaseJob,
	'sweep-showcase': sweepShowcaseJob,
} as const satisfies Record<string, Job>;
