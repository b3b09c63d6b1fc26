let visitors = 0;

/** The user agent of somebody who was not here before: browsers without a head are judged robots. */
export function visitorAgent(): string {
	const version = `${120 + (process.pid % 20)}.0.${++visitors}.${Date.now() % 1000}`;
	return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`;
}
