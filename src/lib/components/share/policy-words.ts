import { m } from '#lib/paraglide/messages.js';

const PROBLEMS: Record<string, () => string> = {
	disclosures: m.share_policy_problem_wording,
	forbidden: m.share_policy_problem_forbidden,
	domains: m.share_policy_problem_domains,
};

/** What is wrong with a field of the policy; undefined for a field that cannot be wrong. */
export const policyProblem = (field: string): string | undefined => PROBLEMS[field]?.();
