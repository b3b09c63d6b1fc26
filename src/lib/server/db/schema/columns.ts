import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Primary key: a UUIDv7 made by the portal, so that ids sort by age and need no Postgres ≥ 18. */
export const id = () =>
	uuid()
		.primaryKey()
		.$defaultFn(() => v7());

/** An instant, timestamptz with milliseconds: JavaScript's Date cannot carry more. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** When the row was written, by the database's clock. */
export const createdAt = () => instant().notNull().defaultNow();

/** Bytes as they are. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
