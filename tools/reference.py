"""Make the territories that ship: `make reference`, or `python -m tools.reference PACKAGE`.

Fetches the npm package with `npm pack`, or reads the one whose folder or archive is given,
refuses files other than those named here, and writes `data/reference/territoires.tsv.gz` with
`territoires.toml` beside it: what it is, where it comes from, under which licence. The same
package gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from loaders.territories_file import written
from tools.territories import Package, rows

PACKAGE, VERSION = "@etalab/decoupage-administratif", "6.0.0"
#: The day that the files of this version bear in its archive, and the day that we read them.
PUBLISHED, RETRIEVED = "2026-03-09", "2026-11-24"
#: The files read, and the SHA-256 of each in this version: another content is refused.
ORIGIN: Mapping[str, str] = {
    "communes.json": "6cafec09b4e127d08edc47f366b28261bee70cca323fbfcb957dd169fcad9284",
    "departements.json": "1ebe7e0ad0a49653c899087194344ec67f7115b728c4e1b98f741bd655b545e0",
    "epci.json": "40758ace686311837c484da81c2a8ba00a9f356bc6210f3316c6b19daa4dc967",
    "ept.json": "9e08e3c8b3d3e6994e16e0c5c042e421268f4359ed95af6c4097d41f3d4413c4",
    "regions.json": "98cb7c781d09577634b9e104dfbb92e39a0d10ae0e1c6c20978a49a474e1dba5",
}
FOLDER = Path(__file__).resolve().parent.parent / "data" / "reference"
DATA, SIDECAR = "territoires.tsv.gz", "territoires.toml"

_SIDECAR = """\
# Écrit par `make reference` ; ne pas modifier à la main. Explications : docs/territoires.md.
territories = {count}

[source]
id = "decoupage-administratif-{version}"
title = "Découpage administratif de la France au 1er janvier 2026, de la région à la commune"
publisher = "Etalab (data.gouv.fr), d’après l’INSEE et la DGCL"
url = "https://github.com/etalab/decoupage-administratif"
licence = "Licence Ouverte 2.0 (Etalab)"
published_on = "{published}"
retrieved_on = "{retrieved}"
# Empreinte du contenu décompressé de {data}.
sha256 = "{digest}"

[origin]
package = "{package}"
version = "{version}"

# Empreinte de chaque fichier lu dans le paquet.
[origin.sha256]
{origin}
"""


def main(arguments: list[str] | None = None) -> None:
    """Write the data file and its description into the folder of the reference data."""
    parser = argparse.ArgumentParser(description="Refait les territoires de data/reference.")
    parser.add_argument("package", nargs="?", type=Path, help="dossier ou archive .tgz du paquet")
    given = parser.parse_args(arguments).package
    origin = contents(given) if given else fetched()
    problem = unexpected(origin)
    if problem:
        sys.exit(problem)
    for name, content in made(origin).items():
        (FOLDER / name).write_bytes(content)
        print(f"{FOLDER / name} : {len(content)} octets")


def fetched() -> dict[str, bytes]:
    """Return the files of the pinned version, by name, taken from the registry that npm uses."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"npm est introuvable : installez-le ou donnez le dossier de {PACKAGE} {VERSION}.")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(folder).glob("*.tgz")
        return contents(archive)


def contents(package: Path) -> dict[str, bytes]:
    """Return the bytes of the files that we read, by name, from a package's folder or archive."""
    if package.is_dir():
        return {name: (package / "data" / name).read_bytes() for name in ORIGIN}
    with tarfile.open(package) as archive:
        members = {name: archive.extractfile(f"package/data/{name}") for name in ORIGIN}
        return {name: member.read() for name, member in members.items() if member}


def unexpected(origin: Mapping[str, bytes]) -> str:
    """Return what to tell of files that are not of the pinned version; nothing if all are."""
    others = [n for n, sha256 in ORIGIN.items() if _sha256(origin.get(n, b"")) != sha256]
    return f"Ce n’est pas {PACKAGE} {VERSION} : {', '.join(others)}." if others else ""


def made(origin: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the two files made from those of the package, by name."""
    read = {name.removesuffix(".json"): json.loads(origin[name]) for name in ORIGIN}
    content = written(rows(Package(**read)))
    sidecar = _SIDECAR.format(
        count=content.count(b"\n") - 1,
        version=VERSION,
        published=PUBLISHED,
        retrieved=RETRIEVED,
        data=DATA,
        digest=_sha256(content),
        package=PACKAGE,
        origin="\n".join(f'"{name}" = "{_sha256(origin[name])}"' for name in ORIGIN),
    )
    return {DATA: compressed(content), SIDECAR: sidecar.encode()}


def compressed(content: bytes) -> bytes:
    """Return `content` gzipped without date or file name, so that equal contents stay equal."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0, compresslevel=9) as file:
        file.write(content)
    return buffer.getvalue()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
