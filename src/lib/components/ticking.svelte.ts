const instant = (ms: number) => new Date(ms);

/**
 * The instant to count down from: what the server said while drawing, then the page's own clock corrected by the
 * difference, once a second. A wrong clock on the desk counts down rightly all the same.
 */
export function ticking(loaded: () => Date, everyMs = 1000): { readonly now: Date } {
	let now = $state(loaded().getTime());
	$effect(() => {
		const ahead = Date.now() - loaded().getTime();
		const timer = setInterval(() => {
			now = Date.now() - ahead;
		}, everyMs);
		return () => clearInterval(timer);
	});
	return {
		get now() {
			return instant(now);
		},
	};
}
