import type { PlaceKind, Scene, Subject, SubjectKind } from './scene.ts'

/** Words → things. First match in the text comes first in the picture; plurals match too. */
export const subjectWords: readonly (readonly [SubjectKind, RegExp])[] = [
  [
    'person',
    /\b(keeper|captain|sailor|fisher(?:man|woman)?|woman|women|man|men|girls?|boys?|child(?:ren)?|kids?|baby|people|persons?|figures?|couple|crowd|strangers?|father|mother|grandm\w+|grandf\w+|old man|old woman|king|queen|prince(?:ss)?|knights?|wizard|witch|detective|doctor|nurse|teacher|farmer|baker|cook|chef|carpenter|painter|artist|astronaut|pirate|soldier|monk|nun|dancer|musician|hero(?:ine)?|traveller|traveler|hiker|brother|sister|twins?|friends?|scientist|worker|driver|he|she|they|frau|mann|kind|femme|homme|enfant|mujer|hombre|niño|niña|donna|uomo|žena|muž|dítě)\b|[男女人子]/iu,
  ],
  ['dog', /\b(dogs?|puppy|puppies|hounds?|terrier|wolf|wolves|hund|chien|perro|cane|pes)\b|犬/iu],
  ['cat', /\b(cats?|kittens?|kitty|katze|chat|gato|gatto|kočka)\b|猫/iu],
  ['fox', /\b(fox(?:es)?|fuchs|renard|zorro|volpe|liška)\b|狐/iu],
  ['horse', /\b(horses?|pony|ponies|deer|stag|elk|reindeer|donkey|unicorn|cow|pferd|cheval|caballo)\b|馬/iu],
  ['birds', /\b(birds|gulls|seagulls|crows|ravens|swallows|geese|pigeons|doves|flock|vögel|oiseaux)\b/iu],
  ['bird', /\b(bird|gull|seagull|crow|raven|owl|robin|sparrow|parrot|duck|swan|goose|dove|pigeon|hen|chicken|penguin|vogel|oiseau)\b|鳥/iu],
  ['fish', /\b(fish|goldfish|shark|dolphins?|salmon)\b/iu],
  ['whale', /\bwhales?\b/iu],
  ['ship', /\b(ships?|steamer|ferry|freighter|vessel|trawler|galleon|schiff|navire|barco)\b|船/iu],
  ['boat', /\b(boats?|dinghy|sail(?:boat|ing boat)s?|yacht|canoe|raft|rowboat|rowing boat|kayak|boot|bateau)\b/iu],
  ['car', /\b(cars?|taxi|van|truck|bus|automobile|auto|voiture|coche)\b/iu],
  ['train', /\b(trains?|tram|locomotive|zug)\b/iu],
  ['bicycle', /\b(bicycles?|bikes?|fahrrad|vélo)\b/iu],
  ['lantern', /\b(lanterns?|oil lamp|torch|candles?|laterne|lanterne|linterna)\b/iu],
  ['lamp', /\b(lamps?|floor lamp|desk lamp)\b(?! ?light)/iu],
  ['table', /\b(tables?|desk|tisch)\b/iu],
  ['chair', /\b(chairs?|armchair|stool|stuhl)\b/iu],
  ['book', /\b(books?|notebook|diary|journal|maps?|atlas|livre|buch|libro)\b|本/iu],
  ['flower', /\b(flowers?|roses?|tulips?|sunflowers?|daisy|daisies|blossoms?|blume|fleurs?|flor)\b|花/iu],
  ['moon', /\bmoon\b(?!light)|月/iu],
  ['kite', /\bkites?\b/iu],
  ['balloon', /\b(balloons?|airship|zeppelin)\b/iu],
  ['fire', /\b(camp ?fire|fire|bonfire|flames?|fireplace|feuer)\b|火/iu],
  ['lighthouse', /\b(lighthouse|beacon|leuchtturm|phare|faro|maják)\b(?! keeper)/iu],
  ['tent', /\b(tents?|zelt)\b/iu],
  ['house', /\b(houses?|cottage|cabin|hut|barn|farmhouse|shed|church|castle|tower|mill|haus|maison|casa|dům)\b|家/iu],
  ['rocket', /\b(rockets?|spaceship|spacecraft|space ?ship|shuttle)\b/iu],
  ['hammer', /\b(hammers?|mallet|nails?)\b/iu],
  ['saw', /\b(saws?|sawing)\b/iu],
  ['brush', /\b(paint ?brush(?:es)?|brush(?:es)?|varnish|glue|oil finish)\b/iu],
  ['plank', /\b(planks?|boards?|timber|slats?|panels?|shelves|shelf|battens?|lid|side (?:panel|piece)s?|floor ?boards?)\b/iu],
  ['pot', /\b(pots?|planters?|plants?|seedlings?|seeds?|herbs?|sapling|cactus|vase|bucket|kettle|pan|bowl|soil)\b/iu],
  ['cup', /\b(cups?|mugs?|teacup|tea|coffee)\b/iu],
  ['key', /\b(keys?)\b/iu],
  ['letter', /\b(letters?|envelopes?|postcards?|notes?|paper|photographs?)\b/iu],
  ['bottle', /\b(bottles?|jars?|potion|flask)\b/iu],
  ['box', /\b(box(?:es)?|crates?|chest|parcel|suitcase|drawers?|basket|cabinet)\b/iu],
  ['stone', /\b(stones?|boulders?|bricks?|pebbles?|rock)\b/iu],
  ['tree', /\b(tree|oak|willow|birch|pine tree|fir tree|christmas tree|apple tree|baum|arbre|árbol|strom)\b|木/iu],
  ['hands', /\b(hands?|fingers|palms)\b/iu],
]

