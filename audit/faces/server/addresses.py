"""The paths that the server answers at."""

AUDITS = "/v1/audits"
RULES = "/v1/rules"
HEALTH = "/health"
OPENAPI = "/openapi.json"
PAGE = "/"
REPORT = "/report"
