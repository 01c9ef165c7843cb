"""The contract with programs: OpenAPI 3.1, drawn from the routes and shapes themselves; and its page."""

from __future__ import annotations

from functools import cache
from typing import Any

from apiflask import APIFlask
from flask import Response, current_app, json, render_template

from storefront.access import public
from storefront.api import shapes
from storefront.api.asking import LIMIT, LIMIT_WITH_KEY
from storefront.api.problems import MEDIA_TYPE

VERSION = "1.0.0"
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
NO_BODY = {"description": "Not changed since the tag in If-None-Match"}
WORDS = {
    400: "The request cannot be read",
    401: "A live key is needed",
    403: "The key may not do this",
    404: "There is nothing here",
    409: "The rules say no; `code` says why",
    415: "The body must be application/json",
    422: "A parameter or the body is not as it must be; `errors` says where",
    429: "Too many requests; `Retry-After` says for how long to wait",
    500: "Our fault; `request_id` finds it",
}
SETTINGS = {
    "AUTO_404_RESPONSE": False,
    "AUTO_VALIDATION_ERROR_RESPONSE": False,
    "AUTO_AUTH_ERROR_RESPONSE": False,
    "AUTO_SERVERS": False,
    "AUTO_TAGS": False,
    "VALIDATION_ERROR_DESCRIPTION": "What was asked is not as it must be.",
    "SECURITY_SCHEMES": {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": f"A key, made on the page /keys. {LIMIT_WITH_KEY} with one, {LIMIT} without.",
        }
    },
}
DESCRIPTION = (
    "What each district of India makes, from the people who make it. Reading what is public needs no key. Money is in "
    "paise (100 to the rupee), times in UTC. Long lists go on with `after`, which is the `next` of the part before. "
    "Answers carry an ETag: send it back in `If-None-Match`, and what has not changed costs nothing. Every error is a "
    "problem (RFC 9457)."
)


def said(summary: str, tag: str, *also: int, keyed: bool = False, tagged: bool = True) -> dict[str, Any]:
    """What the contract says of one operation: the problems every one can have, and those of its own."""
    problems = sorted({*also, 400, 401, 422, 429, 500})
    responses: dict[int, Any] = {status: {"description": WORDS[status], **PROBLEM} for status in problems}
    if tagged:
        responses[304] = NO_BODY
    security: list[dict[str, list[str]]] = [{"key": []}] if keyed else [{}, {"key": []}]
    return {"summary": summary, "tags": [tag], "responses": responses, "security": security}


def contract(app: APIFlask) -> dict[str, Any]:
    """The OpenAPI document of the application, made once for each process."""
    kept = app.extensions.get("zila_openapi")
    if kept is None:
        kept = app.extensions["zila_openapi"] = finish(app._get_spec(force_update=True))  # type: ignore[arg-type]
    return kept  # type: ignore[no-any-return]


def finish(document: dict[str, Any]) -> dict[str, Any]:
    """Put right what the generator leaves: the problem's shape, parameters that can be left out but not be null."""
    document["info"]["description"] = DESCRIPTION
    shape = shapes.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= shape.pop("$defs", {})
    document["components"]["schemas"]["Problem"] = shape
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                parameter["schema"] = not_null(parameter["schema"])
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for status, answer in operation["responses"].items():
                if status == "304":
                    answer.pop("content", None)
    return document


def not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter that may be left out."""
    some = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(some) != 1:
        return schema
    rest = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
    return rest | some[0]


@public
def document() -> Response:
    """The contract as JSON."""
    return Response(_written(current_app._get_current_object()), content_type="application/json")  # type: ignore[attr-defined]


@public
def docs() -> str:
    """The contract as a page."""
    told = contract(current_app)  # type: ignore[arg-type]
    by_tag: dict[str, list[Any]] = {}
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    return render_template(
        "api/docs.html",
        contract=told,
        by_tag=by_tag,
        origin=current_app.config["PUBLIC_ORIGIN"],
        schemas=told["components"]["schemas"],
        limit=LIMIT,
        limit_with_key=LIMIT_WITH_KEY,
    )


@cache
def _written(app: APIFlask) -> str:
    return json.dumps(contract(app), ensure_ascii=False, sort_keys=False)
