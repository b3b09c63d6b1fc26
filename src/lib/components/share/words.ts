import type { FieldError } from '#lib/domain/failure.ts';
import type { BestHour } from '#lib/domain/sharing/best-hour.ts';
import type { Finding } from '#lib/domain/sharing/findings.ts';
import type { Voice } from '#lib/domain/voice/voice.ts';
import { number, weekdayText } from '#lib/components/format.ts';
import { shownNetwork } from '#lib/components/network-name.ts';
import { saying } from '#lib/components/saying.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** How much of a text is one's own, kindly. */
export function voiceText({ kind, own, twin }: Pick<Voice, 'kind' | 'own' | 'twin'>): string {
	if (twin) return m.share_voice_twin();
	switch (kind) {
		case 'empty':
			return m.share_voice_empty();
		case 'own':
			return m.share_voice_own();
		case 'partly':
			return m.share_voice_partly({ own: own ?? 0 });
		case 'suggested':
			return own === 0 ? m.share_voice_suggested() : m.share_voice_little({ own: own ?? 0 });
	}
}

/** An hour of the day as a span of one hour, such as "09–10". */
export function hourText(hour: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(hour)}–${two((hour + 1) % 24)}`;
}

/** When it is best to share, with the numbers it is known by. */
export function bestText(best: BestHour): string {
	const words = {
		hour: hourText(best.hour),
		clicks: number(best.clicks),
		total: number(best.total),
	};
	switch (best.from) {
		case 'own':
			return m.share_best_own(words);
		case 'company':
			return m.share_best_company(words);
		case 'default':
			return m.share_best_default(words);
	}
}

/** A calendar day as it fits below a bar, such as "3 Nov". */
export function dayText(date: string): string {
	const locale = getLocale() === 'en' ? 'en-GB' : getLocale();
	const format = new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		timeZone: 'UTC',
	});
	return format.format(new Date(`${date}T12:00:00Z`));
}

/** What worked, as a sentence that names its numbers. */
export function findingText(finding: Finding): string {
	switch (finding.kind) {
		case 'network':
			return m.share_found_network({
				network: shownNetwork(finding.network),
				average: number(finding.average),
				next: shownNetwork(finding.next),
				nextAverage: number(finding.nextAverage),
			});
		case 'own_words':
			return finding.own >= finding.close
				? m.share_found_own({ own: number(finding.own), close: number(finding.close) })
				: m.share_found_close({ own: number(finding.own), close: number(finding.close) });
		case 'weekday':
			return m.share_found_weekday({
				weekday: weekdayText(finding.weekday),
				clicks: number(finding.clicks),
				total: number(finding.total),
			});
		case 'post':
			return m.share_found_post({
				title: finding.title,
				clicks: number(finding.clicks),
				total: number(finding.total),
			});
	}
}

const DONE: Record<string, () => string> = {
	saved: m.share_done_saved,
	reminded: m.share_done_reminded,
	forgotten: m.share_done_forgotten,
	discarded: m.share_done_discarded,
	address: m.share_done_address,
};

/** What to say after something was done, by its name in the address; null for any other word. */
export const doneText = (done: string | null): string | null => saying(DONE, done);

const PROBLEMS: Record<string, () => string> = {
	unknown_post: m.share_problem_gone,
	not_found: m.share_problem_gone,
	network_hidden: m.share_problem_hidden,
	address_taken: m.share_problem_address_taken,
	unknown_reminder: m.share_problem_reminder_gone,
	too_many_reminders: m.share_problem_reminders,
	domain: m.share_problem_domain,
};

const AT_PATH: Record<string, () => string> = {
	server: m.share_problem_server,
	address: m.share_problem_address,
	at: m.share_problem_at,
	url: m.share_problem_url,
};

/** Why something was refused, by the Failure's reason or the first field that is wrong. */
export function problemText({
	problem,
	errors,
}: {
	problem: string;
	errors: FieldError[];
}): string {
	const [first] = errors;
	if (first) return AT_PATH[first.path]?.() ?? m.share_problem_texts();
	return (PROBLEMS[problem] ?? m.share_problem_other)();
}

/** What is wrong with the text of one network; undefined when nothing is. */
export function textProblem(errors: readonly FieldError[], at: number): string | undefined {
	const message = errors.find(({ path }) => path === `posts.${at}.text`)?.message;
	if (message === undefined) return undefined;
	const words = /^forbidden: (.*)$/.exec(message)?.[1];
	return words === undefined ? m.share_problem_long() : m.share_forbidden({ words });
}
