"""What a fault means: whether it passes, and the line that tells it."""

from __future__ import annotations

import pytest
import requests
from databricks.sdk.errors import (
    InternalError,
    InvalidParameterValue,
    NotFound,
    PermissionDenied,
    TooManyRequests,
    Unauthenticated,
)
from databricks.sdk.errors.base import DatabricksError
from requests import exceptions

from databricks_workflows.runs.faults import Unreadable, explain, first_words, unreadable, why_it_passes


def timed_out(cause: BaseException) -> TimeoutError:
    """What the SDK raises when it has tried for long enough."""
    error = TimeoutError("Timed out after 0:00:01")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "passes", "says"),
    [
        (exceptions.ConnectionError("Connection refused"), True, "h can't be reached (connection refused): check the"),
        (exceptions.ConnectionError("NameResolutionError"), True, "(its name is not known)"),
        (exceptions.ConnectionError("what?"), True, "(ConnectionError)"),
        (exceptions.ReadTimeout("read timed out"), True, "(no answer in time)"),
        (exceptions.ConnectTimeout("slow"), True, "(no answer in time)"),
        (exceptions.ChunkedEncodingError("IncompleteRead"), True, "(the connection was cut)"),
        (exceptions.SSLError("certificate verify failed"), False, "(its certificate is not trusted)"),
        (exceptions.InvalidURL("Failed to parse: x"), False, "(that is no host)"),
        (exceptions.TooManyRedirects("Exceeded 30 redirects."), False, "(TooManyRedirects)"),
        (InternalError("Oops.", error_code="INTERNAL_ERROR"), True, "(INTERNAL_ERROR: Oops): try again later"),
        (TooManyRequests("Slow down"), True, "(Slow down): try again later, or with a longer --retry"),
        (DatabricksError("Bad Gateway"), True, "does not work at the moment (Bad Gateway)"),
        (DatabricksError("Teapot"), False, "refused the request: Teapot"),
        (Unauthenticated("No.", error_code="UNAUTHENTICATED"), False, "refused the credentials (No): renew them"),
        (
            PermissionDenied("Invalid access token."),
            False,
            "refused the credentials (Invalid access token): renew them",
        ),
        (PermissionDenied("No."), False, "does not allow it (No): ask for the permission on job 5"),
        (NotFound("Gone."), False, "job 5 is not in h (Gone): it was deleted, or belongs to another workspace"),
        (InvalidParameterValue("Run 5 does not exist."), False, "job 5 is not in h"),
        (InvalidParameterValue("Job 5 does not exist."), False, "job 5 is not in h"),
        (InvalidParameterValue("Wrong."), False, "refused the request: Wrong"),
        (Unreadable("a web page", again=False), False, "gave a web page: is it a Databricks workspace?"),
        (Unreadable("nothing"), True, "gave nothing: is it"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_each_fault(error: Exception, passes: bool, says: str) -> None:
    for each in (error, timed_out(error), timed_out(timed_out(error))):
        assert bool(why_it_passes(each)) == passes
        told = explain(each, "job 5", "h", "renew them")
        assert says in str(told)
        assert told.missing == ("is not in h" in says)


def test_what_the_sdk_appends_is_left_out() -> None:
    settings = "No access. Config: host=h, token=***. Env: DATABRICKS_HOST"
    assert first_words(PermissionDenied(settings, error_code="403")) == "403: No access"
    report = "unable to parse response. This is likely a bug in the Databricks SDK for Python. ```< 400 ...```"
    assert first_words(DatabricksError(report)) == "unable to parse response"
    assert len(first_words(DatabricksError("x" * 5000))) < 310


@pytest.mark.parametrize(
    ("error", "says", "again"),
    [
        (exceptions.JSONDecodeError("m", "  <html>", 0), "a web page, such as that of a login", False),
        (exceptions.JSONDecodeError("m", '{"a": ', 0), "an answer that is cut off or no JSON", True),
        (AttributeError("'str' object has no attribute 'get'"), "an answer of another form than the Jobs API's", True),
    ],
)
def test_answers_that_are_none(error: Exception, says: str, again: bool) -> None:
    found = unreadable(error)
    assert (str(found), found.again) == (says, again)


def test_requests_tells_cut_off_json_so() -> None:
    response = requests.Response()
    response._content = b"{"
    with pytest.raises(exceptions.JSONDecodeError) as raised:
        response.json()
    assert str(unreadable(raised.value)) == "an answer that is cut off or no JSON"
