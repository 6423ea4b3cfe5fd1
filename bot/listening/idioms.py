"""Turns of phrase that a word alone does not tell, and scripts that don't separate words.

Every pattern is matched against one folded sentence, anchored on literals, without nested repetition.
"""

from __future__ import annotations

import re

# Each says by itself that the incident is over; guards in the same clause still hold.
OVER = re.compile(
    r"\ball[ -]clear\b|\bconfirming (?:full |the )?(?:resolution|closure)\b|\bstand(?:ing)? (?:everyone "
    r"|everybody |us |the (?:\w+ )?team |the (?:war room"
    r"|bridge|call|crew) )?"
    r"down\b|\bthat'?s a wrap\b|\bcalling (?:it|this) a wrap\b|\b(?:we're|we are|all"
    r"|officially) done here\b|\bout of the woods\b"
    r"|\bwe(?:'re| are) in the clear\b|\bdone and dusted\b|\bbehind us now\b|\bentwarnung\b"
    r"|\bmachen (?:wir )?(?:hier )?(?:zu|schluss)\b|\bfin (?:de |d )(?:l )?(?:incident|alerte)\b"
    r"|\bfin d(?:e la)? alerta?\b"
    r"|\bfin del incidente\b|\bfim do incidente\b|\bcessato allarme\b|\bfine (?:dell )?emergenza\b"
    r"|\beinde (?:van het )?incident\b"
    r"|\bkoniec (?:incydentu|awarii)\b|\bотбой\b|\bfaran over\b"
)
# "stand down" and "all clear" of a part, a machine or a step.
OVER_ELSEWHERE = re.compile(
    r"\bstand(?:ing)? down (?:node|host|server|the (?!team|bridge|war|call|crew|incident|room|group"
    r"|response))"
    r"|\b(?:all[ -]clear|woods|wrap|entwarnung) (?:on (?!all|every|the incident)|from (?!all|every)"
    r"|for (?!all|every|now$)|in (?!all|every)"
    r"|fuer (?!all))"
)
# Calling it, without saying what: the end of the clause must follow.
CALLING_IT = re.compile(
    r"\b(?:calling|call) (?:it|this|this one|that)(?: here| now| there| off)?(?= *(?:$|[,.;:!–—-]))"
)
REOPENED = re.compile(
    r"\bre-?open(?:ing|ed)?\b|\bwieder (?:oeffnen|aufmachen)\b|\bwieder (?:er)?oeffne|\breabr(?:o|imos"
    r"|iendo|indo|ir)\b"
    r"|\brouvr(?:e|ons|ir)\b|\briapr(?:o|iamo)\b|\bheropen\w*|переоткрыва\w+|\byeniden ac\w+"
    r"|\botwieramy ponownie\b"
)
TAKEN_BACK = re.compile(
    r"\b(?:spoke|called|celebrated|closed|cheered)(?: \w+)? too (?:soon|early)\b|\bpremature\b"
    r"|\bfalse all[ -]clear\b|\bstill not (?:over|resolved|fixed)\b"
    r"|\bhabl\w+ (?:muy|demasiado) pronto\b|\bzu frueh gefreut\b|\bdoch nicht (?:behoben|geloest|vorbei"
    r"|gut)\b|\bparle trop vite\b|\bfal\w+ cedo demais\b"
    r"|\bte vroeg\b"
)
RETRACTED = re.compile(
    r"\b(?:scratch|strike|belay) that\b|\btake (?:that|it) back\b|\bnot so fast\b|^(?:no+|hold"
    r"|oh no)[ ,]+(?:wait|on|no)\b"
    r"|^(?:doch nicht|espera|attendez|aspetta)\b"
)
NOT_HEALTHY = re.compile(
    r"\b(?:not|isn't|hasn't|haven't|never|nothing is|nothing's) (?:been |really |actually |quite "
    r"|yet )*(?:fixed|recovered|over|back up|working|stable)\b"
)
AGAIN = re.compile(
    r"\b(?:it's|it is|they're|they are|problem is|issue is|this is|and it's) back(?! (?:up|to|on|in|online"
    r"|under|at|down)\b)"
    r"|\b(?:happening|failing|down|broken|crashing|dropping|erroring|stuck|dark|timing out|paging|firing"
    r"|flapping) again\b"
    r"|\b(?:again|just) (?:went|gone) (?:down|dark)\b|\bwent (?:down|dark) again\b|\bre(?:lapse[ds]?"
    r"|gress(?:ed|ing)|-?occur\w*|curr(?:ed|ing|ence))\b"
    r"|\bflar(?:ed|ing) up\b|\bre-?trigger(?:ed|ing)\b"
    r"|\bvuelve a \w+|\bvolvi[oe]\w* a (?:fallar|caer|pasar|ocurrir|subir)\w*|\botra vez (?:caid|fall|mal"
    r"|abajo|igual)\w*"
    r"|\bwieder (?:da|kaputt|ausgefallen|weg|down|rot)\b|\bfaellt wieder\b|\bca recommence\b"
    r"|\bde nouveau (?:en panne|ko|des)\b"
    r"|\bca retombe\b|\brebelote\b|\bvolt(?:ou|aram) a (?:cair|falhar|dar|subir)\b|\bricominci\w+"
    r"|\bdi nuovo (?:giu|errori)\b"
    r"|\bснова (?:пада|лежит|ошибк|не работ)\w*|\bопять (?:пада|лежит|ошибк|упал)\w*|\bznowu (?:nie|pada"
    r"|lezy)\b|\bweer (?:stuk|plat|down)\b"
)
TROUBLE = (
    r"(?:errors?|error rates?|alerts?|timeouts?|failures?|5xx|500s|lag|queues?|latency|crash(?:es)?|drops?"
    r"|complaints?|"
    r"pages|alarms?|backlog|fehler|errores|erreurs|erros|errori|fallos|ошибки|problems?)"
)
WORSE = re.compile(
    rf"\b{TROUBLE} (?:\w+ ){{0,2}}(?:back(?! (?:to|down|under|at|in)\b)|again|climbing|spiking|rising"
    rf"|returning|returned|wieder|de nuevo|otra vez|de volta|encore)\b"
    rf"|\b(?:see|seeing|getting|got) (?:\w+ ){{0,3}}{TROUBLE} again\b|\bqueue (?:grows|is growing)\b"
)
STILL = re.compile(
    r"\b(?:still|todavia|aun|siguen?|immer noch|toujours|ainda|ancora|nog steeds|nog|wciaz|nadal|все еще"
    r"|по-прежнему|hala)"
    r" (?:\w+ ){0,3}(?:failing|down|broken|erroring|seeing|getting|dropping|affected|crashing|stuck|dark"
    r"|out|unavailable|"
    r"degraded|losing|timing|rejecting|bleeding|ongoing|failed|errors?|errores|caid[oa]s?|fallando|fehler"
    r"|kaputt|en panne|"
    r"des erreurs|ko|erros|fora|caindo|giu|errori|plat|kapot|падает|лежит|ошибки|5\d\ds?|4\d\ds?)\b"
)
EXCUSED = re.compile(
    r"\b(?:expected|known|unrelated|separate(?:ly)?|track(?:ed|ing)|follow-?ups?|cosmetic|minor"
    r"|stragglers?|leftover|"
    r"staging|cached?|monitor(?:ing)?|eye|stable|ok|fine|green|good|open|ticket|nightly|in stock|no)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:staging|sandbox|test env\w*|expected|known|unrelated|separate|nightly|tracked|ignore|my"
    r"|last time|lol)\b"
)
OTHER_REOPENED = re.compile(
    r"\bre-?open(?:ing|ed)? (?:the|a|my|our|that|his|her) (?!incident|issue|bridge|channel|war|call|inc"
    r"|sev|outage)|"
    r"\b(?:pr|mr|ticket|branch|issue tracker|jira|case|branches|file|shop|store|door|if|should|would|could"
    r"|will|wuerde|si|wenn|falls)\b"
)
WRAP_UP = re.compile(
    r"\b(?:thanks|thank you|thx|great work|nice work|good work|well done|good job|great job"
    r"|kudos)[ ,]*(?:to )?"
    r"(?:you )?(?:all|everyone|everybody|team|folks|both|so much)\b|\b(?:post-?mortem|retro|retrospective"
    r"|write-?up|debrief) (?:on|tomorrow|next|is|will|to follow|at|doc)\b"
    r"|\bgracias (?:a )?(?:todos|todas|equipo)\b|\bdanke (?:an )?(?:alle|euch|allen)\b"
    r"|\bmerci (?:a )?(?:tous|toutes|l equipe)\b"
    r"|\b(?:obrigad[oa]|valeu),? (?:a )?(?:todos|pessoal|gente|time)\b|\bgrazie (?:a )?tutti\b"
    r"|\bbedankt allemaal\b|\bвсем спасибо\b|\bспасибо всем\b|\bget some sleep\b"
)
HEALTHY_NOW = re.compile(
    r"\b(?:everything|all|we're|we are|that's us|services?|systems?|the site|the platform|todo|alles|tout"
    r"|tudo|tutto|все)\b[^,;.]{0,40}"
    r"\b(?:back to normal|back up|fully restored|restored|fully recovered|recovered|back online"
    r"|operational|healthy|works(?: again)?|working(?: again)?|"
    r"nominal|all good|good|up and running|fixed|normal(?:idad)?|stable|green|laeuft wieder|wieder normal"
    r"|revenu a la normale|"
    r"retabli|de volta ao normal|normalizado|funcionando|funciona|stabil|estable|estavel|regolare|работает)\b"
    r"|\bfully (?:recovered|restored|operational|mitigated)\b|\b(?:it's|it is|that's) (?:all )?(?:fixed"
    r"|good|solved)\b"
)
ASKS_FOR_CONSENT = re.compile(
    r"\b(?:objections?|agreed?|thoughts|sounds? good|everyone (?:ok|happy|good)|ok with|einwaende"
    r"|de acuerdo|d accord|concordam)\b"
)
CONSENTS = re.compile(
    r"(?:none(?: from me| here)?|no objections?(?: from me| here)?|fine by me|works for me|sounds good"
    r"|do it|go for it|keine einwaende"
    r"|sin objeciones|aucune objection)\b"
)
ASKS_IF_GOOD = re.compile(
    r"\b(?:we|it|everything|all|us|things)(?: all)? (?:good|ok|okay|clear|done|over|back|stable|fixed"
    r"|back to normal)\b"
    r"|\bya (?:quedo|esta)\b"
)
ASKS_UNMARKED = re.compile(
    r"(?:so |ok |and |then )*(?:(?:is|are|can|could|shall|should|do|does|did|has) (?:it|this|that|the|we"
    r"|you|i|everything|all|someone|"
    r"anyone|anybody|somebody|everyone)\b|(?:any|anyone|who|what|how|where|why)\b)"
)
INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |your |the |every )*(?:previous|prior|above"
    r"|earlier|preceding|other|system)?\s*"
    r"(?:instructions?|prompts?|rules|guidelines)\b|\bsystem prompt\b|\byou are (?:now )?an? (?:ai"
    r"|assistant|bot|language model)\b"
    r"|\b(?:assistant|chatgpt|llm|ai|postmortem[ -]bot|bot)[:,]? (?:must|should|please|shall|is to"
    r"|you must)\b|\b(?:instructions?|note|message|attention) (?:to|for) (?:the |any |all )?(?:ai|llm"
    r"|bots?|assistant|model)\b"
)

