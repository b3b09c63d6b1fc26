import type { Component } from 'svelte';
import Database from '@lucide/svelte/icons/database';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Monitor from '@lucide/svelte/icons/monitor';
import Newspaper from '@lucide/svelte/icons/newspaper';
import Plug from '@lucide/svelte/icons/plug';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import { m } from '#lib/paraglide/messages.js';

type DeskPage = {
	href: string;
	label: () => string;
	/** The ids of the routes that belong here begin so: an owner's page of a contest lies below the contest's address. */
	routes: readonly string[];
	/** Only whoever installs and connects the portal sees it. */
	admin?: true;
};

/** Pages that one task leads through. The menu shows the others of a hub only while one is in it. */
export type DeskHub = { label: () => string; icon: Component; pages: readonly DeskPage[] };

const HUBS: readonly DeskHub[] = [
	{
		label: m.desk_hub_contests,
		icon: ListChecks,
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
		label: m.desk_hub_stories,
		icon: Newspaper,
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
			{ href: '/badges/desk', label: m.badges_nav, routes: ['/(manage)/badges'] },
			{ href: '/launch', label: m.learn_launch, routes: ['/(manage)/launch'] },
			{ href: '/learn/edit', label: m.learn_edit, routes: ['/(manage)/learn'] },
		],
	},
	{
		label: m.desk_hub_facts,
		icon: Database,
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
		label: m.common_displays,
		icon: Monitor,
		pages: [{ href: '/displays', label: m.common_displays, routes: ['/(manage)/displays'] }],
	},
	{
		label: m.desk_hub_connections,
		icon: Plug,
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
		label: m.desk_nav_audit,
		icon: ScrollText,
		pages: [{ href: '/audit', label: m.desk_nav_audit, routes: ['/(manage)/audit'] }],
	},
];

/** The hubs for those who run the program, in the order of their work; one without a page that the reader may see is left out. */
export const deskHubs = (mayAdmin: boolean): DeskHub[] =>
	HUBS.map((hub) => ({
		...hub,
		pages: hub.pages.filter(({ admin }) => mayAdmin || !admin),
	})).filter(({ pages }) => pages.length > 0);

/** Every beginning of a route that belongs to a hub. */
export const routesOf = ({ pages }: DeskHub): string[] => pages.flatMap(({ routes }) => routes);

/** Whether the route of that id belongs to one of these beginnings. */
export const isAmong = (routes: readonly string[], id: string | null): boolean =>
	routes.some((begin) => id === begin || id?.startsWith(`${begin}/`) === true);
