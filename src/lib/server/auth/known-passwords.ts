/**
 * The most common passwords that are long enough to pass the length rule, and shorter ones that become so by digits put
 * behind them; lower case, letters and digits only. From what password surveys list year after year (NordPass, NCSC's
 * list of 100,000, SplashData): the length rule refuses nearly all of those by itself.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
	`123456789012 1234567890123 12345678901234 123456789123 1234567891234 012345678910 0123456789012
	123412341234 123456123456 123123123123 111111111111 000000000000 121212121212 987654321098 102030405060
	147258369147 147258369258 159753159753 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv
	qazwsxedc123 zaq12wsxcde3 zaq1xsw2cde3 q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopasdf
	qwertyuiopas qwertyqwerty qwerty123456 qwerty1234567 qwerty12345678 qwertyasdfgh qwertyasdfghzxcvbn
	asdfghjkl123 asdfghjklqwerty asdfasdfasdf asdfghjklzxcvbnm zxcvbnmasdfghjkl zxcvbnm12345 zxcvbnmzxcvbnm
	mnbvcxzlkjhgfdsa poiuytrewq qwertzuiop qwertzuiop123 azertyuiop azertyuiop123 qwertyuiop asdfghjkl
	password passwort parola losenord lösenord passord salasana contrasena motdepasse senha wachtwoord
	password1234 password12345 password123456 passwordpassword password123password thepassword mypassword
	mypassword123 yourpassword changeme changemenow changemeplease pleasechangeme changethis letmein letmeinnow
	letmeinplease welcome welcome12345 welcomewelcome welcomehome welcometo welcomeback administrator
	administrator1 adminadmin adminadmin123 admin1234567 admin12345678 admin123456789 administrator123 superadmin
	superuser rootroot rootrootroot rootpassword adminpassword userpassword testpassword testtesttest
	testtest1234 testing12345 testing123456 defaultpassword temporary temppassword temporarypassword
	supersecret topsecret secretsecret secretpassword iloveyou iloveyou1234 iloveyousomuch iloveyouforever
	ilovemyself iloveyouiloveyou sunshine sunshine1234 princess princess1234 football football1234 baseball
	baseball1234 basketball basketball123 superman superman1234 spiderman batmanbatman pokemonpokemon
	starwars starwars1234 dragon123456 monkey123456 master123456 michael12345 shadow123456 computer computer1234
	internet internet1234 trustno1 trustno1234 whatever whatever1234 abcdefghijkl abcdefghijklm abcd12345678
	abc123456789 abc123abc123 abcd1234abcd abcdabcdabcd abcdef123456 a1b2c3d4e5f6 aa123456789 aaa123456789
	aaaa11112222 google123456 facebook facebook1234 facebook123456 linkedin linkedin1234 microsoft microsoft123
	samsung12345 liverpoolfc manchester manchesterunited barcelona chelseafc correcthorsebatterystaple
	correcthorse batterystaple letmeinletmein opensesame hellohello hellohello123 helloworld helloworld123
	goodmorning goodmorning1 summer summer2024 summer2025 summer2026 winter winter2024 winter2025 winter2026 spring autumn
	november december september october laurel laurellaurel laureldemo advocacy company companypassword qwerty
	sommar sommaren midsommar juventus forzajuve buongiorno ciaociaociao amoremio stockholm goteborg`
		.split(/\s+/)
		.filter(Boolean),
);
