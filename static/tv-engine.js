/* For any engine since 1999: whether this one can run the pages' own scripts. Where it can't, it goes to `data-else`. */
(function () {
	var css = window.CSS;
	var script = document.getElementById('engine-script');
	var other = script && script.getAttribute('data-else');
	window.laurelAble =
		'noModule' in document.createElement('script') &&
		css &&
		css.supports &&
		css.supports('selector(:has(a))') &&
		css.supports('container-type: size');
	if (!window.laurelAble && other) window.location.replace(other);
})();
