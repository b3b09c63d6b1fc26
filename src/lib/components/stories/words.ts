import { pictureProblem } from '#lib/components/prizes/picture-problem.ts';
import type { OwnedStory } from '#lib/domain/posts/desk-view.ts';
import type { StoryDeed } from '#lib/domain/posts/deeds.ts';
import { saying } from '#lib/components/saying.ts';
import { m } from '#lib/paraglide/messages.js';

const VIEWS: Record<OwnedStory['view'] | 'all', () => string> = {
	draft: m.stories_view_draft,
	review: m.stories_view_review,
	planned: m.stories_view_planned,
	published: m.stories_view_published,
	over: m.stories_view_over,
	withdrawn: m.stories_view_withdrawn,
	all: m.stories_view_all,
};

/** What a story's state is called. */
export const viewName = (view: OwnedStory['view'] | 'all'): string => VIEWS[view]();

const DEEDS: Record<StoryDeed, () => string> = {
	save: m.stories_deed_save,
	review: m.stories_deed_review,
	publish: m.stories_deed_publish,
	withdraw: m.stories_deed_withdraw,
	draft: m.stories_deed_draft,
};

/** What the button of a deed says. */
export const deedName = (deed: StoryDeed): string => DEEDS[deed]();

const DONE: Record<string, () => string> = {
	save: m.stories_done_save,
	review: m.stories_done_review,
	publish: m.stories_done_publish,
	withdraw: m.stories_done_withdraw,
	draft: m.stories_done_draft,
	discard: m.stories_done_discard,
	plan: m.stories_done_plan,
	accept: m.stories_done_accept,
	dismiss: m.stories_done_dismiss,
	feed_add: m.stories_done_feed_add,
	feed_change: m.stories_done_feed_change,
	feed_remove: m.stories_done_feed_remove,
};

/** What was done, as the page says it after the press; null for what it does not know. */
export const doneText = (done: string | null): string | null => saying(DONE, done);

const PROBLEMS: Record<string, () => string> = {
	stale: m.stories_problem_stale,
	state: m.stories_problem_state,
	after_end: m.stories_problem_after_end,
	decided: m.stories_problem_decided,
	feed_known: m.stories_problem_feed_known,
	not_found: m.stories_problem_not_found,
	no_time: m.stories_problem_no_time,
	taken: m.stories_problem_taken,
	in_use: m.stories_problem_in_use,
	status: m.stories_outside_status,
	gone: m.stories_outside_gone,
	no_page: m.stories_outside_no_page,
	no_feed: m.stories_outside_no_feed,
	list_full: m.stories_outside_list_full,
	not_http: m.stories_outside_not_http,
	forbidden_port: m.stories_outside_forbidden,
	forbidden_address: m.stories_outside_forbidden,
	unknown_host: m.stories_outside_unknown_host,
	unreachable: m.stories_outside_unreachable,
	untrusted: m.stories_outside_untrusted,
	too_slow: m.stories_outside_too_slow,
	too_large: m.stories_outside_too_large,
	too_many_redirects: m.stories_outside_redirects,
	unreadable: m.stories_outside_unreadable,
};

/** Why something was refused or could not be fetched, as a sentence. */
export const problemText = (problem: string): string =>
	(PROBLEMS[problem] ?? m.stories_problem_invalid)();

/** The complaint about a field, if there is one: `path` may be the field or something in it. */
export function complaint(
	errors: readonly { path: string; message: string }[],
	path: string,
): string | undefined {
	const found = errors.find((error) => error.path === path || error.path.startsWith(`${path}.`));
	if (!found) return undefined;
	const picture = path === 'picture' && pictureProblem(found.message);
	if (picture) return picture;
	const SENTENCES: Record<string, () => string> = {
		title: m.stories_wrong_title,
		url: m.stories_wrong_url,
		hashtags: m.stories_wrong_hashtags,
		copy: m.stories_wrong_copy,
		publishedAt: m.stories_wrong_time,
		expiresAt: m.stories_wrong_end,
		picture: m.stories_wrong_picture,
	};
	return (SENTENCES[path] ?? m.stories_wrong_other)();
}
