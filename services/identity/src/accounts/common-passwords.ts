/**
 * The words and rows that people's commonest passwords are made of, in lower case. A password that is one of them once
 * the digits and marks around it are taken away, or that repeats one, is guessed first.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passwort passw0rd p@ssw0rd p@ssword motdepasse contrasena senha changeme changemenow changethis letmein
   letmeinnow letmeinplease welcome welcomeback welcometo administrator administration admin adminadmin superadmin
   superuser rootroot sysadmin default defaultpassword temporary temppassword secret secretpassword topsecret supersecret
   mypassword newpassword oldpassword yourpassword thepassword passwordpassword testpassword testtest testtesttest
   qwerty qwertyuiop qwertyqwerty qwertyuiopasdf qwertzuiop qazwsx qazwsxedc qazwsxedcrfv asdfghjkl asdfghjklqwe
   zxcvbnm zxcvbnmasdf azertyuiop poiuytrewq asdfasdf asdfasdfasdf zaqxswcde iloveyou iloveyouso iloveyoutoo
   ihateyou loveyouforever football footballer baseball basketball superman batman spiderman starwars pokemon
   princess sunshine sunshineday dragon dragonball monkey shadow master mustang michael jennifer jessica charlie
   jordan hunter ashley computer internet whatever trustno liverpool manchester barcelona realmadrid chelsea arsenal
   throughline continuousdelivery deployment productionpassword correcthorsebatterystaple abcdefghijkl abcdefghijklmnop
   abcdefgh abcabcabcabc abcd aabbccddeeff companyname hellohello helloworld hellothere helloworldhello googlegoogle
   facebook linkedin microsoft windows summer winter spring autumn january february march april monday friday`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
