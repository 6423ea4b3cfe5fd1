"""The names people give to days, months and spans of days, in the languages of the channels we read."""

from __future__ import annotations

import re

_WEEKDAYS = (
    "monday mon lunes lundi montag mo segunda-feira segunda mandag måndag maandag lunedì lunedi "
    "poniedziałek "
    "poniedziałku poniedzialek poniedzialku понедельник понедельника pazartesi maanantai maanantaina "
    "pondělí",
    "tuesday tue tues martes mardi dienstag terça-feira terça tirsdag tisdag dinsdag martedì martedi "
    "wtorek "
    "wtorku вторник вторника salı tiistai tiistaina úterý",
    "wednesday wed weds miércoles miercoles mercredi mittwoch quarta-feira quarta onsdag woensdag "
    "mercoledì "
    "mercoledi środa środę środy sroda srode среду среды среда çarşamba keskiviikko keskiviikkona středa "
    "středy",
    "thursday thu thur thurs jueves jeudi donnerstag quinta-feira quinta torsdag donderdag giovedì giovedi "
    "czwartek czwartku четверг четверга perşembe torstai torstaina čtvrtek čtvrtka",
    "friday fri viernes vendredi freitag sexta-feira sexta fredag vrijdag venerdì venerdi piątek piątku "
    "piatek piatku пятницу пятницы пятница cuma perjantai perjantaina pátek pátku",
    "saturday sat sábado sabado samedi samstag sonnabend lørdag lördag zaterdag sabato sobota sobotę "
    "soboty "
    "субботу субботы суббота cumartesi lauantai lauantaina",
    "sunday sun domingo dimanche sonntag søndag söndag zondag domenica niedziela niedzielę niedzieli "
    "воскресенье воскресенья pazar sunnuntai sunnuntaina",
)
_MONTHS = (
    "january jan enero janvier januar janeiro januari gennaio stycznia января",
    "february feb febrero février februar fevereiro februari febbraio lutego февраля",
    "march mar marzo mars märz março maart marca марта",
    "april apr abril avril aprile kwietnia апреля",
    "may mayo mai maio maj mei maggio maja мая",
    "june jun junio juin juni junho giugno czerwca июня",
    "july jul julio juillet juli julho luglio lipca июля",
    "august aug agosto août augusti augustus sierpnia августа",
    "september sep sept septiembre septembre setembro settembre września сентября",
    "october oct octubre octobre oktober outubro ottobre października октября",
    "november nov noviembre novembre novembro listopada ноября",
    "december dec diciembre décembre dezember dezembro desember dicembre grudnia декабря",
)
_NUMBERS = (
    "a an one un una uno une um uma ein eine einem einer einen een ett jeden",
    "two dos deux dois duas zwei twee to två due dwa dwóch couple",
    "three tres trois três drei drie tre trzy trzech",
    "four cuatro quatre quatro vier fire fyra quattro cztery",
    "five cinco cinq fünf vijf fem cinque pięć",
    "six seis sechs zes seks sex sei sześć",
    "seven siete sept sete sieben zeven syv sju sette siedem",
    "eight ocho huit oito acht åtte otte åtta otto",
    "nine nueve neuf nove neun negen ni nio",
    "ten diez dix dez zehn tien ti tio dieci dziesięć",
)


def _numbered(rows: tuple[str, ...], first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, names in enumerate(rows, first):
        for name in names.split():
            found.setdefault(name, number)
    return found


def any_of(names: dict[str, int]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


WEEKDAYS = _numbered(_WEEKDAYS, 0)
MONTHS = _numbered(_MONTHS, 1)
COUNTS = {**_numbered(_NUMBERS, 1), "twelve": 12, "fourteen": 14, "thirty": 30, "quinze": 15, "vierzehn": 14}
# Short names that are other words too ("sat", "sun", "segunda"): a day only where a deadline is named.
DOUBTFUL = frozenset(
    "mon tue wed thu fri sat sun mo segunda terça quarta quinta sexta cuma pazar salı".split()
)

DAY_UNITS = r"days?|d[ií]as?|tage?n?|jours?|dager?|dagar|dagen|giorni|giorno|dni|дней|дня"
WEEK_UNITS = (
    r"weeks?|semanas?|wochen?|semaines?|uger?|uker?|veckor?|weken|week|settiman[ae]|tygodni\w*|недел\w+"
)
HOUR_UNITS = r"hours?|hrs?|h|horas?|stunden?|heures?|uren|uur|timer?|timmar|ore|godzin\w*|час\w*"
MONTH_UNITS = r"months?|meses|mes|monat\w*|mois|m[êe]s|maand\w*|måned\w*|månad\w*|mes[ei]|miesi\w+"

# Which way a span counts.
NEXT = (
    r"next|nächste[nrs]?|kommende[nrs]?|próxim[oa]|proxim[oa]|neste|næste|nästa|volgende|komende|"
    r"prossim[oa]|"
    r"przyszł\w+|przyszl\w+|następn\w+|следующ\w+"
)
NEXT_AFTER = r"que viene|que vem|prochaine?|prossim[oa]|siguiente|seguinte"
TODAY = (
    r"today|tonight|eod|end of (?:the )?day|close of business|cob|hoy|esta (?:noche|tarde)|heute|heut|"
    r"aujourd['’]hui|ce soir|hoje|i dag|idag|i kveld|ikväll|i aften|vandaag|vanavond|oggi|stasera|dziś|"
    r"dzis|"
    r"dzisiaj|сегодня|bugün|tänään|dnes"
)
TOMORROW = (
    r"tomorrow|tomorow|tommorow|tmrw|tmr|tmw|2moro|mañana(?! por)|morgen(?! früh um)|demain|amanhã|amanha|"
    r"i morgen|imorgen|imorgon|i morgon|domani|domattina|jutro|завтра|yarın|huomenna|zítra"
)
OVERMORROW = (
    r"day after tomorrow|pasado mañana|übermorgen|après-demain|apr[eè]s demain|depois de amanhã|"
    r"i overmorgen|"
    r"overmorgen|i övermorgon|dopodomani|pojutrze|послезавтра|ylihuomenna"
)
END = (
    r"(?:the )?end of|eo|finales de|final de|fines de|fin de|ende|fim d[eoa]|fin d[eu]|slutten av|"
    r"slutningen af|"
    r"slutet av|eind(?:e van)?|fine(?: d[ei](?:l|lla)?)?|koniec|końca|koncu|konca"
)
WEEK = r"week|semana|der woche|woche|semaine|uken|uka|ugen|veckan|settimana|tygodnia|tygodniu"
THIS_WEEK = (
    r"this week|eow|esta semana|essa semana|diese woche|dieser woche|cette semaine|denne uken|denne ugen|"
    r"denna vecka|den här veckan|deze week|questa settimana|w tym tygodniu"
)
END_OF_MONTH = (
    r"end of (?:the |this )?month|month[- ]end|month end|eom|fin(?:ales)? de mes|monatsende|"
    r"ende (?:des )?monats?|"
    r"fin du mois|fim do m[êe]s|final do m[êe]s|slutten av måneden|slutet av månaden|"
    r"eind(?:e)? (?:van de )?maand|"
    r"fine mese|końca miesiąca|konca miesiaca"
)
END_OF_QUARTER = (
    r"end of (?:the |this )?quarter|quarter end|eoq|quartalsende|fin de trimestre|fin du trimestre|"
    r"fim do trimestre|"
    r"eind(?:e)? (?:van het )?kwartaal"
)
