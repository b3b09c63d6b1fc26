import { m } from '#lib/paraglide/messages.js';

/** What each word of an error means to whoever fills in the form. */
const SENTENCES: Record<string, () => string> = {
	setup_token: m.auth_error_setup_token,
	email: m.auth_error_email,
	time_zone: m.auth_error_time_zone,
	wrong_password: m.auth_error_wrong_password,
	password_too_short: m.auth_error_password_too_short,
	password_too_long: m.auth_error_password_too_long,
	password_has_name: m.auth_error_password_has_name,
	password_common: m.auth_error_password_common,
	password_simple: m.auth_error_password_simple,
};

/** The sentence for the field at `path`, or undefined when nothing is wrong with it. */
export function fieldError(
	errors: readonly { path: string; message: string }[] | undefined,
	path: string,
): string | undefined {
	const error = errors?.find((one) => one.path === path);
	return error && (SENTENCES[error.message] ?? m.auth_error_missing)();
}
