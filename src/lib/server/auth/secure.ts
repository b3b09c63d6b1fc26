/** Whether the portal is on https: by ORIGIN, which is where the request's address comes from. */
export function isHttps(url: URL): boolean {
	return url.protocol === 'https:';
}
