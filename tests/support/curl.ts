import process from 'node:process';

/**
 * The few words of curl that the documentation uses, for machines without one: -s, -X, -H, --json, an address. Anything
 * else is an error, so that an example which needs more is noticed.
 */
const args = process.argv.slice(2);
const headers = new Headers();
let method: string | undefined;
let body: string | undefined;
let url: string | undefined;
for (let i = 0; i < args.length; i++) {
	const word = args[i] ?? '';
	const value = () => args[++i] ?? '';
	if (word === '-s') continue;
	if (word === '-X') method = value();
	else if (word === '-H') {
		const [name = '', ...rest] = value().split(':');
		headers.set(name, rest.join(':').trim());
	} else if (word === '--json') {
		body = value();
		headers.set('content-type', 'application/json');
		headers.set('accept', 'application/json');
	} else if (word.startsWith('-')) throw new Error(`${word} is not known here`);
	else url = word;
}
const chosen = method ?? (body === undefined ? 'GET' : 'POST');
const init = body === undefined ? {} : { body };
const response = await fetch(url ?? '', { method: chosen, headers, ...init });
process.stdout.write(await response.text());
