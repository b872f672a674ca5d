import { groupTerms } from './term-groups.ts'

/** Terms of words that may say the same ("plays", "portrayed"), without the term itself. */
export function listRelatedTerms(term: string): readonly string[] {
  return related.get(term) ?? []
}

/** Common English words of questions, with what answers say instead. */
const groups = `
affect influence impact effect; agree accept approve consent; air premiere broadcast release; allow
permit let enable grant; animal species; appoint elect choose select name nominate director; arrest
imprison jail detain; arrive reach come land; associated linked correlated related; attack invade
assault strike raid; attempt try; attend study graduate educate student alumni; ban prohibit outlaw
forbid illegal; bear born birth native; become became elect appoint crowned succeed turn grow; begin
start commence open launch introduce introduction inaugurate establish initiate institute debut
premiere onset since began begun first; believe belief faith hold; big large great major huge vast;
body organization agency council; book novel volume work; border boundary adjacent neighbor; build
construct erect structure architect built; buy purchase acquire sell sale acquisition sold; capture
seize take occupy conquer; cause result lead due because reason trigger bring; cell tissue; center
centre middle central; change alter modify convert transform shift; child son daughter kid baby
offspring; church cathedral; citizen resident national; city town municipality; come origin derive
stem root etymology descend came; come release premiere debut; company firm business corporation
enterprise; complete finish; connect link join; conquer defeat annex occupy; contain hold store;
control command regulate govern; cost price pay expensive worth value charge spend fee budget;
country nation state; crime criminal offense; current now present incumbent today; damage destroy
harm; decide determine decision depend; decrease reduce decline fall drop lower shrink loss; deep
depth; describe characterize depict define; design architect plan develop draw; destroy ruin
demolish; die death dead kill perish decease assassinate execute drown asphyxiate fatal mortality
casualty; differ distinct; difficult hard complex; direct director head lead manage run chair chief
govern administer; discover find detect identify discovery; doctor physician clinician medical;
drink beverage; drug medication medicine pharmaceutical; duty role function responsible task
regulate charge power; easy simple; eat feed consume diet; end stop cease finish conclude last final
close abolish discontinue terminate expire repeal halt until latest; energy power; enter join admit
enrol; example include; fail failure; family relative; famous known popular notable; fast speed
quick rapid velocity; film movie picture cinema shot drama; flow run drain river; fly flight; follow
after next succeed; food eat meal diet dish; found establish create form start set founder begin
organized creation; friend companion ally; game match play; give grant award provide present; god
deity; government administration authority regime; grow cultivate plant; happen occur event take
place; hate dislike; help aid assist support; high highest tallest tall elevation height peak
altitude; hurt injure wound; important significant key main major primary; include contain consist
comprise compose feature have; increase higher raises elevated enhanced greater up-regulated
promotes; increase rise grow raise growth gain expand higher; independent autonomy; invent inventor
discover develop devise patent innovate introduce discovery; job occupation profession work career
employ position labor; join member; judge court justice; kid child children pediatric; kill murder
slay assassinate; kind type form sort variety class category species; language speak; large largest
big biggest great greatest major most; law act legislation statute bill; lead led leader headed
commanded ruled; leader head chief president chairman director king ruler commander; leave depart
flee exit; live reside inhabit home dwell settle habitat population; locate situate site lie place
set stand base headquarter; long length last duration stretch span; lose lost defeat loser; lose
loss defeat fail; love like; main primary chief principal major mostly; make produce create
manufacture build construct form generate production maker yield made creator; make represent
comprise constitute; many number total count several numerous amount; marry marriage wife husband
spouse wed; mean define definition refer stand signify denote literal term derived; measure unit
metric; member belong part; method way technique process manner; money fund finance revenue income
wealth; money currency; move transfer migrate relocate travel; name call know title term dub refer
nickname known; near close adjacent; need require necessary essential must; new modern recent
current; often frequently commonly; old age years oldest; old age ancient early; oppose against
object resist reject; organ body; own owner possess belong property hold acquire bought purchased;
parent father mother; part component element portion section piece consist; patient subject
participant; pay payment wage salary earn income cost fund; people population inhabitant person
citizen individual; percent percentage; place held occur venue host; plane aircraft; plant tree
crop; play portray star cast role character voice act actor actress perform appear; power authority
control; prevent stop avoid prohibit ban forbid; prison jail; prize award medal honor trophy;
problem issue difficulty; process procedure; protect defend guard preserve conserve; punish penalty;
purpose function role serve aim goal objective intend design; receive get obtain gain earn accept
award; reduce lower decrease inhibits suppressed diminished attenuated; reject refuse deny decline;
release publish issue debut; religion church faith; replace substitute succeed supersede follow;
represent symbolize stand signify; restart resume restore reopen reestablished revive renew rebuild;
result effect consequence outcome impact; rule reign govern ruler king emperor monarch sovereign;
run operate; say state claim argue assert declare announce suggest express allege; school college
university academy education; scientist researcher; score point goal; season series; separate divide
split partition; set place fictional town scene; ship boat vessel; show demonstrate indicate reveal
prove display suggest proof shown found; show series program television tv sitcom; sick ill disease
disorder; sign treaty agreement accord; sign signatory signature treaty; similar like resemble same;
sing singer song vocal record perform track musician band sang sung cover single; small little tiny
minor; song single track tune recording; stop discontinued withdrew terminated ceased; store shop
outlet location; student pupil enroll; study learn research examine investigate; succeed success;
support back favor endorse; teach teacher instruct educate professor; team club franchise side squad
play; tell say inform report; test exam trial; theory hypothesis idea propose suggest; think believe
consider opinion view theory regard idea; train railway rail; travel journey trip voyage; treat
treatment therapy cure; use utilize employ apply usage purpose serve; usual typical normal general
common frequent; vehicle car automobile; vote elect ballot; want wish desire seek; war battle
conflict fight combat; water river lake sea ocean; wear dress costume; wide width broad; win winner
victory champion defeat beat title gain championship won; write author compose pen publish novel
writer songwriter lyricist wrote written; wrong incorrect false misconception; year annual; absorb
absorption uptake; accident crash collision; accuse charge blame; achieve accomplish attain; actor
performer; add addition append supplement; admire respect; adopt adoption; advantage benefit merit;
disadvantage drawback limitation; advise recommend recommendation counsel; age era period epoch; aim
target; alive survive; ally alliance coalition; ancestor descend descent lineage; anger angry
outrage; apply application; army military troops soldiers force; arrange organize; ask request
inquire; assemble gather meet; assume suppose presume; author attribute; average mean typical; baby
infant newborn; beautiful attractive; bottom base lowest; brain mind; break fracture; bright
luminous; bury burial grave tomb; capital headquarters; care nursing; carry transport convey;
ceremony ritual; challenge dispute; cheap inexpensive low; chemical compound substance; choose pick
prefer; classify classification categorize group; clean pure; climate weather; clothes clothing wear
garment; coin currency; collapse fall; collect gather collection; colony settlement colonial; color
hue; command order; comment remark; communicate communication; compete competition contest rival;
complain complaint; complete entire whole total; concern worry; condition state; congress parliament
legislature; consequence result; construct construction; continue persist remain; contribute
contribution; convert conversion; cook prepare; correct fix; count tally; courage brave; criticize
criticism critic condemn; crop harvest; crown coronation; custom tradition practice; dangerous
hazard risk; dark black; debt loan owe; decade years; defense protection; delay postpone; delegate
representative; demand require; dense density; deny denial; desert arid; destroy destruction; detail
specific; diagnose diagnosis; diameter width; dictionary lexicon; digest digestion; director
filmmaker; disappear vanish; discuss discussion debate; dismiss fire remove; disperse spread;
distance far; document record; dominate dominant; double twice; edge border; elect presidency;
element component; emit emission; emperor imperial; employ hire; encourage promote; enemy opponent;
enforce enforcement; engine motor; enormous huge; environment surroundings; equal same; escape flee;
estimate approximately about around; eventually finally; evidence proof; exact precise; examine
inspect; excess surplus; exchange trade; exist existence; expel exile banish; expensive costly;
experience undergo; experiment test; expert specialist; explain explanation account; explore
exploration expedition; export import trade; extend extension reach; extinct extinction; factor
reason; factory plant mill; faculty professor staff; farm agriculture farmer; fat lipid; feature
characteristic trait; female woman; festival celebration; field area; fire burn blaze; fish fishing;
flag banner; flood flooding; focus emphasis; foreign overseas; forest wood rainforest; fossil
remains; foundation base; freedom liberty; fuel gas oil; fund sponsor; funeral burial; general
commander; glacier ice; goods products; govern governance; graduate degree; gravity gravitational;
guilty plead; harm damage; heat thermal temperature; hide conceal; hill mountain; historian scholar;
holiday festival; hospital clinic; hot warm; hour minutes; hunt hunting; identical same; illegal
unlawful; immigrant immigration migrate; imprisonment sentence; improve improvement enhance;
inflation prices; inherit inheritance; inhibit block; injury wound; instruction teaching; instrument
device; insurance coverage; intelligence information; intend plan; interact interaction; interpret
interpretation; invasion invade; invest investment; island isle; join unite; journal magazine
publication; key crucial; kingdom realm; labor worker; landscape terrain; launch liftoff; lawyer
attorney legal; layer stratum; lecture speech; length kilometers miles; letter correspondence;
liquid fluid; literature literary; living alive; local native; lord noble; machine device; magnitude
size; maintain preserve; majority most; male man; manage control; maximum highest most; minimum
lowest least; merge merger combine unite; message letter; metal iron; mine mining; mistake error;
mix mixture blend; monk monastery; moral ethical; mountain peak range; murder homicide; narrow thin;
nature natural; negotiate negotiation treaty; nerve neural; newspaper press; noise sound; nuclear
atomic; nurse nursing; obey comply; observe observation; obtain acquire; occasion event; ocean sea;
office position; offspring descendants; oil petroleum; opening entrance; operation surgery; opinion
view; opponent rival; option choice; orbit revolve; outside external; inside internal; owner
proprietor; oxygen air; pain ache; paint painting painter; paper article; partner partnership; peace
treaty; peasant farmer; percent share; permanent lasting; physics physicist; pilot captain; pipe
tube; planet earth; plot story; poem poet poetry; poison toxic; police officer; policy program;
politician political; pollution pollute; poor poverty; port harbor; possible potential; pray prayer
worship; predict forecast; predator prey; pregnant pregnancy; priest clergy; prince royal; print
publish; profit earnings; progress advance; promise pledge; propose proposal suggest; protest
demonstration; province region; publish publication; quality standard; queen royal; quick rapid;
quit resign resignation; race ethnic; radio broadcast; rain rainfall precipitation; rank position;
rate speed; react reaction response; read reader; rebel rebellion revolt uprising; reign throne;
recognize recognition; recommend suggest; recover recovery; refuge refugee; region area zone;
relation relationship; religious faith; remember memory; rent lease; repair fix; represent
representative; reproduce reproduction; research scientist; respond response answer; restrict limit;
retire retirement; reveal disclose; revolution revolt; rich wealthy wealth; river stream; road
highway route; robbery theft; rock stone; route path; sacred holy; salary wage; saint holy; sample
specimen; satellite spacecraft; scholar academic; script screenplay; season spring summer autumn
winter; secret hidden; security safety; seed grain; senate senator; sequence series; servant slave;
settle colonist settlement; severe serious; shape form; shift change; shoot gun; shore coast;
shortage lack scarcity; sight vision; silent quiet; sin evil; site location; skill ability; skin
dermal; slave slavery; smoke smoking; snow winter; solar sun; soldier troops; solid hard; solve
solution; sound noise; speech address; split divide; sport athletic; stable steady; staff employee;
stage phase; star celebrity; statue sculpture; steal theft; steam vapor; storm hurricane; strategy
plan; stress pressure; strong powerful; structure building; subject topic; substance material;
suffer suffering; suicide death; summit peak; supply provide; surface exterior; surrender
capitulate; survive survivor; swim swimming; switch change; taste flavor; tax taxation; technology
technical; temple shrine; territory land; theater stage; threat danger; throne crown; ticket
admission; tool instrument; top highest; tour concert; trade commerce; tragedy disaster; translate
translation version; trap catch; tribe people; tribute honor; trouble problem; tube pipe; tumor
cancer; tunnel underground; twin double; typical usual; uniform dress; union unite; universe cosmos;
urban city; vaccine vaccination immunize; valley basin; vary variation range; vein blood; version
edition; victim casualty; village town; violence violent; virus viral; visible seen; vitamin
nutrient; volcano volcanic eruption; wage pay; wall barrier; warm heat; warn warning; waste trash;
wave tide; weapon gun; weather climate; weight mass; wind storm; wine grape; worker employee;
worship pray; wound injury; youth young
`

const related = groupTerms(groups)
