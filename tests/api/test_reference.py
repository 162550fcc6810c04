"""The contract that the service publishes: every operation described, in French, with examples."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.examples import examples
from api.http.problems import HTTP_PROBLEMS
from api.outcomes import OUTCOMES

#: Addresses of the examples that name what only the data that ships has, and their like here.
HERE = {
    "/v1/nodes/convention:anru-acse-2010": "/v1/nodes/convention:contrat-testac-2015",
    "/v1/search?q=valencienne": "/v1/search?q=testac",
    "/v1/sources/maire-info-2010-10-20-anru-acse": "/v1/sources/gazette-2015",
}


@pytest.fixture
def contract(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def operations(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        told["operationId"]: told for path in contract["paths"].values() for told in path.values()
    }


def test_every_question_is_described_in_french_with_an_example(contract: dict[str, Any]) -> None:
    described = operations(contract)
    assert set(examples()) <= set(described)
    for operation in examples():
        told = described[operation]
        assert told["summary"]
        assert told["x-try"].startswith("/v1/")
        content = told["responses"]["200"]["content"]
        assert "example" in content.get("application/json", {}) or operation == "exportGraph"
        assert {"404", "422", "503"} <= told["responses"].keys()


def test_every_parameter_says_what_it_does(contract: dict[str, Any]) -> None:
    for operation in examples():
        for parameter in operations(contract)[operation].get("parameters", ()):
            described = parameter.get("description") or parameter["schema"].get("description")
            assert described, (operation, parameter["name"])


@pytest.mark.parametrize("operation", sorted(set(examples()) - {"exportGraph", "getScene"}))
def test_an_example_has_the_shape_of_the_answer(client: TestClient, operation: str) -> None:
    address = examples()[operation]["try"]
    if operation == "getEdge":
        edge = client.get("/v1/nodes/agency:anru").json()["edges"]["SIGNS"][0]["id"]
        address = f"/v1/edges/{edge}"
    answer = client.get(HERE.get(address, address))
    while answer.status_code == 202:
        answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert shape(examples()[operation]["answer"]) == shape(answer.json())


def shape(body: Any) -> Any:
    """Return the names of the fields of an answer, those of its maps and lists left out."""
    if isinstance(body, dict) and not any(
        ":" in key or "-" in key or key.isupper() for key in body
    ):
        return {
            key: shape(value)
            for key, value in body.items()
            if key not in {"properties", "edges", "totals", "contradictions", "measures"}
            and not isinstance(value, list)
        }
    return None


def test_the_page_of_the_reference_runs_and_fetches_nothing(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "script-src" not in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "https://" not in page.text.split("</style>")[1].split("<pre>")[0]
    for operation in examples():
        assert f'id="{operation}"' in page.text


def test_the_page_of_the_reference_lists_every_problem(client: TestClient) -> None:
    page = client.get("/docs").text
    for code in (
        *(told.code for told in OUTCOMES.values()),
        *(c for c, _ in HTTP_PROBLEMS.values()),
    ):
        assert f'id="{code}"' in page
