import type { Command } from './command.ts';
import { auditList } from './commands/audit-list.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { badgeKeys } from './commands/badge-keys.ts';
import { badgeDistrustKey } from './commands/badge-distrust-key.ts';
import { badgeRotateKey } from './commands/badge-rotate-key.ts';
import { contestCorrect } from './commands/contest-correct.ts';
import { contestExport } from './commands/contest-export.ts';
import { contestFinalize } from './commands/contest-finalize.ts';
import { contestList } from './commands/contest-list.ts';
import { contestReplay } from './commands/contest-replay.ts';
import { contestRescore } from './commands/contest-rescore.ts';
import { contestShow } from './commands/contest-show.ts';
import { displayCreate } from './commands/display-create.ts';
import { doctor } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { hookCreate } from './commands/hook-create.ts';
import { hookEnd } from './commands/hook-end.ts';
import { hookList } from './commands/hook-list.ts';
import { hookRotate } from './commands/hook-rotate.ts';
import { importFile } from './commands/import.ts';
import { peopleList } from './commands/people-list.ts';
import { peopleShow } from './commands/people-show.ts';
import { peopleUpsert } from './commands/people-upsert.ts';
import { personErase } from './commands/person-erase.ts';
import { personLeave } from './commands/person-leave.ts';
import { personReturn } from './commands/person-return.ts';
import { personSetPassword } from './commands/person-set-password.ts';
import { tokenCreate } from './commands/token-create.ts';
import { tokenList } from './commands/token-list.ts';
import { tokenRevoke } from './commands/token-revoke.ts';
import { webhookCreate } from './commands/webhook-create.ts';
import { webhookDelete } from './commands/webhook-delete.ts';
import { webhookDeliveries } from './commands/webhook-deliveries.ts';
import { webhookList } from './commands/webhook-list.ts';
import { webhookPause } from './commands/webhook-pause.ts';
import { webhookResend } from './commands/webhook-resend.ts';
import { webhookResume } from './commands/webhook-resume.ts';
import { webhookRotate } from './commands/webhook-rotate.ts';
import { webhookTest } from './commands/webhook-test.ts';

/** Every command by the words that call it, in the order of --help. */
export const COMMANDS = {
	'audit list': auditList,
	'audit verify': auditVerify,
	'badge keys': badgeKeys,
	'badge distrust-key': badgeDistrustKey,
	'badge rotate-key': badgeRotateKey,
	'contest correct': contestCorrect,
	'contest export': contestExport,
	'contest finalize': contestFinalize,
	'contest list': contestList,
	'contest replay': contestReplay,
	'contest rescore': contestRescore,
	'contest show': contestShow,
	'display create': displayCreate,
	doctor,
	export: exportCommand,
	'hook create': hookCreate,
	'hook end': hookEnd,
	'hook list': hookList,
	'hook rotate': hookRotate,
	import: importFile,
	'people list': peopleList,
	'people show': peopleShow,
	'people upsert': peopleUpsert,
	'person erase': personErase,
	'person leave': personLeave,
	'person return': personReturn,
	'person set-password': personSetPassword,
	'token create': tokenCreate,
	'token list': tokenList,
	'token revoke': tokenRevoke,
	'webhook create': webhookCreate,
	'webhook delete': webhookDelete,
	'webhook deliveries': webhookDeliveries,
	'webhook list': webhookList,
	'webhook pause': webhookPause,
	'webhook resend': webhookResend,
	'webhook resume': webhookResume,
	'webhook rotate': webhookRotate,
	'webhook test': webhookTest,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
