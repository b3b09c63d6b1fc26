import { v7 } from 'uuid';
import type { DoorClick } from '#lib/server/clicks/click.ts';
import { visitorName, type Salts } from '#lib/server/door/salts.ts';

type Link = { id: string; personId: string; postId: string };

/** Tells ids apart that are made for the same instant with the same rank, in one file and in the next. */
let made = 0;

/**
 * What the door makes of a request by `who` for `link` at `at` (milliseconds since 1970). Of clicks of the same instant the one of
 * the lower `rank` has the lower id.
 */
export function doorClick(
	salts: Salts,
	link: Link,
	{ who, at, rank }: { who: string; at: number; rank?: number },
): DoorClick {
	const identity = `${link.id}\n${who}`;
	const { today, earlier } = salts.keysAt(at);
	const random = new Uint8Array(16);
	new DataView(random.buffer).setUint32(11, ++made);
	return {
		id: rank === undefined ? v7({ msecs: at }) : v7({ msecs: at, seq: rank, random }),
		...{ linkId: link.id, personId: link.personId, postId: link.postId, at, first: 'candidate' },
		visitor: visitorName(today, identity),
		earlier: earlier ? visitorName(earlier, identity) : '',
		network: '',
		later: () => visitorName(salts.laterKey(at), identity),
	};
}
