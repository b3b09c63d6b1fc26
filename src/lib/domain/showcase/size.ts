/** How many posts a month's showcase has. Apart from the rule, so that a page that asks for a place carries no schema. */
export const SHOWCASE_SIZE = 5;
