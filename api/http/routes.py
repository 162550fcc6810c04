"""The questions over HTTP. A route translates, and does nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import IO, Annotated, TypeAlias
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from api import questions
from api.bodies import Body
from api.exports import form_of
from api.galaxy import Galaxy
from api.http.answering import (
    EXPORT_LIMIT_S,
    answer,
    etag,
    galaxy_of,
    in_thread,
    kept_as,
    known_tags,
)
from api.http.examples import described
from api.http.workers import Workers
from graph.errors import DiskTrouble, InputRefused
from loaders.reading import reason


def _said_once(request: Request) -> None:
    """Refuse a field given several times, unless it is one that may be."""
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if names.count(name) > 1 and name not in questions.REPEATED:
            raise InputRefused(
                f"« {name} » est donné plusieurs fois.", hint="Donnez-le une seule fois."
            )


router = APIRouter(prefix="/v1", dependencies=[Depends(_said_once)])
Asked: TypeAlias = Annotated[Galaxy, Depends(galaxy_of)]
NodeIdPath: TypeAlias = Annotated[
    str, Path(max_length=200, description="L’identifiant, ou un autre identifiant de l’élément.")
]
Unfiltered: TypeAlias = Annotated[questions.Unfiltered, Query()]
#: Bytes of an export that are kept in memory before they go to a temporary file.
_IN_MEMORY, _CHUNK = 8_000_000, 65_536


@router.get("/meta", **described("meta"))
async def meta(request: Request, galaxy: Asked, _asked: Unfiltered) -> Response:
    """Return the revision, the version and how much the graph holds."""
    return await answer(request, galaxy.meta)


@router.get("/search", **described("search"))
async def search(
    request: Request, galaxy: Asked, asked: Annotated[questions.Search, Query()]
) -> Response:
    """Find actors, agreements, programmes and territories by name, acronym or code."""
    return await answer(request, partial(galaxy.search, asked))


@router.get("/nodes", **described("listNodes"))
async def nodes(
    request: Request, galaxy: Asked, asked: Annotated[questions.Listing, Query()]
) -> Response:
    """List the nodes that the filters keep."""
    return await answer(request, partial(galaxy.list, asked))


@router.get("/nodes/{identifier:path}/neighbours", **described("listNeighbours"))
async def neighbours(
    request: Request,
    galaxy: Asked,
    identifier: NodeIdPath,
    asked: Annotated[questions.Neighbours, Query()],
) -> Response:
    """List what a node is tied to, with totals by relation and kind."""
    return await answer(request, partial(galaxy.neighbours, asked, identifier))


@router.get("/nodes/{identifier:path}", **described("getNode"))
async def node(
    request: Request,
    galaxy: Asked,
    identifier: NodeIdPath,
    asked: Annotated[questions.Reading, Query()],
) -> Response:
    """Return a node with all that is known of it; another id of it answers 308."""

    def found() -> Body | Response:
        canonical = galaxy.resolve(identifier)
        if canonical == identifier:
            return galaxy.node(asked, identifier)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/v1/nodes/{quote(canonical, safe=':@/')}{query}", 308)

    return await answer(request, found)


@router.get("/edges/{identifier}", **described("getEdge"))
async def edge(
    request: Request,
    galaxy: Asked,
    identifier: Annotated[str, Path(max_length=40, description="L’identifiant de la relation.")],
    _asked: Unfiltered,
) -> Response:
    """Return one relation, its properties, its proofs and its disputes."""
    return await answer(request, partial(galaxy.edge, identifier))


@router.get("/sources", **described("listSources"))
async def sources(request: Request, galaxy: Asked, asked: Unfiltered) -> Response:
    """List the sources, with what each says in number."""
    return await answer(request, partial(galaxy.sources, asked))


@router.get("/sources/{identifier}", **described("getSource"))
async def source(
    request: Request,
    galaxy: Asked,
    identifier: Annotated[str, Path(max_length=120, description="L’identifiant de la source.")],
    _asked: Unfiltered,
) -> Response:
    """Return one source: title, publisher, licence, dates, address."""
    return await answer(request, partial(galaxy.source, identifier))


@router.get("/paths", **described("findPaths"))
async def paths(
    request: Request, galaxy: Asked, asked: Annotated[questions.Paths, Query()]
) -> Response:
    """Return the chains that link two nodes, each hop with its facts and their citations."""
    return await answer(request, partial(galaxy.paths, asked))


@router.get("/centrality", **described("rankNodes"))
async def centrality(
    request: Request, galaxy: Asked, asked: Annotated[questions.Centrality, Query()]
) -> Response:
    """Rank actors by a measure; 202 while it is being worked out, once a revision."""
    return await answer(request, partial(galaxy.centrality, asked))


@router.get("/communities", **described("listCommunities"))
async def communities(
    request: Request, galaxy: Asked, asked: Annotated[questions.Communities, Query()]
) -> Response:
    """List the groups of those who work mostly among themselves."""
    return await answer(request, partial(galaxy.communities, asked))


@router.get("/completeness", **described("listCompleteness"))
async def completeness(
    request: Request, galaxy: Asked, asked: Annotated[questions.Reading, Query()]
) -> Response:
    """List what is known of what was announced."""
    return await answer(request, partial(galaxy.completeness, asked))


@router.get("/graph", **described("getSubgraph"))
async def subgraph(
    request: Request, galaxy: Asked, asked: Annotated[questions.Subgraph, Query()]
) -> Response:
    """Return what surrounds a node, as nodes and edges, within bounds."""
    return await answer(request, partial(galaxy.subgraph, asked))


@router.get("/scene", **described("getScene"))
async def scene(request: Request, galaxy: Asked) -> Response:
    """Return a scene of the explorer: drawing, panel, table and texts."""
    params = {name: questions.plain_text(value) for name, value in request.query_params.items()}
    screen = questions.screen(params.pop("screen", ""))
    return await answer(request, partial(galaxy.scene, screen, params))


@router.get("/export", **described("exportGraph"))
async def export(
    request: Request, galaxy: Asked, asked: Annotated[questions.Export, Query()]
) -> Response:
    """Return the graph as a file that names its sources and licences."""
    revision = await in_thread(request, galaxy.revision)
    tag = etag(revision, request)
    if known_tags(request) & {tag, "*"}:
        return Response(status_code=304, headers=kept_as(tag))
    form = form_of(asked)
    if "galaxie.head" in request.scope:  # its length is known only once it is made
        return StreamingResponse(iter(()), headers=kept_as(tag), media_type=form.media_type)
    exports: Workers = request.app.state.exports
    work = partial(_written, galaxy, asked)
    file, moved_to = await exports.run(work, limit_s=EXPORT_LIMIT_S)
    size = file.seek(0, 2)
    headers = kept_as(tag if moved_to == revision else None) | {
        "Content-Disposition": f'attachment; filename="galaxie{form.suffix}"',
        "Content-Length": str(size),
    }
    return StreamingResponse(_chunks(file), headers=headers, media_type=form.media_type)


def _written(galaxy: Galaxy, asked: questions.Export) -> tuple[IO[bytes], int]:
    """Write an export apart: a slow reader then holds a file of ours, never the store.

    The revision after it goes with it: it tells whether a load passed meanwhile.
    """
    folder = str(galaxy.home) if galaxy.home and galaxy.home.is_dir() else None
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=folder)  # noqa: SIM115 -- closed once sent
    try:
        file.writelines(form_of(asked).write(galaxy.extract(asked)))
        return file, galaxy.revision()
    except OSError as error:
        file.close()
        raise DiskTrouble(
            f"Il n’y a pas la place d’écrire l’export : {reason(error)}.",
            hint="Libérez de la place dans le dossier des données.",
        ) from error
    except BaseException:
        file.close()
        raise


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with closing(file):
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk
