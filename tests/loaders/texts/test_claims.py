"""What a text says as claims: ids, roles, stages, measures, and the words that prove each."""

from dataclasses import replace

import pytest

from graph.hearing import heard
from graph.model import Claim, Edge
from graph.ontology import Authority, Currency, EdgeKind, Form, NodeKind, Role, Stage, Status
from loaders.texts.claims import source_id_of
from loaders.texts.facts import Agreement, Amount, Bystander, Cover, Outside, Party, Pilot
from tests.loaders.texts.told import (
    AGENCY,
    GRANT,
    PACT,
    STATE,
    TEXT,
    TOWN,
    cited,
    claims,
    edges,
    measures,
    nodes,
    pact,
    read,
    told,
)

DEAL = "convention:essai-txt/convention-de-renouvellement-urbain-de-valenciennes"
K = NodeKind


def signers(said: object) -> dict[str, Edge]:
    return {edge.start: edge for edge in edges(said, EdgeKind.SIGNS)}  # type: ignore[arg-type]


def test_a_text_is_a_source_of_its_own_named_after_its_file() -> None:
    source = told().said.source
    assert (source.id, source.title, source.authority) == ("essai.txt", "Un essai", Authority.TEXT)
    assert source.sha256 is not None
    assert source.retrieved_on is None


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("article.txt", "article.txt"),
        ("Convention signée (2).pdf", "Convention-signee-2-.pdf"),
        ("…", "texte"),
        (f"{'long' * 50}.txt", f"{'long' * 50}.txt"[-120:]),
    ],
)
def test_any_file_name_gives_an_id(name: str, identifier: str) -> None:
    assert source_id_of(name) == identifier
    told(name=name)


def test_an_agreement_is_a_node_with_its_form_status_and_date() -> None:
    said = told()
    (first, *_, last) = nodes(said)[DEAL]
    assert (first.kind, first.form, first.name) == (K.CONVENTION, Form.CONVENTION, PACT.name)
    assert (last.status, last.signed_on) == (Status.SIGNED, "2019-12-16")
    assert cited(said, last).citation.quote == TEXT.split("\n")[0]


def test_parties_sign_by_their_office_and_never_by_their_name() -> None:
    found = signers(told())
    assert {k: e.represented_as for k, e in found.items()} == {
        "state:france": "préfet du Nord", "commune:59606": "maire", "agency:anru": None,
    }  # fmt: skip
    assert {edge.role for edge in found.values()} == {Role.SIGNATORY}
    everything = "".join(claim.model_dump_json() for claim in claims(told()))
    assert "Ramadier," not in everything
    assert "Albrecht" not in everything


def test_names_of_persons_are_kept_in_quotes_only_when_the_setting_says_so() -> None:
    quoted = "".join(claim.citation.quote or "" for claim in claims(told(keep_names=True)))
    assert "Berthie Albrecht" in quoted


def test_a_quote_is_words_of_the_document_where_its_locator_says() -> None:
    for claim in claims(told(keep_names=True)):
        start, end = map(int, claim.citation.locator.removeprefix("chars ").split("-"))
        assert claim.citation.quote == " ".join(TEXT[start:end].split())
        assert len(claim.citation.quote) <= 240
        assert claim.citation.extractor == "essai"


def test_what_ships_keeps_its_name_and_kind() -> None:
    (town,) = nodes(told())["commune:59606"]
    assert (town.name, town.kind) == ("Valenciennes", K.MUNICIPALITY)


def test_an_unknown_body_gets_an_id_of_its_name_and_place_with_its_mention() -> None:
    (pilot,) = edges(told(), EdgeKind.PILOTS)
    assert pilot.start == "actor:regie-des-deux-rives@59606"
    (node,) = nodes(told())[pilot.start]
    assert (node.name, node.kind) == ("Régie des Deux Rives", K.ASSOCIATION)
    named = told(pact(signatories=(TOWN, Party("Régie des Deux Rives", K.ASSOCIATION,
                 "la régie", read("La Régie")))))  # fmt: skip
    assert ("régie",) in {node.names for node in nodes(named)[pilot.start]}


