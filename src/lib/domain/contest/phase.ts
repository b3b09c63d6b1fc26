export const PHASES = [
	'draft',
	'scheduled',
	'running',
	'frozen',
	'settling',
	'final',
	'cancelled',
] as const;
export type Phase = (typeof PHASES)[number];
