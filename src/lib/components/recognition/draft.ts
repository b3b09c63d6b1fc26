import { number } from '#lib/components/format.ts';
import type { UsualKind } from '#lib/domain/conversions/usual-kinds.ts';
import type { Reason } from '#lib/domain/recognition/reasons.ts';
import { m } from '#lib/paraglide/messages.js';

const CONVERSIONS = {
	lead: m.people_reason_lead,
	signup: m.people_reason_signup,
	sale: m.people_reason_sale,
	application: m.people_reason_application,
	hire: m.people_reason_hire,
	demo: m.people_reason_demo,
	demo_request: m.people_reason_demo_request,
} satisfies Record<UsualKind, (input: { count: number; title: string }) => string>;

/** A reason as a sentence about somebody: "3 leads came from …". */
export function reasonText(reason: Reason): string {
	switch (reason.kind) {
		case 'conversions': {
			const { of, name, count, title } = reason;
			// A company's own kind has a name and no plural.
			return of === null
				? m.people_reason_conversions({ count, name, title })
				: CONVERSIONS[of]({ count, title });
		}
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