@pytest.mark.parametrize(
    ("parties", "kind", "place"),
    [
        ((STATE, TOWN), K.ASSOCIATION, "59606"),
        ((STATE, TOWN, replace(TOWN, id="commune:59350")), K.ASSOCIATION, "59"),
        ((STATE, AGENCY), K.FEDERATION, "fr"),
        ((STATE, AGENCY), K.ASSOCIATION, "essai.txt"),
    ],
)
def test_the_place_of_an_unknown_body_is_that_of_the_text(
    parties: tuple[Party, ...], kind: NodeKind, place: str
) -> None:
    unknown = Party("Les Amis", kind, "Les Amis", read("La Régie"))
    said = told(pact(signatories=(*parties, unknown), pilots=()))
    assert f"actor:les-amis@{place}" in signers(said)


def test_a_place_that_is_only_named_counts_when_no_other_is() -> None:
    unknown = Party("Les Amis", K.ASSOCIATION, "Les Amis", read("La Régie"))
    here = Bystander("Lille", K.MUNICIPALITY, "Lille", read("Régie"), "commune:59350")
    alone = told(pact(signatories=(STATE, unknown), pilots=()), bystanders=(here,))
    assert "actor:les-amis@59350" in signers(alone)
    beside = told(pact(signatories=(TOWN, unknown), pilots=()), bystanders=(here,))
    assert "actor:les-amis@59606" in signers(beside)


def test_a_source_named_by_hand_can_place_a_body() -> None:
    unknown = Party("Les Amis", K.ASSOCIATION, "Les Amis", read("La Régie"))
    said = told(pact(signatories=(STATE, unknown), pilots=()), name="revue@2019")
    assert "actor:les-amis@revue-2019" in signers(said)


def test_a_quarter_is_of_the_only_commune_of_its_agreement() -> None:
    (cover,) = edges(told(), EdgeKind.COVERS)
    assert cover.end == "quartier:59606-chasse-royale"
    unplaced = told(pact(signatories=(STATE, AGENCY)))
    (cover,) = edges(unplaced, EdgeKind.COVERS)
    assert (cover.end, cover.end_kind) == ("actor:chasse-royale@essai.txt", K.NEIGHBOURHOOD)


def test_a_quarter_with_a_code_keeps_it() -> None:
    known = Cover("Chasse Royale", K.NEIGHBOURHOOD, "", read("Chasse Royale"), "qpv:QP059001")
    (cover,) = edges(told(pact(covers=(known,))), EdgeKind.COVERS)
    assert cover.end == "qpv:QP059001"


def test_a_programme_has_the_id_that_ships_or_one_of_its_name() -> None:
    (part,) = edges(told(), EdgeKind.PART_OF)
    assert part.end == "programme:npnru"
    (part,) = edges(told(pact(programmes=("Plan de l’essai",))), EdgeKind.PART_OF)
    assert part.end == "programme:plan-de-l-essai"


def test_counts_are_measures_of_the_agreement() -> None:
    counted = measures(told(pact(signatories_count=16)))
    assert (counted["quartiers"].value, counted["signataires"].value) == (14, 16)
    assert counted["quartiers"].node == DEAL


def test_a_planned_agreement_is_announced_and_its_date_never_passes_for_kept() -> None:
    said = told(pact(status=Status.PLANNED))
    assert {edge.role for edge in signers(said).values()} == {Role.ANNOUNCED}
    assert all(n.status is Status.PLANNED for n in nodes(said)[DEAL] if n.signed_on)
    (grant,) = edges(said, EdgeKind.FINANCES)
    assert grant.stage is Stage.ANNOUNCED


def test_money_of_a_press_text_is_announced_and_of_a_signed_act_programmed() -> None:
    (grant,) = edges(told(), EdgeKind.FINANCES)
    assert (grant.start, grant.end, grant.amount_cents) == ("agency:anru", DEAL, 1_200_000_000)
    assert (grant.currency, grant.stage) == (Currency.EUR, Stage.ANNOUNCED)
    act = (
        "CONVENTION DE RENOUVELLEMENT URBAIN\n\nENTRE\n\nL’État, représenté par le préfet du Nord,"
        "\n\nET\n\nL’Agence nationale pour la rénovation urbaine, ci-après « l’Agence »,\n\n"
        "Il est convenu ce qui suit.\n\nArticle 1 – Objet\n\nRénover.\n\nArticle 2 – Durée\n\n"
        "Cinq ans.\n\nFait à Valenciennes, le 16 décembre 2019.\n"
    )
    (grant,) = edges(told(text=f"{act}\n\n{TEXT}"), EdgeKind.FINANCES)
    assert grant.stage is Stage.PROGRAMMED


