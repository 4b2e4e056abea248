"""Words that are no digit: more words to train with, and two lists that are never trained on.

Words that sound exactly like a digit (to, too, for, fore, won, ate, sicks) are in no list: nobody
can tell them from the digit by ear.
"""
from voices import SENTENCES, WORDS

# Thresholds are chosen with CHOOSE; REPORT is what the MODEL_CARD reports.
NEAR = """tree free sex heaven night fine nice line hate wait sun want shoe force hero sticks gate
wine evening river""".split()
REPORT = sorted(set(NEAR + """apple beautiful bottle bridge button camera candle carry chance change
cheap circle clean clock cloth corner count cover cross danger dark decide deep desk dirty doctor
double dream drive early earth easy empty enough equal event example expect famous farm fast
favour fear field figure finger floor flower forest frame fruit glad grass ground group guess
guitar hammer happen heavy hospital island jacket join judge jump kitchen knife ladder laugh
leather lesson level library market master meeting member metal middle mirror modern monkey
nothing number okay paint paper pencil perfect piano pocket police potato power pretty prison
quick quiet rabbit radio reason ribbon river rocket salad school second shoulder sister soldier
spider square station stone student sugar table television ticket tiger tomorrow travel trouble
under village visit wagon water window winter yesterday""".split()))
CHOOSE = sorted(set("""fun dive bright mice fame seat sixth never pine through too-long store hay
sort phone lever main tooth anchor arrive basket blanket bother bucket carpet castle cattle cheese
chicken collar copper cotton cousin curtain desert dinner dragon elbow engine eleven father feather
film follow garden giant honest hundred insect jelly lemon magic maybe mother music needle north
office orange parent picture pillow please purple question ribbon sailor saddle silver smoke
sorry stop summer sweet thunder today tower turn uncle voice walk wild yellow yes no hello
goodbye""".split()) - {"too-long"} - set(REPORT))
HELD_OUT = set(REPORT) | set(CHOOSE)
# These sound like a held-out word, or hold one.
ALIKE = {"son", "sunny", "weight", "knight", "paws", "know", "maine", "mane", "nights", "threes"}

MORE = """able above accept across act action actor add address adult advice afraid age ago agree aim
air alarm album allow almost along already also amount ancient angle animal ankle annoy another
apart appear apply area argue army around arrest art aside asleep attack attempt aunt author avoid
awake award aware awful axe back badge bag bake balance ball balloon bang bank bar bare bark barrel
base basic bath battle bay beach bean bear beard beat beer begin behave belief bell belong belt
bench bend beneath beside between beyond bill bin bit bite bitter blade blame blank bless blind
block blood blow board bone bonus boot border boss both bottom bounce bowl box brain branch brave
breath breeze brick brief broad broken brush bubble build bulb bull bullet burn burst bush busy
cabin cable cage cake calm camp canal cancel cap card care case cash cast catch cause cave ceiling
cell cent centre chain chalk charge charm chase chat cheek cheer cherry chess chest chief chin
chip choice choose church claim class claw clay clerk clever cliff climb close cloud club coach
coal coast coat code coin collect comb comfort comic common compare contain control copy cord corn
correct cost cough course court crab crack craft crash crazy cream creature crew crime crisp crowd
crown cruel crush cry cup cure curve custom cycle daily damp dance date dawn dead deaf deal dear
debate debt decay deck deer defend degree delay deliver demand dentist deny depend depth deserve
design detail device devil diary dice diet dig direct dish disk ditch dock doll donkey dot doubt
dough drag drain draw dress drift drill drop drum dry duck due dull dust duty eager eagle edge edit
effect effort either elect else energy enjoy enter error escape even ever evil exact exam excuse
exist exit expert extra fabric fact fade fail faint fair faith fall false fan fancy fare fashion
fat fault feast fee fellow female fence fetch fever few fiction fifth fifteen fifty film filter
final find firm fist fit five-star flag flame flash flat flavour flesh flight float flock flood
flow flour flu fluid fly focus fog foil fold folk food fool forbid fork form fort forth forty
fourteen fourth fox frog frost frozen fuel full fund funny fur future gain gallery gallon game gang
gap gas gather gentle ghost gift ginger give globe glove glue goal goat govern grab grace grade
grain grand grape graph grave great greet grill grip grow guard guest guide guilt gum gym habit
hail half hall halt ham handle hang harbour hard harm harvest hat hawk heal health heap heat
heel help hen herb hide hill hint hire hit hive hold hole hollow holy hook hope horn host hug huge
human hunt hurry hurt ice icon idle ill image inch indeed inside invite iron issue itch item jail
jam jar jaw jazz jeans jet jewel job joke journey joy juice junior just keen kettle kick kid kill
kind king kiss kit kneel knee knit knock knot lab label lace lack lady lamb lamp land lane lap
large laser late launch law lawn lazy lead leaf leak lean leap leg lend length lens less liar
lid lie life lift like limb limit link lion lip list live liver load loaf loan local lock log
lonely loop loose lord lose loud love low luck lump lung machine mad mail male map march mark
mask mass mat match mate math meal mean meat melt mend menu mercy mess mild mile mind mix mode
mood moral mount mud muscle myth nail naked name nasty nation naval navy neat neck nerve nest net
nice-looking nineteenth nod noon norm note novel nurse nut oak obey odd offer oil onion onto opera
oral oven owe owl own pace pack pain pair palace palm pan panel park part pass past paste path pay
peace peach pear pen pet pick pie pig pile pill pilot pin pipe pit pizza place plain plan plate
plenty plot plug poem poet point poison pole pond pool poor pop port pose pot pour praise pray
press price pride prince print prize proof proud pump punch pupil pure queen quit race rack rail
range rank rare rat rate raw ray reach ready real rear rely rent rescue rest rice rich ride right
ring rise risk rival roast rob rock rod role roll roof root rope rose rough round row royal rub
rude rug ruin rule rush sack safe sail sake sale salt same sand sauce save scale scene score seal
seat-belt seed seek self sense serve sew shade shake shape share sharp shave shed sheet shelf shell
shine ship shirt shock shop shore shut shy sick side sight sign silk silly sing sink site six-pack
sixteen eighteen sixteenth skill skin skirt slave sleeve slice slide slim slip slope slow smart
smell smile smooth snake soap social sock soft soil solid solve soon sore soul soup sour space spare
spark spell spend spice spin spirit split spoil spoon sport spot spray spread stable staff stage
stair stamp star state steak steal steam steel steep stem step stick stiff sting stir stock stomach
storm strange straw street stress strike string strip strong stuff style such suffer suit sure swim
swing switch sword tail talent tall tank tape task taste tax teeth ten tennis tent term test text
thank theatre theft theory thick thief thin thing thirst thorn thread threat three-legged throat
throne throw thumb tide tidy tie tight tile till time tin tiny tip tire title toast toe tone tongue
tool top toss total touch tough tour towel toy track trade trail trap trash treat trend trial trick
trip truck true trust truth try tube tune twin twist two-faced type ugly union unit until upset
urban urgent use usual vain valley value van vast verb verse very vice view vine virus vital vivid
vote wage waist wall war warm warn wash waste wave wax way weak wealth wear weapon weave web wed
weed weigh well wet whale what wheat wheel whip whole wide widow width wing wipe wire wise witch
wolf won't wool word worm worry worth wound wrap wreck wrist wrong yard yawn year yell yet young zip
zone zoo zeal zest nave knave nave's sieve civic sift sips sit sits silk sing fives' fiver seven-up
severn savvy suffix sever seventy given even eve eating eighth eighty aid ace ache ape nap nine-pin
ninth ninety knives nylon line-up lime rhyme mime dime time tame one-way wander wonder swan swam once
why wait-list ward warm war wall wool wood too-tall tool tomb toot tooth tune tea tour chew dew few
new view zoo sue who threw thrill thrift thrive thirty thirst third three-way theme fleet flee fry
freeze priest frieze foe four-by-four fought fall fault full foal foul fell vote horse course lore
roar raw saw shore zealous zebra zinc zodiac z heroic earrow sorrow borrow row""".split()
MORE = sorted({w for w in MORE + WORDS if not set(w) & set("-'")} - HELD_OUT - ALIKE - {"z", "even"})

