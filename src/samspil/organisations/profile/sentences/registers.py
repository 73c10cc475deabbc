"""Sentences about models, documents, goals, interventions, curricula and duties that contradict themselves."""

from samspil.organisations.profile.sentences.sentence import Sentence

REGISTERS = {
    "unknown_entry": Sentence(
        "{key} findes ikke under {section}.",
        "Tilføj det dér, eller ret stavningen.{hint}",
        "There is no {key} under {section}.",
        "Add it there, or correct the spelling.{hint}",
    ),
    "register_circle": Sentence(
        "{name} ender med at henvise til sig selv.",
        "Ret {field} et sted i rækken: {chain}.",
        "{name} refers to itself in the end.",
        "Change {field} somewhere in the chain: {chain}.",
    ),
    "two_of_an_axis": Sentence(
        "{name} står først på to niveauer af samme akse: {first} og {second}.",
        "Lad det niveau, hvor de fleste kræfter bruges, stå i levels, og flyt det andet til further_levels.",
        "{name} stands first on two levels of one axis: {first} and {second}.",
        "Let the level where most resources are used stand in levels, and move the other to further_levels.",
    ),
    "target_without_value": Sentence(
        "Målet siger mindst eller højst, men ikke hvor meget.",
        "Tilføj value, eller skriv wanted: rises eller falls, hvis kun retningen er fastlagt.",
        "The target says at least or at most, but not how much.",
        "Add value, or write wanted: rises or falls if only the direction is settled.",
    ),
    "obligation_of_nothing": Sentence(
        "{name} forpligter ikke til noget.",
        "Skriv number og each_grade (så mange hvert klassetrin hvert år), eller stage og goals (disse mål, når trinnet er slut).",
        "{name} obliges to nothing.",
        "Write number and each_grade (so many in each grade each year), or stage and goals (these goals by its end).",
    ),
    "duty_twice_dated": Sentence(
        "{name} er både tilbagevendende og en engangsopgave.",
        "Skriv enten once_by, eller months og every_years.",
        "{name} both recurs and is done once.",
        "Write either once_by, or months and every_years.",
    ),
    "percent_over": Sentence(
        "{value} procent er mere end det hele.",
        "Ret value, eller vælg en anden unit.",
        "{value} percent is more than the whole.",
        "Correct value, or choose another unit.",
    ),
}