def test_a_sum_without_a_payer_or_of_a_class_of_payers_is_a_measure() -> None:
    total = Amount("12 millions", read("12 millions"), 20_000_000.0)
    class_ = Amount("12 millions", read("12 millions"), 3e6, payer="les bailleurs sociaux")
    said = told(pact(amounts=(total, class_)))
    assert edges(said, EdgeKind.FINANCES) == []
    assert measures(said)["montant"].value == 2_000_000_000
    assert measures(said)["montant_des_bailleurs_sociaux"].value == 300_000_000


def test_francs_stay_francs() -> None:
    old = Amount("12 millions", read("12 millions"), None, 1_000_000.0)
    assert measures(told(pact(amounts=(old,))))["montant"].currency is Currency.FRF


def test_years_periods_shares_and_receivers_tell_sums_apart() -> None:
    def grant(**said: object) -> Amount:
        return replace(GRANT, **said)  # type: ignore[arg-type]

    sums = (
        grant(year=2020), grant(period="2020-2024", share_pct=45.5), grant(per_year=True),
        grant(target="Commune de Valenciennes"), grant(target="une école"),
    )  # fmt: skip
    found = edges(told(pact(amounts=sums)), EdgeKind.FINANCES)
    assert [(e.since, e.until) for e in found[:2]] == [("2020", "2020"), ("2020", "2024")]
    assert found[1].share_bp == 4550
    assert (found[2].purpose, found[4].purpose) == ("par an", "une école")
    assert (found[3].end, found[3].under) == ("commune:59606", DEAL)
    assert len({(e.end, e.qualifier()) for e in found}) == len(sums)


def test_two_sums_alike_but_for_their_amount_are_two_facts_and_one_told_twice_is_one() -> None:
    two = (GRANT, replace(GRANT, amount_eur=5e6), GRANT)
    found = edges(told(pact(amounts=two)), EdgeKind.FINANCES)
    assert [(e.amount_cents, e.counted) for e in found] == [
        (1_200_000_000, True),
        (500_000_000, True),
    ]


def test_an_avenant_amends_the_agreement_that_the_text_mentions_in_passing() -> None:
    before = pact(key="c0", background=True, signatories=(), name="Convention de 2015")
    avenant = pact(key="c1", name="Avenant n° 2", kind=Form.AVENANT, number="2", amends="c0")
    (amends,) = edges(told(avenant, before), EdgeKind.AMENDS)
    assert amends.start == "convention:essai-txt/avenant-n-2"
    assert amends.end == "convention:essai-txt/convention-de-2015"


def test_what_is_mentioned_in_passing_and_cannot_be_told_apart_is_not_claimed() -> None:
    vague = pact(key="c0", background=True, signatories=(), name="Une convention de 2010")
    said = told(PACT, vague, bystanders=(Bystander("Ademe", K.AGENCY, "", read("Anru")),))
    assert list(nodes(said)).count(DEAL) == 1
    assert said.not_facts == 2


def test_ids_are_ranked_only_among_equals() -> None:
    later = pact(key="c2", signed_on="2020-01-01")
    said = told(PACT, later, pact(key="c3", name="Charte", kind=Form.CHARTE))
    found = [i for i in nodes(said) if i.startswith("convention:")]
    assert found == [DEAL, f"{DEAL}-2", "convention:essai-txt/charte"]


def test_a_series_is_one_agreement_a_named_party_and_counts_the_others() -> None:
    towns = tuple(
        Party(f"Commune {code}", K.MUNICIPALITY, "maire", read("maire"), f"commune:{code}")
        for code in ("59606", "59350")
    )
    said = told(pact(signatories=(AGENCY, *towns), instances=12, covers=(), pilots=()))
    found = edges(said, EdgeKind.SIGNS)
    deals = {edge.end for edge in found}
    assert len(deals) == 2
    assert {e.end for e in found if e.start == "agency:anru"} == deals
    assert [sum(e.start == f"commune:{c}" for e in found) for c in ("59606", "59350")] == [1, 1]
    counted = measures(said)["conventions"]
    assert (counted.node, counted.value) == ("agency:anru", 12)


