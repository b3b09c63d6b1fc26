import { monthName } from '#lib/components/recognition/month.ts';
import { moment } from '#lib/components/format.ts';
import type { NoticeContent, NoticeParams } from '#lib/domain/notifications/registry.ts';
import { m } from '#lib/paraglide/messages.js';

const PRIZE = {
	accepted: m.notices_prize_accepted,
	approved: m.notices_prize_approved,
	handed_over: m.notices_prize_handed_over,
	declined: m.notices_prize_declined,
	withdrawn: m.notices_prize_withdrawn,
} satisfies Record<NoticeParams<'prize_changed'>['state'], unknown>;

const VOID = {
	click: m.notices_void_click,
	conversion: m.notices_void_conversion,
	link: m.notices_void_link,
	person: m.notices_void_person,
} satisfies Record<NoticeParams<'void_made'>['what'], unknown>;

const LIFTED = {
	click: m.notices_lifted_click,
	conversion: m.notices_lifted_conversion,
	link: m.notices_lifted_link,
	person: m.notices_lifted_person,
} satisfies Record<NoticeParams<'void_lifted'>['what'], unknown>;

const OUTCOME = {
	upheld: m.notices_dispute_upheld,
	granted: m.notices_dispute_granted,
} satisfies Record<NoticeParams<'dispute_answered'>['outcome'], unknown>;

const PROPOSAL = {
	accepted: m.notices_proposal_accepted,
	declined: m.notices_proposal_declined,
} satisfies Record<NoticeParams<'proposal_decided'>['outcome'], unknown>;

/** A notice as a sentence in the reader's language. */
export function noticeText({ kind, params: p }: NoticeContent): string {
	switch (kind) {
		case 'rules_changed':
			return m.notices_rules_changed({
				contest: p.contest.name,
				version: p.version,
				reason: p.reason,
			});
		case 'contest_started':
			return m.notices_contest_started({
				contest: p.contest.name,
				date: moment(p.endsAt, p.timeZone),
			});
		case 'contest_ended':
			return m.notices_contest_ended({
				contest: p.contest.name,
				date: moment(p.settledAt, p.timeZone),
			});
		case 'contest_cancelled':
			return m.notices_contest_cancelled({ contest: p.contest.name, reason: p.reason });
		case 'thanked':
			return p.public ? m.notices_thanked_public() : m.notices_thanked_private();
		case 'ambassador_named':
			return m.notices_ambassador({ month: monthName(p.month), reason: p.reason });
		case 'showcase_asked':
			return m.showcase_notice_asked({ month: monthName(p.month), title: p.title });
		case 'showcase_prepared':
			return m.showcase_notice_prepared({ month: monthName(p.month) });
		case 'prize_won':
			return m.notices_prize_won({ contest: p.contest.name, prize: p.prize });
		case 'prize_changed':
			return PRIZE[p.state]({ contest: p.contest.name, prize: p.prize });
		case 'void_made':
			return inContest(p.contest, VOID[p.what]({ reason: p.reason }));
		case 'void_lifted':
			return inContest(p.contest, LIFTED[p.what]());
		case 'adjustment_made': {
			const words = { contest: p.contest.name, reason: p.reason, count: Math.abs(p.points) };
			return p.points < 0 ? m.notices_adjustment_less(words) : m.notices_adjustment_more(words);
		}
		case 'dispute_answered':
			return OUTCOME[p.outcome]({ contest: p.contest.name, answer: p.answer });
		case 'share_reminder':
			return m.share_reminder_notice({ title: p.post.title });
		case 'report_decided':
			return p.outcome === 'approved'
				? m.notices_report_approved({ post: p.post })
				: m.notices_report_declined({ post: p.post, reason: p.reason });
		case 'result_final':
			return m.notices_result_final({ contest: p.contest.name });
		case 'display_away':
			return p.office
				? m.fleet_notice_away_office({ name: p.display.name, office: p.office })
				: m.fleet_notice_away({ name: p.display.name });
		case 'webhook_paused':
			return p.because === 'gone'
				? m.notices_webhook_gone({ host: p.webhook.host })
				: m.notices_webhook_failing({ host: p.webhook.host });
		case 'result_corrected':
			return m.notices_result_corrected({ contest: p.contest.name, reason: p.reason });
		case 'proposal_decided':
			return PROPOSAL[p.outcome]({ title: p.title, note: p.note });
		case 'badge_awarded': {
			const { name, level, of } = p.badge;
			if (p.by) return m.badges_notice_given({ name, by: p.by.name, reason: p.by.reason });
			return of === 1
				? m.badges_notice_awarded({ name })
				: m.badges_notice_level({ name, level, of });
		}
		case 'badges_found':
			return m.badges_notice_found({ count: p.count });
		case 'badge_taken_back':
			return p.why === 'facts'
				? m.badges_notice_lost({ name: p.badge.name })
				: m.badges_notice_withdrawn({ name: p.badge.name });
		case 'credentials_signed_anew':
			return m.badges_notice_signed_anew({ count: p.count });
	}
}

function inContest(contest: NoticeParams<'void_made'>['contest'], text: string): string {
	return contest ? m.notices_void_in({ contest: contest.name, text }) : text;
}
