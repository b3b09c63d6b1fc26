import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	isNoticeKind,
	NOTICES,
	type NoticeContent,
	type NoticeView,
} from '#lib/domain/notifications/registry.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import { guarded, type Ctx } from '../context.ts';
import { notices } from '../db/schema/notices.ts';
import { readerOf } from './reader.ts';

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** A person's own notices, newest first, a page at a time. One that this version cannot read is left out and logged. */
export const listNotices = guarded(
	'listNotices',
	'notices.read.own',
	z.strictObject({
		limit: z.int().min(1).max(200).default(30),
		cursor: z.string().max(200).optional(),
	}),
	async (ctx, { limit, cursor }): Promise<{ notices: NoticeView[]; nextCursor: string | null }> => {
		const after = decodeCursor(cursorSchema, cursor);
		const rows = await ctx.db
			.select()
			.from(notices)
			.where(
				and(
					eq(notices.personId, readerOf(ctx)),
					after
						? sql`(${notices.createdAt}, ${notices.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
						: undefined,
				),
			)
			.orderBy(desc(notices.createdAt), desc(notices.id))
			.limit(limit + 1);
		const shown = rows.slice(0, limit);
		const last = shown.at(-1);
		const more = rows.length > limit && last;
		return {
			notices: shown.flatMap((row) => viewOf(ctx, row)),
			nextCursor: more ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
		};
	},
);

/** How many notices a person has not read yet. */
export const countUnread = guarded(
	'countUnread',
	'notices.read.own',
	z.strictObject({}),
	async (ctx): Promise<number> => {
		const [row] = await ctx.db
			.select({ unread: count() })
			.from(notices)
			.where(and(eq(notices.personId, readerOf(ctx)), isNull(notices.readAt)));
		return row?.unread ?? 0;
	},
);

function viewOf(ctx: Ctx, row: typeof notices.$inferSelect): NoticeView[] {
	const { id, kind, href, createdAt, readAt } = row;
	const parsed = isNoticeKind(kind) ? NOTICES[kind].params.safeParse(row.params) : null;
	if (!parsed?.success) {
		ctx.log.warn({ notice: id, kind }, 'a notice cannot be read by this version');
		return [];
	}
	const content = { kind, params: parsed.data } as NoticeContent;
	return [
		{
			...content,
			id,
			href: href ?? '/',
			createdAt: createdAt.toISOString(),
			readAt: readAt?.toISOString() ?? null,
		},
	];
}