/** Words → places and what kind of them. Earlier rows win over later ones. */
export const placeWords: readonly (readonly [PlaceKind, readonly string[], RegExp])[] = [
  ['bench', [], /\b(work ?bench|table ?top|bench top|counter ?top|cutting board|flat ?lay)\b/iu],
  ['room', ['workshop'], /\b(workshop|garage|studio|werkstatt|atelier)\b/iu],
  ['room', ['kitchen'], /\b(kitchen|bakery|café|cafe|küche|cuisine|cocina|cucina|kuchyně)\b|台所/iu],
  ['room', ['attic'], /\b(attic|loft|lantern room|gallery room)\b/iu],
  ['room', ['library'], /\b(library|study|office|bookshop|classroom|school|laboratory|lab|archive)\b/iu],
  ['room', ['bedroom'], /\b(bedroom|bed|hospital|cabin room)\b/iu],
  [
    'room',
    [],
    /\b(room|inside|indoors?|interior|int\.|hall|corridor|stairs?|staircase|doorway|parlou?r|window ?sill|zimmer|chambre|habitación|stanza|pokoj)\b|部屋/iu,
  ],
  ['cave', [], /\b(cave|cavern|tunnel|mine|grotto|dungeon|höhle|grotte)\b/iu],
  ['underwater', [], /\b(underwater|under the (?:sea|water|waves)|sea ?bed|reef|coral|ocean floor)\b/iu],
  ['space', [], /\b(space|planet|galaxy|orbit|asteroid|cosmos|mars|weltraum|espace)\b|宇宙/iu],
  ['sea', ['harbour'], /\b(harbou?rs?|docks?|quay|port|marina|hafen|port de|puerto|přístav)\b|港/iu],
  ['sea', ['pier'], /\b(pier|jetty|boardwalk|wharf|landing stage)\b/iu],
  ['sea', ['beach'], /\b(beach|shore|coast|dunes by the sea|strand|plage|playa|spiaggia|island)\b|浜/iu],
  ['sea', [], /\b(sea|ocean|waves?|lighthouse|cliffs?|bay|dark water|horizon line|meer|mer|moře|océano)\b|海/iu],
  ['lake', [], /\b(lake|river|pond|stream|waterfall|canal|fluss|rivière|río|lago|jezero|řeka|see)\b|[湖川]/iu],
  ['forest', [], /\b(forests?|woods|woodland|jungle|trees|grove|clearing|wald|forêt|bosque|foresta)\b|森/iu],
  ['mountains', [], /\b(mountains?|peaks?|alps?|summit|ridge|glacier|valley|volcano|berge?|montagnes?|montaña|hory)\b|山/iu],
  ['desert', [], /\b(desert|sahara|dunes?|wüste|désert|desierto)\b|砂漠/iu],
  ['city', ['skyline'], /\b(skyline|skyscrapers?|rooftops?|metropolis)\b/iu],
  [
    'city',
    [],
    /\b(city|streets?|downtown|alley|town square|avenue|traffic|market|stadt|straße|ville|rue|ciudad|calle|città|město|ulice)\b|[街都]/iu,
  ],
  ['road', ['rail'], /\b(railway|railroad|rails|station|platform|train tracks|tracks|bahnhof|gare)\b/iu],
  ['road', [], /\b(road|highway|crossroads?|path|trail|lane|route)\b/iu],
  ['village', [], /\b(village|town|hamlet|cottages|dorf|village|pueblo|vesnice|churchyard)\b|村/iu],
  ['field', ['garden'], /\b(garden|orchard|park|flower bed|greenhouse|backyard|yard|garten|jardin|jardín|zahrada)\b|庭/iu],
  ['field', ['fence'], /\b(farm|pasture|fence|ranch)\b/iu],
  ['field', [], /\b(fields?|meadows?|hills?|plain|prairie|countryside|grass|lawn|wiese|feld|champs?|campo|pole|louka)\b|[野原]/iu],
]

