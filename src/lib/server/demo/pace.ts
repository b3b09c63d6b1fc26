import { dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import type { Random } from './random.ts';

/** How busy each hour of a working day is, from midnight: mornings most, a dip after lunch, a little at night. */
const HOURS = [
	...[0.03, 0.02, 0.02, 0.02, 0.03, 0.08, 0.3, 0.65, 1, 1, 0.9, 0.8],
	...[0.9, 0.75, 0.7, 0.65, 0.6, 0.55, 0.45, 0.45, 0.4, 0.3, 0.15, 0.07],
];
const WEEKEND = 0.22;
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** 0–1: how likely people are online at this instant in this zone. */
export function paceAt(at: Date, zone: string): number {
	const day = dayOf(at, zone);
	const [start] = dayBounds(day, zone);
	const hour = Math.floor((at.getTime() - start.getTime()) / HOUR);
	const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
	return (HOURS[hour] ?? 0) * (weekday === 0 || weekday === 6 ? WEEKEND : 1);
}

/** Draws instants until one falls when people are online; the last one drawn if none of 20 does. */
export function whenOnline(random: Random, zone: string, draw: () => Date): Date {
	let at = draw();
	for (let tries = 0; tries < 20 && !random.chance(paceAt(at, zone)); tries++) at = draw();
	return at;
}
