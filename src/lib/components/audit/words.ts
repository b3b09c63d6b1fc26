import type { AuditView } from '#lib/domain/audit/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Who did it, in the reader's language. */
export function actorText({ kind, name }: AuditView['actor']): string {
	switch (kind) {
		case 'system':
			return m.audit_by_system({ part: name });
		case 'token':
			return m.audit_by_token({ name });
		case 'display':
			return m.audit_by_display();
		case 'visitor':
			return m.audit_by_visitor();
		default:
			return name;
	}
}

/** An instant in the program's zone with year and second, such as "23 Nov 2026, 18:45:07": a log is read years later. */
export function instantText(at: string, timeZone: string): string {
	const locale = getLocale() === 'en' ? 'en-GB' : getLocale();
	const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone } as const;
	return new Intl.DateTimeFormat(locale, style).format(new Date(at));
}

/** A key or an action as words: "rules.minClicks" becomes "rules › min clicks". */
export function keyText(key: string): string {
	return key
		.split('.')
		.map((part) =>
			part
				.replaceAll('_', ' ')
				.replace(
					/([a-z])([A-Z])/g,
					(_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
				),
		)
		.join(' › ');
}
