import { duration } from '#lib/domain/duration.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A refused correction, as the form's action answers it. */
export type Refused = {
	problem: string;
	errors: readonly { path: string; message: string }[];
	waitSeconds: number;
	kept: { person: string; points: string; event: string; reason: string };
};

const PASSWORD: Record<string, () => string> = {
	missing: m.results_password_missing,
	wrong_password: m.results_password_wrong,
	no_password: m.results_password_none,
};

const PROBLEMS: Record<string, () => string> = {
	stale: m.results_refused_stale,
	revealing: m.results_refused_revealing,
	second_owner: m.results_refused_second_owner,
	not_found: m.results_refused_unknown,
};

/** What to say of a refusal above the form, and at its password. */
export function refusalWords(refused: Refused | null): {
	said: string | null;
	password: string | undefined;
} {
	if (!refused) return { said: null, password: undefined };
	const wrong = refused.errors.find(({ path }) => path === 'password');
	if (wrong) {
		return { said: null, password: (PASSWORD[wrong.message] ?? m.results_password_wrong)() };
	}
	if (refused.waitSeconds > 0) {
		const wait = duration(refused.waitSeconds, getLocale());
		return { said: m.results_refused_throttled({ wait }), password: undefined };
	}
	const said = (PROBLEMS[refused.problem] ?? m.results_refused_other)();
	return { said, password: undefined };
}
