"""What a person sees when something is wrong: a page that says what, where, and what would be right."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from lactea.app.house import visit_of
from lactea.app.problems import AppError
from lactea.app.wording.marking import message
from lactea.reading.problems import InputError, quote

API = "/api/"
MISSING_PAGE = "There is no such page."
SCHEMA = "lactea.problem/1"
WORKER_KILLED = message(
    "The process that computed this was ended from outside, as happens when memory runs out. "
    "Nothing that you entered was wrong: load this page again to try again. If it happens again, close other "
    "programs or ask for fewer days."
)


def install(app: FastAPI) -> None:
    """Answer every expected failure with a page, or with JSON to programs."""
    app.exception_handler(RequestValidationError)(_not_understood)
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(InputError)(_bad_input)
    app.exception_handler(AppError)(_own_refusal)
    app.exception_handler(BrokenProcessPool)(_worker_killed)


def told(request: Request, status: int, why: str) -> Response:
    """A failure as a page; to programs as JSON."""
    if request.url.path.startswith(API):
        return JSONResponse({"schema": SCHEMA, "status": status, "problem": why}, status)
    return visit_of(request).page("problem.html.j2", status, why=why)


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"][1:])
    given = "" if first.get("input") is None else f" {quote(first['input'])}"
    return told(request, 422, f"{field}:{given} is not accepted. {first['msg']}.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    why = MISSING_PAGE if error.status_code == 404 and error.detail == "Not Found" else error.detail
    return told(request, error.status_code, why)


def _bad_input(request: Request, error: Exception) -> Response:
    return told(request, 422, str(error))


def _own_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    return told(request, 422, visit_of(request).speaker(error.message, **error.values))


def _worker_killed(request: Request, error: Exception) -> Response:
    return told(request, 503, visit_of(request).speaker(WORKER_KILLED))
