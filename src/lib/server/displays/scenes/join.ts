import { qrPath } from '../../sharing/qr.ts';
import type { Reader } from './reader.ts';

/** The portal's own address: whoever opens it is asked to sign in there. */
export const join: Reader<'join'> = ({ origin, screen }) => ({
	host: new URL(origin).host,
	qr: qrPath(origin),
	points: screen?.contest.points ?? [],
});
