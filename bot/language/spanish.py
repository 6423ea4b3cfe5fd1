"""The forms of Spanish verbs, nouns and adjectives, from what the tables list.

Verbs are listed as infinitives, with what belongs to them: "olvidarse de", "meter la pata", "liarla". Their
forms have the tags base, based (with a pronoun at its end), s (present), past (also with haber), was
(imperfect), done, ing and sub, all of the third person; me, you and we are the past of the other persons.
Accents that chat leaves out may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MERGED = True  # "se ha olvidado de" is one verb
_PARTS = re.compile(r"(\w*[aeiáéí]r)(se)?(la|las|lo|los)?")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_SHARP = str.maketrans("aei", "áéí")  # decir, decírselo
# The vowel of the stem changes where the stress is on it, and in some in -ir also elsewhere in the past.
_IE = frozenset(
    """cerrar pensar negar despertar confesar apretar recomendar perder entender atender desatender defender
    mentir preferir advertir sugerir empezar comenzar quebrar calentar desplegar plegar sentir convertir herir
    referir consentir sentar querer tender acertar""".split()
)
_UE = frozenset(
    """probar comprobar mostrar demostrar encontrar acordar recordar colgar descolgar contar costar volver
    devolver mover remover revolver resolver poder dormir morir colar soltar apostar rodar renovar forzar
    reforzar desaprobar aprobar""".split()
)
_I = frozenset(
    "pedir despedir impedir seguir conseguir perseguir repetir servir medir elegir corregir rendir".split()
)
_STRESSED = frozenset("enviar confiar desviar variar liar enfriar fiar actuar evaluar desconfiar".split())
# The past of those that go their own way: its stem, and the ending of "they".
_PAST = {
    **{verb: (stem, "ieron") for verb, stem in (
        ("tener", "tuv"), ("estar", "estuv"), ("andar", "anduv"), ("poder", "pud"), ("poner", "pus"),
        ("saber", "sup"), ("hacer", "hic"), ("querer", "quis"), ("venir", "vin"), ("haber", "hub"))},
    **{verb: (stem, "eron") for verb, stem in (
        ("decir", "dij"), ("traer", "traj"), ("ducir", "duj"))},
}  # fmt: skip
_WHOLE_PAST = {
    "dar": "di diste dio dimos disteis dieron",
    "ser": "fui fuiste fue fuimos fuisteis fueron",
    "ir": "fui fuiste fue fuimos fuisteis fueron",
    "ver": "vi viste vio vimos visteis vieron",
}
_PRESENT = {
    "tener": "tien", "venir": "vien", "decir": "dic",
}  # fmt: skip
_SHORT_PRESENT = {"ser": "es son", "ir": "va van", "estar": "está están", "dar": "da dan", "haber": "ha han"}
_DONE = {
    "romper": "roto", "abrir": "abierto", "cubrir": "cubierto", "scribir": "scrito", "hacer": "hecho",
    "poner": "puesto", "ver": "visto", "volver": "vuelto", "solver": "suelto", "morir": "muerto",
    "decir": "dicho", "ir": "ido", "ser": "sido",
}  # fmt: skip
_WAS = {"ser": "era", "ir": "iba", "ver": "veía"}
_ALONE = frozenset("ser ir ver dar estar andar poder saber querer haber".split())  # "contestar" is no "estar"
_NOUNS_TOO = frozenset("cambio fallo paso".split())  # falló without its accent is a noun first
_HAVE = {
    "past": "ha han había habían",
    "me": "he",
    "you": "has habéis habías habíais",
    "we": "hemos habíamos",
    "sub": "hubiera hubieran hubiese hubiesen haya hayan",
}
_OBJECT = {"past": "se", "was": "se", "s": "se", "sub": "se", "me": "me", "we": "nos"}


def verb(lemma: str) -> Iterator[tuple[str, str]]:
    """Each form of a verb with its kind. The first word is inflected; -se and -la stand before its forms."""
    head, blank, rest = lemma.partition(" ")
    found = _PARTS.fullmatch(head)
    if found is None:
        raise ValueError(f"{lemma!r} does not begin with an infinitive")
    base, reflexive, clitic = found[1].translate(_PLAIN) if found[2] else found[1], found[2], found[3]
    tail = blank + rest
    for form, kind in dict.fromkeys(_forms(base)):
        before = " ".join(filter(None, (_own(form, kind) if reflexive else "", clitic or "")))
        if kind == "base":
            yield head + tail, kind
        elif kind not in ("based", "ing", "done") or not (reflexive or clitic):
            yield f"{before} {form}{tail}".strip(), kind


def _own(form: str, kind: str) -> str:
    """The reflexive pronoun that goes before a form: te olvidaste, os habéis olvidado."""
    if kind == "you":
        return "os" if re.search(r"[aáeéiíu]is\b", form) else "te"
    return _OBJECT.get(kind, "se")


def _forms(base: str) -> Iterator[tuple[str, str]]:
    yield base, "base"
    for end in ("lo", "la", "le", "los", "las", "les", "me", "nos"):
        yield base + end, "based"
    for said in _spelled(base[:-2] + base[-2:].translate(_SHARP), "based"):
        yield from ((said + end, "based") for end in ("selo", "sela", "selos", "selas"))
    i, you, he, we, you_all, they = _past(base)
    done = _done(base)
    for kind, forms in (
        ("past", (he, they)),
        ("me", (i,)),
        ("you", (you, you_all)),
        ("we", (we,)),
        ("was", _was(base)),
        ("s", _present(base)),
        ("sub", tuple(they.removesuffix("ron") + end for end in ("ra", "ran", "se", "sen"))),
        ("ing", (_ing(base, they),)),
    ):
        for form in forms:
            yield from ((said, kind) for said in _spelled(form, kind))
    for form in _four(done):
        yield from ((said, "done") for said in _spelled(form, "done"))
    for kind, words in _HAVE.items():
        for have in words.split():
            yield from ((f"{said} {done}", kind) for said in _spelled(have, kind))


def _spelled(form: str, kind: str) -> Iterator[str]:
    """The form, and as chat writes it. "olvide" would be another form than "olvidé", so that is kept."""
    yield form
    plain = form.translate(_PLAIN)
    if plain != form and kind != "me" and plain not in _NOUNS_TOO:
        yield plain


def _past(base: str) -> tuple[str, ...]:
    """I, you, he, we, you all, they: olvidé, olvidaste, olvidó, olvidamos, olvidasteis, olvidaron."""
    if base in _WHOLE_PAST:
        return tuple(_WHOLE_PAST[base].split())
    for own, (stem, they) in _PAST.items():
        if base == own or (base.endswith(own) and own not in _ALONE):
            stem = base.removesuffix(own) + stem
            third = stem[:-1] + "zo" if stem.endswith("hic") else stem + "o"
            return stem + "e", stem + "iste", third, stem + "imos", stem + "isteis", stem + they
    stem, kind = base[:-2], base[-2:].translate(_PLAIN)
    if kind == "ar":
        first = re.sub("z$", "c", re.sub("g$", "gu", re.sub("c$", "qu", stem)))
        return (first + "é", *(stem + end for end in ("aste", "ó", "amos", "asteis", "aron")))
    weak = _weak(base)
    if stem.endswith(("a", "e", "o")):
        ends = ("í", "íste", "yó", "ímos", "ísteis", "yeron")
    elif base.endswith("uir") and not base.endswith("guir"):
        ends = ("í", "iste", "yó", "imos", "isteis", "yeron")
    else:
        ends = ("í", "iste", "ió", "imos", "isteis", "ieron")
    return tuple((weak if n in (2, 5) else stem) + end for n, end in enumerate(ends))


def _weak(base: str) -> str:
    """The stem of he and they in the past of -ir: pidió, mintió, durmió."""
    stem = base[:-2]
    if base in _I or (base in _IE and base.endswith("ir")):
        return _changed(stem, "e", "i")
    return _changed(stem, "o", "u") if base in ("dormir", "morir") else stem


def _changed(stem: str, vowel: str, other: str) -> str:
    head, _, tail = stem.rpartition(vowel)
    return head + other + tail


def _present(base: str) -> tuple[str, ...]:
    if base in _SHORT_PRESENT:
        return tuple(_SHORT_PRESENT[base].split())
    stem = base[:-2]
    own = next((end for end in ("tener", "venir", "decir") if base.endswith(end)), None)
    if own:
        stem = base.removesuffix(own) + _PRESENT[own]
    elif base in _IE:
        stem = _changed(stem, "e", "ie")
    elif base in _UE:
        stem = _changed(stem, "o", "ue")
    elif base in _I:
        stem = _changed(stem, "e", "i")
    elif base in _STRESSED:
        stem = stem[:-1] + {"i": "í", "u": "ú"}[stem[-1]]
    elif base.endswith("uir") and not base.endswith("guir"):
        stem += "y"
    vowel = "a" if base.endswith("ar") else "e"
    return stem + vowel, f"{stem}{vowel}n"


def _was(base: str) -> tuple[str, ...]:
    whole = _WAS.get(base) or base[:-2] + ("aba" if base.endswith("ar") else "ía")
    return whole, whole + "n"


def _done(base: str) -> str:
    for own, done in _DONE.items():
        if base == own or (base.endswith(own) and own not in _ALONE):
            return base.removesuffix(own) + done
    stem = base[:-2]
    if base.endswith("ar"):
        return stem + "ado"
    return stem + ("ído" if stem.endswith(("a", "e", "o")) else "ido")


def _ing(base: str, they: str) -> str:
    if base.endswith("ar"):
        return base[:-2] + "ando"
    if they.endswith("yeron"):
        return they.removesuffix("eron") + "endo"
    return (_weak(base) if base.endswith("ir") else base[:-2]) + "iendo"


def noun(entry: str) -> Iterator[tuple[str, str]]:
    """A noun and its plural (tag "plural"). "técnico/a de guardia" has both genders."""
    head, blank, rest = entry.partition(" ")
    word, slash, _ = head.partition("/")
    for form in (word, *((_feminine(word),) if slash else ())):
        for said in _folded(form):
            yield said + blank + rest, ""
        for many in _plurals(form):
            for said in _folded(many):
                yield said + blank + rest, "plural"


def adjective(entry: str) -> Iterator[tuple[str, str]]:
    """The four forms of an adjective, and its adverb (tag "ly"). "poco riguroso" changes at its end."""
    lead, blank, word = entry.rpartition(" ")
    for form in _four(word):
        for said in _folded(form):
            yield lead + blank + said, ""
    for said in _folded(_feminine(word) + "mente"):
        yield lead + blank + said, "ly"


def _folded(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((form, form.translate(_PLAIN))))


def _feminine(word: str) -> str:
    if word.endswith("o"):
        return word[:-1] + "a"
    if word.endswith(("or", "án", "ín", "ón", "és")):
        return word[:-2] + word[-2:].translate(_PLAIN) + "a"
    return word[:-1] + "a" if word.endswith("fe") else word


def _four(word: str) -> tuple[str, ...]:
    """Both genders and numbers."""
    both = dict.fromkeys((word, _feminine(word)))
    return tuple(dict.fromkeys(form for one in both for form in (one, *_plurals(one)[:1])))


def _plurals(word: str) -> tuple[str, ...]:
    if word[-1:] in "aeoiuéáó":
        return (word + "s",)
    if word.endswith("z"):
        return (word[:-1] + "ces",)
    if word.endswith("s") and not word.endswith("és"):
        return (word,)
    stem = word[:-2] + word[-2:].translate(_PLAIN)
    return stem + "es", word + "s"
