import type { Role } from '#lib/domain/people/permissions.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { PERSONAS } from '#lib/server/demo/personas.ts';
import { listShowcases } from '#lib/server/showcase/desk.ts';
import { publishedMonths } from '#lib/server/showcase/published.ts';
import { createWebhook } from '#lib/server/webhooks/create.ts';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import type { Portal } from './portal.ts';

export type ListedPage = {
	name: string;
	path: string;
	who: Role | 'visitor';
	/** Gzip of the JavaScript that it may load, in bytes; 1 kB is 1,000 bytes. */
	budget: number;
};

const KB = 1000;

/** The demo's person whose pages are looked at. */
export const EMPLOYEE = PERSONAS.find(({ role }) => role === 'employee')!.externalId;

/** Every page of the portal, with who sees it and what it may weigh. */
export async function allPages(portal: Portal): Promise<ListedPage[]> {
	const contest = await portal.contest();
	// A contest has one draft that changes it: asking again gives the same.
	const ctx = { ...portal.ctx, now: new Date() };
	const { id: draft } = await startDraft({ ctx, input: { from: { edit: contest } } });
	// A name that nobody has, so that whatever is tried stays unsent.
	const { id: webhook } = await createWebhook({
		ctx,
		input: { url: 'https://crm.invalid/laurel', events: ['contest.final'] },
	});
	await testWebhook({ ctx, input: { id: webhook } });
	const [month] = await listShowcases({ ctx, input: {} });
	const [published] = await publishedMonths(ctx);
	return [
		{ name: 'sign-in', path: '/sign-in', who: 'visitor', budget: 90 * KB },
		{ name: 'home', path: '/', who: 'employee', budget: 90 * KB },
		{ name: 'board', path: `/contests/${contest}`, who: 'employee', budget: 70 * KB },
		{ name: 'stories', path: '/stories', who: 'employee', budget: 90 * KB },
		{ name: 'story', path: `/stories/${await portal.story()}`, who: 'employee', budget: 90 * KB },
		{ name: 'contests', path: '/contests', who: 'employee', budget: 90 * KB },
		{
			name: 'receipts',
			path: `/contests/${contest}/receipts/${EMPLOYEE}`,
			who: 'employee',
			budget: 90 * KB,
		},
		{ name: 'result', path: '/contests/q3-advocacy-cup/result', who: 'employee', budget: 90 * KB },
		{
			name: 'result-owner',
			path: '/contests/q3-advocacy-cup/result',
			who: 'owner',
			budget: 90 * KB,
		},
		{
			name: 'share',
			path: `/stories/${await portal.story()}/share`,
			who: 'employee',
			budget: 90 * KB,
		},
		{ name: 'my-results', path: '/results', who: 'employee', budget: 90 * KB },
		{ name: 'own-link', path: '/stories/own', who: 'employee', budget: 90 * KB },
		{ name: 'sharing', path: '/sharing', who: 'owner', budget: 90 * KB },
		{ name: 'check', path: '/check', who: 'visitor', budget: 90 * KB },
		{ name: 'more', path: '/more', who: 'admin', budget: 90 * KB },
		{ name: 'api', path: '/api', who: 'visitor', budget: 90 * KB },
		{ name: 'learn', path: '/learn', who: 'employee', budget: 90 * KB },
		{ name: 'lesson', path: '/learn/timing?lang=en', who: 'employee', budget: 90 * KB },
		{ name: 'guidelines', path: '/learn/guidelines', who: 'employee', budget: 90 * KB },
		{ name: 'certificate', path: '/learn/certificate', who: 'employee', budget: 90 * KB },
		{ name: 'badges', path: '/badges', who: 'employee', budget: 90 * KB },
		{ name: 'badge', path: '/badges/clicks', who: 'employee', budget: 90 * KB },
		{ name: 'badges-mine', path: '/badges/mine', who: 'employee', budget: 90 * KB },
		{ name: 'badges-give', path: '/badges/give?q=an', who: 'manager', budget: 90 * KB },
		{ name: 'badges-desk', path: '/badges/desk', who: 'owner', budget: 90 * KB },
		{ name: 'badges-keys', path: '/badges/keys', who: 'admin', budget: 90 * KB },
		{ name: 'badges-new', path: '/badges/desk/new', who: 'owner', budget: 90 * KB },
		{ name: 'proposals', path: '/proposals', who: 'employee', budget: 90 * KB },
		{ name: 'proposals-queue', path: '/proposals/queue', who: 'owner', budget: 90 * KB },
		{ name: 'launch', path: '/launch', who: 'owner', budget: 90 * KB },
		{ name: 'learn-edit', path: '/learn/edit', who: 'owner', budget: 90 * KB },
		{
			name: 'guidelines-edit',
			path: '/learn/edit/guidelines',
			who: 'owner',
			budget: 90 * KB,
		},
		{ name: 'lesson-edit', path: '/learn/edit/timing?lang=sv', who: 'owner', budget: 90 * KB },
		{ name: 'people', path: '/people', who: 'employee', budget: 90 * KB },
		{ name: 'profile', path: `/people/${EMPLOYEE}`, who: 'employee', budget: 90 * KB },
		{ name: 'profile-edit', path: '/people/me', who: 'employee', budget: 90 * KB },
		{ name: 'thank', path: '/thank?to=mira.okafor', who: 'employee', budget: 90 * KB },
		{ name: 'thanks', path: '/thanks', who: 'employee', budget: 90 * KB },
		{ name: 'recognitions', path: '/recognitions', who: 'owner', budget: 90 * KB },
		{ name: 'team', path: '/team', who: 'manager', budget: 90 * KB },
		{ name: 'showcase', path: '/showcase', who: 'employee', budget: 90 * KB },
		{ name: 'showcase-mine', path: '/showcase/mine', who: 'employee', budget: 90 * KB },
		{
			name: 'showcase-poster',
			path: `/showcase/${published}/poster`,
			who: 'employee',
			budget: 90 * KB,
		},
		{ name: 'showcase-months', path: '/showcase/curate', who: 'owner', budget: 90 * KB },
		{
			name: 'showcase-curate',
			path: `/showcase/curate/${month!.month}`,
			who: 'manager',
			budget: 90 * KB,
		},
		{
			name: 'showcase-letter',
			path: `/showcase/curate/${month!.month}/letter`,
			who: 'manager',
			budget: 90 * KB,
		},
		{ name: 'settings', path: '/settings', who: 'employee', budget: 90 * KB },
		{ name: 'sign-out', path: '/sign-out', who: 'employee', budget: 90 * KB },
		{ name: 'not-found', path: '/nothing-is-here', who: 'employee', budget: 90 * KB },
		{
			name: 'decisions',
			path: `/contests/${contest}/decisions`,
			who: 'employee',
			budget: 90 * KB,
		},
		{ name: 'stories-desk', path: '/stories/desk', who: 'owner', budget: 90 * KB },
		{
			name: 'stories-editor',
			path: `/stories/desk/${await portal.story()}`,
			who: 'owner',
			budget: 90 * KB,
		},
		{ name: 'stories-week', path: '/stories/week', who: 'owner', budget: 90 * KB },
		{ name: 'stories-feeds', path: '/stories/feeds', who: 'owner', budget: 90 * KB },
		{ name: 'stories-categories', path: '/stories/categories', who: 'owner', budget: 90 * KB },
		{ name: 'displays', path: '/displays', who: 'owner', budget: 90 * KB },
		{ name: 'pair-screen', path: '/displays/pair', who: 'owner', budget: 90 * KB },
		{ name: 'show-now', path: '/displays/now', who: 'owner', budget: 90 * KB },
		{ name: 'playlists', path: '/displays/playlists', who: 'owner', budget: 90 * KB },
		{ name: 'tv-pair', path: '/tv/pair', who: 'visitor', budget: 60 * KB },
		{ name: 'exports', path: '/exports', who: 'owner', budget: 90 * KB },
		{ name: 'prizes', path: '/prizes?state=all', who: 'owner', budget: 90 * KB },
		{ name: 'prizes-mine', path: '/prizes/mine', who: 'employee', budget: 90 * KB },
		{ name: 'draws', path: '/draws/q3-advocacy-cup', who: 'visitor', budget: 90 * KB },
		{ name: 'integrity', path: '/integrity', who: 'owner', budget: 90 * KB },
		{
			name: 'integrity-correct',
			path: '/integrity?view=correct',
			who: 'owner',
			budget: 90 * KB,
		},
		{ name: 'imports', path: '/imports', who: 'owner', budget: 90 * KB },
		{ name: 'conversions', path: '/conversions', who: 'owner', budget: 90 * KB },
		{ name: 'readings', path: '/readings', who: 'owner', budget: 90 * KB },
		{ name: 'readings-mine', path: '/readings/mine', who: 'employee', budget: 90 * KB },
		{ name: 'webhooks', path: '/webhooks', who: 'admin', budget: 90 * KB },
		{ name: 'webhook', path: `/webhooks/${webhook}`, who: 'admin', budget: 90 * KB },
		{ name: 'webhooks-in', path: '/webhooks/in', who: 'admin', budget: 90 * KB },
		{ name: 'tokens', path: '/tokens', who: 'admin', budget: 90 * KB },
		{ name: 'desk', path: '/desk', who: 'owner', budget: 90 * KB },
		...['time', 'people', 'counts', 'caps', 'teams', 'prizes', 'freeze', 'summary'].map((step) => ({
			name: `draft-${step}`,
			path: `/desk/${draft}?step=${step}`,
			who: 'owner' as const,
			budget: 90 * KB,
		})),
		{ name: 'life', path: `/contests/${contest}/desk`, who: 'owner', budget: 90 * KB },
		{ name: 'finalize', path: `/contests/${contest}/finalize`, who: 'owner', budget: 90 * KB },
		{ name: 'reveal', path: `/contests/${contest}/reveal`, who: 'employee', budget: 90 * KB },
		...['drive', 'rehearse'].map((page) => ({
			name: `reveal-${page}`,
			path: `/contests/${contest}/reveal/${page}`,
			who: 'owner' as const,
			budget: 90 * KB,
		})),
		{ name: 'versions', path: `/contests/${contest}/versions`, who: 'employee', budget: 90 * KB },
	];
}

/** The paths that only people of the company may see. */
export async function employeePages(portal: Portal): Promise<string[]> {
	const pages = await allPages(portal);
	const closed = pages.filter(({ who, name }) => who !== 'visitor' && name !== 'not-found');
	return closed.map(({ path }) => path);
}
