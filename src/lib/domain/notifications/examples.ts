import type { NoticeContent } from './registry.ts';

const contest = { slug: 'autumn-sprint', name: 'Autumn Sprint' };
const timeZone = 'Europe/Stockholm';

/** One notice or more of every kind, for tests and for whoever words them. */
export const EXAMPLES: readonly NoticeContent[] = [
	{ kind: 'rules_changed', params: { contest, version: 2, reason: 'Reshares count double.' } },
	{ kind: 'contest_started', params: { contest, endsAt: '2026-12-31T17:00:00.000Z', timeZone } },
	{ kind: 'contest_ended', params: { contest, settledAt: '2027-01-02T17:00:00.000Z', timeZone } },
	{ kind: 'contest_cancelled', params: { contest, reason: 'The fair was called off.' } },
	{ kind: 'prize_won', params: { contest, prize: 'A weekend in Vienna' } },
	...(['accepted', 'approved', 'handed_over', 'declined', 'withdrawn'] as const).map((state) => ({
		kind: 'prize_changed' as const,
		params: { contest, prize: 'A weekend in Vienna', state },
	})),
	...(['click', 'conversion', 'link', 'person'] as const).flatMap((what) => [
		{ kind: 'void_made' as const, params: { contest, what, reason: 'A test of ours.' } },
		{ kind: 'void_lifted' as const, params: { contest: null, what } },
	]),
	{ kind: 'void_made', params: { contest: null, what: 'click', reason: 'A test of ours.' } },
	{ kind: 'adjustment_made', params: { contest, points: 25, reason: 'Clicks of the fair.' } },
	{ kind: 'adjustment_made', params: { contest, points: -1, reason: 'Counted twice.' } },
	{ kind: 'dispute_answered', params: { contest, outcome: 'upheld', answer: 'A scanner did it.' } },
	{ kind: 'dispute_answered', params: { contest, outcome: 'granted', answer: 'You are right.' } },
	{ kind: 'report_decided', params: { post: 'Our day', outcome: 'approved' } },
	{ kind: 'report_decided', params: { post: 'Our day', outcome: 'declined', reason: 'Blurred.' } },
	{ kind: 'result_final', params: { contest } },
	{
		kind: 'share_reminder',
		params: {
			post: { id: '0199c0de-0000-7000-8000-000000000001', title: 'Our pay bands are public now' },
			networks: ['linkedin', 'x'],
		},
	},
	...(['failing', 'gone'] as const).map((because) => ({
		kind: 'webhook_paused' as const,
		params: {
			webhook: { id: '01900000-0000-7000-8000-000000000000', host: 'crm.example.com' },
			because,
		},
	})),
	...[null, 'Pune'].map((office) => ({
		kind: 'display_away' as const,
		params: { display: { id: '01900000-0000-7000-8000-000000000000', name: 'Kitchen' }, office },
	})),
	{ kind: 'result_corrected', params: { contest, number: 2, reason: 'Two people are one.' } },
	{
		kind: 'badge_awarded',
		params: { badge: { key: 'clicks', name: 'Crowd', level: 2, of: 3 }, by: null },
	},
	{
		kind: 'badge_awarded',
		params: {
			badge: { key: 'helping-hand', name: 'Helping hand', level: 1, of: 1 },
			by: { name: 'Noor Haddad', reason: 'For an evening with my first post.' },
		},
	},
	{ kind: 'badges_found', params: { count: 7 } },
	...(['facts', 'hand'] as const).map((why) => ({
		kind: 'badge_taken_back' as const,
		params: {
			badge: {
				...{ key: '0199c0de-0000-7000-8000-000000000002', name: 'Fair week', level: 1, of: 1 },
			},
			why,
		},
	})),
	{ kind: 'credentials_signed_anew', params: { count: 1 } },
	{ kind: 'credentials_signed_anew', params: { count: 3 } },
	{ kind: 'thanked', params: { public: true } },
	{ kind: 'thanked', params: { public: false } },
	{ kind: 'ambassador_named', params: { month: '2026-11', reason: 'Three talks in a month.' } },
	{ kind: 'showcase_asked', params: { month: '2026-10', title: 'Our pay bands are public now' } },
	{ kind: 'showcase_prepared', params: { month: '2026-10' } },
	...(['accepted', 'declined'] as const).map((outcome) => ({
		kind: 'proposal_decided' as const,
		params: { title: 'Our new plant', outcome, note: 'Thank you for it.' },
	})),
];
