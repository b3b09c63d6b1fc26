import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ClickChoice } from '#lib/domain/conversions/settings.ts';

/** More on a page of the company's site than a picture's thumbnail would be rude. */
export const MAX_GZIP_BYTES = 1500;

/**
 * What the company's site loads. It finds the click in the address (or in the one that the browser came to, when the site
 * has tidied it away, or in the page before), keeps it for the visit, and sends conversions. Of two clicks the first or
 * the last is told by their ids, which are UUIDv7: going back to the page of an earlier click changes nothing. fetch with
 * keepalive outlives the page as sendBeacon does; it comes first because it sends no cookie and the right Origin under
 * every Referrer-Policy, where sendBeacon's is "null" under no-referrer.
 */
const SOURCE = `(function (w, d) {
	'use strict';
	var tag = d.currentScript, calls = (w.lrl && w.lrl.q) || [], to, kept, here;
	function of(address) {
		var found = /[?&]lrl=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![^&#])/i.exec(address || '');
		return found && found[1].toLowerCase();
	}
	try { to = new URL('/lrl', tag.src).href; } catch (e) { return; }
	try { kept = sessionStorage.getItem('lrl'); } catch (e) {}
	try { here = of(location.search) || of(performance.getEntriesByType('navigation')[0].name); } catch (e) {}
	here = here || kept || (d.referrer.indexOf(location.origin + '/') === 0 && of(d.referrer));
	if (kept && kept __OLDER_OR_NEWER__ here) here = kept;
	if (here && here !== kept) try { sessionStorage.setItem('lrl', here); } catch (e) {}
	function text(value) { return value == null || value === '' ? undefined : String(value); }
	function send(kind, more) {
		var o = more || {};
		if (!here || !kind) return;
		var body = JSON.stringify({
			click: here, kind: String(kind), value: text(o.value), currency: text(o.currency), id: text(o.id)
		});
		try {
			if (w.Request && 'keepalive' in Request.prototype)
				fetch(to, { method: 'POST', body: body, keepalive: true, credentials: 'omit' }).catch(function () {});
			else navigator.sendBeacon(to, body);
		} catch (e) {}
	}
	function convert(el) {
		function a(name) { return el.getAttribute('data-' + name); }
		send(a('convert'), { value: a('value'), currency: a('currency'), id: a('id') });
	}
	function on(type, isForm) {
		d.addEventListener(type, function (e) {
			var el = e.target.closest && e.target.closest('[data-convert]');
			if (el && el !== tag && (el.tagName === 'FORM') === isForm) convert(el);
		}, true);
	}
	w.lrl = send;
	on('click', false);
	on('submit', true);
	for (var i = 0; i < calls.length; i++) send.apply(null, calls[i]);
	if (tag.hasAttribute('data-convert')) convert(tag);
})(window, document);
`;

export type Script = {
	text: string;
	gzip: Buffer;
	/** Names exactly this text, in the address (`?v=`). */
	version: string;
	/** For a page's integrity attribute (Subresource Integrity). */
	integrity: string;
};

function made(choice: ClickChoice): Script {
	const text = SOURCE.replace('__OLDER_OR_NEWER__', choice === 'first' ? '<' : '>');
	const hash = createHash('sha384').update(text).digest();
	return {
		text,
		gzip: gzipSync(text, { level: 9 }),
		version: hash.toString('hex').slice(0, 16),
		integrity: `sha384-${hash.toString('base64')}`,
	};
}

/** The script for each choice of click: made once, for its text is all that it depends on. */
export const SCRIPTS: Readonly<Record<ClickChoice, Script>> = {
	first: made('first'),
	last: made('last'),
};