def test_a_series_whose_parties_are_all_named_has_no_count() -> None:
    towns = tuple(replace(TOWN, name=f"C{i}", id=f"commune:5960{i}") for i in (1, 2))
    assert "conventions" not in measures(told(pact(signatories=(AGENCY, *towns), instances=2)))


def test_a_series_of_nobody_named_is_one_agreement_that_says_how_many() -> None:
    said = told(pact(signatories=(AGENCY,), instances=12))
    assert measures(said)["conventions"].node == DEAL


def test_a_fact_is_never_surer_than_its_agreement() -> None:
    doubtful = told(pact(reading=replace(PACT.reading, confidence=0.4)))
    hanging = [c for c in claims(doubtful) if not _only_named(c)]
    assert {claim.citation.confidence for claim in hanging} == {0.4}


def _only_named(claim: Claim) -> bool:
    return not isinstance(claim.fact, Edge) and claim.fact.model_dump().get("id") != DEAL


def test_facts_outside_agreements_are_links_or_measures() -> None:
    said = told(outside=(
        Outside(EdgeKind.PARTNERS_WITH, "Anru", "État", "", read("Anru"),
                K.AGENCY, "agency:anru", K.STATE_SERVICE, "state:france"),
        Outside(EdgeKind.FINANCES, "Anru", "NPNRU", "", read("Anru"),
                K.AGENCY, "agency:anru", K.PROGRAMME, None, 5e9),
        Outside(EdgeKind.FINANCES, None, "NPNRU", "", read("Anru"), to_kind=K.PROGRAMME,
                amount_eur=1e10),
        Outside(EdgeKind.COVERS, "NPNRU", "quartiers", "", read("Anru"), K.PROGRAMME, None,
                K.NEIGHBOURHOOD, None, count=450),
        Outside(EdgeKind.MEMBER_OF, "Anru", None, "", read("Anru"), K.AGENCY, "agency:anru"),
    ))  # fmt: skip
    (partners,) = edges(said, EdgeKind.PARTNERS_WITH)
    assert {partners.start, partners.end} == {"agency:anru", "state:france"}
    promised = [e for e in edges(said, EdgeKind.FINANCES) if e.end == "programme:npnru"]
    assert [(e.amount_cents, e.stage) for e in promised] == [(500_000_000_000, Stage.ANNOUNCED)]
    counted = [c.fact for c in claims(said) if getattr(c.fact, "node", "") == "programme:npnru"]
    assert {m.what: m.value for m in counted} == {"montant": 10**12, "quartiers": 450}  # type: ignore[union-attr]
    assert said.refused == ("« Anru » : le texte ne dit pas qui, ou à qui.",)


def test_who_pilots_a_programme_does_so_in_its_own_territory() -> None:
    lead = Pilot("Commune de Valenciennes", K.MUNICIPALITY, "ACV", "", read("maire"))
    (pilots,) = edges(told(pact(pilots=(lead,))), EdgeKind.PILOTS)
    assert (pilots.start, pilots.end, pilots.territory) == (
        "commune:59606", "programme:acv", "commune:59606",
    )  # fmt: skip


def test_what_the_ontology_does_not_allow_is_told_and_the_rest_is_kept() -> None:
    wrong = Party("NPNRU", K.PROGRAMME, "", read("Anru"))
    said = told(pact(signatories=(*PACT.signatories, wrong)))
    assert len(signers(said)) == 3
    (reason,) = said.refused
    assert "l’ontologie ne le permet pas" in reason


def test_every_text_names_what_it_ties() -> None:
    said = told(PACT, pact(key="c2", status=Status.PLANNED))
    assert len(list(heard(said.said.source, said.said.claims))) == len(claims(said))


def test_the_same_reading_gives_the_same_claims() -> None:
    assert claims(told()) == claims(told())


def test_a_text_without_facts_is_a_source_that_says_nothing() -> None:
    assert claims(told(agreements=())) == []


def test_a_fact_at_the_very_end_or_across_long_words_is_quoted_within_bounds() -> None:
    long = "x" * 1000 + " " + "mot " * 400
    found = told(
        Agreement("c1", "Accord", Form.CONVENTION, Status.SIGNED, "x", read("x" * 30, text=long)),
        text=long,
    )
    (claim, *_) = claims(found)
    assert 0 < len(claim.citation.quote or "") <= 240
