import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import type { OutsideCode } from '#lib/domain/outside/failure.ts';
import type { WebhookType } from '#lib/domain/webhooks/registry.ts';
import type { Pause } from '#lib/domain/webhooks/view.ts';

/** Every kind of event in the reader's words. */
export const EVENT_NAMES = {
	'contest.started': m.hooks_event_started,
	'contest.frozen': m.hooks_event_frozen,
	'contest.ended': m.hooks_event_ended,
	'contest.final': m.hooks_event_final,
	'leader.changed': m.hooks_event_leader,
	'prize.won': m.hooks_event_prize,
	'badge.awarded': m.hooks_event_badge,
	'recognition.given': m.hooks_event_recognition,
	'ambassador.announced': m.hooks_event_ambassador,
	test: m.hooks_event_test,
} as const satisfies Record<WebhookType, () => string>;

/** Why an attempt had no answer. */
export const FAILURE_WORDS = {
	not_http: m.hooks_failure_not_http,
	forbidden_port: m.hooks_failure_forbidden_port,
	forbidden_address: m.hooks_failure_forbidden_address,
	unknown_host: m.hooks_failure_unknown_host,
	unreachable: m.hooks_failure_unreachable,
	untrusted: m.hooks_failure_untrusted,
	too_slow: m.hooks_failure_too_slow,
	too_large: m.hooks_failure_too_large,
	too_many_redirects: m.hooks_failure_too_many_redirects,
	unreadable: m.hooks_failure_unreadable,
} as const satisfies Record<OutsideCode, () => string>;

/** Why a webhook is paused, and since when. */
export const PAUSE_WORDS = {
	person: m.hooks_paused_person,
	failing: m.hooks_paused_failing,
	gone: m.hooks_paused_gone,
} as const satisfies Record<Pause, (said: { when: string }) => string>;

const URL_PROBLEMS = new Map<string, () => string>([
	['insecure', m.hooks_error_insecure],
	['port', m.hooks_error_port],
	['private', m.hooks_error_private],
]);

/** The sentence for an address that was refused, by the refusal's reason. */
export const urlProblem = (reason: string): string =>
	(URL_PROBLEMS.get(reason) ?? m.hooks_error_url)();

/** A day with its year in the program's zone, such as "31 Dec 2026". */
export const dayIn = (at: string, timeZone: string): string =>
	new Date(at).toLocaleDateString(getLocale() === 'en' ? 'en-GB' : getLocale(), {
		dateStyle: 'medium',
		timeZone,
	});
