import type { ActionResult } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

/** Why a press came to nothing that shows on the page; null when it did. What kit would show instead has no place for what was typed. */
export function unsentText(result: ActionResult): string | null {
	if (result.type === 'error') return m.common_unsent();
	const signIn = result.type === 'redirect' && /^\/sign-in(\?|$)/.test(result.location);
	return signIn ? m.common_signed_out() : null;
}
