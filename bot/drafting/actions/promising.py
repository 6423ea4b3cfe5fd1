"""Words by which people promise, ask for and mark work that is to be done, in the languages we read.

They are general words of working together: no trade, service or tool stands in them. How much each counts
beside the learned likelihood is told in evidence.py.
"""

from __future__ import annotations

import re

from bot.drafting.cues import Cue


def words(*patterns: str, joined: str = "") -> Cue:
    """Any of ``patterns`` at the beginning of a word, or of ``joined``, which is written without blanks."""
    told = r"(?<!\w)(?:" + "|".join(patterns) + ")"
    return Cue(re.compile(f"{told}|{joined}" if joined else told))


# "TODO", "AI Vik:", "deberes": somebody says that it is an action item.
MARKED = words(
    r"(?:my |our |also |one |an? )?to-?dos?(?=\s*[:(–—-]|\s*$| (?:after|for|from|on|items?|list|"
    r"despu[ée]s)\b)|action(?: item| point)?s?(?: (?:on|for|"
    r"from) [\w ]{2,20})?\s*[:(]|action (?:on|for) \w|"
    r"(?:corrective|preventive) actions?\b|ai(?: @?\w+)?\s*:|follow[- ]?ups?\b(?! (?:on|with|call|"
    r"question))",
    r"for later\b|after this\b|(?:later|afterwards|post[- ]?(?:incident|mortem))[:,]|must do\b|"
    r"to be (?:done|tracked|fixed)\b|homework\b|next steps?\b|(?:to|for|in) the backlog\b|backlog:|"
    r"my list\b|on the list\b|responsible:|owner:",
    r"when (?:this|it)(?:'s| is) over\b|once (?:this|it|we)(?:'s| is|'re| are) (?:over|done|through|"
    r"back)\b",
    r"deberes\b|tarea\b|pendientes?\b|seguimiento\b|acci[oó]n:|aufgaben?\b|maßnahmen?\b|merkposten\b|"
    r"merken:|"
    r"nacharbeit\w*|offener punkt\b|à faire\b|suivi\b|action à\b|tâche\b|ação\b|tarefa\b|pendência\b|"
    r"azion[ei]:|da fare\b",
    r"oppgave\b|oppfølging\b|opgave\b|opfølgning\b|åtgärd\b|uppföljning\b|actiepunt\w*|actie\b|taak\b|"
    r"do zrobienia\b|zadani[ea]\b|akcja:|сделать:|задача\b|yapılacak\w*",
    joined=r"待办|待辦|行动项|行動項|后续|後續|宿題|対応事項|再発防止|アクション|やること|タスク|할 ?일|조치",
)
# "I'll", "me encargo", "我来": somebody says that they will.
PROMISED = words(
    r"i(?:'|’)?ll\b(?! be (?:back|off|away|offline))|i will\b|i shall\b|i'?m (?:going to|gonna|drafting|"
    r"writing|adding|"
    r"taking|filing|doing|making|on it)\b|i can (?:take|do|own|write|add|have|plan|look|also)\b|i wanna\b|"
    r"i want (?:the|a|an|to (?:give|add|own|make|write|do|take|have))\b|what i (?:will|can) do\b|"
    r"will (?:file|do|write|add|send|fix)\b",
    r"i (?:do(?: it| this| that)?(?=[,.;]|$| (?:today|tomorrow|tonight|this|next|on|by|now|after)\b)|"
    r"(?:also |then |just )?(?:take(?! it (?:that|as))|own|make|repair|order|change|prepare|have it|"
    r"write|build|set up|update|document|fix|raise|lower|move|add|open|create|replace|remove|split|"
    r"enable|disable|schedule|"
    r"organi[sz]e|bring|ship|file|draft|send|mail|email|ask|book|plan|commit to|rewrite|start|clean|"
    r"talk to|speak to)\b)|let me\b|(?:that'?s|put it|put this|put that) (?:for|on|with) me\b|"
    r"(?:on|with) me\b|\(me\)|for me to\b|mine\b|from my side:|"
    r"i(?:'?ve)? got (?:this|it|that)\b|i have it\b|(?:remind|assign) me\b|my todos?\b|action on me\b|"
    r"i'?d like that\b|"
    r"(?<!.)[a-z]{2,}ing\b(?!.{0,30}\b(?:must|should|is|was|needs?|would|has|had|have|are|took|will|can|"
    r"could|up|for|now|on)\b)",
    r"yo me\b|me (?:encargo|apunto|ocupo|comprometo|pongo)\b|l[oa]s? (?:hago|tengo|llevo|miro|preparo|"
    r"dejo) (?:yo\b|"
    r"para\b|mañana\b)|lo (?:hago|tomo|cojo|agarro|pido)\b|voy a\b|vamos a\b|por mi parte\b|yo (?!no\b|"
    r"creo|estaba|sé\b|he\b|vi\b)\w+|\w{3,}(?:aré|eré|iré)\b",
    r"(?<!soll )(?<!sollte )(?<!wenn )(?<!dass )(?<!weil )ich (?!war\b|hatte|hab|bin\b|wei(?:ß|ss)|"
    r"glaube?\b|denke?\b|sehe?\b|dacht|wusst|würd|finde?\b|soll|nicht)\w+|"
    r"(?:mach|nehm|übernehm|schreib|bau|kümmer|stell|leg|trag)\w{0,2} ich\b|bei mir\b|von mir\b|"
    r"mein(?:s|e|er)?$|mein ding\b",
    r"je (?!suis\b|n['’]|ne\b|sais\b|pense\b|crois\b|vois\b|l['’]ai\b|viens\b|trouve\b)\S+|"
    r"j['’](?!ai\b|étais|avais|aurais)\w+|on va\b|pour moi\b|\w{3,}(?:erai|irai)\b",
    r"eu (?!não|nao|acho|tava|estava|fui|tinha|vi\b|sei\b|já)\w+|\w{3,}(?:arei|erei|irei|arò|erò|irò)\b|"
    r"vou (?:\w+[aei]r|abrir|pôr|por)\b|deixa comigo\b|fica comigo\b|"
    r"pode deixar\b|(?:me ne occupo|ci penso|lo faccio|faccio|preparo|scrivo|prendo|mando) (?:io|un|la|"
    r"il|lo)?\b|"
    r"me ne occupo\b|ci penso io\b",
    r"(?:jeg|jag) (?!var\b|hadde|havde|hade|har\b|er\b|är\b|tro|vet\b|ved\b|ser\b|så\b|synes|tycker|"
    r"ikke|inte)\w+|"
    r"(?:tar|tager|gör|fixar) (?:jeg|jag)\b|ik (?!was\b|had\b|heb\b|ben\b|weet\b|denk|zie\b|zag\b|vind|"
    r"dacht|niet)\w+|"
    r"(?:doe|pak|regel|neem|maak) ik\b|voor mij\b",
    r"(?:zrobię|biorę|dodam|napiszę|sprawdzę|wrzucę|założę|zgłoszę|wyślę|przepiszę|dorobię|dopiszę|"
    r"przeniosę|zmienię|"
    r"naprawię|uzupełnię|opiszę|skonfiguruję|wdrożę|włączę|wyłączę|podniosę|zamówię|zadzwonię|spiszę)\b|"
    r"ja (?:to )?(?:zrobię|wezmę|biorę|dodam)\b|wezmę\b|zajmę się\b|przygotuję\b|"
    r"wystawię\b|poprawię\b|ogarnę\b|ustawię\b|я (?:сделаю|возьму|напишу|добавлю)\b|сделаю\b|беру\b|"
    r"ben \w+arım\b|"
    r"minä (?:teen|otan|hoidan)\b|main (?:karta|kar|karti|dekh)\b|kar (?:dunga|dungi|lunga)\b",
    joined=r"我$|算我的|我来|我來|我让|我會|我会|我明天|我负责|我負責|我去|私が|僕が|俺が|自分が|担当します|対応します|やります|"
    r"作ります|追加します|直します|書きます|しておきます|제가|하겠습니다|할게요",
)
# "can you", "bitte", "谁来": somebody asks for it.
ASKED = words(
    r"(?:can|could|would|will) (?:you|someone|somebody|anyone|we get|i ask)\b|please\b|pls\b|plz\b|"
    r"your turn\b|"
    r"over to you\b|i (?:would|'d) ask\b|yours\b|own (?:a|the|this|that|it)\b|take (?:this|that|it|"
    r"over)\b|who\b[^.]{0,20}\?|"
    r"who$|whose\b|who owns\b|needs an owner\b|any takers?\b|volunteers?\b|up for grabs\b|no owner\b|"
    r"unassigned\b|nobody yet\b",
    r"¿?te encargas\b|¿?puedes\b|¿?pod[eé]s\b|¿?podr[ií]as\b|¿?quién\b|porfa\b|por favor\b|kannst du\b|"
    r"könntest du\b|"
    r"könnten sie\b|wer (?:macht|nimmt|kann)\b|bitte\b|peux-tu\b|tu peux\b|pouvez-vous\b|vous pouvez\b|"
    r"qui (?:prend|s)\b|stp\b|svp\b",
    r"pode(?:s|ria)?\b|você pode\b|vc (?:pode|desenha|faz|pega)\b|quem (?:pega|faz|pode)\b|"
    r"alguém pega\b|puoi\b|chi (?:lo|se)\b|"
    r"kan du\b|kan noen\b|hvem\b|vem (?:tar|kan)\b|kun je\b|kan jij\b|wil je\b|wie (?:pakt|doet|kan)\b|"
    r"graag\b",
    r"możesz\b|mógłbyś\b|kto\b|proszę\b|можешь\b|кто\b|пожалуйста\b",
    joined=r"谁来|誰來|谁负责|麻烦|請|请|お願い|誰が|誰か|ください|부탁|누가",
)
# "should", "hay que": somebody says that it is wanted.
NEEDED = words(
    r"should\b|must(?:n't)?\b|needs?\b|has to\b|have to\b|ought to\b|let'?s\b|someone\b|somebody\b|"
    r"whoever\b|"
    r"don'?t forget\b|ticket\b|shall\b|no more\b|from now on\b|going forward\b|never again without\b|"
    r"it'?d be good\b|"
    r"would be good\b|we want\b|i want\b|required?\b",
    r"hay que\b|habr[ií]a que\b|deber[ií]a\w*\b|debe\b|tenemos que\b|tendr[ií]a\w* que\b|tiene que\b|"
    r"falta\b|alguien\b|"
    r"müss\w+\b|muss\b|sollten?\b|soll\b|brauch\w+\b|gehört\b|jemand\b|il faut\b|faudrait\b|devons\b|"
    r"devrait\b|doit\b|quelqu['’]un\b",
    r"precisa\w*\b|temos que\b|tem que\b|alguém\b|bisogna\b|dobbiamo\b|dovrebbe\b|deve\b|serve\b|"
    r"qualcuno\b|må\b|bør\b|"
    r"noen\b|nogen\b|skal\b|borde\b|måste\b|behöver\b|någon\b|moet(?:en)?\b|iemand\b|zou\b",
    r"trzeba\b|powinn\w+|musi\w*\b|ktoś\b|należy\b|надо\b|нужно\b|кто-то\b|lazım\b|gerek\b|pitää\b",
    joined=r"要|应该|應該|需要|得把|必须|必須|べき|必要|ないと|したい|해야",
)
# What might be done, and nobody says that it will.
MUSED = words(
    r"(?:should|could|shall|can) (?:we|i)\b|we (?:could|should|might)\b|could (?:also |just |maybe |"
    r"raise|add|use)\b|"
    r"maybe\b|would be nice\b|would like\b|perhaps\b|one day\b|some ?day\b|i wish\b|ideally\b|"
    r"why (?:don't|not)\b|what if\b|"
    r"how about\b|at some point\b|in my dreams\b|i propose\b|i suggest\b|do we want\b|next time\b|"
    r"never (?:again|touching)\b",
    r"podr[ií]amos\b|quizás?\b|a lo mejor\b|alg[úu]n d[ií]a\b|könnten wir\b|wir könnten\b|vielleicht\b|"
    r"man könnte\b|"
    r"eines tages\b|irgendwann\b|on pourrait\b|peut-être\b|un jour\b|podíamos\b|poderíamos\b|dava pra\b|"
    r"talvez\b|um dia\b|"
    r"potremmo\b|forse\b|magari\b|kunne vi\b|vi kunne\b|kanskje\b|kanske\b|måske\b|en dag\b|misschien\b|"
    r"kunnen we\b|"
    r"zouden we\b|może(?: by)?\b|moglibyśmy\b|kiedyś\b|może\b|может\b",
    joined=r"要不要|也许|可以考虑|かも|たら？|ほうがいいかな",
)
# What makes a message something other than work: thanks, apologies, counts, jokes.
IDLE = words(
    r"sorry\b|thanks?\b|thank you\b|eulogy\b|beers?\b|cake\b|coffee\b|apolog(?:y|ies) in\b|"
    r"final (?:count|number|figure)\b|"
    r"go (?:home|to bed|eat)\b|for the record\b|lol\b|haha\w*|jaja\w*|well done\b|good (?:night|job|"
    r"work)\b|bye\b|"
    r"gracias\b|disculpa\b|danke\b|merci\b|désolé\b|obrigad[oa]\b|desculp\w+|scusa\w*|grazie\b|takk\b|"
    r"tak\b|tack\b|bedankt\b|"
    r"dzięki\b|przepraszam\b|lesson learn\w+|note to self\b|like grown-ups\b|joking\b|kidding\b|"
    r"scherzo\b|cat\b|bed\b",
    joined=r"谢谢|謝謝|辛苦|抱歉|お疲れ|ありがとう|すみません|감사",
)
