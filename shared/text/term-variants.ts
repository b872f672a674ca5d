import { groupTerms } from './term-groups.ts'

/**
 * Terms of other forms of a word that stemming keeps apart: "sing" and "sang", "3" and "third",
 * "France" and "French". Without the term itself.
 */
export function listTermVariants(term: string): readonly string[] {
  return variants.get(term) ?? []
}

const groups = `
sing sang sung; win won; write wrote written; make made; take took taken; begin began begun; lead led;
build built; hold held; come came; give gave given; find found; go went gone; say said; wear wore worn;
eat ate eaten; buy bought; bring brought; catch caught; choose chose chosen; draw drew drawn;
drive drove driven; fall fell fallen; feel felt; fly flew flown; fight fought; grow grew grown;
know knew known; leave left; lose lost; meet met; pay paid; run ran; rise rose risen; see saw seen;
send sent; shoot shot; sell sold; speak spoke spoken; spend spent; stand stood; strike struck;
teach taught; think thought; tell told; get got gotten; become became; break broke broken;
steal stole stolen; swim swam swum; throw threw thrown; hide hid hidden; keep kept; sleep slept;
seek sought; bear bore born; bind bound; drink drank drunk; freeze froze frozen;
forbid forbade forbidden; ride rode ridden; shake shook shaken; sink sank sunk; spring sprang sprung;
swear swore sworn; tear tore torn; wake woke woken; withdraw withdrew withdrawn; lie lay lain;
man men; woman women; child children; person people; foot feet; tooth teeth; mouse mice; life lives;
wife wives; die dead death died; theater theatre; color colour; center centre;
1 one first; 2 two second; 3 three third; 4 four fourth; 5 five fifth; 6 six sixth; 7 seven seventh;
8 eight eighth; 9 nine ninth; 10 ten tenth; 11 eleven eleventh; 12 twelve twelfth;
13 thirteen thirteenth; 14 fourteen fourteenth; 15 fifteen fifteenth; 20 twenty twentieth; 30 thirty;
50 fifty; 100 hundred;
america american; france french; britain british; germany german; england english; spain spanish;
italy italian; china chinese; japan japanese; russia russian; india indian; ireland irish;
scotland scottish; europe european; africa african; asia asian; greece greek; rome roman;
canada canadian; mexico mexican; australia australian; netherlands dutch; poland polish;
turkey turkish; egypt egyptian; brazil brazilian; sweden swedish; switzerland swiss; denmark danish;
norway norwegian; portugal portuguese; israel israeli; iran iranian persian; iraq iraqi;
korea korean; vietnam vietnamese; haiti haitian; kenya kenyan
`

const variants = groupTerms(groups)
