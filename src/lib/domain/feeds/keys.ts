import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FeedEntry } from './parse.ts';

/** Parameters by which senders follow readers; the page is the same without them. */
const TRACKING =
	/^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|ref_src|cmpid|_hs\w+|mkt_tok|vero_id)$/i;

/** An address by which two that lead to one page are the same: no tracking, fragment, scheme, "www." or final slash, parameters in order. */
export function canonicalAddress(address: string): string {
	const url = new URL(address);
	for (const key of [...url.searchParams.keys()])
		if (TRACKING.test(key)) url.searchParams.delete(key);
	url.searchParams.sort();
	const host = url.host.replace(/^www\./, '');
	const path = url.pathname.replace(/\/+$/, '');
	return `${host}${path}${url.searchParams.size > 0 ? `?${url.searchParams}` : ''}`;
}

/** So much text tells two items apart even where their titles are the same. */
const ENOUGH = 40;

const hash = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * By what an entry is known again, each alone: the feed's id for it, its address, what it says. A feed that changes its
 * ids keeps its addresses, and one that changes both still says the same.
 */
export function keysOf(entry: Pick<FeedEntry, 'guid' | 'url' | 'title' | 'text'>): {
	guidKey: string | null;
	addressKey: string;
	contentKey: string | null;
} {
	const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
	const text = plain(entry.text);
	return {
		guidKey: entry.guid === null ? null : hash(entry.guid),
		addressKey: hash(canonicalAddress(entry.url)),
		contentKey: text.length < ENOUGH ? null : hash(`${plain(entry.title)}\n${text}`),
	};
}
