"""The words that tell a person from a thing: what goes before, between and after names."""

from __future__ import annotations

from loaders.texts.grammar.people.heads import HEAD_WORDS

#: What announces a person: « Monsieur », « Mme ».
CIVILITIES = frozenset(
    "m mr mm mme mmes mlle monsieur madame mademoiselle messieurs mesdames maitre dr docteur pr "
    "professeur".split()
)
#: Words that part a given name from a family name without ending the name.
PARTICLES = frozenset("de du des d' la le les van von der den ten ter ben el al da dos di".split())
#: Particles that may stand in lower case between two capitalised words of one family name.
LINKS = frozenset("de du des d' van von der den da dos di".split())
#: Capitalised words that never end the name of a person: they begin a name of something else.
THINGS = frozenset(
    "action agence agglomeration association banque caisse centre charte cite collectivite comite "
    "commune communaute conseil convention contrat departement direction etablissement etat "
    "federation fondation france groupe habitat logement mairie metropole ministere mission "
    "nationale national office pays plan prefecture programme projet quartier quartiers region "
    "relance renovation republique service services societe syndicat territoire territoires "
    "union urbain urbaine ville villes en et pour par sur celle celui celles ceux".split()
)
#: Capitalised words that never begin one.
NEVER_FIRST = (
    THINGS
    | HEAD_WORDS
    | frozenset("de du des d' l' le la les selon avec apres avant par puis mais si".split())
)
#: Given names that are first of all names of places, months or things.
DOUBTFUL = frozenset(
    "france paris nancy lorraine valence orange marine victoire prudence constance colombe avril "
    "noel grand juste ville val lot cher ange bourg croix bel beau clos fort haut long loire "
    "normandie bretagne savoie alsace corse provence camille-claudel alma reine roi maire saint "
    "sainte nord sud est ouest la le les l saint-denis florence vienne isere".split()
)
#: What bears the name of a person without being one: « rue Victor Hugo », « lycée Jean Moulin ».
NAMESAKES = frozenset(
    "rue avenue av boulevard bd place square allee allees quai pont cours impasse chemin passage "
    "esplanade rond-point lycee college ecole ecoles groupe scolaire maternelle elementaire stade "
    "gymnase salle espace centre maison musee theatre mediathique mediatheque bibliotheque "
    "universite hopital clinique gare station parc jardin tour residence cite quartier secteur "
    "ilot site fondation institut prix loi lois rapport plan amendement jurisprudence hotel "
    "piscine complexe ehpad foyer creche auditorium amphitheatre caserne pole halle port ile "
    "ensemble immeuble batiment zac hlm".split()
)
