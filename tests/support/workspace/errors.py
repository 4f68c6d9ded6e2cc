"""How the workspace refuses a request."""

from __future__ import annotations


class ApiError(Exception):
    """An answer that is an error: HTTP status, error code, message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def invalid(message: str) -> ApiError:
    return ApiError(400, "INVALID_PARAMETER_VALUE", message)


def missing(message: str) -> ApiError:
    return ApiError(404, "RESOURCE_DOES_NOT_EXIST", message)


def denied(message: str) -> ApiError:
    return ApiError(403, "PERMISSION_DENIED", message)


def no_such_job(job_id: int) -> ApiError:
    return invalid(f"Job {job_id} does not exist.")


def no_such_run(run_id: int) -> ApiError:
    return invalid(f"Run {run_id} does not exist.")
