type IrregularForms = { readonly past: string; readonly participle: string }

/** The irregular verbs of English with their two past forms, by base form. */
export function findIrregular(verb: string): IrregularForms | undefined {
  return irregular.get(verb)
}

/** Base forms of all of them. */
export function listIrregularVerbs(): readonly string[] {
  return [...irregular.keys()]
}

/** True for "taken", "begun", "sent": not for "took", which is a past tense alone. */
export function isIrregularParticiple(word: string): boolean {
  return participles.has(word)
}

/** True for "took", "began", which can only be a past tense. */
export function isIrregularPastOnly(word: string): boolean {
  return pasts.has(word) && !participles.has(word) && !irregular.has(word)
}

/** Each verb with all its forms: "take", "took", "taken". */
export function listIrregularForms(): readonly (readonly string[])[] {
  return [...irregular].map(([base, { past, participle }]) => [base, past, participle])
}

/** Base, past tense and participle; two forms where the last two are one; one where all are. */
const table = `
abide abode; arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten;
become became become; befall befell befallen; beget begot begotten; begin began begun; bend bent;
beset; bespeak bespoke bespoken; bet; bid; bind bound; bite bit bitten; bleed bled; blow blew blown;
break broke broken; breed bred; bring brought; broadcast; build built; burst; buy bought; cast;
catch caught; choose chose chosen; cling clung; come came come; cost; creep crept; cut; deal dealt;
dig dug; do did done; draw drew drawn; drink drank drunk; drive drove driven; dwell dwelt;
eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled;
fling flung; fly flew flown; forbear forbore forborne; forbid forbade forbidden; forecast;
forego forewent foregone; foresee foresaw foreseen; foretell foretold; forget forgot forgotten;
forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen;
get got got; give gave given; go went gone; grind ground; grow grew grown; hang hung; have had;
hear heard; hide hid hidden; hit; hold held; hurt; inset; interweave interwove interwoven; keep kept;
kneel knelt; know knew known; lay laid; lead led; leave left; lend lent; let; lie lay lain; light lit;
lose lost; make made; mean meant; meet met; mislay mislaid; mislead misled; misread; misspell misspelt;
mistake mistook mistaken; misunderstand misunderstood; mow mowed mown; offset; outdo outdid outdone;
outgrow outgrew outgrown; outrun outran outrun; outsell outsold; overcome overcame overcome;
overdo overdid overdone; overdraw overdrew overdrawn; overeat overate overeaten; overhear overheard;
override overrode overridden; overrun overran overrun; oversee oversaw overseen; oversleep overslept;
overtake overtook overtaken; overthrow overthrew overthrown; overwrite overwrote overwritten; partake partook partaken;
pay paid; prepay prepaid; preset; proofread; prove proved proven; put; quit; read; rebuild rebuilt; recast;
redo redid redone; redraw redrew redrawn; regrow regrew regrown; remake remade; rend rent; repay repaid;
reread; rerun reran rerun; resell resold; resend resent; reset; resit resat; retake retook retaken;
retell retold; rethink rethought; rewind rewound; rewrite rewrote rewritten; rid; ride rode ridden;
ring rang rung; rise rose risen; run ran run; saw sawed sawn; say said; see saw seen; seek sought;
sell sold; send sent; set; sew sewed sewn; shake shook shaken; shear sheared shorn; shed; shine shone;
shoot shot; show showed shown; shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit sat;
slay slew slain; sleep slept; slide slid; sling slung; slit; sow sowed sown; speak spoke spoken;
speed sped; spend spent; spin spun; spit spat; split; spread; spring sprang sprung; stand stood;
steal stole stolen; stick stuck; sting stung; stink stank stunk; strew strewed strewn;
stride strode stridden; strike struck struck; string strung; strive strove striven; sublet;
swear swore sworn; sweep swept; swell swelled swollen; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought; throw threw thrown; thrust; tread trod trodden;
unbend unbent; unbind unbound; undercut; undergo underwent undergone; understand understood;
undertake undertook undertaken; underwrite underwrote underwritten; undo undid undone;
unfreeze unfroze unfrozen; unwind unwound; uphold upheld; upset; wake woke woken; wear wore worn;
weave wove woven; weep wept; wet; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written
`

const irregular: ReadonlyMap<string, IrregularForms> = new Map(
  table.split(';').map((entry): [string, IrregularForms] => {
    const [base = '', past = base, participle = past] = entry.trim().split(/\s+/)
    return [base, { past, participle }]
  }),
)

const participles: ReadonlySet<string> = new Set(
  [...irregular.values()].map(({ participle }) => participle),
)

const pasts: ReadonlySet<string> = new Set([...irregular.values()].map(({ past }) => past))
