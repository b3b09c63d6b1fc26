import { m } from '#lib/paraglide/messages.js';

const PROBLEMS: Record<string, () => string> = {
	picture_type: m.prizes_picture_error_type,
	picture_broken: m.prizes_picture_error_broken,
	picture_pixels: m.prizes_picture_error_pixels,
	picture_too_large: m.prizes_picture_error_large,
	too_large: m.prizes_picture_error_large,
};

/** Why a file was not taken as a picture, as a sentence, by the reason of its refusal; undefined for what is no such reason. */
export const pictureProblem = (reason: string): string | undefined => PROBLEMS[reason]?.();
