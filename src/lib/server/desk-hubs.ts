import type { DeskHub, DeskHubKey } from '#lib/domain/people/shell.ts';
import { m } from '#lib/paraglide/messages.js';

type Page = {
	href: string;
	label: () => string;
	routes: readonly string[];
	/** Only whoever installs and connects the portal sees it. */
	admin?: true;
};

type Hub = { key: DeskHubKey; label: () => string; pages: readonly Page[] };

const HUBS: readonly Hub[] = [
	{
		key: 'contests',
		label: m.desk_hub_contests,
		pages: [
			{
				href: '/desk',
				label: m.desk_nav_contests,
				routes: ['/(manage)/desk', '/(manage)/contests'],
			},
			{ href: '/prizes', label: m.desk_nav_prizes, routes: ['/(manage)/prizes'] },
			{ href: '/integrity', label: m.desk_nav_integrity, routes: ['/(manage)/integrity'] },
		],
	},
	{
		key: 'stories',
		label: m.desk_hub_stories,
		pages: [
			{ href: '/stories/desk', label: m.stories_nav_desk, routes: ['/(manage)/stories/desk'] },
			{ href: '/stories/week', label: m.stories_nav_week, routes: ['/(manage)/stories/week'] },
			{ href: '/stories/feeds', label: m.stories_nav_feeds, routes: ['/(manage)/stories/feeds'] },
			{
				href: '/stories/categories',
				label: m.stories_nav_categories,
				routes: ['/(manage)/stories/categories'],
			},
			{ href: '/sharing', label: m.share_policy_nav, routes: ['/(manage)/sharing'] },
			{
				href: '/proposals/queue',
				label: m.proposals_queue,
				routes: ['/(manage)/proposals'],
			},
			{ href: '/showcase/curate', label: m.showcase_title, routes: ['/(app)/showcase/curate'] },
			{ href: '/badges/desk', label: m.badges_nav, routes: ['/(manage)/badges'] },
			{ href: '/launch', label: m.learn_launch, routes: ['/(manage)/launch'] },
			{ href: '/learn/edit', label: m.learn_edit, routes: ['/(manage)/learn'] },
		],
	},
	{
		key: 'facts',
		label: m.desk_hub_facts,
		pages: [
			{ href: '/imports', label: m.imports_nav, routes: ['/(manage)/imports'] },
			{
				href: '/conversions',
				label: m.conversions_title,
				routes: ['/(manage)/conversions'],
			},
			{ href: '/readings', label: m.reports_title, routes: ['/(manage)/readings'] },
			{ href: '/exports', label: m.exports_nav, routes: ['/(manage)/exports'] },
		],
	},
	{
		key: 'displays',
		label: m.common_displays,
		pages: [{ href: '/displays', label: m.common_displays, routes: ['/(manage)/displays'] }],
	},
	{
		key: 'connections',
		label: m.desk_hub_connections,
		pages: [
			{
				href: '/webhooks',
				label: m.hooks_title,
				routes: ['/(manage)/webhooks'],
				admin: true,
			},
			{ href: '/tokens', label: m.tokens_title, routes: ['/(manage)/tokens'], admin: true },
		],
	},
	{
		key: 'audit',
		label: m.desk_nav_audit,
		pages: [{ href: '/audit', label: m.desk_nav_audit, routes: ['/(manage)/audit'] }],
	},
];

/**
 * The hubs for those who run the program, in the reader's language; one without a page that the reader may see is left out.
 * They are worded here, so that no page carries the words of a menu that few see.
 */
export const deskHubs = (mayAdmin: boolean): DeskHub[] =>
	HUBS.map(({ key, label, pages }) => ({
		key,
		label: label(),
		pages: pages
			.filter(({ admin }) => mayAdmin || !admin)
			.map(({ href, label: word, routes }) => ({ href, label: word(), routes })),
	})).filter(({ pages }) => pages.length > 0);

/** The hub of somebody who looks after an office's screens and runs nothing else. */
export const hostHubs = (): DeskHub[] => deskHubs(false).filter(({ key }) => key === 'displays');