# Scripts without spaces between words: what is said, and what takes it back within the same sentence.
_SCRIPT_OVER = (
    r"復旧(?:しました|完了|済み|いたしました)|解消(?:しました|済み|いたしました)|解決(?:しました|済み|いたしました)|収束(?:しました|です)|"
    r"クローズ(?:します|しました)|対応完了|障害終了|已恢复|已解决|恢复正常|解决了|处理完毕|事件关闭|关闭(?:该|此|本)?(?:事件|故障)|警报解除|故障结束|"
    r"已關閉|已解決|"
    r"해결(?:되었|됐|했|하였)습니다|해결(?:됨|완료| 완료)|복구(?:되었|됐|했|하였)습니다|복구 ?완료"
    r"|(?:상황|장애|인시던트) ?종료"
)
_SCRIPT_GUARD = (
    r"ません|てない|ていない|未|まだ|たら|次第|すれば|ば、|まで|一部|暫定|はず|かも|と思|見込|予定|か$|没|尚|还没|不|是否|如果|等|一旦|"
    r"之后再|部分|仍|还在|可能|应该|快|即将|吗|"
    r"않|못|아직|면|때까지|예정|일부|것 같|나요|까요|마지|コンフリクト|冲突|충돌|工单|チケット|티켓"
)
SCRIPT_OVER = re.compile(_SCRIPT_OVER)
SCRIPT_GUARD = re.compile(_SCRIPT_GUARD)
SCRIPT_AGAIN = re.compile(
    r"再発|また(?:落ち|発生|エラー)|再オープン|又出现|又挂|又坏|复发|重新打开|再次(?:出现|发生|告警)"
    r"|재발|다시 (?:발생|열|장애|오류)|또 (?:발생|죽)"
    r"|(?:解消|解決|復旧)して(?:いません|ない)|还没(?:有)?(?:解决|恢复|好)"
)
SCRIPT_STILL = re.compile(
    r"まだ.{0,12}(?:エラー|失敗|落ち)|还在(?:报错|失败)|仍(?:然)?(?:报错|失败|异常)|아직.{0,12}(?:오류|실패|장애)"
)
