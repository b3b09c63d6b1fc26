/** As the server logs it while nobody can sign in: the whole address with the token, in a line of JSON. */
const SETUP = /"setup":"(https?:\/\/[^"\s]+)"/g;

/**
 * What `npm start` says once a portal without a demo is open. `printed` is what the server has printed so far: a
 * person should not have to find the set-up token in the log's JSON. The newest address counts.
 */
export function ownGreeting(origin: string, printed: string): string {
	const setup = [...printed.matchAll(SETUP)].at(-1)?.[1];
	return [
		'',
		`  Laurel is open:  ${origin}`,
		'',
		...(setup
			? [
					'  Nobody can sign in yet. Make the first admin, with the token in the address:',
					`      ${setup}`,
					'',
				]
			: []),
		'  Ctrl-C stops Laurel.',
		'',
		'',
	].join('\n');
}
