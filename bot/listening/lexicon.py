"""The words by which people say that an incident is over, or guard against it, folded as in reading.py.

English, Spanish, German, French, Portuguese; a first version of Italian, Dutch, Polish, Russian, Turkish
and Swedish. Words are classed by what they do to the meaning; announcing.py says how classes combine.
Languages share one vocabulary, so a word that means something harmless elsewhere is left out.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A word that by itself says "the incident is over".
RESOLVED = _words("""
    resolved behoben resuelto resuelta solucionado solucionada resolu resolue resolvido resolvida risolto
    risolta
    opgelost verholpen rozwiazany rozwiazane rozwiazana решено решен решена устранен устранена устранено
    coezueldue giderildi loest aatgaerdat entwarnung
""")
# A word that says so only of an incident, or where somebody declares it.
ENDED = _words("""
    closed done over solved finished concluded complete completed ended sorted remedied
    cerrado cerrada terminado terminada superado superada finalizado finalizada concluido concluida
    geloest geschlossen beendet erledigt abgeschlossen vorbei clos cloture cloturee termine terminee
    regle reglee ferme fermee encerrado encerrada fechado fechada normalizado chiuso chiusa terminato
    gesloten afgesloten voorbij zamkniety zamkniete usunieta usuniety zakonczony zakonczone закончен закончена
    закрыт закрыта закрыто kapandi kapatildi bitti stangd
""")
# Closing as an act, by the one who speaks.
CLOSING = _words("""
    closing ending concluding wrapping cerramos cierro cerrando schliesse schliessen closen cloture
    cloturons ferme
    fermons encerro encerrando encerramos fechando fechamos fecho chiudo chiudiamo sluiten sluit zamykamy
    zamykam закрываем
    закрываю kapatiyoruz kapatiyorum stanger
""")
# The bare verb: an act only where the speaker commits to it ("let's close", "vamos a cerrar").
CLOSE = _words(
    "close wrap end conclude cerrar schliessen cloturer fermer encerrar fechar chiudere sluiten zamknac"
)
COMMITS = _words("let's lets ahead going gonna happy glad comfortable vamos i'll we'll go i we")
# Declaring: what follows is the state that the speaker gives the incident.
DECLARING = _words("""
    calling call called declaring declare declared marking marked mark setting set considering consider
    moving moved changing changed damos doy dar dejo dejamos erklaere erklaeren declare declarons declaro
    considero consideramos dichiaro verklaren damit hiermit por
""")
INCIDENT = _words("""
    incident incidents outage disruption degradation emergency situation sev crisis
    incidente incidencia caida averia crise
    vorfall stoerung ausfall panne incidenten storing incydent awaria disservizio
    инцидент авария сбой olayi olay kesinti
""")
# Words for the incident that may as well mean something smaller.
PROBLEM = _words("""
    issue problem problema probleme avaria queda sorun проблема problemet matter thing event
""")
PRONOUNS = _words("""
    this it that it's that's this's everything all we we're we've i i'm i've one esto ello todo lo la das
    alles
    es ça ca ce c tout on nous je j isso isto tudo questo tutto dit alles wszystko все всё det allt l
""")
# What may stand around the announcing word without changing what it is about.
FILLER = _words("""
    is are am was has have been being now then finally fully totally completely entirely officially formally
    just hereby ok okay okey alright right great so and well good news yes yep yeah confirmed out up off
    down here there
    as the team folks everyone everybody people guys hey hi update status state final latest severity
    resolution
    min mins minute minutes hour ago happy glad pleased comfortable confident content to from in the our go
    ahead going gonna let's lets call
    it can now again time at of
    also
    i'd thanks thank you tracker incident's channel bridge room war both completely very much back
    for good
    investigating identified monitoring mitigated stable
    el los las un se ha han sido queda quedo quedado esta estado estan ya por como dado finalmente
    oficialmente
    completamente totalmente equipo listo listos estatus confirmado vamos a entonces pues bien
    der die den dem das ist sind ist wurde worden jetzt nun endlich damit hiermit wir ich als vollstaendig
    offiziell alle leute gut wieder zu hier
    le les l est sont a ete maintenant enfin donc officiellement totalement completement comme merci bon
    voila c en
    o os as um foi ja agora esta oficialmente equipe pessoal gente pronto como enfim de vez por
    il lo gli e stato stata ora finalmente ufficialmente tutti del della
    het de is zijn nu eindelijk volledig als hebben
    zostal zostala jest juz teraz
    уже теперь наконец полностью был была было это в
    oldu artik tamamen aer nu har helt
    utc gmt cet cest est edt et pst pdt pt bst ist jst msk cdmx uhr am pm local lokal z h hs hora
""")
# A continuation that says when, how or whom to thank: what follows it doesn't matter any more.
OPENERS = _words("""
    at as since by after with thanks thank thx ty due because following when and now everywhere across
    root cause post-mortem postmortem retro write-up writeup great nice good duration total
    a las desde gracias tras con causa um seit danke nach dank mit durch depuis apres merci grace avec vers
    às as obrigado obrigada valeu apos dal dalle grazie dopo alle bedankt sinds dank dzieki od спасибо с в
    tack
    congrats kudos appreciate next
