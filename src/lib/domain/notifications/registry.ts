import type { z } from 'zod';
import type { NoticeMessage } from './message.ts';
import { adjustmentMade } from './messages/adjustment-made.ts';
import { badgeAwarded } from './messages/badge-awarded.ts';
import { badgeTakenBack } from './messages/badge-taken-back.ts';
import { badgesFound } from './messages/badges-found.ts';
import { ambassadorNamed } from './messages/ambassador-named.ts';
import { credentialsSignedAnew } from './messages/credentials-signed-anew.ts';
import { contestCancelled } from './messages/contest-cancelled.ts';
import { contestEnded } from './messages/contest-ended.ts';
import { contestStarted } from './messages/contest-started.ts';
import { displayAway } from './messages/display-away.ts';
import { disputeAnswered } from './messages/dispute-answered.ts';
import { prizeChanged } from './messages/prize-changed.ts';
import { prizeWon } from './messages/prize-won.ts';
import { proposalDecided } from './messages/proposal-decided.ts';
import { reportDecided } from './messages/report-decided.ts';
import { resultCorrected } from './messages/result-corrected.ts';
import { resultFinal } from './messages/result-final.ts';
import { rulesChanged } from './messages/rules-changed.ts';
import { shareReminder } from './messages/share-reminder.ts';
import { showcaseAsked } from './messages/showcase-asked.ts';
import { showcasePrepared } from './messages/showcase-prepared.ts';
import { thanked } from './messages/thanked.ts';
import { voidLifted } from './messages/void-lifted.ts';
import { voidMade } from './messages/void-made.ts';
import { webhookPaused } from './messages/webhook-paused.ts';

/** Every kind of notice: one file and one line each, and its wording in components/notices/words.ts. */
export const NOTICES = {
	rules_changed: rulesChanged,
	contest_started: contestStarted,
	contest_ended: contestEnded,
	contest_cancelled: contestCancelled,
	prize_won: prizeWon,
	prize_changed: prizeChanged,
	void_made: voidMade,
	void_lifted: voidLifted,
	adjustment_made: adjustmentMade,
	dispute_answered: disputeAnswered,
	display_away: displayAway,
	report_decided: reportDecided,
	result_final: resultFinal,
	result_corrected: resultCorrected,
	share_reminder: shareReminder,
	webhook_paused: webhookPaused,
	proposal_decided: proposalDecided,
	badge_awarded: badgeAwarded,
	badges_found: badgesFound,
	badge_taken_back: badgeTakenBack,
	credentials_signed_anew: credentialsSignedAnew,
	thanked,
	ambassador_named: ambassadorNamed,
	showcase_asked: showcaseAsked,
	showcase_prepared: showcasePrepared,
} as const satisfies Record<string, NoticeMessage>;

export type NoticeKind = keyof typeof NOTICES;
export const NOTICE_KINDS = Object.keys(NOTICES) as NoticeKind[];

/** What a kind of notice carries. */
export type NoticeParams<K extends NoticeKind> = z.output<(typeof NOTICES)[K]['params']>;

/** A kind together with what it carries. */
export type NoticeContent = { [K in NoticeKind]: { kind: K; params: NoticeParams<K> } }[NoticeKind];

/** A notice as its reader sees it; instants are RFC 3339 in UTC. */
export type NoticeView = NoticeContent & {
	id: string;
	href: string;
	createdAt: string;
	readAt: string | null;
};

/** Whether a stored kind is one of ours: an older notice may be of a kind that is gone. */
export function isNoticeKind(kind: string): kind is NoticeKind {
	return Object.hasOwn(NOTICES, kind);
}

/**
 * Checks what a notice is to carry and gives where it leads: `href`, or else the kind's own page. Throws a ZodError
 * when the params are not the kind's, and a RangeError when `href` is no path of the portal.
 */
export function noticeTarget(
	kind: NoticeKind,
	params: unknown,
	href?: string,
): { params: Record<string, unknown>; href: string } {
	const message: NoticeMessage = NOTICES[kind];
	const parsed = message.params.parse(params);
	const target = href ?? message.href(parsed);
	// "//evil.example" and "/\evil.example" are addresses of somebody else's.
	if (!/^\/(?![/\\])/.test(target)) throw new RangeError(`${target} is no path of the portal.`);
	return { params: parsed as Record<string, unknown>, href: target };
}
