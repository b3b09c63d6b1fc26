/* Runs in any engine since 1999: one that can't show the screen's page goes to the one without a script. */
(function () {
	var css = window.CSS;
	var able =
		'noModule' in document.createElement('script') &&
		css &&
		css.supports &&
		css.supports('selector(:has(a))') &&
		css.supports('container-type: size');
	if (!able) window.location.replace('/tv/plain');
})();
