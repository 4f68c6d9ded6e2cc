"""Who one is, what the host says of itself, and the SQL warehouses."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.workspace.calls import Call, Json, Route
from tests.support.workspace.errors import ApiError, missing


class Account:
    """The user of the token, the host's own description and the warehouses by id."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.host_metadata: Json | None = None
        self.warehouses: dict[str, Json] = {}

    def routes(self) -> Iterator[Route]:
        yield "GET", "/api/2.0/preview/scim/v2/Me", self.me
        yield "GET", "/.well-known/databricks-config", self.metadata
        yield "GET", "/api/2.0/sql/warehouses", self.list_warehouses
        yield "GET", "/api/2.0/sql/warehouses/{id}", self.get_warehouse

    def add_warehouse(self, name: str) -> str:
        """A SQL warehouse to be found by name; returns its id."""
        warehouse_id = f"{len(self.warehouses) + 1:016x}"
        self.warehouses[warehouse_id] = {"id": warehouse_id, "name": name, "state": "RUNNING", "cluster_size": "Small"}
        return warehouse_id

    def me(self, call: Call) -> Json:
        return {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "id": "7000000000000001",
            "userName": self.user,
            "displayName": self.user,
            "active": True,
            "emails": [{"type": "work", "value": self.user, "primary": True}],
            "groups": [{"display": "users", "type": "direct", "value": "1"}],
        }

    def metadata(self, call: Call) -> Json:
        if self.host_metadata is None:
            raise ApiError(404, "ENDPOINT_NOT_FOUND", "No host metadata.")
        return self.host_metadata

    def list_warehouses(self, call: Call) -> Json:
        return {"warehouses": list(self.warehouses.values())}

    def get_warehouse(self, call: Call) -> Json:
        warehouse_id = call.need("id")
        if warehouse_id not in self.warehouses:
            raise missing(f"SQL warehouse {warehouse_id} does not exist.")
        return self.warehouses[warehouse_id]
