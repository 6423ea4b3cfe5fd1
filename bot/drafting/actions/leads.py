"""What stands around an action in a sentence: who says, asks or wants it, and whose or how urgent it is."""

from __future__ import annotations

import re

# What stands before the action itself: who says it, asks it or wants it. Taken off again and again.
LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^[\W_]*(?:and|also|so|then|plus|next|first|second(?:ly)?|last(?:ly)?|finally|y|también|und|"
        r"auch|außerdem|et|aussi|e|"
        r"também|anche|og|også|och|även|en|ook|oraz)\b[\s,:]+(?=\S)",
        r"^[\W_]*(?:while we wait|before bed|for later|later|afterwards|after this|when (?:this|"
        r"it) is over|post[- ]?(?:incident|"
        r"mortem)|for (?:security|me|now|the record)|from my side|on my side|por mi parte|meinerseits|"
        r"de mon côté)\b[\s,:]*",
        r"^[\W_]*(?:my |our )?(?:to-?dos?|(?:corrective |preventive )?actions?(?: items?|"
        r" points?)?(?: requested)?|ai|follow[- ]?ups?|must do|"
        r"to be done|homework|backlog|deberes|tareas?|pendientes?|seguimiento|aufgaben?|maßnahmen?|"
        r"à faire|tâche|action|ação|tarefa|"
        r"azione|da fare|oppgave|oppfølging|opgave|åtgärd|actiepunt|taak|do zrobienia|zadanie|задача)\b"
        r"(?:,? (?:on me|for me|mine|for (?:@?\w+)|on (?:@?\w+)|despu[ée]s|after this|"
        r"from my side))?(?:\s*\([^)]{1,20}\))?\s*(?:[:.,–—-]+|(?=\s))\s*",
        r"^\W*(?:nobody yet|unassigned|no owner(?: yet)?|open|someone|somebody|mine|me)\s*[:,–—-]+\s*",
        r"^(?:待办|待辦|行动项|后续|宿題|対応事項|アクション|やること)\s*[:：]?\s*",
        r"^[A-Z]{2,10}-\d+\s*[:,]?\s+(?=\S+ \S)|^(?-i:[A-Z]{2,6})[- ]?\d{1,3}\s*[:,.]+\s+(?=\S+ \S)",
        r"^\d{1,2}\s*[:,]\s+(?=\S+ \S)|^(?-i:i)\s+(?=.*[ąćęłńśźż])",
        r"^[\W_]*(?:\d{1,2}[.)]|[a-h]\))\s+",
        r"^(?:I would|I'd|let me|can I) ask [\w'’-]+(?: [A-Z][\w'’-]+)? to\s+",
        r"^wanna\s+|^(?:what I (?:will|can|'ll) do is\s*(?:to )?|I(?:['’]ll| will| shall)(?: also| then|"
        r" just| go and)?|ill(?= \w+ )|I['’]?m (?:going to|gonna)|"
        r"I am going to|I can(?: also)?|I could|I(?:['’]d| would) like to|I want to|I wanna|let me|"
        r"I propose to|I need to|I have to|I should)\s+",
        r"^I (?:take|own|do|have|want)\s+(?=the |a |an |to )|^to\s+(?=\S+ \S)",
        r"^I\s+(?=(?:repair|order|change|prepare|write|build|set|update|document|fix|raise|lower|move|"
        r"add|open|create|replace|remove|"
        r"split|enable|disable|schedule|organi[sz]e|bring|ship|file|draft|send|email|ask|book|plan|"
        r"rewrite|start|clean|talk|speak|make|call)\b)",
        r"^(?:will|gonna|going to)\s+(?=[a-z])",
        r"^(?:file|open|create) a ticket (?:to|for)\s+(?=\S+ \S)",
        r"^(?:can|could|would|will) (?:you|someone|somebody|anyone|we)(?: please|"
        r" pls)?(?: all)?(?: (?:from|of|in) [\w-]+)?\s+(?:please |pls )?",
        r"^(?:please|pls|plz|kindly)[\s,]+",
        r"^(?:own(?:ing)?|take over)\s+(?=\S+ \S)",
        r"^(?:honestly |really )?(?:some(?:one|body)|whoever|anyone)(?: (?:from|of|"
        r"in) [\w-]+)?(?:\s*[:,]\s*| (?:should|ought to|needs to|has to|"
        r"must|please|pls|can|could|really)(?: (?:please|pls|honestly|really|also))*\s+|\s+(?=(?:add|"
        r"write|make|set|fix|check|put|look)\b))",
        r"^we (?:should|must|need to|have to|ought to|will|'ll|want to|are going to)(?: also| really)?\s+",
        r"^(?:need to|needs to|have to|has to|got to|gotta|let['’]?s|don['’]t forget to|remember to|"
        r"it['’]d be good to|it would be good to)\s+",
        r"^(?:yo )?me (?:encargo|apunto|ocupo)(?: yo)?(?: de(?:l)?| a)?\s*[:,]?\s*|^(?:yo )?(?:voy|"
        r"vamos) a\s+|^¿?te encargas de\s+|"
        r"^¿?(?:puedes|podr[ií]as|pod[eé]s)\s+|^alguien (?:tendr[ií]a que|deber[ií]a|que|tiene que|"
        r"puede)\s+|^(?:hay|habr[ií]a|tenemos|"
        r"tendr[ií]amos) que\s+|^(?:deber[ií]amos|debemos)\s+",
        r"^(?:kannst|könntest) du (?:bitte )?(?:mal )?|^ich (?:werde|will|kann|muss|kümmere mich um|"
        r"übernehme|mache|nehme)\s+|^ich\s+|^wir (?:müssen|sollten|"
        r"brauchen|wollen|werden)\s+|^(?:jemand|man|einer) (?:müsste|sollte|muss|soll)\s+|^bitte\s+",
        r"^je (?:vais|m['’]occupe d[eu]s?|prends|me charge d[eu]s?|propose de)\s+|^j(?:e |['’])|"
        r"^(?:peux-tu|tu peux|pouvez-vous|vous pouvez)\s+|^il (?:faut|"
        r"faudrait|va falloir)\s+|^(?:on|nous) (?:doit|devrait|devons|devrions|va|allons)\s+|"
        r"^quelqu['’]un (?:doit|devrait|pour|peut)\s+",
        r"^fico (?:eu )?com (?:o |a )?|^eu (?:vou|fico de|fico com|pego|cuido d[eo]s?)\s+|^vou\s+|"
        r"^(?:você|vc|tu) (?:pode|podes)\s+|^(?:temos|tem|a gente tem) que\s+|^precisamos(?: de)?\s+|"
        r"^(?:alguém) (?:precisa|tem que|deveria|pode)\s+|^(?:dobbiamo|bisogna|puoi|"
        r"mi occupo (?:io )?d[ei]l?l?[ao]?)\s+",
        r"^(?:jeg|jag) (?:skal|ska|tar|tager|kan|vil)\s+(?:og |att |at )?|^vi (?:må|bør|skal|ska|måste|"
        r"borde)\s+|^kan du\s+|^(?:noen|nogen|någon) (?:må|bør|"
        r"borde|måste)\s+|^ik (?:zal|ga|wil|kan|moet)\s+|^we moeten\s+|^(?:kun|wil|kan) (?:je|jij)\s+|"
        r"^iemand moet\s+|^(?:jeg|jag|ik)\s+",
        r"^(?:trzeba|należy|musimy|ktoś musi|ktoś powinien|możesz|powinniśmy|нужно|надо|я)\s+",
        r"^(?:我来|我來|我会|我會|我让|需要|要|应该|應該|请|麻烦)\s*|^(?:私が|僕が)\s*",
    )
)
TRAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:[\s,;:–—+&-]+|(?<=[，、]))(?:\(?(?:me|(?:that['’]?s )?mine|yo|ich|moi|eu|jeg|jag|ik|ja)\)?|"
        r"on me|with me|"
        r"for me|i have it|i got it|i do(?: it)?|i['’]ll do it|i['’]ll own it|i take it|"
        r"i order|put (?:it|this) on me|la hago yo|lo hago yo|me encargo|mach ich|ich mach das|pour moi|"
        r"eu faço|doe ik|算我的|我|我来)[\s.!]*$",
        r"\s*[,;–—-]+\s*(?:who\b[^.?]{0,12}\??|whose\??|no idea who\b[^.]*|both)[\s.!]*$",
        r"[\s,;–—-]*,? (?:some(?:one|body) )?(?:please |pls )?(?:remind|ping) me\b[^.]*$|"
        r"[,;]\s*i(?:['’]ve)? (?:got|have|do|own|take) it(?=\s*[,.;]|$)",
        r"(?:[\s,;–—-]+|(?<=[，、]))(?:anyone\??|any takers\??|no owner(?: yet)?|unassigned|nobody yet|"
        r"whoever has time|ok(?:ay)?\??|right\?|no\?|"
        r"please|pls|plz|porfa|por favor|bitte|stp|svp|graag|imo|lah|tbh|say|at the latest|latest|"
        r"p\d\??|谁来？?|quién\??|wer\??|qui\??|quem\??)[\s.!]*$",
        r"(?:[\s,;:–—]+(?:by|until|till|before|due|due date|target|on|for|the|para|el|bis|am|avant|le|"
        r"até|innen|until the|priority|prio|no later than|from|say|and|à|d['’]ici|"
        r"senest|do|uiterlijk|tegen|före|entro))+[\s.]*$",
        r"[\s,;–—-]+(?:i (?:should|would) (?:think|say)|i guess|i suppose|i['’]d say|if possible|"
        r"je dirais|si possible|direi|würd "
        r"ich sagen)[\s.]*$",
        r"[\s,;–—-]+(?:done|ready|within)[\s.]*$",
        r"[\s,;:–—(·|，、；：-]+$",
    )
)
