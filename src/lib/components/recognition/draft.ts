import { number } from '#lib/components/format.ts';
import type { Reason } from '#lib/domain/recognition/reasons.ts';
import { m } from '#lib/paraglide/messages.js';

/** A reason as a sentence about somebody: "3 leads came from …"; the catalogue makes the plural of the kind. */
export function reasonText(reason: Reason): string {
	switch (reason.kind) {
		case 'conversions':
			return m.people_reason_conversions({
				count: reason.count,
				what: reason.what.replaceAll('_', ' '),
				title: reason.title,
			});
		case 'conversations':
			return m.people_reason_conversations({ count: reason.count, title: reason.title });
		case 'clicks':
			return m.people_reason_clicks({ count: number(reason.count), title: reason.title });
		case 'steady':
			return m.people_reason_steady({ weeks: reason.weeks });
	}
}

/** A message of thanks that begins with the strongest reason; the giver writes on. Without one it thanks and no more. */
export function draftText(name: string, reasons: readonly Reason[]): string {
	const [first, second] = reasons;
	const called = name.split(' ')[0] ?? name;
	if (!first) return m.people_draft_plain({ name: called });
	const also = second?.kind === 'steady' ? ` ${reasonText(second)}` : '';
	return m.people_draft({ name: called, reason: reasonText(first) + also });
}
