/*
 * For engines of any age. A page that refreshes itself shows the browser's error page when its server is away, and stays
 * on it; so this one asks first and loads anew only once it is answered well. Without a script the page does without.
 */
(function () {
	var script = document.getElementById('plain-script');
	// A page whose own script does better where the engine can run it (tv-engine.js).
	if (window.laurelAble && script && script.getAttribute('data-old-only')) return;
	var seconds = Number(script && script.getAttribute('data-seconds')) || 15;
	function look() {
		var request = new XMLHttpRequest();
		var over = false;
		function again() {
			if (over) return;
			over = true;
			setTimeout(look, 3000);
		}
		request.onreadystatechange = function () {
			if (request.readyState !== 4 || over) return;
			if (request.status < 200 || request.status >= 400) return again();
			over = true;
			window.location.reload();
		};
		// Some engines throw where there is no network.
		setTimeout(again, 10000);
		request.open('GET', window.location.href, true);
		request.send();
	}
	setTimeout(look, seconds * 1000);
})();
