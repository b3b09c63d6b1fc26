import { isOver } from '#lib/domain/learn/checklists.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { readLaunchChecklist } from '#lib/server/checklists/read.ts';
import type { Ctx } from '#lib/server/context.ts';

/** What an empty place says, and the first step of whoever can take one. */
export type NothingYet = {
	title: string;
	text: string;
	step: { href: string; label: string; look: 'action' | 'plain' } | null;
};

/** Home without a contest: who runs the program begins one, everybody else waits. Worded here to spare the page. */
export async function noContest(ctx: Ctx): Promise<NothingYet> {
	const title = m.home_no_contest_title();
	if (!may(ctx.actor, 'learning.write')) return { title, text: m.home_no_contest(), step: null };
	const begun = isOver(await readLaunchChecklist({ ctx, input: {} }));
	return {
		title,
		text: begun ? m.home_no_contest_owner() : m.home_no_contest_launch(),
		step: begun
			? { href: '/desk', label: m.home_make_contest(), look: 'action' }
			: { href: '/launch', label: m.home_launch(), look: 'action' },
	};
}

/** Home's stories where there are none: in this category, or at all. */
export function noStories(ctx: Ctx, category: string | undefined): NothingYet {
	const title = m.home_no_stories_title();
	if (category) {
		const step = { href: '/', label: m.home_show_all_stories(), look: 'plain' as const };
		return { title, text: m.home_no_stories(), step };
	}
	if (!may(ctx.actor, 'posts.write'))
		return { title, text: m.home_no_stories_at_all(), step: null };
	const step = { href: '/stories/desk', label: m.home_write_story(), look: 'plain' as const };
	return { title, text: m.home_no_stories_owner(), step };
}
