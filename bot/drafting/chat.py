"""What people put around what they say in a chat: greetings, fillers, oaths, thanks, at either end.

Data for :mod:`bot.drafting.statements`: patterns to take off a sentence, none of which holds a fact.
"""

from __future__ import annotations

import re

_GREETING = (
    r"(?:hi+|gm|gn|habari|jambo|namaste|he+y+|hello+|hola|hallo|moin|servus|hej|hei|salut|bonjour|ciao|oi|"
    r"g['’]?day|hiya|howdy|"
    r"good (?:morning|evening|afternoon)|guten (?:morgen|abend|tag)|god(?:morgen|morgon|kveld|aften)|"
    r"buen[oa]s(?: (?:d[ií]as|tardes|noches))?|bom dia|boa (?:tarde|noite)|buongiorno|buonasera|"
    r"dzień dobry|cześć|goedemorgen|goedenavond)\b"
    r"(?:\s+(?:all|everyone|team|folks|guys|lads|from [\w ]{2,20}|a todos|zusammen|tutti|oder so|"
    r"sorry its? (?:early|late)|\w{2,12})|"
    r",\s*[^\W\d]{2,12}(?=[.!,:]))?|"
    r"(?:morning|evening|afternoon)(?: (?:all|everyone|team|folks|guys|lads))?"
)
_OATH = (
    r"(?:(?:oh|ah|aw|och) )?(?:shit|crap|damn(?: it)?|dammit|fuck|bugger|bloody hell|christ|jesus|omg|"
    r"my god|god|hell|heck|shoot|arse|bollocks|blimey|crikey|merde|mierda|joder|hostia|scheiße|scheisse|"
    r"mist|kurwa|cazzo|"
    r"putain|faen|fan|jävlar|"
    r"verdomme|caramba|porra)"
)
_FILLER = (
    r"o+k+(?:ay)?|ri+ght(?:o|y)?(?: then)?|so+|we+ll+|ye+a+h*|yep|yes+|yup|aye|no+(?: no+)+|no(?!\.? ?\d)|"
    r"(?:no )?wait(?: wait)*|nope|nah|phew|sure|cool(?: cool)*|grand|no worries|sorry, english|"
    r"(?:hang|hold) on(?: a (?:sec|second|minute|mo))?|hmm+|a+h+|o+h+|oo+h+|och|øv|uh+|um+|er+m*|eh|argh+|"
    r"ugh+|whoa|wow|yikes|oops|ouch|oh no+|lol|ha(?:ha\w*)?|jaja\w*|found it|got it|bingo|aha|"
    r"good|great|perfect|honestly|basically|actually|anyway|mind you|long story short|back|lads|mate|guys|"
    r"folks|team|also|and|but|listo|bueno|vale|oye|ojo|sí|si|claro|pues|y|ja|jo|nun|naja|also gut|bon|"
    r"alors|oui|perd[oó]n(?: perd[oó]n)*|here(?=,|\.| [-–—])"
)
_OWNED_UP = (
    r"that(?:['’]s| is| was) (?:mine|me|on me|my \w+)|my (?:change|deploy|release|bad|fault)|mine|me|"
    r"(?:ok,? )?if (?:it|that|this)(?:['’]s| is) (?:me|us|mine|ours)|"
    r"(?:(?:it|this|that) )?(?:could|can|might|may) be (?:me|us|mine)(?: lah)?|"
    r"fui yo|das war ich|c['’]est moi|fui eu|det var meg|dat was ik"
)
_LABEL = (
    r"\+1(?: on (?:this|that|mine|it))?|fwiw|fyi|btw|for the (?:record|file|minutes|log)|for completeness|"
    r"heads[- ]up|quick update|update|"
    r"status|caveat|correction|english|"
    r"calling it|final|tl;?dr|in short|note|nb|ps|(?:from|on) (?:our|my) side|summary|recap|numbers from \w+|"
    r"(?:the |my |our )?(?:final )?(?:count|numbers?|figures?|tally)|números|zahlen|zusammenfassung|resumen|"
    r"sorry(?: (?:all|everyone|folks|guys|again)| its? (?:early|late)| it['’]s (?:early|late))?|"
    r"thanks(?: (?:all|everyone))?|"
    r"thx|cheers|"
    r"[\w ]{2,20} here|\([^)]{0,60}\)"
)
# A hyphen ends an opener only where it stands alone: "so - it fell", not "so-called" or "back-out".
OPENER = re.compile(
    rf"^(?:{_GREETING}|{_OATH}|{_FILLER}|{_OWNED_UP}|{_LABEL})"
    r"(?:\s*[,:;.!–—]+\s*|\s+-+\s+|\s+(?=[–—:])|\s*$)",
    re.IGNORECASE,
)
SOFT_OPENER = re.compile(
    r"^(?:so+(?! far\b| that\b| much\b| long\b| many\b)|and|but|also|yeah|yep|ok|okay|aye|fwiw|btw|ah|oh|"
    r"oo+h|"
    r"er+m*|eh|wah|uh+|um+|hmm+|lol|haha|lads|righto|mind you|I mean|hang on|hold on|"
    r"y|pero|und|aber|et|mais|e|mas|og|men|en|maar|right(?= I\b| we\b)) (?=\S+ \S|\d)",
    re.IGNORECASE,
)
# All begin with one of the same signs, so that a place without one costs a look at one character.
CLOSER = re.compile(
    r"[\s,;–—-](?:[\s,;–—-]*(?:pls|please|plz|thx|ta|thanks(?: (?:all|everyone|for \w+))?|cheers|guys|folks|"
    r"lads|lol|haha\w*|jaja\w*|sorry|porfa|por favor|gracias(?: a todos)?|hmm+|fwiw|imo|tbh|btw|by the way|"
    r"atm|yaar|mate|bro|innit|tho|bitte|danke|merci|takk|tack|tak|grazie|dzięki|dank je|bedankt|obrigad[oa]|"
    r"well done everyone|go eat|lesson learn(?:t|ed)|I['’]ll grant you|bless (?:him|her|them)|"
    r"as (?:I|we) (?:type|speak|write)(?: this)?|(?:that['’]s|it['’]s) (?:me|mine))|"
    r"(?<=,)\s*(?:me|mine|hope (?:you|youse|that|this|it) .{1,40}|mind you|I guess|I think|I reckon|you know|"
    r"danke f[uü]rs \w+)|"
    r"(?<= )mind(?<! in mind)(?<! my mind)(?<! your mind)(?<! of mind)(?<! to mind)(?<!n't mind)"
    r"(?<!ever mind)(?<! you mind)(?<! the mind))"
    r"[\s.!]*$",
    re.IGNORECASE,
)
# A sentence that is nothing but manners or noise.
EMPTY = re.compile(
    r"^(?:(?:thank|gracias|danke|merci|sorry|apolog|congrat|ta\b|well done|good (?:job|work|night|morning)|"
    r"nice|"
    r"great|cool|awesome|wow|lol|omg|haha|jaja|fun|(?:everyone )?go (?:eat|to bed|home|get (?:some|your)|"
    r"sleep|drink|touch)|get some (?:sleep|rest)|welcome|"
    r"bravi?|bravo|cheers|bye|same here|me too)\b.*|"
    rf"(?:hi+|he+y+|hello)\b[^\d]{{0,15}}|(?:{_OATH})\W*|(?:no+\W*(?:wait)?\W*)+|\W*|(?!\d\d)\w{{1,3}}\W*)$",
    re.IGNORECASE,
)
SWEARING = re.compile(r"\b(?:bloody|fucking|goddamn|damned|freaking|fecking)\s+(?=\w)", re.IGNORECASE)
SWORN = ("bloody", "king", "damn")  # one of which stands in each of these
# "13:53 – ICU confirms": the clock of who keeps the minutes; the timeline has its own.
MINUTES = re.compile(r"^\d{1,2}[:.]\d\d(?::\d\d)?(?: ?(?:Z|UTC|GMT|BST|CES?T|local))?\s+[–—-]+\s+")
# A question's tail: without it the question is one still. And a shorthand inside of a sentence.
TAG = re.compile(r"[\s,]+(?:no|right|eh|ja|oder|non|né|verdad|nicht wahr|is it|innit)\?+$", re.IGNORECASE)
SHORTHAND = re.compile(r"\b(?:pls|plz)\b", re.IGNORECASE)
