/*
 * For engines of any age. A page that refreshes itself shows the browser's error page when its server is away, and stays
 * on it; so this one asks first and loads anew only once it is answered well: when its time is over, or at once when what
 * the screen follows is another (something is shown now, it was changed, or revoked). Without a script the page does
 * without.
 */
(function () {
	var script = document.getElementById('plain-script');
	// A page whose own script does better where the engine can run it (tv-engine.js).
	if (window.laurelAble && script && script.getAttribute('data-old-only')) return;
	var seconds = Number(script && script.getAttribute('data-seconds')) || 15;
	var version = script && script.getAttribute('data-version');
	var looking = false;
	/* Calls `then` once: with the answer, or with null where there is none. */
	function ask(address, then) {
		var request = new XMLHttpRequest();
		var over = false;
		function end(answer) {
			if (over) return;
			over = true;
			then(answer);
		}
		request.onreadystatechange = function () {
			if (request.readyState === 4) end(request.status ? request : null);
		};
		// Some engines throw where there is no network.
		setTimeout(function () {
			end(null);
		}, 10000);
		request.open('GET', address, true);
		// As a page is asked for: where it leads to a page that programs have an answer of their own for, it gets the page.
		request.setRequestHeader('Accept', 'text/html');
		request.send();
	}
	function look() {
		looking = true;
		ask(window.location.href, function (answer) {
			if (answer && answer.status >= 200 && answer.status < 400) window.location.reload();
			else setTimeout(look, 3000);
		});
	}
	/* Somebody who revokes a screen, or shows something now, sees it done within two seconds. */
	function watch() {
		ask('/tv/programme', function (answer) {
			var status = answer ? answer.status : 0;
			// A proxy may have made it weak, or left it out.
			var tag = status === 200 && answer.getResponseHeader('ETag');
			if (looking) return;
			if (status === 401 || status === 404 || (tag && tag.indexOf(version) < 0)) look();
			else setTimeout(watch, 1200);
		});
	}
	setTimeout(function () {
		if (!looking) look();
	}, seconds * 1000);
	if (version) setTimeout(watch, 1200);
})();
