"""Synthetic voices: espeak-ng through its C library, 8 kHz float waves in -1..1."""
import ctypes
import ctypes.util
import numpy as np
from scipy.signal import resample_poly

ACCENTS = ["en", "en-us", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-rp", "en-gb-x-gbcwmd",
           "en-029", "en-us-nyc"]
VARIANTS = ["", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5",
            "Alex", "Alicia", "Andrea", "Andy", "Annie", "Denis", "Diogo", "Gene", "Henrique",
            "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael", "Mike", "Nguyen", "Storm", "adam",
            "anika", "announcer", "antonio", "aunty", "belinda", "benjamin", "boris", "caleb",
            "croak", "david", "ed", "edward", "grandma", "grandpa", "iven", "john", "klatt",
            "klatt2", "klatt3", "klatt4", "linda", "marcelo", "max", "michel", "miguel", "norbert",
            "pablo", "paul", "pedro", "quincy", "rob", "robert", "sandro", "shelby", "steph",
            "travis", "victor", "zac", "whisper", "whisperf"]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

# The ten digits as speakers of other languages may say them, spelled for espeak-ng's voices.
FOREIGN = {
    "fr": "zirau ouane tou srie faure faïve sixe sévène eïte naïne",
    "de": "siro uann tuh srih foor feif six sewwen eht nein",
    "es": "sirou uan tu zri for faiv siks seven eit nain",
    "it": "ziro uan tu tri for faiv sics seven eit nain",
    "pl": "ziro łan tu tri for fajw siks sewen ejt najn",
    "nl": "ziero wan toe srie foor faaif siks sevven eet naain",
    "sv": "siro oann to tri får fajv six seven ejt najn",
    "pt": "zírou uane tu tri fór faive sicse séven eite naine",
}

# Words that are no digit and no homophone of one (to, too, for, won, ate are left out).
WORDS = """yes no stop go left right up down on off hello goodbye please thanks okay maybe never
always eleven twelve twenty thirty hundred thousand million hero heaven wine mine fine line nice
night light door more floor great late sick fix fire wife life dive alive nothing something
someone anyone everyone under over number name home house water coffee tea table chair window
computer keyboard mouse music play pause next back forward open close start finish begin end
morning evening afternoon today tomorrow yesterday week month year time day minute second hour
red green blue yellow orange purple black white brown grey pink dog cat bird fish horse cow sheep
tree apple banana bread butter cheese milk sugar salt pepper chicken dinner lunch breakfast happy
sad angry tired hungry big small long short high low hot cold warm cool new old young good bad
better best worse first last near far here there where when why how what who which because if
and but or not with without from into about after before again against all any both each few
many most other some such only own same so than very can will just should now mother father
sister brother son daughter baby man woman boy girl people person child children friend family
school work money city country world street road car bus train plane boat bicycle phone
telephone camera picture movie book page letter paper pen story song voice sound noise silence
river mountain sea ocean lake sky sun moon star cloud rain snow wind storm summer winter spring
autumn north south east west hand head face eye ear nose mouth hair arm leg foot body heart
think know see look hear listen speak talk say tell ask answer read write learn teach run walk
sit stand sleep wake eat drink cook buy sell give take make build break find lose win help wait
turn move stay leave come bring send keep hold push pull cut put set get let seem feel try use
want need like love hate hope wish believe remember forget understand question problem idea
system program science history nature animal plant flower garden kitchen bathroom bedroom
language english german french spanish italian engine machine silver gold iron stone glass wood
zebra sierra foxtrot alpha bravo charlie delta echo golf hotel india juliet kilo lima november
oscar papa quebec romeo tango uniform victor whiskey marvin sheila bed wow happy backward follow
visual learn tooth truth through throw those these this that them then three's weather feather
server sever lemon eaten waiter neither nigh noun known none done gun fun bun thumb once wonder
sunny money honey funny fight five-a-side hide height kite weight straight eighty ninety sixty
seventy fifty forty story glory zorro euro arrow narrow shadow window yellow follow fellow"""
WORDS = sorted({w for w in WORDS.split()
                if w not in ("three's", "five-a-side")})

SENTENCES = """The weather was pleasant and the children played near the river all afternoon.
Please bring the newspaper when you come back from the market this evening.
She said that nothing in the house had changed since the summer.
My brother is learning how bread is made in the old bakery.
The captain looked at the dark clouds and ordered the men below.
We should leave early because the road over the mountain is narrow.
Nobody could explain why the machine stopped in the middle of the night.
He opened the window and listened while the rain fell on the garden.
A small brown dog followed them all the way home from school.
They are talking about music, pictures, and the books they have read.
Could you turn off the light and close the door behind you, please?
The engineer found a better way of cooling the engine.
In the morning the whole city was covered with snow and silence.
I never believed that story, although my father told it every winter.
Yes, of course, that is a very good question, thank you.""".split("\n")


def plain(phonemes):
    return "".join(c for c in phonemes if c not in "',:_|% ").replace("O@", "O")


class Espeak:
    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
        self.rate = self.lib.espeak_Initialize(2, 0, None, 0)
        self.parts = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int,
                                ctypes.c_void_p)

        def take(wav, n, _):
            if wav and n > 0:
                self.parts.append(np.ctypeslib.as_array(wav, (n,)).copy())
            return 0

        self.callback = kind(take)
        self.lib.espeak_SetSynthCallback(self.callback)

    def phonemes(self, text):
        """Returns the sounds of an English text, without stress and length."""
        self.lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self.lib.espeak_SetVoiceByName(b"en")
        pointer = ctypes.c_char_p(text.encode())
        return plain(self.lib.espeak_TextToPhonemes(ctypes.byref(pointer), 1, 0).decode())

    def say(self, text, voice, speed=175, pitch=50, pitch_range=50):
        """Returns float32[n] at 8 kHz, or None when the voice does not exist.

        Text in [[ ]] is phonemes.
        """
        if self.lib.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        for key, value in ((1, speed), (3, pitch), (4, pitch_range)):
            self.lib.espeak_SetParameter(key, int(value), 0)
        self.parts = []
        raw = text.encode() + b"\0"
        self.lib.espeak_Synth(raw, ctypes.c_size_t(len(raw)), 0, 1, 0, 0x101, None, None)
        if not self.parts:
            return None
        x = np.concatenate(self.parts).astype(np.float64) / 32768.0
        assert self.rate == 22050
        return resample_poly(x, 160, 441).astype(np.float32)


def random_voice(rng, whisper=True):
    variants = VARIANTS if whisper else VARIANTS[:-2]
    accent = ACCENTS[rng.integers(len(ACCENTS))]
    variant = variants[rng.integers(len(variants))]
    return accent + ("+" + variant if variant else "")
