"""A library of made-up handouts of one kind, each with other words.

The sentences come from a small grammar. Each handout knows only a part of the
vocabulary, and has medicines, conditions, tests, wards and people of its own; so
to a process that has drawn others before it a part of its words is new, as in a
real library. The same seed gives the same files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

SEED = 20261122
SHARE = 0.45  # of each list of words, what one handout knows
SLOT = re.compile(r"\{(\w+)\}")

# The words, by what they do in a sentence.
VOCABULARY = {
    "person": """nurse|doctor|pharmacist|surgeon|dietitian|physiotherapist|key worker|midwife
        |ward clerk|consultant|specialist nurse|radiographer|therapist|counsellor|chaplain
        |social worker|support worker|health visitor|anaesthetist|dentist|interpreter|carer
        |blood test team|day unit nurse|community nurse|play specialist|optician|podiatrist""",
    "body": """skin|chest|throat|stomach|arm|leg|back|neck|mouth|scalp|wrist|knee|shoulder|ankle
        |stitches|wound|temperature|pulse|weight|breathing|eyesight|hearing|balance|appetite
        |memory|sleep|voice|blood pressure|heart rate|elbow|jaw|gums|hands|feet|eyelids""",
    "feel": """tired|dizzy|sick|cold|shivery|weak|sore|itchy|thirsty|sleepy|low|worried|hot|stiff
        |breathless|bloated|light-headed|restless|tearful|numb|hungry|flushed|confused|faint
        |clumsy|drowsy|achy|swollen|sweaty|upset|forgetful|puffy|unsteady|queasy|irritable""",
    "change": """becomes red|feels tight|starts to bleed|looks swollen|gets worse|feels numb
        |smells bad|turns yellow|stays high|drops quickly|feels hot to touch|begins to weep
        |does not settle|hurts when you press it|opens again|wakes you at night|looks pale
        |keeps changing|goes blue|is worse on one side|stops you eating|throbs|peels|tingles""",
    "thing": """tablets|dressing|letter|diary|appointment card|inhaler|thermometer|glasses
        |hearing aid|walking stick|blood test form|prescription|mouthwash|cream|eye drops
        |compression stockings|feeding pump|care plan|discharge letter|medicine chart|sling
        |injection kit|spare battery|contact list|allergy band|sharps bin|repeat slip|splint""",
    "place": """in the fridge|by the bed|in your handbag|on a high shelf|near the telephone
        |in a dry cupboard|in the box it came in|with your passport|beside the kettle|in a drawer
        |where a carer can find it|in your coat pocket|next to your toothbrush|in the car
        |on the kitchen table|in a clear plastic bag|out of bright light|at work|at reception""",
    "hazard": """children|direct sunlight|heat|pets|damp|naked flames|steam|strong magnets|dust
        |other medicines|food|the radiator|frost|bleach|visitors with a cough|loud machines""",
    "event": """the operation|your first dose|the scan|your next visit|the blood test|discharge
        |the injection|the biopsy|each infusion|the final session|the check-up|physiotherapy
        |the telephone call|your assessment|the X-ray|the anaesthetic|the transfer|the review
        |the tube is taken out|you travel|the long weekend|the procedure|radiotherapy""",
    "time": """in the morning|after breakfast|before bed|twice a day|every six hours|at noon
        |on Mondays|at the same hour|each evening|as soon as you wake|with a meal|once a week
        |on alternate days|between meals|before noon|at weekends|within the hour|overnight
        |after each wash|every second Friday|when you get home|half an hour before food""",
    "span": """two days|a week|ten days|a fortnight|three weeks|a month|six weeks|an hour
        |48 hours|several days|the first night|about half an hour|a few months|a full year
        |the whole course|four to six weeks|the next 12 hours|a long time|one or two evenings""",
    "do": """drink a glass of water|rest with your feet up|take a short walk|write it in your diary
        |sit down slowly|change the dressing|wash your hands|ring the ward|eat a small snack
        |measure your temperature|wear loose clothes|ask a friend to drive|use the handrail
        |avoid heavy lifting|keep the area dry|practise the exercises|take the tablets
        |breathe in deeply|show this leaflet to the team|rinse your mouth|sleep on your side
        |carry the card with you|cancel the booking|count the tablets|lower the bed
        |check the label|leave the plaster alone|bring someone with you|open a window
        |put the phone on loud|stop smoking|skip the next dose|cool the burn under the tap""",
    "team_do": """measure your weight|take a sample of blood|look at the wound|go through the form
        |ask the same questions twice|explain each step|write to your family doctor
        |give you a fresh supply|listen to your lungs|check your name and date of birth
        |plan the next visit|order transport|teach you how to do it|mark the place with a pen
        |remove the clips|fit a small tube|send the results|arrange a bed|test your hearing
        |change the plan|share the notes|book an interpreter|weigh up the risks with you
        |hold a case meeting|copy the chart|print a summary|loan you a machine""",
    "topic": """driving|going back to work|sex and fertility|travel insurance|flying|swimming
        |alcohol|herbal remedies|vaccines|dental care|pregnancy|money worries|school|hair loss
        |sun cream|physical exercise|meals at home|donating blood|looking after pets|parking
        |visiting times|religious needs|stairs|night sweats|taking a bath|contact sports
        |joint replacement|wills|foreign holidays|caring for a parent|screen time|music lessons""",
    "quality": """safe|normal|common|sensible|helpful|important|usual|wise|fine|best|harmless
        |rare|useful|polite|possible|unusual|risky|kind|healthy|difficult|easier""",
    "people": """Most people|Some people|Older people|Many patients|A few people|Young adults
        |People who live alone|Parents|Runners|People with asthma|Shift workers|New mothers
        |Teenagers|People who wear lenses|Almost all patients|One person in ten|Smokers""",
    "outcome": """get better without treatment|go home the same day|need a second visit
        |notice little change|sleep badly at first|feel well again|return to work
        |eat normally|need extra oxygen|stay on the ward|have no pain|lose a little weight
        |need help with shopping|stop the tablets|choose to wait|recover slowly|manage alone
        |worry about the results|ask for a chair|find the noise tiring|forget one dose""",
    "heading": """What to expect|Before you come in|On the day|Going home|Looking after yourself
        |Side effects|Eating and drinking|Getting about|Who to ask|Your medicines|Your choices
        |What happens first|If things change|Coming back|At night|Your results|Being active
        |Washing and dressing|Help at home|Staying well|Moving on|After the first week""",
    "column": """Sign|Day|Medicine|Meal|Exercise|Stage|Test|Symptom|Item|Activity|Dose|Visit""",
    "amount": """one|two|half a tablet|5 ml|10 ml|twice|none|a small cup|as needed|25 mg|once
        |three times|if told to|a full glass|two puffs|a thin layer|one sachet|every other day""",
}  # fmt: skip

SENTENCES = """
Tell your {person} if you feel {feel} or {feel} for more than {span}.
You may feel {feel} after {test}; this is {quality} and lasts about {span}.
Your {person} will {team_do} {time}, and then {team_do}.
Keep your {thing} {place}, away from {hazard}.
If your {body} {change}, {do} and ring {ward}.
{people} {outcome} within {span} of {event}.
{drug} can make your {body} feel {feel}, mostly {time}.
It is {quality} to {do} before {test}.
Ask {name} or another {person} about {condition} before {event}.
{people} with {condition} {outcome}, and others {outcome}.
Do not mix {drug} with {drug} unless your {person} says that it is {quality}.
Bring your {thing} and your {thing} to {ward}, even if you feel {feel}.
We {team_do} so that you can {do} {time}.
When your {body} {change}, it may be {condition} or {condition}.
You can talk about {topic} or {topic} with {name} at any visit.
**Do not stop taking {drug}** without asking your {person}.
Remember to {do} {time}, and to {do} {time}.
Your {body} will be checked {time}, for {span} after {test}.
{test_up} shows if you have {condition}; it takes {span}.
The {person} on {ward} can {team_do} while you {do}.
Try to {do} for {span}, or until your {body} feels less {feel}.
""".strip().splitlines()

SHORT = """
{do_up} {time}
Your {body} {change}
You feel {feel} or {feel} for {span}
Bring your {thing}
Keep your {thing} {place}
Ask about {topic} and {condition}
Your {person} will {team_do}
No {drug} until {test}
{do_up} before {event}
{condition_up} that lasts for {span}
""".strip().splitlines()

# Names are put together from parts, so that each handout has its own.
PARTS = {
    "start": """Al|Bar|Bel|Chil|Cor|Dar|Dun|El|Fen|Gil|Hal|Har|Kes|Lang|Lor|Mar|Nev|Nor|Os|Pel|Pen
        |Ral|Rother|Sel|Stan|Tam|Thorn|Ul|Ver|Wat|Whit|Wil|Yar|Zem""",
    "middle": "a|am|an|e|en|er|i|in|ing|o|ol|or|u|um",
    "drug": "dine|lol|mab|pril|statin|vir|xaban|zole|mycin|fen|sartan|platin|tinib|cillin",
    "town": "bury|combe|don|field|ford|ham|leigh|ton|wick|worth|stead|by|thorpe|minster",
    "organ": """adeno|angio|arthro|broncho|cardio|cholecysto|colo|cranio|cysto|dermato|entero|gastro
        |haemato|hepato|hystero|laparo|laryngo|lympho|mammo|myelo|myo|nephro|neuro|oesophago
        |ophthalmo|osteo|oto|pancreato|pharyngo|pneumo|procto|pyelo|rhino|sialo|spondylo|thoraco
        |thyro|tracheo|uretero|veno""",
    "condition": "pathy|sclerosis|malacia|megaly|ptosis|spasm|stenosis|rrhagia|plegia|dynia",
    "test": "gram|graphy|metry|scopy|centesis|tomy|plasty|stomy|lysis",
}


def _listed(words: str) -> list[str]:
    return [" ".join(one.split()) for one in words.split("|")]


class Writer:
    """Writes sentences with the words that one handout knows."""

    def __init__(self, number: int) -> None:
        self.random = Random(f"{SEED} {number}")
        self.words = {name: self._some(_listed(words)) for name, words in VOCABULARY.items()}
        self.words["drug"] = [self._name("start", "middle", "drug") for _ in range(6)]
        self.words["ward"] = [f"{self._name('start', 'town')} Ward" for _ in range(4)]
        self.words["name"] = [f"Dr {self._name('start', 'town')}" for _ in range(6)]
        self.words["condition"] = [self._name("organ", "condition") for _ in range(14)]
        self.words["test"] = [f"the {self._name('organ', 'test')}" for _ in range(14)]
        for name in ("do", "condition", "test"):
            self.words[f"{name}_up"] = [words.capitalize() for words in self.words[name]]

    def _some(self, words: Sequence[str]) -> list[str]:
        return self.random.sample(words, max(5, round(len(words) * SHARE)))

    def _name(self, *parts: str) -> str:
        return "".join(self.random.choice(_listed(PARTS[part])) for part in parts)

    def one(self, name: str) -> str:
        """A word or phrase of that kind."""
        return self.random.choice(self.words[name])

    def filled(self, patterns: Sequence[str]) -> str:
        """One of the patterns with its slots filled; it begins with a capital."""
        words = SLOT.sub(lambda slot: self.one(slot[1]), self.random.choice(patterns))
        return words[0].upper() + words[1:]

    def text(self, sentences: int) -> str:
        return " ".join(self.filled(SENTENCES) for _ in range(sentences))

    def items(self, count: int) -> list[str]:
        return [self.filled(SHORT) for _ in range(count)]

    def headings(self, count: int) -> list[str]:
        return self.random.sample(self.words["heading"], count)

    def row(self) -> list[str]:
        return [self.one("thing").capitalize(), self.one("amount"), self.one("time")]


Block = dict[str, Any]


def _blocks(writer: Writer) -> list[list[list[Block]]]:
    """The blocks of a handout: for each topic, for each of its sections. About four pages."""
    table = {
        "columns": [*writer.random.sample(writer.words["column"], 2), "When"],
        "rows": [writer.row() for _ in range(4)],
        "row_headers": True,
        "widths": [3, 2, 3],
    }
    link = "[the hospital’s page](https://hospital.example/leaflets)"
    return [
        [
            [{"paragraph": writer.text(3)}, {"paragraph": writer.text(3)}],
            [{"list": {"lead": "You may notice:", "items": writer.items(4)}}],
        ],
        [
            [{"paragraph": writer.text(3)}, {"table": table}],
            [{"paragraph": writer.text(3)}, {"note": writer.text(1)}],
        ],
        [
            [{"steps": {"lead": "On the day:", "items": [writer.text(1) for _ in range(4)]}}],
            [{"important": {"title": writer.one("heading"), "text": writer.text(1)}}],
        ],
        [
            [{"paragraph": writer.text(3)}, {"list": writer.items(4)}],
            [{"paragraph": writer.text(2)}],
        ],
        [[{"urgent": {"items": writer.items(3)}}, {"paragraph": f"Read more at {link}."}]],
    ]


def _topics(writer: Writer, code: str) -> list[Block]:
    topics: list[Block] = []
    for title, sections in zip(writer.headings(5), _blocks(writer), strict=True):
        name = f"{code}-{len(topics) + 1}".lower()
        made: list[Block] = []
        for heading, blocks in zip(writer.headings(len(sections)), sections, strict=True):
            head = {"heading": f"{heading}: {writer.one('topic')}"} if len(sections) > 1 else {}
            made.append({"id": f"part-{len(made) + 1}", **head, "blocks": blocks})
        topics.append({"topic": name, "title": title, "sections": made})
    return topics


def _definition(writer: Writer, code: str, topics: Sequence[Block]) -> Block:
    return {
        "handout": code,
        "title": f"Taking {writer.one('drug')}: {writer.one('topic')}",
        "subtitle": f"A leaflet of {writer.one('ward')}",
        "audience": f"{writer.one('people')} who will have {writer.one('drug')}",
        "main_message": writer.text(2),
        "action": f"{writer.one('do_up')} {writer.one('time')}.",
        "layout": "leaflet",
        "editions": ["standard"],
        "contents": [{"topic": topic["topic"]} for topic in topics],
        "version": "0.1",
        "published": "2026-01-12",
    }


def _site() -> Block:
    """A site where every fact the furniture prints is signed, so that nothing is left blank."""
    values = {
        "call_24h": "020 7946 0101",
        "emergency_number": "112",
        "fever_c": "38",
        "feedback": "leaflets@hospital.example",
        "formats_line": "020 7946 0102",
        "interpreter_line": "020 7946 0103",
    }
    signed = {"signed_by": "lead nurse", "signed": "2020-01-01", "until": "2099-12-31"}
    facts = {name: {"value": value, **signed} for name, value in values.items()}
    return {
        "site": "main",
        "name": "Bench Hospital",
        "country": "GB",
        "language": "en-GB",
        "facts": facts,
    }


def _save(place: Path, data: Block) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=90)
    place.write_text(text, "utf-8")


def make(folder: Path, count: int, repository: Path) -> list[str]:
    """Writes a project of `count` handouts into `folder`; returns their codes in order.

    The brand is the repository's own.
    """
    shutil.copytree(repository / "handouts" / "brands", folder / "handouts" / "brands")
    _save(folder / "sources" / "sites" / "main.yaml", _site())
    shutil.copy(repository / "sources" / "facts.yaml", folder / "sources")
    codes = [f"BX-{number:02}" for number in range(1, count + 1)]
    for number, code in enumerate(codes):
        writer = Writer(number)
        topics = _topics(writer, code)
        for topic in topics:
            _save(folder / "sources" / "topics" / code.lower() / f"{topic['topic']}.yaml", topic)
        _save(folder / "handouts" / f"{code.lower()}.yaml", _definition(writer, code, topics))
    return codes
