import type { z } from 'zod';

/** A kind of news: what it must carry, and where it leads. Its wording stands in the catalogue. */
export type NoticeMessage<S extends z.ZodType = z.ZodType> = {
	/** Plain JSON; texts as people typed them, instants as RFC 3339 in UTC. */
	params: S;
	/** The path of the portal where one reads more. */
	href(params: z.output<S>): string;
};

/** Gives a kind of notice its types; one file each under messages/. */
export function message<S extends z.ZodType>(definition: NoticeMessage<S>): NoticeMessage<S> {
	return definition;
}