VOWELS = "I i: E a A: 0 O: V U u: 3: eI aI oU aU OI".split()
ONSETS = "p b t d k g f v s z m n l r w h S tS dZ j T pr br tr kr gr fr pl bl kl fl sp st sk".split()
CODAS = "p b t d k g f v s z m n l S tS dZ st ks nt mp lt".split()
# A digit's sounds, and what makes another word of it: no sound that an accent may put there.
CHANGES = {
    "z I@ r oU": {0: "m l k b S", 1: "a eI aI 0", 3: "i: a u: oUk oUn"},
    "w V n": {0: "b k p g l r", 1: "i: I eI aI oU", 2: "t k l S tS"},
    "t u:": {0: "k p m l b", 1: "i: eI a aI oU u:l u:m u:n u:f u:tS"},
    "T r i:": {0: "p k g b", 2: "u: a aI eI i:p i:t i:m i:l i:d"},
    "f O:": {0: "k m l d g b", 1: "i: eI aI O:k O:l O:t O:n"},
    "f aI v": {0: "l d k m w r", 1: "i: u: I oU", 2: "l k d p t m"},
    "s I ks": {0: "m p k l r n", 1: "O: aI oU eI", 2: "t l n m st p"},
    "s E v @ n": {0: "l m k r d", 1: "u: oU aI", 2: "t k p l m", 4: "l k"},
    "eI t": {0: "u: O: oU geI leI meI deI reI", 1: "m n l z dZ v"},
    "n aI n": {0: "p k d b S", 1: "u: i: oU O:", 2: "l k p"},
}


def made_up(rng):
    """Phonemes of a word that does not exist, or a digit with one sound changed."""
    if rng.random() < 0.6:
        digits = list(CHANGES)
        sounds = digits[rng.integers(10)]
        at = list(CHANGES[sounds])
        at = at[rng.integers(len(at))]
        others = CHANGES[sounds][at].split()
        sounds = sounds.split()
        sounds[at] = others[rng.integers(len(others))]
    else:
        sounds = []
        for _ in range(1 + (rng.random() < 0.5)):
            sounds += [ONSETS[rng.integers(len(ONSETS))] if rng.random() < 0.85 else "",
                       VOWELS[rng.integers(len(VOWELS))],
                       CODAS[rng.integers(len(CODAS))] if rng.random() < 0.6 else ""]
    return "".join(sounds)


def sentence(rng):
    """Words that may be trained on, in any order."""
    glue = "the a of in on and was is with my her very not at".split()
    return " ".join(glue[rng.integers(len(glue))] + " " + MORE[rng.integers(len(MORE))]
                    for _ in range(rng.integers(3, 6)))