""")
DETERMINERS = _words(
    "the this that it our el la este esta los den die das der le l cet cette o a il lo het de"
)
UNIVERSAL = _words("""
    all every everything everywhere fully everyone entire total totally completely todo todos todas alles
    ueberall
    tout toute toutes tous tudo tutto tutti wszystko все allt everybody both
""")
HEALTHY = _words("""
    normal restored recovered operational healthy green stable working works fixed nominal baseline back
    good up
    normalidad restablecido recuperado operativo estable funciona normal laeuft stabil gruen wiederhergestellt
    normale retabli stable fonctionne vert restabelecido estavel funcionando recuperado ripristinato regolare
    hersteld stabiel dziala работает восстановлен восстановлено normaal mitigated contained
""")
# Nouns that can be resolved or closed without the incident being over.
OTHER_THINGS = _words("""
    ticket tickets thread threads pr prs mr ci test tests flaky rebase merge conflict conflicts dns hostname
    host name
    address alert alerts alarm alarms page
    pages lint dependency dependencies comment comments task tasks item items card bug bugs jira linear review
    dispute argument connection connections pool loop door port valve file branch pipeline build job jobs my
    question questions action actions follow-up todo doc why how who record records conflicto tiquete konflikt
    tickets conflit billet conflito chamado
""")
NEGATIONS = _words("""
    not no never nothing none nobody cannot without isn't aren't wasn't weren't hasn't haven't don't doesn't
    didn't
    won't can't ain't couldn't isnt arent hasnt havent dont neither nor hardly nowhere far
    nunca nada sin tampoco jamas nicht nie nichts kein keine keiner noch pas jamais rien aucun aucune ni
    nao nunca nem non niente nessun niet geen nooit nie nic не ни нет ничего degil inte ingen
""")
# Not yet said: hoped, planned, likely, asked for, half.
HEDGES = _words("""
    will would should could might may must shall hopefully probably likely maybe perhaps possibly almost
    nearly
    seems seem looks look appears appear think believe guess hope hoping expect expecting expected need
    needs want
    wants wanted try trying tried plan planning ready about partially partly mostly some half only part most
    supposedly apparently until till soon eta assume assuming suspect please pls temporarily say says said
    claims
    claim reports reported report asks told according they've they their theirs his her tomorrow later 'll i'd
    we'd it'll should've enough instead first yet
    parece casi quiza quizas creo deberia espero parcialmente solo solamente pronto todavia aun hay tal
    necesito
    wird werden soll sollte koennte vielleicht wahrscheinlich fast beinahe teilweise hoffentlich scheint
    bitte bald
    erst nur denke glaube presque peut-etre devrait semble bientot partiellement espere crois pense encore
    quase talvez deve deveria parece acho espero parcialmente ainda quasi forse dovrebbe sembra credo ancora
    bijna misschien lijkt moet denk nog prawie chyba jeszcze почти возможно кажется наверное еще частично
    neredeyse
    henuz naestan kanske
""")
# What makes the rest of the sentence a condition, a time to come, or indirect speech.
CONDITIONS = _words("""
    if once when until till unless before whether how who what why while wait waiting whenever
    cuando si hasta antes mientras sobald wenn falls bevor bis ob solange quand lorsque des avant jusqu'a tant
    quando ate assim antes als zodra wanneer voordat kiedy gdy jesli когда если пока после olunca naer innan
    hogy quem
""")
# After the word, within its clause.
CONDITIONS_AFTER = _words("""
    if unless pending assuming once until provided subject if cuando wenn sobald falls quand des quando als
    except besides apart only partially but excepto salvo ausser sauf exceto for on in except
""")
EARLIER = _words("""
    last previous prior earlier other another old older similar yesterday's months weeks years yesterday
    january february march april june july august september october november december
    pasado pasada anterior letzte letzten letzter vorige dernier derniere precedent passado passada anterior
    vendor's provider's aws's cloudflare's
""")
ASKING = _words("""
    is are can could shall should do does did has have any anyone objections objection to anybody we it then
    still
    ready safe think agree agreed say officially or yet happy not isn't aren't and everyone
    ob ist koennen sind esta ya podemos est-ce que peut-on on peut esta podemos foi
    e possiamo kunnen мы можем uns kann
""")
STARTS_QUESTION = _words(
    "is are can could shall should do does did has have any anyone who what when how why where"
)
YES = _words("""
    yes yep yup yeah ya aye affirmative confirmed confirm correct indeed agreed agree +1 absolutely definitely
    si claro afirmativo exacto ja jawohl jo genau oui ouais exact sim isso confirmado confirme tak да ага evet
    はい ええ 是 是的 对 嗯 네 예 go lgtm
""")
NO = _words("no nope nah negative nein non nao nie нет hayir nej nee いいえ 不 没有 还没 아니요")
