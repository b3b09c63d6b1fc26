import { m } from '#lib/paraglide/messages.js';

const PROBLEMS: Readonly<Record<string, () => string>> = {
	status: m.stories_outside_status,
	gone: m.stories_outside_gone,
	not_http: m.stories_outside_not_http,
	forbidden_port: m.stories_outside_forbidden,
	forbidden_address: m.stories_outside_forbidden,
	unknown_host: m.stories_outside_unknown_host,
	untrusted: m.stories_outside_untrusted,
	too_slow: m.stories_outside_too_slow,
	too_large: m.stories_outside_too_large,
	too_many_redirects: m.stories_outside_redirects,
	picture_type: m.prizes_picture_error_type,
	picture_broken: m.prizes_picture_error_broken,
	picture_pixels: m.prizes_picture_error_pixels,
};

/** Why a picture of the web could not be had, as a sentence. */
export const webProblem = (problem: string): string =>
	(PROBLEMS[problem] ?? m.stories_outside_unreachable)();
