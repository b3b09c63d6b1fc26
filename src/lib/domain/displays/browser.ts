/** Most particular first: nearly every browser says that it is Chrome and Safari, too. */
const BROWSERS: readonly [name: string, pattern: RegExp][] = [
	['Samsung TV', /Tizen[ /]([\d.]+)/],
	['LG webOS', /Web0S|webOS(?:\.TV)?[-/ ]?([\d.]*)/],
	['Silk', /Silk\/(\d+)/],
	['Edge', /Edg(?:e|A)?\/(\d+)/],
	['Opera', /OPR\/(\d+)/],
	['Firefox', /Firefox\/(\d+)/],
	['Chromium', /(?:Chromium|HeadlessChrome)\/(\d+)/],
	['Chrome', /Chrome\/(\d+)/],
	['Safari', /Version\/([\d.]+).*Safari/],
];
const SYSTEMS: readonly [name: string, pattern: RegExp][] = [
	['Android', /Android/],
	['ChromeOS', /CrOS/],
	['Windows', /Windows/],
	['iPadOS or iOS', /iPad|iPhone/],
	['macOS', /Mac OS X/],
	['Linux', /Linux|X11/],
];

/** A screen's browser in words that somebody in front of it can check ("Chrome 140, Linux"), of its User-Agent. */
export function browserName(userAgent: string): string {
	const system = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0];
	for (const [name, pattern] of BROWSERS) {
		const found = pattern.exec(userAgent);
		if (!found) continue;
		const browser = found[1] ? `${name} ${found[1]}` : name;
		return system && !/TV|webOS/.test(name) ? `${browser}, ${system}` : browser;
	}
	return system ?? 'Unknown';
}
