/** What the form of a correction holds, for the verb, and for showing it again: never the password. */
export function correctionOf(form: FormData, contest: string) {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const kept = {
		person: text('person'),
		points: text('points'),
		event: text('event'),
		reason: text('reason'),
	};
	const adjusted = kept.person !== '' && kept.points !== '';
	const input = {
		contest,
		revision: Number(form.get('revision')),
		reason: kept.reason,
		password: String(form.get('password') ?? ''),
		changes: {
			adjustments: adjusted ? [{ person: kept.person, points: Number(kept.points) }] : [],
			voids: kept.event === '' ? [] : [{ event: kept.event }],
		},
	};
	return { kept, input };
}
