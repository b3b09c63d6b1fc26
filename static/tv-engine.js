/* For any engine since 1999 */
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
