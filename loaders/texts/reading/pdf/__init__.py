"""A PDF with a text layer to its text, read in a limited process and set back as printed."""

from __future__ import annotations

import json

from graph.errors import InputRefused
from loaders.texts.reading.found import Found
from loaders.texts.reading.limited import Stopped, answer_of

#: Wall clock, in seconds; the process itself stops at 30 seconds of CPU.
SECONDS = 60.0
_WORKER = "loaders.texts.reading.pdf.worker"
_OTHER = "Demandez-en un autre exemplaire, ou copiez son texte dans un fichier .txt."
_OCR = "Passez-le d’abord à la reconnaissance de caractères (OCR), puis relisez le résultat."
#: What the worker may answer instead of a text: the sentence, and what to do.
_REFUSALS = {
    "protected": ("ce PDF est protégé par un mot de passe.", "Enregistrez-en une copie sans lui."),
    "damaged": ("ce PDF est abîmé ou tronqué.", _OTHER),
    "scanned": ("ce PDF est une image numérisée : il ne contient pas de texte.", _OCR),
    "unmapped": ("les caractères de ce PDF sont codés d’une façon que rien n’explique.", _OCR),
    "pages": ("ce PDF dépasse 500 pages.", "Coupez-le : la convention, puis ses annexes."),
    "size": ("le texte de ce PDF est démesuré.", _OTHER),
    "memory": ("la lecture de ce PDF demande trop de mémoire.", _OTHER),
}  # fmt: skip


def read_pdf(data: bytes, name: str) -> Found:
    """Return the text of a PDF, line by line as printed, repaired.

    Words cut at the end of a line are whole again, running heads and page numbers are gone, prose
    in columns is read one column after the other, while tables and blocks of signatures keep
    their columns apart by at least three spaces. A PDF that opens without a password is read even
    if its author asked that it not be copied.

    Raises `InputRefused` for a scan, a password, damage, or a file that the process could not
    read within its limits.
    """
    try:
        answer = json.loads(answer_of(_WORKER, data, seconds=SECONDS))
    except Stopped as stopped:
        raise InputRefused(
            f"ce PDF n’a pu être lu : {stopped.why}.", hint=_OTHER, where=name
        ) from stopped
    if "refused" in answer:
        message, hint = _REFUSALS[answer["refused"]]
        raise InputRefused(message, hint=hint, where=name)
    return Found(answer["text"], title=answer["title"])
