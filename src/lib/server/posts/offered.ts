import { sql, type SQL } from 'drizzle-orm';
import { instantOf } from '../boards/audience-facts.ts';
import type { Ctx } from '../context.ts';

/** A condition on posts `p`: published, begun and not over at the request's instant; links that somebody brought too. */
export const inItsTime = (ctx: Ctx): SQL => sql`(p.state = 'published'
	and p.published_at <= ${instantOf(ctx.now)}
	and (p.expires_at is null or p.expires_at > ${instantOf(ctx.now)}))`;

/** A condition on posts `p`: on the board at the request's instant. */
export const offeredNow = (ctx: Ctx): SQL => sql`(p.brought_by is null and ${inItsTime(ctx)})`;

/** A condition on posts `p`: for everybody, or for a team or an office that is named. */
const FOR_ALL = sql`(not exists (select from post_teams pt where pt.post_id = p.id)
	and not exists (select from post_offices po where po.post_id = p.id))`;

/** A condition on posts `p`: meant for this person by team or office, and not simply for everybody. */
export const aimedAt = (personId: string): SQL => sql`(
	exists (select from post_teams pt join people me on me.team_id = pt.team_id
		where pt.post_id = p.id and me.id = ${personId}::uuid)
	or exists (select from post_offices po join people me on me.office_id = po.office_id
		where po.post_id = p.id and me.id = ${personId}::uuid))`;

/** A condition on posts `p`: for everybody, or for this person's team or office. */
export const meantFor = (personId: string): SQL => sql`(${FOR_ALL} or ${aimedAt(personId)})`;

/** A condition on posts `p`: for everybody, or for the team of this name. */
export const meantForTeam = (team: string): SQL => sql`(${FOR_ALL} or exists (
	select from post_teams pt join teams t on t.id = pt.team_id where pt.post_id = p.id and t.name = ${team}))`;
