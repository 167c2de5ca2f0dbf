"""Tell the people and places that a line names from the accounts that nobody has yet."""

from collections.abc import Sequence

from bot.domain.text.words import word_set

# How people in the Low Countries, Britain and Ireland are called; no surnames, which are names of companies too.
FIRST_NAMES = word_set(
    """
    aad aaron abdel adam adrie agnes ahmed aiden aisha alan albert alex alexander alice ali alison amber amanda
    amy an andre andrea andrew andy angela angelique anita anja anke anna anne annelies annemarie annemie annie
    anouk anthony anton arend arie arjan arjen arno arnold arthur astrid axel ayse bart bas bastiaan baz bea
    beatrice ben benny bernard bert bianca bill billy bjorn bob boris bram brecht brenda brian bridget britt
    bruno carl carla carlo carmen carol caroline cas casper cath catherine cathy cecile celine charles charlie
    charlotte chantal chloe chris christa christian christine christophe ciara cindy claire clare clara claudia
    colin conor cor corinne corrie craig daan dan daniel danielle danny dave david davy dawn debbie debby declan
    dee dennis denise derek desmond diana dick dieter dirk dominic donna doris dorien dorothy douglas dylan ed
    eddy edward edwin eileen elaine eleanor eline elise elizabeth ella ellen ellie els elsje emily emma eoin
    erica erik erika erwin esther eva evelien evelyn evert evi eric fabienne farid fatima femke ferry fien filip
    fiona floor floris fons frank frans fred freddy frederik freek frits gail gareth gary geert geoff george
    gerard gerben gerda gerrit gert gijs gillian gina glenn graham greet greg greta griet guido guus guy hakan
    hamza hanna hanneke hannah hans harm harriet harry hassan heather hector heidi heleen helen helena hendrik
    henk henry herman hilde hugo ian ibrahim ilse imke imran ina inge ingrid ines irene iris isabel isabelle
    ivan ivo jaap jack jackie jacky jacob jacqueline jake james jamie jan jana jane janet janice janine janneke
    jasmine jason jasper jean jeff jef jelle jen jenna jenny jeroen jerry jesse jessica jill jim jimmy jo joan
    joanna joanne jochem joe joel joep johan johanna johannes john johnny joke jolanda jon jonas jonathan joop
    joost jordan jordi joris jos jose josee josef joseph joshua josie joy joyce judith jules julia julian julie
    june jurgen justin kaat kareem karel karen karim karin karl kate katherine kathleen kathy katie katja
    katrien kees keith kelly ken kenneth kerrie kevin khalid kieran kim kirsten klaas koen koenraad kris kristel
    kristien kristof kurt lara lars laura lauren laurens leah leanne leen leendert lena leo leon leonie lex lia liam
    lien lies liesbeth lieve lieven linda linde lindsay lisa lise liz lizzy loes loek lorraine lot lotte louis
    louise luc luca lucas lucie lucy luke luuk lynn maaike maarten madelon maggie mandy manon marc marcel marcia
    marco margaret margo margot maria mariam marianne marie marieke marije marijke marijn marina mario marion
    marja marjan marjolein mark marleen marlies marloes marnix mart martha martijn martin martina martine mary
    mathieu mathilde matt matthew matthias maureen maurice maurits max megan mehmet mel melanie melissa merel
    mia michael michel michele michelle michiel mick mieke mien miguel mike mila milan mireille miriam mo
    mohamed mohammed moira monica monika monique murat myriam nadia nadine nancy naomi natalie natasha nathalie
    nathan neil nele niall nick nicky nico nicola nicolas nicole niels nienke nigel nikki nils nina noah noel
    noor noortje nora norman olga oliver olivia omar oscar oskar owen paddy pam pamela pascal pascale pat
    patricia patrick patrizia patty paul paula pauline pedro peggy pete peter petra phil philip philippe pierre
    piet pieter pim priya rachel rachid raf ralf ralph ramon raoul raymond rebecca remco renate rene renee
    renske reza ria richard rick rik rita rob robbert robbie robert robin roel roeland roger roland rolf ron
    ronald ronan ronny roos rory rose rosie ross rosa ruben rudi rudy ruth ruud ryan saar sabine said sally sam
    samantha samir samuel sandra sanjay sanne sara sarah sasha saskia scott sean sebastian seppe serge sharon
    shane sheila sien sigrid sil simon simone sinead siobhan sjaak sjoerd sofie sonia sonja sophia sophie stan
    stefaan stefan stef steffie stella stephanie stephen steve steven stijn stuart sue susan susanne suzanne
    sven sylvia sylvie tamara tanja tanya tara ted teresa terry tess theo therese thijs thomas thommo tiffany
    tijs tim timo tina tineke tinne tinus tjeerd tom tommy ton toni tony toon tracy trees tricia trijntje trish
    trudy truus twan ursula valerie vanessa vera veerle vic vicky victor victoria vincent viviane walter wanda
    ward warre wendy wesley wiebe wil wilfried willem willemijn william willy wilma wim winnie wouter xander
    yasmin yolanda youssef yvan yvette yvonne yves zara zoe
    """
)
_TITLES = word_set(
    """
    mevrouw mevr mw mvr meneer mijnheer dhr heer madame mr mrs ms miss sir dr ir ing juf meester frau herr ceo
    cfo coo cto gm md pa hr secr chef
    """
)
_ROLES = word_set(
    """
    chef chefkok baas bazin patron gerant gerante directeur directrice directie bestuurder inkoper inkoopster
    inkoop eigenaar eigenares zaakvoerder zaakvoerster planner planning collega receptie receptionist
    receptioniste secretaresse secretariaat assistent assistente concierge manager bedrijfsleider filiaalleider
    magazijnier chauffeur nachtmanager hotelmanager boekhouder boekhoudster accountant boer vrouw man zoon
    dochter broer zus vader moeder ma pa boss owner buyer foreman dispatcher driver director head secretary
    assistant receptionist reception manager chef daughter son wife husband brother sister team gm cfo ceo coo
    cto md pa bookkeeper matron caretaker supervisor clerk voedselinspectie inspectie politie brandweer gemeente
    belastingdienst bank notaris leverancier police council landlord supplier
    """
)
_LEADS = word_set("de den het een the a an his her their our zijn haar hun onze mijn my")
_PLACES = word_set(
    """
    aalst aberdeen almelo almere alkmaar amersfoort amsterdam antwerp antwerpen apeldoorn arnhem assen bath
    belfast berlin birmingham boston brabant breda brighton bristol bruges brugge brussel brussels cambridge
    cardiff cork delft deventer drenthe dublin edinburgh eindhoven emmen enschede essen galway genk gent ghent
    glasgow gouda groningen haarlem hasselt heerlen hengelo herentals hilversum kortrijk leeds leeuwarden
    leicester leiden leuven lier liege limburg limerick liverpool london londen lyon maastricht manchester
    mechelen melbourne milaan milan mol namur newcastle nijmegen nottingham oostende ostend oxford paris parijs
    reading rome roermond roeselare rotterdam sheffield sydney tilburg turnhout twente utrecht venlo vlaanderen
    wageningen york zaandam zeeland zwolle
    """
)


def is_person_or_place(keys: Sequence[str]) -> bool:
    """Return whether folded words where a name would stand are a person or a place ("mevrouw Otten", "Leeds").

    A first name with more words behind it may be the name of a company.
    """
    rest = list(keys)
    led = bool(rest) and rest[0] in _LEADS
    while rest and rest[0] in _LEADS:
        rest = rest[1:]
    if not rest:
        return True
    if rest[0] in _TITLES or (rest[0] in _ROLES and (led or len(rest) == 1)):
        return True
    return len(rest) == 1 and (rest[0] in FIRST_NAMES or rest[0] in _PLACES)
