import { DEMO_DOMAIN, PERSONAS } from './personas.ts';

export const OFFICES = [
	{ name: 'Stockholm', timeZone: 'Europe/Stockholm' },
	{ name: 'Milano', timeZone: 'Europe/Rome' },
	{ name: 'Malmö', timeZone: 'Europe/Stockholm' },
	{ name: 'Pune', timeZone: 'Asia/Kolkata' },
] as const;

export const LEADERSHIP = 'leadership';
export const COORDINATORS = 'coordinators';

export type DemoPerson = {
	externalId: string;
	name: string;
	email: string;
	team: string;
	office: (typeof OFFICES)[number]['name'];
	title: string;
	groups: string[];
	role: string;
};

/** Who leads and who runs the program: they share, but don't compete. Office and team, then name and title. */
const APART: Record<
	string,
	[office: DemoPerson['office'], team: string, name: string, title: string][]
> = {
	[LEADERSHIP]: [
		['Stockholm', 'Product', 'Katarina Ekvall', 'Chief Executive Officer'],
		['Stockholm', 'Engineering', 'Henrik Sandahl', 'Chief Technology Officer'],
		['Milano', 'Sales', 'Paolo Bellandi', 'Chief Revenue Officer'],
		['Malmö', 'People', 'Ulrika Wennberg', 'Chief People Officer'],
		['Pune', 'Engineering', 'Meera Kulkarni', 'Managing Director, India'],
	],
	[COORDINATORS]: [
		['Milano', 'Marketing', 'Elena Ferraro', 'Advocacy Program Lead'],
		['Stockholm', 'Engineering', 'Anders Nyberg', 'IT Systems Lead'],
		['Pune', 'Marketing', 'Kavita Joshi', 'Employer Brand Partner'],
	],
};

