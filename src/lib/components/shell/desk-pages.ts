import type { Component } from 'svelte';
import Gift from '@lucide/svelte/icons/gift';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Monitor from '@lucide/svelte/icons/monitor';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { m } from '#lib/paraglide/messages.js';

type DeskPage = {
	href: string;
	label: () => string;
	icon: Component;
	/** The ids of the routes that belong here begin so: an owner's page of a contest lies below the contest's address. */
	routes: readonly string[];
};

/** The pages of those who run the program, in the order of their work. */
export const DESK_PAGES: readonly DeskPage[] = [
	{
		href: '/desk',
		label: m.desk_nav_contests,
		icon: ListChecks,
		routes: ['/(manage)/desk', '/(manage)/contests'],
	},
	{ href: '/prizes', label: m.desk_nav_prizes, icon: Gift, routes: ['/(manage)/prizes'] },
	{
		href: '/integrity',
		label: m.desk_nav_integrity,
		icon: ShieldCheck,
		routes: ['/(manage)/integrity'],
	},
	{ href: '/displays', label: m.common_displays, icon: Monitor, routes: ['/(manage)/displays'] },
	{ href: '/audit', label: m.desk_nav_audit, icon: ScrollText, routes: ['/(manage)/audit'] },
];

/** Whether the route of that id belongs to one of these beginnings. */
export const isAmong = (routes: readonly string[], id: string | null): boolean =>
	routes.some((begin) => id?.startsWith(begin));
