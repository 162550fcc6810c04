"""Lists of signatories that run over sentences and lines."""

from __future__ import annotations

import pytest

from tests.loaders.texts.reader import ANAH, ANRU, AVEYRON, OCCITANIE, RODEZ, parties, voices

SIGNED = "La convention a été signée mardi"


@pytest.mark.parametrize(
    "words",
    [
        f"{SIGNED}. Les signataires : la commune de Rodez, l’Anru et l’Anah.",
        f"{SIGNED}. Parmi les signataires figurent la commune de Rodez, l’Anru et l’Anah.",
        f"{SIGNED}. La commune de Rodez, l’Anru et l’Anah en sont signataires.",
        f"{SIGNED}. Les signataires sont la commune de Rodez, l’Anru et l’Anah.",
        f"{SIGNED}. Qui a signé ? La commune de Rodez, l’Anru et l’Anah.",
        f"{SIGNED}.\n\nSignataires :\n- la commune de Rodez\n- l’Anru\n- l’Anah\n",
        f"{SIGNED} par :\n- la commune de Rodez ;\n- l’Anru ;\n- l’Anah.\n",
        f"{SIGNED} par la commune de Rodez. L’Anru et l’Anah ont fait de même.",
        f"{SIGNED} par la commune de Rodez. L’Anru et l’Anah l’ont imitée.",
        f"{SIGNED} par la commune de Rodez. Ont suivi l’Anru et l’Anah.",
        f"{SIGNED} par la commune de Rodez. Puis l’Anru et l’Anah.",
        f"{SIGNED} par la commune de Rodez. L’Anru et l’Anah en ont fait autant.",
    ],
)
def test_a_list_told_apart_from_the_deed_gives_its_parties(words: str) -> None:
    assert parties(words) == {RODEZ, ANRU, ANAH}


@pytest.mark.parametrize(
    "after",
    [
        "Le département de l’Aveyron est un futur signataire.",
        "Le département de l’Aveyron n’est pas encore signataire.",
        "Le département de l’Aveyron, non-signataire, suit le dossier.",
        "Le département de l’Aveyron a félicité les signataires.",
        "Le président du département a pris la parole devant les signataires.",
        "Le département de l’Aveyron accueille les bureaux du projet.",
    ],
)
def test_who_is_named_beside_the_signatories_is_none(after: str) -> None:
    words = f"{SIGNED} dans l’Aveyron par la commune de Rodez et l’Anru. {after}"
    assert parties(words) == {RODEZ, ANRU}


def test_a_list_by_voices_keeps_who_signs_for_whom() -> None:
    words = (
        f"{SIGNED}.\n\nLes signataires :\n- Suzanne Lacore, maire de Rodez\n"
        "- Paul Ramadier, président de la région Occitanie\n- le département de l’Aveyron\n"
    )
    assert voices(words) == {RODEZ: "Suzanne Lacore", OCCITANIE: "Paul Ramadier", AVEYRON: None}


def test_the_paragraph_after_a_list_is_no_part_of_it() -> None:
    words = (
        f"{SIGNED}.\n\nSignataires :\n- la commune de Rodez\n- l’Anru\n\n"
        "Le projet concerne six cents logements et une école, que la région Occitanie rénove."
    )
    assert parties(words) == {RODEZ, ANRU}