export const hourWords: readonly (readonly [Scene['hour'], RegExp])[] = [
  ['lamp', /\b(lamp ?light|candle ?light|by (?:the )?(?:lamp|candle|fire)|fire ?light|lantern ?light)\b/iu],
  ['night', /\b(night|midnight|moonlit|moonlight|starlight|starry|stars|nacht|nuit|noche|notte|noci?)\b|夜/iu],
  ['dawn', /\b(dawn|sun ?rise|morning|daybreak|first light|morgen|aube|matin|amanecer|alba|úsvit|ráno)\b|朝/iu],
  ['dusk', /\b(dusk|twilight|evening|nightfall|blue hour|abend|crépuscule|soir|anochecer|večer|soumrak)\b|夕/iu],
  ['gold', /\b(sun ?set|golden hour|golden|late afternoon|autumn|low sun|sonnenuntergang|coucher de soleil|atardecer|tramonto)\b/iu],
  ['grey', /\b(overcast|grey sky|gray sky|gloomy|bleak|drizzl\w*)\b/iu],
  ['day', /\b(day|daylight|noon|midday|sunny|sunlight|afternoon|bright|blue sky|tag|jour|día|giorno|den)\b|昼/iu],
]

export const weatherWords: readonly (readonly [Scene['weather'], RegExp])[] = [
  ['storm', /\b(storms?|stormy|thunder\w*|lightning|tempest|gale|hurricane|sturm|tempête|tormenta|tempesta|bouře)\b|嵐/iu],
  ['rain', /\b(rain\w*|wet street|downpour|drizzl\w*|puddles?|umbrella|regen|pluie|lluvia|pioggia|déšť|dešti)\b|雨/iu],
  ['snow', /\b(snow\w*|blizzard|winter|frost|frozen|ice|icy|schnee|neige|nieve|neve|sníh|sněhu)\b|雪/iu],
  ['fog', /\b(fog\w*|mist\w*|haze|hazy|smoke|nebel|brouillard|niebla|nebbia|mlha|mlze)\b|霧/iu],
  ['wind', /\b(wind\w*|breeze|gusts?|wind|vent|viento)\b|風/iu],
  ['cloudy', /\b(clouds?|cloudy)\b|雲/iu],
]

export const framingWords: readonly (readonly [Scene['framing'], RegExp])[] = [
  [
    'close',
    /\b(close[- ]?ups?|close on|closer on|extreme close|macro|detail(?: shot)?|tight on|tight shot|portrait|head and shoulders|face of|(?:his|her|their|the|two|\w+'s) (?:hands?|face|eyes|fingers))\b/iu,
  ],
  ['medium', /\b(medium(?: shot)?|mid[- ]shot|waist[- ]up|two[- ]shot|over the shoulder|cowboy shot)\b/iu],
  [
    'wide',
    /\b(wide(?: shot| angle| view)?|establishing|long shot|aerial|panorama\w*|landscape|vista|overview|bird's[- ]eye|far away|in the distance|distant)\b/iu,
  ],
]

export const poseWords: readonly (readonly [Subject['pose'], RegExp])[] = [
  ['back', /\b(from behind|back to (?:us|the camera)|seen from the back|facing away)\b/iu],
  ['run', /\b(run(?:s|ning)?|rush(?:es|ing)?|flee(?:s|ing)?|chas(?:es|ing|e)|hurr(?:y|ies|ying)|race[sd]?|jump(?:s|ing)?)\b/iu],
  ['kneel', /\b(kneel(?:s|ing)?|crouch(?:es|ing)?|bend(?:s|ing)? down|picks? up|digs?|digging|plants)\b/iu],
  ['sit', /\b(sit(?:s|ting)?|seated|rest(?:s|ing)?|read(?:s|ing)?|row(?:s|ing)|sleep(?:s|ing)?|eats?|drinks?|writ(?:es|ing))\b/iu],
  [
    'reach',
    /\b(reach(?:es|ing)?|point(?:s|ing)?|wav(?:es|ing) (?:at|to|good)|open(?:s|ing)?|lift(?:s|ing)?|rais(?:es|ing)|touch(?:es|ing)?|knock(?:s|ing)?|light(?:s|ing) the|throws?|hang(?:s|ing)?)\b/iu,
  ],
  [
    'hold',
    /\b(hold(?:s|ing)?|carr(?:y|ies|ying)|with (?:a|the|his|her) (?:lantern|book|letter|box|map)|gives?|offer(?:s|ing)?|hugs?|hugging|stirs?|pours?|work(?:s|ing)?)\b/iu,
  ],
  ['look', /\b(looks? out|search(?:es|ing)?|watch(?:es|ing)?|gaz(?:es|ing)|stares?|scans?)\b/iu],
  [
    'walk',
    /\b(walk(?:s|ing)?|wander(?:s|ing)?|stroll(?:s|ing)?|comes?|arriv(?:es|ing)|enters?|leav(?:es|ing)|goes|climb(?:s|ing)?|follow(?:s|ing)?|steps?|cross(?:es|ing)?)\b/iu,
  ],
]