/** The 72 who compete, per office and team. */
const COMPETING: Record<DemoPerson['office'], Record<string, [name: string, title: string][]>> = {
	Stockholm: {
		Sales: [
			['Mira Okafor', 'Enterprise Account Executive'],
			['Sara Holm', 'Head of Sales, Nordics'],
			['Filip Åkerlund', 'Account Executive'],
			['Ebba Rosén', 'Sales Development Representative'],
			['Gustav Ekdahl', 'Account Manager'],
		],
		Engineering: [
			['Jonas Berg', 'Staff Engineer'],
			['Linnea Dahlgren', 'Platform Engineer'],
			['Oskar Westin', 'Site Reliability Engineer'],
			['Yusuf Demir', 'Backend Engineer'],
			['Maja Forsell', 'Data Engineer'],
		],
		Marketing: [
			['Elif Kaya', 'Content Lead'],
			['Viktor Ahlin', 'Growth Marketer'],
			['Alva Lindström', 'Event Manager'],
		],
		People: [
			['Nora Hedlund', 'Talent Partner'],
			['Simon Tångring', 'People Operations Specialist'],
		],
		Product: [
			['Sam Whitfield', 'Principal Product Manager'],
			['Ida Brännström', 'Product Designer'],
			['Emil Nordahl', 'Product Manager'],
		],
		'Customer Success': [
			['Hanna Ekström', 'Customer Success Manager'],
			['Leo Sjödin', 'Solutions Consultant'],
			['Tilda Manning', 'Onboarding Specialist'],
		],
	},
	Malmö: {
		Sales: [
			['Tom Lindqvist', 'Account Executive'],
			['Agnes Bergkvist', 'Partner Manager'],
			['Rasmus Thulin', 'Sales Engineer'],
			['Noah Ekberg', 'Sales Development Representative'],
		],
		Engineering: [
			['Felicia Öberg', 'Frontend Engineer'],
			['Måns Hallgren', 'Engineering Manager'],
			['Amira Haddad', 'Security Engineer'],
			['Isak Norling', 'Mobile Engineer'],
		],
		Marketing: [
			['Wilma Strand', 'Brand Designer'],
			['Casper Lundh', 'Social Media Manager'],
		],
		People: [['Stina Malmgren', 'Workplace Coordinator']],
		Product: [
			['Joel Vikander', 'Product Analyst'],
			['Freja Holst', 'UX Researcher'],
		],
		'Customer Success': [
			['Klara Winge', 'Support Lead'],
			['Elliot Ståhl', 'Customer Success Manager'],
			['Vilma Gren', 'Onboarding Specialist'],
		],
	},
	Milano: {
		Sales: [
			['Luca Morandi', 'Account Executive'],
			['Chiara Valenti', 'Regional Sales Manager'],
			['Davide Cattaneo', 'Sales Development Representative'],
		],
		Engineering: [
			['Matteo Pellegrini', 'Machine Learning Engineer'],
			['Sofia Brambilla', 'Backend Engineer'],
			['Nicolò Ferri', 'Quality Engineer'],
			['Riccardo Sala', 'Cloud Architect'],
		],
		Marketing: [
			['Ana Ruiz', 'Product Marketing Manager'],
			['Beatrice Colnaghi', 'Communications Specialist'],
			['Tommaso Rinaldi', 'Video Producer'],
		],
		People: [
			['Giulia Conti', 'Talent Acquisition Lead'],
			['Irene Salvi', 'Learning Partner'],
		],
		Product: [
			['Federico Grassi', 'Product Manager'],
			['Marta Lombardi', 'Design Systems Lead'],
		],
		'Customer Success': [
			['Alessia Monti', 'Customer Success Manager'],
			['Pietro Gallo', 'Implementation Consultant'],
			['Camilla Fontana', 'Customer Education Lead'],
		],
	},
	Pune: {
		Sales: [
			['Rohan Deshpande', 'Account Manager'],
			['Ishita Bhat', 'Sales Operations Analyst'],
			['Sanika Thakur', 'Account Executive'],
		],
		Engineering: [
			['Aditya Ranade', 'Lead Engineer'],
			['Sneha Phadke', 'Cloud Engineer'],
			['Kunal Gokhale', 'Backend Engineer'],
			['Tanvi Shirole', 'Test Automation Engineer'],
			['Nikhil Bapat', 'Developer Advocate'],
			['Farhan Sayyed', 'Frontend Engineer'],
		],
		Marketing: [
			['Priya Nair', 'Demand Generation Manager'],
			['Aarav Mahajan', 'Content Writer'],
		],
		People: [
			['Shruti Kelkar', 'Campus Recruiter'],
			['Manoj Pawar', 'HR Business Partner'],
		],
		Product: [
			['Rhea Dsouza', 'Technical Product Manager'],
			['Varun Inamdar', 'Product Analyst'],
		],
		'Customer Success': [
			['Neha Sathe', 'Customer Success Manager'],
			['Omkar Jadhav', 'Support Engineer'],
			['Pooja Limaye', 'Renewals Manager'],
		],
	},
};

const plain = (name: string) =>
	name
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replaceAll(' ', '.');

function person(
	office: DemoPerson['office'],
	team: string,
	[name, title]: [string, string],
	groups: string[],
): DemoPerson {
	const externalId = plain(name);
	const role = PERSONAS.find((persona) => persona.externalId === externalId)?.role ?? 'employee';
	const email = `${externalId}@${DEMO_DOMAIN}`;
	return { externalId, name, email, team, office, title, groups, role };
}

const entries = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][];

/** All 80 people of the demo company. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
	...entries(APART).flatMap(([group, list]) =>
		list.map(([office, team, name, title]) => person(office, team, [name, title], [group])),
	),
	...entries(COMPETING).flatMap(([office, teams]) =>
		entries(teams).flatMap(([team, list]) => list.map((item) => person(office, team, item, []))),
	),
];

/** Who leads the running contest, as far as a plan can say: the facts have their own luck. */
export const STRONGEST: readonly string[] = [
	...['mira.okafor', 'jonas.berg', 'ana.ruiz', 'priya.nair', 'tom.lindqvist', 'giulia.conti'],
	...['sam.whitfield', 'elif.kaya', 'aditya.ranade', 'chiara.valenti', 'nora.hedlund'],
	...['nikhil.bapat', 'linnea.dahlgren', 'alessia.monti', 'rohan.deshpande', 'sara.holm'],
];

/** Who led the contest before it. */
export const STRONGEST_BEFORE: readonly string[] = [
	...['priya.nair', 'jonas.berg', 'chiara.valenti', 'mira.okafor', 'wilma.strand', 'neha.sathe'],
	...['tom.lindqvist', 'federico.grassi', 'elif.kaya', 'nikhil.bapat'],
];
